import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { bugChanges } from '../../bench/sameness/corpus/changes/bug-changes.js'
import { placeChanges } from '../../bench/sameness/corpus/changes/place-changes.js'
import { shapeChanges } from '../../bench/sameness/corpus/changes/shape-changes.js'
import { textChanges } from '../../bench/sameness/corpus/changes/text-changes.js'
import { messageTemplates } from '../../bench/sameness/corpus/message-templates.js'
import { ownEvents } from '../../bench/sameness/corpus/own-events.js'
import { ownMessages } from '../../bench/sameness/corpus/own-messages.js'
import { ownTraces } from '../../bench/sameness/corpus/own-traces.js'
import { between, letters, seeded } from '../../bench/sameness/corpus/random.js'
import { fill, kindsOf, variables } from '../../bench/sameness/corpus/variables.js'

const traces = ownTraces()
const events = ownEvents(traces)
const messages = ownMessages()

function pairOf(id: string) {
  const found = events.find((event) => event.id === id)
  if (found === undefined) throw new Error(`There is no pair ${id}.`)
  return found
}

describe('pairs of events', () => {
  it('are the same each time', () => {
    expect(ownEvents(traces)).toEqual(events)
  })

  it.each([...placeChanges, ...shapeChanges, ...bugChanges, ...textChanges].map(({ name }) => name))(
    'there are some where %s',
    (name) => {
      expect(events.some(({ perturbation }) => perturbation === name)).toBe(true)
    }
  )

  it('differ in type, message or trace, and have a name of their own', () => {
    expect(
      events.filter(({ a, b }) => a.type === b.type && a.message === b.message && a.stack === b.stack)
    ).toEqual([])
    expect(new Set(events.map(({ id }) => id)).size).toBe(events.length)
  })

  it('keep the type where it is the same bug', () => {
    expect(events.filter(({ same, a, b }) => same && a.type !== b.type)).toEqual([])
  })

  it('are of one bug and of two, in every language', () => {
    for (const language of new Set(events.map((event) => event.language))) {
      const sames = events.filter((event) => event.language === language).map(({ same }) => same)
      expect(new Set(sames).size).toBe(2)
    }
  })

  it.each([
    ['node-total: lines moved', /Basket\.total \(\/usr\/src\/app\/src\/orders\/basket\.js:(?!17:)\d+:8\)/],
    [
      'node-total: other deploy folder',
      /Basket\.total \(\/home\/deploy\/releases\/\d+\/src\/orders\/basket\.js:17:8\)/
    ],
    ['node-total: Windows paths', /Basket\.total \(D:\\apps\\live\\src\\orders\\basket\.js:17:8\)/],
    ['node-total: escaped as JSON', /^TypeError: [^\n]+\\n {4}at #priceOf/],
    ['node-total: other error type', /^RangeError: Cannot read/],
    [
      'node-total: other innermost in-app function',
      /at #applyVoucher \(\/usr\/src\/app\/src\/orders\/basket\.js:21:31\)/
    ],
    [
      'node-total: other innermost function and file',
      /at #weighParcel \(\/usr\/src\/app\/src\/orders\/Warehouse\.js:21:31\)/
    ],
    ['node-total: runtime frames inserted', /basket\.js:21:31\)\n.*processTicksAndRejections/],
    ['java-thirst: module prefixes', /\tat java\.util\.|\tat jdk\.internal\./],
    ['go-return: lambdas renumbered', /\(\*Desk\)\.Return\.func(?!1\b)\d+\(/],
    ['rust-parse: lines moved', /panicked at src\/booking\.rs:(?!31:)\d+:62/]
  ])('%s', (id, text) => {
    const { a, b } = pairOf(id)
    expect(b.stack).toMatch(text)
    expect(a.stack).not.toMatch(text)
  })

  it('leave the frames of libraries alone when lines of the application move', () => {
    const { a, b } = pairOf('node-total: lines moved')
    const libraryLines = (stack: string): readonly string[] =>
      stack.split('\n').filter((line) => line.includes('node_modules'))
    expect(libraryLines(b.stack)).toEqual(libraryLines(a.stack))
  })
})

describe('pairs of messages', () => {
  it('are the same each time, and none is a pair with itself', () => {
    expect(ownMessages()).toEqual(messages)
    expect(messages.filter(({ a, b }) => a === b)).toEqual([])
  })

  it('name their variable, and set formats of one list against each other', () => {
    expect(messages.find(({ kind }) => kind === 'uuid')?.same).toBe(true)
    expect(
      messages.filter(({ kind }) => kind === 'one word or code differs').every(({ same }) => !same)
    ).toBe(true)
  })

  it('have holes of known kinds alone', () => {
    for (const template of Object.values(messageTemplates).flat(2)) {
      expect(Object.keys(variables)).toEqual(expect.arrayContaining([...kindsOf(template)]))
    }
    expect(() => fill('row {colour}', seeded('a'))).toThrow(/unknown kind: colour/)
  })
})

describe('chance with a seed', () => {
  it('repeats itself, and stays in its bounds', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 0, max: 50 }), fc.nat(50), (seed, least, more) => {
        const [first, second] = [seeded(seed), seeded(seed)]
        const number = between(first, least, least + more)
        expect(number).toBe(between(second, least, least + more))
        expect(number).toBeGreaterThanOrEqual(least)
        expect(number).toBeLessThanOrEqual(least + more)
        expect(letters(first, more, 'abc')).toMatch(new RegExp(`^[abc]{${more}}$`))
      })
    )
  })
})
