import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/*
 * The licences of everything that may be in the bundle: the dependencies and theirs, whether the bundler kept their code or not. A bundler's
 * own list leaves out packages whose modules it merged into others.
 */

interface Manifest {
  readonly name: string
  readonly version: string
  readonly license?: string
  readonly dependencies?: Readonly<Record<string, string>>
}

interface Licensed {
  /** Name, and version with the licence's name, a line each. */
  readonly head: string
  readonly text: string
}

/** Licence texts by package, in the order of the names; packages with the same text share it. */
export function renderLicenses(root: string): string {
  const found = new Map<string, Licensed>()
  collect(root, found)
  const sorted = [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1))
  const heads = new Map<string, string[]>()
  for (const [, { head, text }] of sorted) heads.set(text, [...(heads.get(text) ?? []), head])
  return [...heads].map(([text, names]) => `${names.join('\n')}\n${text}\n`).join('\n')
}

function collect(folder: string, found: Map<string, Licensed>): void {
  for (const name of Object.keys(readManifest(folder).dependencies ?? {})) {
    const place = findPackage(name, folder)
    const manifest = readManifest(place)
    const key = `${manifest.name} ${manifest.version}`
    if (found.has(key)) continue
    found.set(key, {
      head: `${manifest.name}\n${manifest.version}, ${manifest.license ?? 'see below'}`,
      text: readLicense(place)
    })
    collect(place, found)
  }
}

/** Where Node finds a package that a module in `folder` imports. */
function findPackage(name: string, folder: string): string {
  for (let at = folder; ; at = dirname(at)) {
    const place = join(at, 'node_modules', name)
    if (existsSync(join(place, 'package.json'))) return place
    if (at === dirname(at))
      throw new Error(`${name}, which ${folder} depends on, is not installed. Run npm ci.`)
  }
}

function readManifest(folder: string): Manifest {
  return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest
}

function readLicense(folder: string): string {
  const name = readdirSync(folder)
    .sort()
    .find((each) => /^(licen[cs]e|copying)(\..*|-.*)?$/i.test(each))
  return name === undefined
    ? ''
    : readFileSync(join(folder, name), 'utf8').replaceAll('\r\n', '\n').trim() + '\n'
}
