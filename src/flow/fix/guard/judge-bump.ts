import { installedVersion } from '../../decision/dependencies/lockfiles.js'
import type { DependencyBump } from '../../decision/dependencies/dependency.js'
import { strangeInManifest } from './bump-manifest.js'
import { finding } from './finding.js'
import type { GuardFacts, GuardFinding } from './guard-verdict.js'
import { isManifestOf } from './package-files.js'
import type { ReadChange } from './read-change.js'

/**
 * Whether the path is the lockfile of the bump, or a manifest that may ask for its package: of the same ecosystem, in the
 * lockfile's folder, in one above (the root of a workspace) or in one below (a member of it). Go keeps the sums of its
 * modules in a file of their own.
 */
export function isFileOfBump(path: string, bump: DependencyBump | undefined): boolean {
  if (bump === undefined) return false
  if (path === bump.lockfile || (bump.ecosystem === 'go' && path === siblingOf(bump.lockfile, 'go.sum')))
    return true
  const [folder, home] = [folderOf(path), folderOf(bump.lockfile)]
  return isManifestOf(bump.ecosystem, path) && (folder.startsWith(home) || home.startsWith(folder))
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1)
}

function siblingOf(path: string, name: string): string {
  return `${folderOf(path)}${name}`
}

/**
 * A dependency bump changes its lockfile, the manifests that name its package, tests, and nothing else. The lockfile ends up
 * at the wanted version and takes nothing from a place that it did not take something from before.
 */
export function judgeBump(
  files: readonly ReadChange[],
  { fixClass, bump }: Pick<GuardFacts, 'fixClass' | 'bump'>
): readonly GuardFinding[] {
  if (fixClass !== 'dependency-bump') return []
  if (bump === undefined)
    return [finding('not-the-bump', 'it is not known which package goes to which version')]
  const lockfile = files.find(({ path }) => path === bump.lockfile)
  const missing = lockfile === undefined ? [finding('not-the-bump', `${bump.lockfile} does not change`)] : []
  return [...missing, ...files.flatMap((file) => judgeFile(file, bump))]
}

function judgeFile(file: ReadChange, bump: DependencyBump): readonly GuardFinding[] {
  const { path, kind } = file
  if (!isFileOfBump(path, bump)) {
    return kind === 'test' ? [] : [finding('not-the-bump', 'a file that is not of the bump', { path })]
  }
  const strange = [
    kind === 'manifest' ? strangeInManifest(file, bump) : strangeInLockfile(file),
    path === bump.lockfile ? strangeVersion(file, bump) : undefined
  ]
  return strange.filter((each) => each !== undefined).map((each) => finding('not-the-bump', each, { path }))
}

function strangeVersion({ change, path, added }: ReadChange, bump: DependencyBump): string | undefined {
  const text = change.after?.text ?? ''
  const { ecosystem, name, to } = bump
  const installed = installedVersion(path, text, { ecosystem, name, version: undefined, folder: undefined })
  const wanted = to.replace(/^v/, '')
  // Several versions may be installed at a time; then one of the new lines has to tell.
  const isThere =
    installed === undefined
      ? added.some((line) => line.text.includes(wanted))
      : installed.replace(/^v/, '') === wanted
  return isThere ? undefined : `it does not come to ${name} ${to}`
}

/** Scheme and host, with what stands before the `@`. */
const address = /\b([a-z][a-z+.-]{0,20}:\/\/[^\s/"'<>()]{1,250})/gi
/** Sources that are no registry: a folder, a repository. */
const otherSource =
  /(?:^|[\s"'@=])((?:file|link|portal|git|github|gitlab|bitbucket|ssh):|git@[\w.-]{1,100}:)/gi

function strangeInLockfile({ change, added, removed }: ReadChange): string | undefined {
  if (change.before?.text === undefined) return 'the lockfile is new, or cannot be read'
  const old = new Set(sourcesIn(change.before.text))
  const strange = added.flatMap(({ text }) => sourcesIn(text)).find((source) => !old.has(source))
  if (strange !== undefined) return `it takes a package from a new place, ${hostOf(strange)}`
  // The set-up of the proof runs these, and so does every developer.
  const scripts = (lines: typeof added): number =>
    lines.filter(({ text }) => /hasInstallScript|requiresBuild/.test(text)).length
  return scripts(added) > scripts(removed) ? 'a package runs a script when it is installed' : undefined
}

function sourcesIn(text: string): readonly string[] {
  return [address, otherSource].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, source = '']) => source.toLowerCase())
  )
}

// What stands before the `@` may be a credential.
function hostOf(source: string): string {
  return source.slice(source.lastIndexOf('@') + 1)
}
