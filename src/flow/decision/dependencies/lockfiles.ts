import type { Ecosystem } from './dependency.js'
import type { FramePackage } from './frame-package.js'
import { readPackageLock, readPnpmLock, readYarnLock } from './lockfiles/npm.js'
import {
  readComposerLock,
  readGemfileLock,
  readGoMod,
  readGradleLock,
  readMixLock,
  readPackageTables,
  readPipfileLock,
  readPubspecLock,
  readRequirements
} from './lockfiles/readers.js'

/** Versions of a package that a lockfile names, with repetitions. */
type LockfileReader = (text: string, wanted: FramePackage) => readonly string[]

/** Files that say which version of a package is installed; of those in one folder the first counts. */
const lockfiles: Readonly<Record<Ecosystem, Readonly<Record<string, LockfileReader>>>> = {
  npm: {
    'pnpm-lock.yaml': readPnpmLock,
    'yarn.lock': readYarnLock,
    'npm-shrinkwrap.json': readPackageLock,
    'package-lock.json': readPackageLock
  },
  pip: {
    'uv.lock': readPackageTables,
    'poetry.lock': readPackageTables,
    'Pipfile.lock': readPipfileLock,
    'requirements.txt': readRequirements
  },
  rubygems: { 'Gemfile.lock': readGemfileLock },
  go: { 'go.mod': readGoMod },
  composer: { 'composer.lock': readComposerLock },
  rust: { 'Cargo.lock': readPackageTables },
  pub: { 'pubspec.lock': readPubspecLock },
  maven: { 'gradle.lockfile': readGradleLock },
  erlang: { 'mix.lock': readMixLock }
}

/** The lockfile of a source file: in its folder or the nearest one above; `undefined` where there is none. */
export function lockfileOf(ecosystem: Ecosystem, path: string, paths: readonly string[]): string | undefined {
  const names = Object.keys(lockfiles[ecosystem])
  const all = new Set(
    paths.filter((each) => names.some((name) => each === name || each.endsWith(`/${name}`)))
  )
  if (all.size === 0) return undefined
  const folders = path.split('/').slice(0, -1)
  for (let depth = folders.length; depth >= 0; depth -= 1) {
    const folder = folders
      .slice(0, depth)
      .map((each) => `${each}/`)
      .join('')
    const found = names.map((name) => `${folder}${name}`).find((each) => all.has(each))
    if (found !== undefined) return found
  }
  return undefined
}

/** The installed version; `undefined` where the lockfile names none, or several. */
export function installedVersion(lockfile: string, text: string, wanted: FramePackage): string | undefined {
  const name = lockfile.slice(lockfile.lastIndexOf('/') + 1)
  const versions = new Set(lockfiles[wanted.ecosystem][name]?.(text, wanted) ?? [])
  const [version] = versions
  return versions.size === 1 ? version : undefined
}
