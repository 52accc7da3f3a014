import ignore, { type Ignore } from 'ignore'
import type { Ecosystem } from '../../decision/dependencies/dependency.js'
import { isRepositoryPath } from './path-spelling.js'

interface PackageFiles {
  /** Written by people: which packages, and most often how everything is built and tested. */
  readonly manifests: readonly string[]
  /** Written by the package manager. */
  readonly lockfiles: readonly string[]
}

function list(words: string): readonly string[] {
  return words.trim().split(/\s+/)
}

/** By ecosystem; gitignore patterns. */
const packageFiles: Readonly<Record<Ecosystem | 'other', PackageFiles>> = {
  npm: {
    manifests: ['package.json'],
    lockfiles: list(`package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb`)
  },
  pip: {
    manifests: list(`
      pyproject.toml setup.py setup.cfg Pipfile *requirements*.txt *requirements*.in requirements/*.txt
      requirements/*.in constraints*.txt environment.yml environment.yaml`),
    lockfiles: list(`poetry.lock uv.lock pdm.lock Pipfile.lock pylock*.toml conda-lock.yml`)
  },
  rubygems: { manifests: list(`Gemfile gems.rb *.gemspec`), lockfiles: list(`Gemfile.lock gems.locked`) },
  go: { manifests: list(`go.mod go.work`), lockfiles: list(`go.sum go.work.sum`) },
  composer: { manifests: ['composer.json'], lockfiles: ['composer.lock'] },
  rust: { manifests: ['Cargo.toml'], lockfiles: ['Cargo.lock'] },
  pub: { manifests: list(`pubspec.yaml pubspec_overrides.yaml`), lockfiles: ['pubspec.lock'] },
  maven: {
    manifests: list(`pom.xml build.gradle build.gradle.kts *.versions.toml build.sbt`),
    lockfiles: list(`gradle.lockfile buildscript-gradle.lockfile`)
  },
  erlang: { manifests: list(`mix.exs rebar.config`), lockfiles: list(`mix.lock rebar.lock`) },
  other: {
    manifests: list(`
      *.csproj *.fsproj *.vbproj packages.config Directory.Packages.props paket.dependencies
      Package.swift Podfile Cartfile *.podspec deno.json deno.jsonc jsr.json elm.json
      stack.yaml *.cabal flake.nix vcpkg.json conanfile.*`),
    lockfiles: list(`
      packages.lock.json paket.lock Package.resolved Podfile.lock Cartfile.resolved deno.lock
      stack.yaml.lock flake.lock`)
  }
}

// In any case: a folder that ignores it takes `Package.json` for `package.json`.
function compile(patterns: readonly string[]): Ignore {
  return ignore().add([...patterns])
}

const all = Object.values(packageFiles)
const everyManifest = compile(all.flatMap(({ manifests }) => manifests))
const everyLockfile = compile(all.flatMap(({ lockfiles }) => lockfiles))

/** Whether the path is a manifest or a lockfile of any package manager; `undefined` when it is neither. */
export function packageFileOf(path: string): 'manifest' | 'lockfile' | undefined {
  if (!isRepositoryPath(path)) return undefined
  if (everyLockfile.ignores(path)) return 'lockfile'
  return everyManifest.ignores(path) ? 'manifest' : undefined
}

/** Whether the path is a manifest of this ecosystem. */
export function isManifestOf(ecosystem: Ecosystem, path: string): boolean {
  return isRepositoryPath(path) && compile(packageFiles[ecosystem].manifests).ignores(path)
}
