import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

/*
 * Datadog's client is generated: its serializer holds one table of all six thousand models of an API version, so that
 * using one endpoint loads them all (0.3 s and 8 MB). Here the table is cut to the models that requests of the used API classes
 * name, directly or through other models; replies are read by our own schemas. The code of the client stays as published.
 */

const PACKAGE = '@datadog/datadog-api-client'
const V2 = 'dist/packages/datadog-api-client-v2'
const TABLES = ['enumsMap', 'typeMap', 'oneOfMap'] as const

interface Model {
  readonly attributeTypeMap?: Readonly<Record<string, { readonly type: string }>>
}

/** Writes the cut client into `target/node_modules`, where a bundler that starts in `target` finds it first. */
export function trimDatadogClient(root: string, target: string, apis: readonly string[]): { models: number } {
  const from = join(root, 'node_modules', PACKAGE)
  const to = join(target, 'node_modules', PACKAGE)
  const serializer = readFileSync(join(from, V2, 'models/ObjectSerializer.js'), 'utf8')
  const oneOf = readOneOf(serializer)
  const names = new Set(
    [...serializer.matchAll(/^ {4}(\w+): (?:\1_1\.\1|\[)/gm)].map((match) => match[1] ?? '')
  )
  const roots = apis.flatMap((api) => typesOfApi(readFileSync(join(from, V2, `apis/${api}.js`), 'utf8')))
  const kept = closure(roots, names, oneOf, join(from, V2, 'models'))

  mkdirSync(join(to, V2, 'models'), { recursive: true })
  mkdirSync(join(to, V2, 'apis'), { recursive: true })
  copyScripts(join(from, 'dist'), join(to, 'dist'))
  copyScripts(
    join(from, 'dist/packages/datadog-api-client-common'),
    join(to, 'dist/packages/datadog-api-client-common')
  )
  for (const api of apis) cpSync(join(from, V2, `apis/${api}.js`), join(to, V2, `apis/${api}.js`))
  for (const name of kept) {
    if (serializer.includes(`require("./${name}")`)) {
      cpSync(join(from, V2, `models/${name}.js`), join(to, V2, `models/${name}.js`))
    }
  }
  writeFileSync(join(to, V2, 'models/ObjectSerializer.js'), cutTables(serializer, kept))
  cpSync(join(from, 'package.json'), join(to, 'package.json'))
  cpSync(join(from, 'LICENSE'), join(to, 'LICENSE'))
  replaceCrossFetch(join(target, 'node_modules/cross-fetch'))
  return { models: kept.size }
}

/** The client brings a fetch for old versions of Node, with tables for domain names of 0.3 MB. Node has its own. */
function replaceCrossFetch(folder: string): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, 'package.json'),
    '{ "name": "cross-fetch", "license": "MIT", "main": "index.js" }\n'
  )
  writeFileSync(
    join(folder, 'index.js'),
    'module.exports = globalThis.fetch\nmodule.exports.fetch = globalThis.fetch\n'
  )
}

/** The scripts of a folder and of its own folders; packages of other API versions are not among them. */
function copyScripts(from: string, to: string): void {
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    if (entry.isDirectory() && entry.name !== 'packages')
      copyScripts(join(from, entry.name), join(to, entry.name))
    if (!entry.isFile() || !entry.name.endsWith('.js')) continue
    mkdirSync(to, { recursive: true })
    cpSync(join(from, entry.name), join(to, entry.name))
  }
}

function identifiers(type: string): string[] {
  return type.match(/[A-Z]\w*/g) ?? []
}

function typesOfApi(source: string): string[] {
  return [...source.matchAll(/ObjectSerializer\.serialize\([^;]*?"([^"]+)"/gs)].flatMap((match) =>
    identifiers(match[1] ?? '')
  )
}

function readOneOf(serializer: string): ReadonlyMap<string, readonly string[]> {
  const table = /^const oneOfMap = \{\n([\s\S]*?)^\};/m.exec(serializer)?.[1] ?? ''
  return new Map(
    [...table.matchAll(/^ {4}(\w+): \[([^\]]*)\]/gm)].map((match) => [
      match[1] ?? '',
      identifiers(match[2] ?? '')
    ])
  )
}

function closure(
  roots: readonly string[],
  names: ReadonlySet<string>,
  oneOf: ReadonlyMap<string, readonly string[]>,
  models: string
): ReadonlySet<string> {
  const load = createRequire(join(models, 'ObjectSerializer.js'))
  const kept = new Set<string>()
  const open = [...roots]
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (kept.has(name) || !names.has(name)) continue
    kept.add(name)
    open.push(...(oneOf.get(name) ?? []))
    const model = readModel(load, models, name)
    for (const { type } of Object.values(model?.attributeTypeMap ?? {})) open.push(...identifiers(type))
  }
  return kept
}

function readModel(load: NodeJS.Require, models: string, name: string): Model | undefined {
  const file = join(models, `${name}.js`)
  const exported = readdirCached(dirname(file)).has(`${name}.js`) ? (load(file) as Record<string, Model>) : {}
  return exported[name]
}

const listings = new Map<string, ReadonlySet<string>>()

function readdirCached(folder: string): ReadonlySet<string> {
  const listing = listings.get(folder) ?? new Set(readdirSync(folder))
  listings.set(folder, listing)
  return listing
}

function cutTables(serializer: string, kept: ReadonlySet<string>): string {
  let text = serializer.replace(/^const (\w+)_1 = require\("\.\/\1"\);\n/gm, (line, name: string) =>
    kept.has(name) ? line : ''
  )
  for (const table of TABLES) {
    text = text.replace(
      new RegExp(`^const ${table} = \\{\\n([\\s\\S]*?)^\\};`, 'm'),
      (_whole, entries: string) => {
        const some = entries
          .split(/^(?= {4}\w+:)/m)
          .filter((entry) => kept.has(/^ {4}(\w+):/.exec(entry)?.[1] ?? ''))
        return `const ${table} = {\n${some.join('')}};`
      }
    )
  }
  return text
}
