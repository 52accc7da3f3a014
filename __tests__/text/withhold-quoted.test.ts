import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { withholdQuoted } from '../../src/text/withhold-quoted.js'
import { growthOf, linearGrowth } from '../growth.js'

describe('quoted words of a template', () => {
  it.each([
    ["no seat for 'Smith'", "no seat for '<str>'"],
    ['customer "Erika" was not found', 'customer "<str>" was not found'],
    ["KeyError: 'smith'", "KeyError: '<str>'"],
    ['unknown `alice`, and "bob"', 'unknown `<str>`, and "<str>"'],
    ["the field 'Jane Doe'", "the field '<str>'"]
  ])('go where they may be of a person: %j', (template, withheld) => {
    expect(withholdQuoted(template)).toBe(withheld)
  })

  it.each([
    "Cannot read properties of undefined (reading 'price')",
    "'NoneType' object has no attribute 'total'",
    "name 'basket' is not defined",
    'column "discount" of relation "orders" does not exist',
    "no such user '<str>'",
    "it's the customer's"
  ])('stay where they are of the program: %j', (template) => {
    expect(withholdQuoted(template)).toBe(template)
  })

  it('are withheld once and for all', () => {
    const text = fc.array(fc.constantFrom("'", '"', '`', 'a', 'reading ', ' object', '<', '\n', ' '))
    fc.assert(
      fc.property(text, (parts) => {
        const once = withholdQuoted(parts.join(''))
        expect(withholdQuoted(once)).toBe(once)
      })
    )
  })

  it.each(["'", "'a", "' a'"])('take linear time: %j', (unit) => {
    expect(growthOf((size) => unit.repeat(size / unit.length), withholdQuoted)).toBeLessThan(linearGrowth)
  })
})
