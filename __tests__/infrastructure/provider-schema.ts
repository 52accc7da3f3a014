import { readFileSync } from 'node:fs'
import type { Body, Resource } from './terraform-files.js'

/** One level of a resource: names and types alone. */
interface Level {
  readonly required: Readonly<Record<string, string>>
  readonly optional: Readonly<Record<string, string>>
  /** Blocks that the example uses. */
  readonly blocks?: Readonly<Record<string, Level & { readonly many?: boolean }>>
  /** Blocks that exist, and that it does not use. */
  readonly otherBlocks?: readonly string[]
}

export interface ProviderSchema {
  readonly version: string
  readonly resources: Readonly<Record<string, Level>>
}

/** Of Terraform itself: https://developer.hashicorp.com/terraform/language/meta-arguments */
const META = new Set(['count', 'for_each', 'depends_on', 'lifecycle', 'provider'])

export function readSchema(): ProviderSchema {
  const file = new URL('datadog-provider-schema.json', import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')) as ProviderSchema
}

/** Whatever the provider would refuse for its shape, one sentence each. */
export function findMisfits({ type, name, body }: Resource, schema: ProviderSchema): readonly string[] {
  const level = schema.resources[type]
  const own = Object.fromEntries(Object.entries(body).filter(([key]) => !META.has(key)))
  return level === undefined ? [`${type} is no known resource`] : misfitsOf(own, level, `${type}.${name}`)
}

function misfitsOf(body: Body, level: Level, path: string): readonly string[] {
  const attributes = { ...level.required, ...level.optional }
  const missing = Object.keys(level.required).filter((key) => !(key in body))
  return [
    ...missing.map((key) => `${path} lacks ${key}`),
    ...Object.entries(body).flatMap(([key, value]): readonly string[] => {
      const type = attributes[key]
      const at = `${path}.${key}`
      if (type !== undefined) return fits(value, type) ? [] : [`${at} is no ${type}`]
      const block = level.blocks?.[key]
      if (block === undefined) {
        const known = level.otherBlocks?.includes(key) ?? false
        return [`${at} ${known ? 'is not in the extract' : 'does not exist'}`]
      }
      if (!isBodies(value)) return [`${at} is a block, and written as an attribute`]
      const many = value.length > 1 && block.many !== true ? [`${at} is there more than once`] : []
      return [...many, ...value.flatMap((inner) => misfitsOf(inner, block, at))]
    })
  ]
}

/** Terraform turns numbers and booleans into text, and text that looks like them into them. */
function fits(value: unknown, type: string): boolean {
  if (typeof value === 'string' && value.startsWith('${')) return true
  if (type.startsWith('list of ')) {
    return Array.isArray(value) && value.every((each) => fits(each, type.slice('list of '.length)))
  }
  if (typeof value === 'object') return false
  if (type === 'number') return Number.isFinite(Number(value))
  return type === 'bool' ? value === true || value === false : true
}

function isBodies(value: unknown): value is readonly Body[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'object' && each !== null)
}
