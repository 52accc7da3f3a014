import { Ajv, type ValidateFunction } from 'ajv'
import formats from 'ajv-formats'
import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { isObject, lookUp, openApiDocument, type JsonObject } from './openapi.js'
import { describeProblems } from './schema-problems.js'
import { toJsonSchema } from './schema-convert.js'

/** An operation by its place in GitHub's description: `GET` and `/repos/{owner}/{repo}/git/ref/{ref}`. */
export interface OperationId {
  readonly method: string
  readonly path: string
}

/**
 * Checks requests and replies against GitHub's own description of an operation. Schemas are converted and compiled on
 * first use, one operation at a time.
 */
export class SchemaCheck {
  readonly #ajv = new Ajv({ strict: false, allErrors: true, validateSchema: false, logger: false })
  readonly #coercing = new Ajv({ strict: false, coerceTypes: true, validateSchema: false, logger: false })
  readonly #known = new Set<string>()
  readonly #compiled = new Map<string, ValidateFunction>()

  constructor() {
    // Typed as a namespace under NodeNext; the plug-in is its default export.
    formats.default(this.#ajv)
  }

  /** What is wrong with path and query parameters, one sentence each; unknown parameters are ignored, as on GitHub. */
  parameterProblems(operation: OperationId, request: ServiceRequest): readonly string[] {
    const declared: unknown = this.#operation(operation)['parameters']
    const problems: string[] = []
    for (const each of Array.isArray(declared) ? declared : []) {
      const parameter = lookUp(each)
      const name = parameter?.['name']
      if (parameter === undefined || typeof name !== 'string') continue
      // A number or a text: in an address that is any text.
      if (lookUp(parameter, 'schema')?.['oneOf'] !== undefined) continue
      const value = parameter['in'] === 'query' ? request.query.get(name) : (request.params[name] ?? null)
      if (value === null) {
        if (parameter['in'] === 'query' && parameter['required'] === true)
          problems.push(`"${name}" wasn't supplied.`)
        continue
      }
      const validate = this.#compile(`${key(operation)} ${name}`, () => ({
        validator: this.#coercing,
        schema: { type: 'object', properties: { [name]: this.#convert(parameter['schema'], false) } }
      }))
      if (!validate({ [name]: value }))
        problems.push(...describeProblems(validate.errors ?? [], { [name]: value }))
    }
    return problems
  }

  /** What is wrong with the body, one sentence each. Properties that the operation does not list are refused. */
  bodyProblems(operation: OperationId, body: unknown): readonly string[] {
    const schema = lookUp(this.#operation(operation), 'requestBody', 'content', 'application/json')?.[
      'schema'
    ]
    if (schema === undefined) return []
    const validate = this.#compile(`${key(operation)} body`, () => ({
      validator: this.#ajv,
      schema: this.#convert(schema, true)
    }))
    const value = body ?? {}
    return validate(value) ? [] : describeProblems(validate.errors ?? [], value)
  }

  /** Why a reply of 2xx is not one that GitHub gives; `undefined` when it is. */
  replyProblem(operation: OperationId, reply: ServiceReply): string | undefined {
    if (reply.status < 200 || reply.status > 299) return undefined
    const response = lookUp(this.#operation(operation), 'responses', String(reply.status))
    if (response === undefined) return `${key(operation)} never answers ${reply.status}`
    const content = lookUp(response, 'content')
    if (content === undefined) {
      return reply.body === undefined ? undefined : `${key(operation)} has no body with ${reply.status}`
    }
    // Raw media types are text of any shape, and the description does not list them.
    if (typeof reply.body === 'string') return undefined
    const media = /param=object/.test(reply.headers?.['x-github-media-type'] ?? '')
      ? 'application/vnd.github.object'
      : 'application/json'
    const schema = lookUp(content, media)?.['schema']
    if (schema === undefined) return `${key(operation)} has no ${media} with ${reply.status}`
    const validate = this.#compile(`${key(operation)} ${reply.status} ${media}`, () => ({
      validator: this.#ajv,
      schema: this.#convert(schema, false)
    }))
    // Through JSON, because that is what the caller sees: a property that is `undefined` is not there.
    if (validate(JSON.parse(JSON.stringify(reply.body ?? null)))) return undefined
    const problems = (validate.errors ?? []).map(
      (error) => `${error.instancePath} ${error.message ?? error.keyword}`
    )
    return `${key(operation)} ${reply.status}: ${problems.join('; ')}`
  }

  #operation(operation: OperationId): JsonObject {
    const found = lookUp(openApiDocument().paths[operation.path], operation.method.toLowerCase())
    if (found === undefined) throw new Error(`GitHub's description has no ${key(operation)}`)
    return found
  }

  #compile(name: string, make: () => { validator: Ajv; schema: unknown }): ValidateFunction {
    const known = this.#compiled.get(name)
    if (known) return known
    const { validator, schema } = make()
    const fresh = validator.compile(isObject(schema) ? schema : {})
    this.#compiled.set(name, fresh)
    return fresh
  }

  /** Components are added under their names as they are met, so that a cycle ends. */
  #convert(schema: unknown, closed: boolean): unknown {
    const refer = (component: string): string => {
      const name = `${closed ? 'closed' : 'open'}.${component}`
      if (!this.#known.has(name)) {
        this.#known.add(name)
        const converted = this.#convert(lookUp(openApiDocument().components, 'schemas', component), closed)
        for (const validator of [this.#ajv, this.#coercing])
          validator.addSchema(isObject(converted) ? converted : {}, name)
      }
      return name
    }
    return toJsonSchema(schema, { closed, refer })
  }
}

function key(operation: OperationId): string {
  return `${operation.method} ${operation.path}`
}
