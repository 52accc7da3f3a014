import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { maskRules } from '../../../src/flow/issue/mask-rules.js'
import { mostGrowth, normaliseMessage, normaliserOf } from '../../../src/flow/issue/normalise.js'
import { growthOf, linearGrowth } from '../../growth.js'

describe('what tells bugs apart stays', () => {
  it.each([
    "Cannot read properties of undefined (reading 'total')",
    "'NoneType' object has no attribute 'split'",
    "KeyError: 'total'",
    `KeyError: "['price'] not in index"`,
    "No module named 'numpy'",
    "Cannot find module './cart/total'",
    "Cannot find module '@acme/cart'",
    "NoSuchMethodError: 'void a.B.c()'",
    'column "a" does not exist',
    'Request failed with status code 404',
    'HTTP 503',
    'HTTP 429 Too Many Requests',
    'exit code 137',
    'terminated by signal 9',
    'E11000 duplicate key error',
    'ORA-00942: table or view does not exist',
    'error TS2304: Cannot find name',
    'ERROR 1062 (23000): x',
    'SQLSTATE[42S02]: x',
    '[Errno 13] Permission denied',
    'HRESULT: 0x80070005',
    'JSON-RPC error -32601',
    'connect ECONNRESET',
    'requires Python 3.11',
    'Unsupported: TLSv1.2',
    'Unknown encoding utf8mb4',
    "The method 'sum' was called on null",
    'Cannot invoke "com.acme.Cart.total()" because "cart" is null',
    'com.acme.shop.Cart cannot be cast to com.acme.shop.Basket',
    'invalid utf8 in sha256 of base64',
    "Can't find the cart you're looking for",
    'cart.items is not iterable',
    'job.id is deprecated',
    'Permission denied for user creation',
    '{"error":"invalid_grant"}',
    'level=error reason=refused customer=null',
    'socket hang up'
  ])('%s', (message) => {
    expect(normaliseMessage(message)).toBe(message)
  })
})

const pieces = fc.constantFrom(
  ...`' " \` <num> <url> <str> <host> <hex> / http://a.test/ 10.0.0.1 - _ . : @ 0x1f 2026-03-01 abc A1 42 a1b2c3d4 com`.split(
    ' '
  ),
  ...`( ) { } [ ] = , < > | ; ? & * + ~ # $ % é 订单 “ ” 5 1 e9 :: fe80 Mon MB ms bytes items host id= \\ C:\\`.split(
    ' '
  ),
  ...[
    ' ',
    ' ',
    ' ',
    'status ',
    'error ',
    'for user ',
    'request id: ',
    'Bearer ',
    'Jan 2',
    '10:11:12',
    'in (',
    'arn:aws:s3:::x'
  ]
)
const messages = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 80 }),
  fc.array(pieces, { maxLength: 25 }).map((parts) => parts.join(''))
)

/** Values whose first word is of letters, of digits and of both. */
const values = `
  abcdefab-0000-0000-0000-00000000000a 12345678-0000-0000-0000-000000000000 a2345678-0000-0000-0000-000000000000
  Zm9v/Zm9vYmFyZm9v9A== 1234/Zm9vYmFyZm9v9A== 9A2b/Zm9vYmFyZm9v9A== 20260301-101112 20260301T101112Z PT-5M PT1H P1D
  git+ssh://a.test/x s3://cart/1 h2://cart/1 jo@a.test 12@a.test jo1@a.test jo.1@a.test fe:80::1 fe80::1 12::1 ab:cd:ef:00:11:22
  1a:2b:3c:4d:5e:6f 12-34-56-78-9a-bc aa:11:22:33:44:55:66:77:88:99:aa:bb 1a:11:22:33:44:55:66:77:88:99:aa:bb www.acme.com
  12.acme.com a1.acme.com db-1:5432 db1:5432 7a:80 src/a/b.ts 12/a/b.ts a1/b.ts <5KB <1ms -5ms 5KB 0x1f 802.11d C:\\a
`
  .trim()
  .split(/\s+/)
const valuesInText = fc
  .array(
    fc.constantFrom(
      ...values,
      '2 Jan 2026',
      'Mon, 02 Jan 2026',
      '5 KB',
      '1,5 ms',
      'connect to',
      'is',
      '(',
      ')',
      '='
    ),
    {
      minLength: 1,
      maxLength: 6
    }
  )
  .map((parts) => parts.join(' '))

describe('a template', () => {
  it('has single spaces', () => {
    expect(normaliseMessage('  a\n\n  b\tc \n d ')).toBe('a b c d')
  })

  it('is its own template, and not much longer than the message', () => {
    fc.assert(
      fc.property(messages, (message) => {
        const template = normaliseMessage(message)
        expect(normaliseMessage(template)).toBe(template)
        expect(template.length).toBeLessThanOrEqual(mostGrowth * message.length)
      }),
      { numRuns: 1_000, seed: 7 }
    )
  })

  it('does not depend on the order of the rules', () => {
    const shuffled = fc.shuffledSubarray([...maskRules], { minLength: maskRules.length })
    const tenMessages = fc.array(messages, { minLength: 10, maxLength: 10 })
    fc.assert(
      fc.property(shuffled, tenMessages, (rules, texts) => {
        const normalise = normaliserOf(rules)
        expect(texts.map(normalise)).toEqual(texts.map(normaliseMessage))
      }),
      { numRuns: 60, seed: 7 }
    )
  })

  it('does not depend on what rules say to save time', () => {
    const slow = normaliserOf(
      maskRules.map(({ name, starts, pattern, rank, words, replace }) =>
        words === undefined
          ? { name, starts, pattern, rank, replace }
          : { name, starts, pattern, rank, words, replace }
      )
    )
    fc.assert(
      fc.property(fc.oneof(messages, valuesInText), (message) => {
        expect(normaliseMessage(message)).toBe(slow(message))
      }),
      { numRuns: 1_000, seed: 7 }
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

describe('rules', () => {
  it('have names of their own, which decide between equals', () => {
    const names = maskRules.map(({ name }) => name)
    expect(names).toEqual([...new Set(names)])
  })

  it('are sticky', () => {
    expect(maskRules.filter(({ pattern }) => !pattern.sticky)).toEqual([])
  })
})

describe('takes linear time', () => {
  it.each([
    'a',
    '1',
    'ab:',
    'a.',
    'a@',
    '/a',
    '\'"`',
    " 'a",
    '-',
    '1 ',
    '\\\\a',
    ' ',
    'a=',
    '<',
    '>',
    '{',
    '[1',
    '(a',
    '<num>',
    '<num> ',
    'é',
    '“',
    'A1',
    '1-',
    '1.',
    '1:',
    '0x',
    'for user ',
    'Jan 2 ',
    '1h',
    '1,',
    "('a',1),",
    '{"a":1},',
    'a/b.',
    'arn:aws:s3:',
    '10.',
    'a-1',
    '1x',
    'ey',
    'eyJ.',
    '+1',
    'a b',
    '_1',
    ' \n',
    '>a b<'
  ])('%s', (unit) => {
    const fill = (size: number): string => unit.repeat(Math.ceil(size / unit.length))
    expect(growthOf(fill, normaliseMessage)).toBeLessThan(linearGrowth)
  })
})
