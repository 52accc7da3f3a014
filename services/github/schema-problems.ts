import type { ErrorObject } from 'ajv'
import { isObject } from './openapi.js'

/** The validator's findings in the sentences that GitHub uses for them. */
export function describeProblems(errors: readonly ErrorObject[], body: unknown): readonly string[] {
  return [...new Set(errors.map((error) => describe(error, body)))]
}

function describe(error: ErrorObject, body: unknown): string {
  const parameters: Readonly<Record<string, unknown>> = error.params
  const value = valueAt(body, error.instancePath)
  const where = `For '${schemaPath(error.instancePath)}', `
  switch (error.keyword) {
    case 'required':
      return `"${String(parameters['missingProperty'])}" wasn't supplied.`
    case 'additionalProperties':
      return `"${String(parameters['additionalProperty'])}" is not a permitted key.`
    case 'type':
      return `${where}${print(value)} is not ${article(String(parameters['type']))}.`
    case 'enum':
      return `${where}${print(value)} is not a member of ${print(parameters['allowedValues'])}.`
    case 'maxProperties': {
      const count = isObject(value) ? Object.keys(value).length : 0
      return `No more than ${String(parameters['limit'])} properties are allowed; ${count} were supplied.`
    }
    case 'maxLength':
      return `Only ${String(parameters['limit'])} characters are allowed; ${lengthOf(value)} were supplied.`
    case 'minLength':
      return `At least ${String(parameters['limit'])} characters are required; only ${lengthOf(value)} were supplied.`
    default:
      return `${where}${print(value)} ${error.message ?? 'is not allowed'}.`
  }
}

function segments(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((each) => each.replaceAll('~1', '/').replaceAll('~0', '~'))
}

function schemaPath(pointer: string): string {
  return segments(pointer)
    .map((each) => (/^\d+$/.test(each) ? 'items' : `properties/${each}`))
    .join('/')
}

function valueAt(body: unknown, pointer: string): unknown {
  return segments(pointer).reduce<unknown>((current, each) => {
    if (Array.isArray(current)) return current[Number(each)] as unknown
    return isObject(current) ? current[each] : undefined
  }, body)
}

/** The service is written in Ruby, and says `nil`. */
function print(value: unknown): string {
  return value === null || value === undefined ? 'nil' : JSON.stringify(value)
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}

function lengthOf(value: unknown): number {
  return typeof value === 'string' ? value.length : 0
}
