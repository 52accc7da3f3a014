import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { normaliseMessage } from '../../../src/flow/issue/normalise.js'
import { growthOf, linearGrowth } from '../../growth.js'

describe('variables are masked by kind', () => {
  it.each([
    ['a number', 'retry 3 of 10 failed', 'retry <num> of <num> failed'],
    ['a number with a unit', 'timed out after 3042ms', 'timed out after <num>ms'],
    ['a negative fraction', 'offset -12.75 is invalid', 'offset <num> is invalid'],
    ['a UUID', 'order 3f2b8a10-1c2d-4e5f-8a9b-0c1d2e3f4a5b not found', 'order <uuid> not found'],
    ['a hexadecimal address', 'fault at 0x7ffee4c0', 'fault at <hex>'],
    ['a commit', 'cannot read 50b63b2b7e28e20b38e7fb503f9a5c5df8b0630e', 'cannot read <hex>'],
    ['the identity of an object', 'closed com.acme.Cart@1b2c3d4f', 'closed com.acme.Cart@<hex>'],
    ['a date', 'no rates for 2026-03-01', 'no rates for <date>'],
    ['a date and time', 'expired at 2026-03-01T10:11:12.131Z', 'expired at <date>'],
    ['a date in words', 'since Sun Jul 17 14:02:49 2005', 'since <date>'],
    ['an IP address and its port', 'connect ECONNREFUSED 10.1.2.3:5432', 'connect ECONNREFUSED <ip>'],
    ['an IP address of version 6', 'no route to fe80::1ff:fe23:4567:890a', 'no route to <ip>'],
    ['a host', 'getaddrinfo ENOTFOUND db-7.eu-west-1.acme.internal', 'getaddrinfo ENOTFOUND <host>'],
    ['an email address', 'no user jo.doe+shop@mail.acme.test', 'no user <email>'],
    ['a file', "ENOENT: no such file, open '/tmp/upload-1/a.csv'", "ENOENT: no such file, open '<path>'"],
    ['a Windows file', 'cannot open C:\\Users\\jo\\a.csv', 'cannot open <path>'],
    ['an identifier with numbers', 'lost blk_-7029628814943626474', 'lost blk_<num>'],
    ['a quoted sentence', 'unexpected reply "come back later"', 'unexpected reply "<str>"'],
    ['a quoted value', "Duplicate entry 'bob' for key", "Duplicate entry '<str>' for key"],
    ['a list of any length', 'missing 1, 2, 3', 'missing <num>']
  ])('%s', (_, message, template) => {
    expect(normaliseMessage(message)).toBe(template)
  })

  it('of a URL the route stays, without its values', () => {
    expect(normaliseMessage('GET https://api.acme.test/v2/orders/98231/lines?page=7 failed')).toBe(
      'GET <url>/v2/orders/<num>/lines failed'
    )
    expect(normaliseMessage('Cannot GET /v1/orders/77/lines')).toBe('Cannot GET /v1/orders/<num>/lines')
  })
})

describe('what tells bugs apart stays', () => {
  it.each([
    "Cannot read properties of undefined (reading 'total')",
    "'NoneType' object has no attribute 'split'",
    "KeyError: 'total'",
    'Request failed with status code 404',
    'HTTP 503',
    'exit code 137',
    'E11000 duplicate key error',
    'ORA-00942: table or view does not exist',
    'connect ECONNRESET',
    "The method 'sum' was called on null",
    'Cannot invoke "com.acme.Cart.total()" because "cart" is null',
    'com.acme.shop.Cart cannot be cast to com.acme.shop.Basket',
    'invalid utf8 in sha256 of base64',
    "Can't find the cart you're looking for",
    'cart.items is not iterable',
    'socket hang up'
  ])('%s', (message) => {
    expect(normaliseMessage(message)).toBe(message)
  })

  it('numbers that are not statuses are values', () => {
    expect(normaliseMessage('status 123456')).toBe('status <num>')
  })
})

describe('a template', () => {
  it('has single spaces', () => {
    expect(normaliseMessage('  a\n\n  b\tc ')).toBe('a b c')
  })

  const pieces = fc.constantFrom(
    ...[
      "'",
      '"',
      '`',
      '<num>',
      '<url>',
      '<str>',
      '/',
      'http://a.test/',
      '10.0.0.1',
      '-',
      '_',
      '.',
      ':',
      ' ',
      '@'
    ],
    ...[
      '0x1f',
      '2026-03-01',
      'abc',
      'A1',
      '42',
      'a1b2c3d4',
      'com',
      '(',
      ')',
      '{',
      '=',
      ',',
      '<',
      '>',
      'status '
    ]
  )

  it('is its own template', () => {
    const messages = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join(''))
    )
    fc.assert(
      fc.property(messages, (message) => {
        const template = normaliseMessage(message)
        expect(normaliseMessage(template)).toBe(template)
      }),
      { numRuns: 5_000, seed: 7 }
    )
  })

  it('is the same whatever the number', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), (left, right) => {
        expect(normaliseMessage(`cart ${left} is gone`)).toBe(normaliseMessage(`cart ${right} is gone`))
      })
    )
  })
})

describe('takes linear time', () => {
  it.each([
    ['letters', 'a'],
    ['digits', '1'],
    ['hexadecimal pairs', 'ab:'],
    ['dots', 'a.'],
    ['at signs', 'a@'],
    ['slashes', '/a'],
    ['quotes', '\'"`'],
    ['opening quotes', " 'a"],
    ['dashes', '-'],
    ['numbers', '1 '],
    ['backslashes', '\\\\a'],
    ['spaces', ' ']
  ])('%s', (_, unit) => {
    const fill = (size: number): string => unit.repeat(Math.ceil(size / unit.length))
    expect(growthOf(fill, normaliseMessage)).toBeLessThan(linearGrowth)
  })
})
