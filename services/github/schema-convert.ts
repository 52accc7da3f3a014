import { isObject, type JsonObject } from './openapi.js'

/** Keywords that OpenAPI 3.0 and JSON Schema share, with values that are no schemas. */
const PLAIN = new Set([
  ...['type', 'enum', 'required', 'format', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minProperties', 'maxProperties', 'multipleOf']
])

export interface Conversion {
  /** Objects that list their properties refuse others, unless the schema says otherwise. */
  readonly closed: boolean
  /** Called with the name of each referenced component; returns the `$ref` to write instead. */
  readonly refer: (component: string) => string
}

/**
 * An OpenAPI 3.0 schema as JSON Schema: `nullable` becomes a type, references are renamed, and everything that only
 * documents is left out. See https://spec.openapis.org/oas/v3.0.3#schema-object
 */
export function toJsonSchema(schema: unknown, conversion: Conversion): unknown {
  if (!isObject(schema)) return schema
  const reference = schema['$ref']
  if (typeof reference === 'string') {
    return { $ref: conversion.refer(reference.replace('#/components/schemas/', '')) }
  }
  const plain = convertKeywords(schema, conversion)
  return schema['nullable'] === true ? orNull(plain) : plain
}

function convertKeywords(schema: JsonObject, conversion: Conversion): JsonObject {
  const result: Record<string, unknown> = {}
  // The members of a combination describe one object together: none of them alone knows all its properties.
  const open = { ...conversion, closed: false }
  for (const [key, value] of Object.entries(schema)) {
    if (PLAIN.has(key)) result[key] = value
    if (key === 'items' || key === 'additionalProperties') result[key] = toJsonSchema(value, conversion)
    if (key === 'not') result[key] = toJsonSchema(value, open)
    if (key === 'properties' && isObject(value)) {
      result[key] = Object.fromEntries(
        Object.entries(value).map(([name, each]) => [name, toJsonSchema(each, conversion)])
      )
    }
    if (['allOf', 'anyOf', 'oneOf'].includes(key) && Array.isArray(value)) {
      result[key] = value.map((each) => toJsonSchema(each, open))
    }
  }
  const combined = ['allOf', 'anyOf', 'oneOf'].some((key) => key in result)
  if (conversion.closed && !combined && 'properties' in result && !('additionalProperties' in result)) {
    result['additionalProperties'] = false
  }
  return result
}

function orNull(schema: JsonObject): JsonObject {
  const { type, enum: values, ...rest } = schema
  if (typeof type !== 'string') return { anyOf: [schema, { type: 'null' }] }
  const list: unknown[] | undefined = Array.isArray(values) ? values : undefined
  return { ...rest, type: [type, 'null'], ...(list ? { enum: [...list, null] } : {}) }
}
