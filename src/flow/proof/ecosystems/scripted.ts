import { pathIn } from '../quote-path.js'
import type { BaseFiles, Ecosystem } from './ecosystem.js'

export const ruby: Ecosystem = {
  name: 'Ruby',
  sources: ['.rb', '.rake'],
  manifests: ['Gemfile'],
  locks: ['Gemfile.lock', '*.gemspec'],
  testMark: /\b(?:describe|context|it|specify|test)\b[ (]|\bdef test_/,
  commandsAt: async (folder, base) => {
    const commands = await rubyCommands(folder, base)
    const setUp = 'bundle config set --local path vendor/bundle && bundle install'
    return { folder, setUpFolder: folder, setUp, ...commands }
  }
}

async function rubyCommands(
  folder: string,
  base: BaseFiles
): Promise<{ readonly verify: string; readonly testFiles: string }> {
  const gemfile = (await base.read(pathIn(folder, 'Gemfile'))) ?? ''
  const has = (name: string): boolean => base.paths.has(pathIn(folder, name))
  if (/['"]rspec(?:-\w{1,20})?['"]/.test(gemfile) || has('.rspec') || has('spec/spec_helper.rb')) {
    return { verify: 'bundle exec rspec', testFiles: 'bundle exec rspec {files}' }
  }
  if (has('bin/rails')) {
    return { verify: 'bundle exec rails test', testFiles: 'bundle exec rails test {files}' }
  }
  return {
    verify: 'bundle exec rake test',
    // Ruby runs one file; the rest are arguments.
    testFiles:
      "bundle exec ruby -Ilib -Itest -e 'ARGV.each { |file| require File.expand_path(file) }' -- {files}"
  }
}

export const php: Ecosystem = {
  name: 'PHP',
  sources: ['.php'],
  manifests: ['composer.json'],
  locks: ['composer.lock'],
  testMark: /\bfunction test|#\[Test\b|@test\b|\b(?:it|test)\(/,
  commandsAt: async (folder, base) => {
    const composer = (await base.read(pathIn(folder, 'composer.json'))) ?? ''
    const tool = composer.includes('"pestphp/pest"') ? 'vendor/bin/pest' : 'vendor/bin/phpunit'
    return {
      folder,
      setUpFolder: folder,
      setUp: 'composer install --no-interaction --no-progress --prefer-dist',
      verify: tool,
      // Older versions take one file.
      testFiles: `for file in {files}; do ${tool} "$file" || exit 1; done`
    }
  }
}

export const dart: Ecosystem = {
  name: 'Dart',
  sources: ['.dart'],
  manifests: ['pubspec.yaml'],
  locks: ['pubspec.lock'],
  testMark: /\b(?:test|testWidgets|group)\(/,
  commandsAt: async (folder, base) => {
    const pubspec = (await base.read(pathIn(folder, 'pubspec.yaml'))) ?? ''
    const isFlutter = /^ {2,8}(?:flutter: *\{ *)?sdk: ["']?flutter\b/m.test(pubspec)
    // Dart looks whether what it resolved is still right by the times of files, which a copy of the tree changes.
    const test = isFlutter ? 'flutter test --no-pub' : 'dart pub get --offline && dart test'
    return {
      folder,
      setUpFolder: folder,
      setUp: isFlutter ? 'flutter pub get' : 'dart pub get',
      verify: test,
      testFiles: `${test} {files}`
    }
  }
}
