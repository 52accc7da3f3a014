import { execFileSync } from 'node:child_process'
import { describe, expect, it } from '@jest/globals'
import { testCommand } from '../../../src/flow/proof/test-command.js'

const tests = (...paths: readonly string[]): readonly { path: string; text: string }[] =>
  paths.map((path) => ({
    path,
    text: 'func TestA(t *testing.T) {}\nfunc TestB(t *testing.T) {}\nfunc helper() {}\n'
  }))

describe('the command for some test files', () => {
  it.each([
    ['a b.js'],
    ["it's.js"],
    ['$(touch pwned).js'],
    ['`id`.js'],
    ['-rf.js'],
    ['a;b&c|d>e.js'],
    ['new\nline.js'],
    ['{files}.js'],
    ['$&.js']
  ])('hands a shell the name %j as one word that is no option', (path) => {
    const command = testCommand({ folder: '', testFiles: "printf '%s' {files}" }, tests(path))
    const seen = execFileSync('/bin/sh', ['-c', command], { encoding: 'utf8' })
    expect(seen).toBe(path.startsWith('-') ? `./${path}` : path)
  })

  it.each([
    ['x {files}', 'api', ['api/a.js', 'api/t/b.js'], "x 'a.js' 't/b.js'"],
    ['x {files}', 'api', ['web/a.js'], "x '../web/a.js'"],
    [
      'go test -run {names} {folders}',
      '',
      ['a_test.go', 'p/q/b_test.go'],
      "go test -run '^(TestA|TestB)$' '.' './p/q'"
    ],
    [
      'mvn -Dtest={classes}',
      '',
      ['src/test/java/ATest.java', 'm/src/test/java/BTest.java'],
      "mvn -Dtest='ATest,BTest'"
    ],
    [
      'gradle {gradle-tests}',
      '',
      ['m/n/src/test/kotlin/ATest.kt'],
      "gradle ':m:n:cleanTest' ':m:n:test' --tests 'ATest'"
    ],
    ['cargo test {cargo-tests}', '', ['tests/a.rs', 'tests/b/main.rs'], "cargo test --test 'a' --test 'b'"],
    ['cargo test {cargo-tests}', '', ['tests/a.rs', 'src/tests.rs'], 'cargo test'],
    [
      'dotnet test --filter {dotnet-filter}',
      '',
      ['T/ATests.cs'],
      "dotnet test --filter 'FullyQualifiedName~.ATests'"
    ],
    ['make {unknown}', '', ['a.js'], 'make {unknown}']
  ])('%s in "%s"', (testFiles, folder, paths, command) => {
    expect(testCommand({ folder, testFiles }, tests(...paths))).toBe(command)
  })
})
