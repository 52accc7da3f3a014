import { describe, expect, it } from '@jest/globals'
import { excerptAt } from '../../../src/flow/decision/source-excerpt.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { classify, javascript, nothing, python } from './classifying.js'

const bump = {
  ecosystem: 'npm',
  name: 'jsonwebtoken',
  from: '1.0.0',
  to: '1.0.1',
  lockfile: 'package-lock.json',
  source: 'https://example.org'
} as const

describe('deny rules win', () => {
  it.each([
    ['a schema by its folder', javascript(nothing, 'src/schema/cart.ts'), 'schema or migration'],
    ['a session by its file', javascript(nothing, 'src/userSession.ts'), 'session'],
    ['billing by its folder', python("KeyError: 'price'", 'shop/billing/totals.py'), 'payment or billing'],
    ['payment by the function', javascript(nothing, 'src/cart.ts', 'capturePayment'), 'payment or billing'],
    ['authentication by the message', python("KeyError: 'password_hash'"), 'authentication or authorisation'],
    ['personal data by the message', python("KeyError: 'date_of_birth'"), 'personal data'],
    ['cryptography by the function', javascript(nothing, 'src/cart.ts', 'decryptCart'), 'cryptography'],
    ['tax by the function', javascript(nothing, 'src/cart.ts', 'addVAT'), 'legal or tax'],
    [
      'security by the function',
      javascript(nothing, 'src/cart.ts', 'setCORSHeaders'),
      'security configuration'
    ],
    ['a name of two words', javascript(nothing, 'src/cart.ts', 'payPalTotal'), 'payment or billing']
  ])('%s', (_, stack, rule) => {
    expect(classify(stack)).toMatchObject({ kind: 'denied', fixClass: expect.any(String), rule })
  })

  it.each(['.github/scripts/cart.ts', 'infra/cart.ts', 'deploy/cart.ts', 'src/security/cart.ts'])(
    'by the path %s',
    (file) => {
      expect(classify(javascript(nothing, file), { files: [file] })).toMatchObject({ kind: 'denied' })
    }
  )

  it('by a team’s own path, word and owner', () => {
    const policy = { denyPaths: ['docs/', 'src/gen2/**'], denyWords: ['Price'], denyOwners: ['@acme/core-*'] }
    expect(classify(javascript(nothing, 'src/gen2/cart.ts'), { policy })).toEqual({
      kind: 'denied',
      fixClass: 'null-safety-guard',
      rule: 'path src/gen2/**',
      evidence: 'src/gen2/cart.ts'
    })
    expect(classify(javascript(nothing), { policy })).toMatchObject({ kind: 'denied', rule: 'word price' })
    const owned = { policy: { ...policy, denyWords: [] }, owners: ['@acme/core-shop'] }
    expect(classify(javascript(nothing), owned)).toMatchObject({ kind: 'denied', rule: 'owner @acme/core-*' })
  })

  it.each([
    '@acme/payments-team',
    '@acme/AppSec',
    '@acme/identity',
    '@acme/platform-infra',
    'security@acme.example'
  ])('by the owner %s', (owner) => {
    expect(classify(javascript(nothing), { owners: ['@acme/shop', owner] })).toMatchObject({
      kind: 'denied',
      evidence: `owned by ${owner}`
    })
  })

  it.each(['@acme/shop', '@security-corp/shop', 'cart@acme.example'])('but not by the owner %s', (owner) => {
    expect(classify(javascript(nothing), { owners: [owner] })).toMatchObject({ kind: 'class' })
  })

  it('even where no class fits and no file is known', () => {
    expect(classify('Error: invalid password', { files: [] })).toEqual({
      kind: 'denied',
      fixClass: undefined,
      rule: 'authentication or authorisation',
      evidence: expect.any(String)
    })
  })

  it('over a bump of a package about such a subject', () => {
    const told = { bump: { kind: 'bump', bump, why: 'a known bug' } } as const
    expect(classify(javascript(nothing), told)).toMatchObject({
      kind: 'denied',
      fixClass: 'dependency-bump',
      evidence: 'the package jsonwebtoken'
    })
  })

  it('and a class that is not allowed is denied by name', () => {
    const policy = { allowed: ['parse-guard' as const] }
    expect(classify(javascript(nothing), { policy })).toMatchObject({
      kind: 'denied',
      fixClass: 'null-safety-guard',
      rule: 'class not allowed'
    })
  })

  it.each([
    ['a word inside of another', "TypeError: Cannot read properties of undefined (reading 'authorName')"],
    ['tax in syntax', "TypeError: Cannot read properties of undefined (reading 'syntaxTree')"]
  ])('but not by %s', (_, head) => {
    expect(classify(javascript(head))).toMatchObject({ kind: 'class' })
  })
})

describe('the code at the culprit denies', () => {
  const at = (line: number, text: string, first = ''): string =>
    [first, ...Array.from({ length: 100 }, (_, index) => (index + 2 === line ? text : 'const x = 1'))].join(
      '\n'
    )
  const told = (file: string) => ({ source: known(excerptAt(file, 12)) })

  it.each([
    [
      'SQL that defines data',
      at(14, 'await db.query(`ALTER TABLE cart ADD price int`)'),
      'schema or migration'
    ],
    ['an import of cryptography', at(12, 'x', "import { createHmac } from 'node:crypto'"), 'cryptography'],
    ['a password', at(9, 'const password = input.password'), 'authentication or authorisation'],
    ['a card', at(20, 'const card = order.card'), 'payment or billing'],
    ['an account', at(20, 'const iban = order.iban'), 'payment or billing'],
    ['a number of a person', at(20, 'person.ssn = 1'), 'personal data']
  ])('%s', (_, file, rule) => {
    expect(classify(javascript(nothing), told(file))).toMatchObject({ kind: 'denied', rule })
  })

  it.each([
    ['what stands far away', at(90, 'const password = 1')],
    ['words of every code', at(12, 'const schema = session.schema')],
    ['a selection', at(12, 'db.query("select price from cart")')]
  ])('but not %s', (_, file) => {
    expect(classify(javascript(nothing), told(file))).toMatchObject({ kind: 'class' })
  })

  it('where it could not be read', () => {
    const source = unknown('could not read src/cart.ts')
    expect(classify(javascript(nothing), { source })).toEqual({
      kind: 'denied',
      fixClass: 'null-safety-guard',
      rule: 'unread code',
      evidence: 'could not read src/cart.ts'
    })
  })
})
