import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

export type JsonObject = Readonly<Record<string, unknown>>

export interface OpenApiDocument {
  readonly paths: Readonly<Record<string, JsonObject>>
  readonly components: JsonObject
}

let loaded: OpenApiDocument | undefined

/**
 * GitHub's own OpenAPI description, read once per process and on first use. It is the file with references: 13 MB
 * that parse in about 0.2 s, where the dereferenced file has 73 MB.
 */
export function openApiDocument(): OpenApiDocument {
  if (loaded === undefined) {
    const file = createRequire(import.meta.url).resolve('@octokit/openapi/generated/api.github.com.json')
    const { paths, components } = JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument
    loaded = { paths, components }
  }
  return loaded
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The object at a path of keys, `$ref`s followed; `undefined` where there is none. */
export function lookUp(from: unknown, ...keys: readonly string[]): JsonObject | undefined {
  let current: unknown = follow(from)
  for (const key of keys) {
    if (!isObject(current)) return undefined
    current = follow(current[key])
  }
  return isObject(current) ? current : undefined
}

function follow(value: unknown): unknown {
  if (!isObject(value) || typeof value['$ref'] !== 'string') return value
  return lookUp(openApiDocument(), ...value['$ref'].replace('#/', '').split('/'))
}
