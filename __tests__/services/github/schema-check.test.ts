import { describe, expect, it } from '@jest/globals'
import { EmbeddedService } from '../../../services/kit/service.js'
import { FrontDoor } from '../../../services/github/front-door.js'
import type { HostedRepository, Operation } from '../../../services/github/operation.js'
import { RateLimit } from '../../../services/github/rate-limit.js'
import { SchemaCheck } from '../../../services/github/schema-check.js'
import { toJsonSchema } from '../../../services/github/schema-convert.js'
import { NOW, TOKENS, WORKFLOW } from './stage.js'

const VARIABLE = { method: 'GET', path: '/repos/{owner}/{repo}/actions/variables/{name}' }
const good = { name: 'A', value: '', created_at: '2026-01-01T00:00:00Z', updated_at: '2026-01-01T00:00:00Z' }

describe('replies', () => {
  const check = new SchemaCheck()

  it('pass when GitHub could have given them', () => {
    expect(check.replyProblem(VARIABLE, { status: 200, body: good })).toBeUndefined()
    expect(check.replyProblem(VARIABLE, { status: 404, body: { anything: true } })).toBeUndefined()
  })

  it.each([
    ['a wrong type', { status: 200, body: { ...good, value: 1 } }, '/value must be string'],
    ['a missing property', { status: 200, body: { name: 'A' } }, "must have required property 'value'"],
    [
      'an undefined property',
      { status: 200, body: { ...good, value: undefined } },
      "required property 'value'"
    ],
    [
      'a wrong format',
      { status: 200, body: { ...good, created_at: 'yesterday' } },
      '/created_at must match format'
    ],
    ['a missing body', { status: 200 }, 'must be object'],
    ['another status', { status: 201, body: good }, 'never answers 201']
  ])('with %s are named', (_, reply, problem) => {
    expect(check.replyProblem(VARIABLE, reply)).toContain(problem)
  })

  it('of an operation that GitHub does not have are refused', () => {
    expect(() => check.replyProblem({ method: 'GET', path: '/nope' }, { status: 200 })).toThrow(
      'has no GET /nope'
    )
  })

  it('must be empty where GitHub sends no body', () => {
    const dispatch = { method: 'POST', path: '/repos/{owner}/{repo}/dispatches' }
    expect(check.replyProblem(dispatch, { status: 204 })).toBeUndefined()
    expect(check.replyProblem(dispatch, { status: 204, body: {} })).toContain('has no body with 204')
  })
})

describe('conversion', () => {
  const conversion = { closed: true, refer: (name: string) => `to.${name}` }

  it('turns nullable into a type, with enums and references', () => {
    expect(toJsonSchema({ type: 'string', nullable: true, enum: ['a'], example: 'a' }, conversion)).toEqual({
      type: ['string', 'null'],
      enum: ['a', null]
    })
    expect(toJsonSchema({ nullable: true, oneOf: [{ $ref: '#/components/schemas/x' }] }, conversion)).toEqual(
      {
        anyOf: [{ oneOf: [{ $ref: 'to.x' }] }, { type: 'null' }]
      }
    )
  })

  it('closes plain objects only, and keeps properties that are named like keywords', () => {
    const schema = { type: 'object', properties: { description: { type: 'string', description: 'x' } } }
    const closed = {
      type: 'object',
      properties: { description: { type: 'string' } },
      additionalProperties: false
    }
    expect(toJsonSchema(schema, conversion)).toEqual(closed)
    expect(toJsonSchema({ anyOf: [schema] }, conversion)).toEqual({
      anyOf: [{ type: 'object', properties: { description: { type: 'string' } } }]
    })
    expect(toJsonSchema({ ...schema, additionalProperties: true }, conversion)).toMatchObject({
      additionalProperties: true
    })
  })
})

describe('a stand-in that is wrong', () => {
  async function answer(operation: Operation): Promise<{ status: number; text: string; door: FrontDoor }> {
    const door = new FrontDoor({
      grants: TOKENS,
      operations: [operation],
      rateLimit: new RateLimit({ now: () => NOW }),
      graphqlLimit: new RateLimit({ now: () => NOW }),
      repositories: () => [],
      now: () => NOW,
      find: () =>
        ({ owner: 'acme', name: 'shop', role: 'home', isPrivate: true }) as unknown as HostedRepository,
      apiUrl: () => ''
    })
    const service = new EmbeddedService(door.definition())
    const url = await service.start()
    const response = await fetch(`${url}/repos/acme/shop/actions/variables/A`, {
      headers: { authorization: `Bearer ${WORKFLOW}` }
    })
    const text = await response.text()
    await service.stop()
    return { status: response.status, text, door }
  }

  const operation = {
    method: 'GET',
    path: VARIABLE.path,
    need: { name: 'variables', access: 'read' }
  } as const

  it('answers 500 with the detail and keeps it', async () => {
    const reply = await answer({ ...operation, answer: async () => ({ status: 200, body: { name: 'A' } }) })
    expect(reply.status).toBe(500)
    expect(reply.text).toContain("must have required property 'value'")
    expect(reply.door.violations).toMatchObject([{ operation: `GET ${VARIABLE.path}` }])
  })

  it('does the same when a handler throws', async () => {
    const reply = await answer({
      ...operation,
      answer: async () => await Promise.reject(new Error('broken inside'))
    })
    expect(reply.status).toBe(500)
    expect(reply.door.violations[0]?.detail).toContain('broken inside')
  })
})
