import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { attribute, planAttribution } from '../../../../src/flow/decision/attribution/attribute.js'
import { deployStart, type Deploy } from '../../../../src/flow/decision/attribution/deploy.js'
import { known, unknown } from '../../../../src/flow/issue/known.js'
import {
  changesOf,
  countsOf,
  DAY,
  deployOf,
  factsOf,
  HOUR,
  MINUTE,
  NOW,
  policy,
  testOf
} from './attributing.js'

const odd = fc.constantFrom(0, -1, NaN, Infinity, -Infinity, 1e300)
const count = fc.oneof({ weight: 20, arbitrary: fc.nat(40) }, { weight: 1, arbitrary: odd })
const time = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: NOW - 13 * HOUR, max: NOW }) },
  { weight: 1, arbitrary: odd }
)
const name = fc.constantFrom(
  undefined,
  '1.4.0',
  'v1.3.0',
  'checkout@1.5.0',
  'latest',
  '',
  'a1b2c3d4'.repeat(5),
  '-/@v'
)
const deploy: fc.Arbitrary<Deploy> = fc.record({
  at: time,
  began: fc.option(time, { nil: undefined }),
  source: fc.constantFrom(
    'github-deployment',
    'github-release',
    'datadog-deployment',
    'datadog-version',
    'first-seen-version'
  ),
  service: fc.constantFrom(undefined, 'checkout', 'payments'),
  environment: fc.constantFrom(undefined, 'production', 'prod-eu', 'staging', ''),
  version: name,
  commit: fc.constantFrom(undefined, 'a'.repeat(40), 'b1'.repeat(20)),
  previous: name,
  url: fc.constant(undefined)
})
const bins = fc.record({
  startMs: fc.oneof({ weight: 20, arbitrary: fc.constant(NOW - 12 * HOUR) }, { weight: 1, arbitrary: odd }),
  endMs: fc.oneof({ weight: 20, arbitrary: fc.constant(NOW) }, { weight: 1, arbitrary: odd }),
  binMs: fc.oneof({ weight: 20, arbitrary: fc.constant(5 * MINUTE) }, { weight: 1, arbitrary: odd }),
  counts: fc.oneof(
    fc.array(count, { maxLength: 150 }),
    fc
      .tuple(fc.nat(140), fc.nat(30))
      .map(([at, after]) => Array.from({ length: 144 }, (_, bin) => (bin < at ? 1 : after)))
  ),
  versions: fc.array(
    fc.record({ version: name.map((each) => each ?? 'x'), counts: fc.array(count, { maxLength: 150 }) }),
    { maxLength: 3 }
  )
})
const facts = fc
  .record({
    deploys: fc.array(deploy, { maxLength: 12 }),
    onset: bins,
    firstSeen: fc.oneof(time, fc.constant(NOW - 30 * DAY)),
    firstSeenVersion: name,
    expected: fc.oneof(fc.nat(100), odd),
    environment: fc.constantFrom(undefined, 'prod', 'prod-us', 'staging'),
    path: fc.constantFrom(undefined, 'src/cart.ts', 'README.md', '../x', '')
  })
  .map(({ deploys, onset, firstSeen, firstSeenVersion, expected, environment, path }) =>
    factsOf({
      issue: { service: 'checkout', environment, firstSeen, firstSeenVersion, regression: undefined },
      test: testOf(expected),
      onset: known(onset),
      deploys: known(deploys),
      changes: path === undefined ? unknown('x') : known(changesOf([{ path }]))
    })
  )

describe('whatever the facts are', () => {
  it('a verdict is given in numbers and words, and names deploys where it says so alone', () => {
    fc.assert(
      fc.property(facts, (each) => {
        const { verdict, onset, deploys, luck, versionShare, reasons, advice } = attribute(each, policy)
        const numbers = [luck ?? 0, versionShare ?? 0, ...(onset.known ? Object.values(onset.value) : [])]
        expect(numbers.filter((number) => !Number.isFinite(number))).toEqual([])
        expect(reasons.length).toBeGreaterThan(0)
        expect([...reasons, advice ?? ''].join(' ')).not.toMatch(/NaN|undefined|Infinity/)
        expect(deploys.length > 0).toBe(verdict === 'caused' || verdict === 'likely')
      }),
      { numRuns: 200 }
    )
  })

  it('no deploy that began after the onset is named, whatever the verdict', () => {
    fc.assert(
      fc.property(facts, (each) => {
        const { onset, deploys } = attribute(each, policy)
        const late = onset.known ? deploys.filter((found) => deployStart(found) > onset.value.to) : []
        expect(late).toEqual([])
      }),
      { numRuns: 200 }
    )
  })

  it('no deploy that came as an answer to a rise of some hours is named', () => {
    const rise = fc.record({
      usual: fc.integer({ min: 1, max: 6 }),
      top: fc.integer({ min: 10, max: 40 }),
      began: fc.integer({ min: 90, max: 300 }),
      minutes: fc.integer({ min: 0, max: 90 }),
      answered: fc.integer({ min: 10, max: 60 })
    })
    fc.assert(
      fc.property(rise, ({ usual, top, began, minutes, answered }) => {
        const start = NOW - began * MINUTE
        const flat = countsOf(NOW, { usual })
        const counts = flat.counts.map((_, bin) => {
          const share = (flat.startMs + (bin + 1) * flat.binMs - start) / Math.max(5, minutes) / MINUTE
          return Math.round(usual + (top - usual) * Math.min(1, Math.max(0, share)))
        })
        const answer = deployOf(start + answered * MINUTE, { version: '1.4.0' })
        const risen = factsOf({ onset: known({ ...flat, counts }), deploys: known([answer]) })
        const { onset, deploys } = attribute(risen, policy)
        if (onset.known && onset.value.to < answer.at) expect(deploys).toEqual([])
      }),
      { numRuns: 100 }
    )
  })

  it('the plan asks for the diff of the deploy that is named first', () => {
    fc.assert(
      fc.property(facts, (each) => {
        const [first] = attribute(each, policy).deploys
        if (first !== undefined) expect(planAttribution(each, policy).deploys[0]).toEqual(first)
      }),
      { numRuns: 100 }
    )
  })
})
