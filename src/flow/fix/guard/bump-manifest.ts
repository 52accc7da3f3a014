import type { DependencyBump } from '../../decision/dependencies/dependency.js'
import { asObject, parseJson } from '../../decision/dependencies/lockfiles/json.js'
import type { ReadChange } from './read-change.js'

/** Tables of package.json and composer.json that name packages with a version each. */
const tables: ReadonlySet<string> = new Set([
  ...['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'],
  ...['overrides', 'resolutions', 'require', 'require-dev']
])

/** What a manifest changes beside the version of the package; `undefined` when it changes nothing else. */
export function strangeInManifest(file: ReadChange, bump: DependencyBump): string | undefined {
  const { before, after } = file.change
  if (before === undefined || after === undefined) return 'the manifest came or went'
  if (before.text === undefined || after.text === undefined) return 'the manifest cannot be read'
  return /\.json$/i.test(file.path)
    ? strangeInJson(before.text, after.text, bump)
    : strangeInLines(file, after.text.split('\n'), bump)
}

function strangeInJson(before: string, after: string, bump: DependencyBump): string | undefined {
  const [old, fresh] = [parseJson(before), parseJson(after)]
  if (old === undefined || fresh === undefined) return 'the manifest is no JSON object'
  for (const key of keysOf(old, fresh)) {
    if (same(old[key], fresh[key])) continue
    const [oldTable, freshTable] = [asObject(old[key] ?? {}), asObject(fresh[key])]
    if (!tables.has(key) || oldTable === undefined || freshTable === undefined) return `it changes "${key}"`
    for (const name of keysOf(oldTable, freshTable)) {
      if (same(oldTable[name], freshTable[name])) continue
      if (name !== bump.name) return `it changes "${name}"`
      const version = freshTable[name]
      if (typeof version !== 'string' || !isRangeOf(version, bump.to)) return `it does not ask for ${bump.to}`
    }
  }
  return undefined
}

function keysOf(...objects: readonly Readonly<Record<string, unknown>>[]): readonly string[] {
  return [...new Set(objects.flatMap((each) => Object.keys(each)))]
}

function same(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b)
}

/** `^1.2.3`, `~> 1.2.3`, `>=1.2.3`: one comparator at most, and never an address, an alias or a tag. */
function isRangeOf(range: string, version: string): boolean {
  return range.trim().replace(/^(?:~>|[>=~]?=|[\^~])?\s{0,10}v?/, '') === plain(version)
}

function plain(version: string): string {
  return version.replace(/^v/, '')
}

const versionToken = /(?<![\w.])v?\d[\w.+-]{0,80}/g
const hashLine = /^\s{0,40}--hash=sha(?:256|384|512):[\da-f]{64,128}\s{0,4}\\?$/
const versionLine =
  /^\s{0,40}(?:<version>[^<]{1,100}<\/version>|version\s{0,10}=\s{0,10}["'][^"']{1,100}["'],?)\s{0,40}$/
/** Lines between the name of a package and its version, in XML and in tables of TOML. */
const nearby = 4

/**
 * Manifests that are programs or tables: each changed line names the package (or holds nothing but its version, below the
 * name), is the same as before but for one version, and that one is the wanted.
 */
function strangeInLines(
  { added, removed }: ReadChange,
  fresh: readonly string[],
  bump: DependencyBump
): string | undefined {
  const news = added.filter(({ text }) => !hashLine.test(text))
  const olds = removed.filter(({ text }) => !hashLine.test(text))
  const paired = news.length === olds.length
  for (const [index, { line, text }] of news.entries()) {
    const isNamed = names(text, bump.name)
    const isVersionOf =
      versionLine.test(text) &&
      fresh.slice(Math.max(0, line - 1 - nearby), line - 1).some((each) => names(each, bump.name))
    if (!isNamed && !isVersionOf) return `line ${line} does not name ${bump.name}`
    const old = olds[index]?.text
    const isFine = paired && old !== undefined ? onlyVersionDiffers(old, text, bump) : isPin(text, bump)
    if (!isFine) return `line ${line} changes more than the version to ${bump.to}`
  }
  return olds.length > news.length ? 'it takes lines away' : undefined
}

function names(line: string, name: string): boolean {
  const [group, artifact] = name.split(':')
  // Maven names both parts, most often on lines of their own; the artifact is the one next to the version.
  const wanted = fold(artifact ?? group ?? name)
  return ` ${fold(line).replace(/[^\w./@-]+/g, ' ')} `.includes(` ${wanted} `)
}

// PyPI takes `Foo_bar` and `foo-bar` for the same.
function fold(text: string): string {
  return text.toLowerCase().replace(/_/g, '-')
}

function onlyVersionDiffers(old: string, fresh: string, bump: DependencyBump): boolean {
  if (old.replace(versionToken, '#') !== fresh.replace(versionToken, '#')) return false
  const before = old.match(versionToken) ?? []
  const after = fresh.match(versionToken) ?? []
  return after.every((token, index) => token === before[index] || plain(token) === plain(bump.to))
}

/** A line that is new: nothing but the name and the version. Go adds `// indirect`. */
function isPin(line: string, bump: DependencyBump): boolean {
  const rest = fold(line)
    .replace(fold(bump.name), '')
    .replace(fold(plain(bump.to)), '')
    .replace(/\/\/ indirect$/, '')
    .replace(/^require\b/, '')
  return /^[\s=v~>\\]{0,60}$/.test(rest) && line.includes(plain(bump.to))
}
