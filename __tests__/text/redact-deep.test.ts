import { describe, expect, it } from '@jest/globals'
import { createRedactor } from '../../src/text/redact.js'

const { redactDeep } = createRedactor({ mode: 'standard', patterns: [], secrets: [] })

describe('redactDeep', () => {
  it('redacts strings wherever they are and keeps the shape', () => {
    expect(redactDeep({ a: ['mail bob@example.com', 1, null, { b: true, c: '10.0.0.1' }] })).toEqual({
      a: ['mail [redacted:email]', 1, null, { b: true, c: '[redacted:ip-address]' }]
    })
  })

  it.each([
    ['password', 'x', 'password'],
    ['newPassword', ['x'], 'password'],
    ['access_token', 'x', 'token'],
    ['Authorization', 'x y', 'authorization'],
    ['set-cookie', ['a=b'], 'cookie'],
    ['clientSecret', { value: 'x' }, 'secret'],
    ['X-API-Key', 'x', 'api-key'],
    ['email', 'bob at example', undefined],
    ['email', 'bob@example', 'email'],
    ['ssn', 78051120, 'us-ssn'],
    ['phoneNumber', 2025550143, 'phone'],
    ['firstName', 'Ada', 'name'],
    ['name', 'Ada King', 'name']
  ])('judges by the key %s', (key, value, kind) => {
    expect(redactDeep({ [key]: value })).toEqual({ [key]: kind === undefined ? value : `[redacted:${kind}]` })
  })

  it('looks into a person', () => {
    expect(redactDeep({ user: { id: 4, email: 'bob@example.com' } })).toEqual({
      user: { id: 4, email: '[redacted:email]' }
    })
  })

  it('keeps a key that is a name of the language', () => {
    const value: unknown = JSON.parse('{"__proto__":{"a":"bob@example.com"}}')
    expect(JSON.stringify(redactDeep(value))).toBe('{"__proto__":{"a":"[redacted:email]"}}')
  })

  it('ends in what refers to itself', () => {
    const value: Record<string, unknown> = { a: 'bob@example.com' }
    value['self'] = value
    expect(JSON.stringify(redactDeep(value))).toMatch(/^\{"a":"\[redacted:email\]".*\[redacted:too-deep\]/)
  })
})
