import { describe, expect, it } from '@jest/globals'
import { attribute } from '../../../../src/flow/decision/attribution/attribute.js'
import type {
  Attribution,
  AttributionVerdict
} from '../../../../src/flow/decision/attribution/attribution.js'
import type { AttributionFacts } from '../../../../src/flow/decision/attribution/attribution-facts.js'
import type { Peer } from '../../../../src/flow/decision/attribution/deploy.js'
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
  testOf,
  versionsOf
} from './attributing.js'

const ONSET = NOW - 2 * HOUR
/** Three minutes before; the one before it is days ago. */
const culprit = deployOf(ONSET - 3 * MINUTE, { version: 'v1.4.0', commit: 'b'.repeat(40) })
const former = deployOf(ONSET - 3 * DAY, { version: 'v1.3.0', commit: 'a'.repeat(40) })
const meeting = known(changesOf([{ path: 'src/cart.ts', lines: [40, 41] }]))
const counts = countsOf(ONSET)

/** A deploy just before a rise that lasts, alone, with a diff that meets the culprit's frame. */
const clear = factsOf({ deploys: known([former, culprit]), changes: meeting })

function judge(change: Partial<AttributionFacts> = {}): Attribution {
  return attribute({ ...clear, ...change }, policy)
}

const peers = (rising: number): Peer[] =>
  Array.from({ length: 9 }, (_, index) => ({
    service: `peer-${index}`,
    startMs: NOW - 24 * HOUR,
    endMs: NOW,
    counts: Array.from({ length: 24 }, (__, hour) => (hour >= 22 && index < rising ? 80 : 20))
  }))

const carrying = (share: number): AttributionFacts['onset'] =>
  known(versionsOf(counts, ONSET, { before: '1.3.0', after: { '1.4.0': share, '1.3.0': 1 - share } }))

describe('the verdict', () => {
  it.each<[string, Partial<AttributionFacts>, AttributionVerdict]>([
    ['its diff meets the stack', {}, 'caused'],
    ['the events carry its version', { changes: unknown('x'), onset: carrying(1) }, 'caused'],
    ['most events are still on the old version', { onset: carrying(0.1) }, 'not-ours'],
    ['nothing but the time connects them', { changes: unknown('not readable') }, 'likely'],
    ['neither versions nor diff do, which was read', { changes: known(changesOf([{}])) }, 'likely'],
    ['it changed documents alone', { changes: known(changesOf([{ path: 'docs/cart.md' }])) }, 'unknown'],
    [
      'it changed a test of the file alone',
      { changes: known(changesOf([{ path: 'src/cart.test.ts' }])) },
      'unknown'
    ],
    [
      'it changed a workflow alone',
      { changes: known(changesOf([{ path: '.github/workflows/ci.yml' }])) },
      'unknown'
    ],
    ['it reached staging', { deploys: known([{ ...culprit, environment: 'staging' }]) }, 'unknown'],
    ['it is of another service', { deploys: known([{ ...culprit, service: 'payments' }]) }, 'unknown'],
    ['it came hours earlier', { deploys: known([{ ...culprit, at: ONSET - 3 * HOUR }]) }, 'unknown'],
    ['most other services rose too', { peers: known(peers(5)) }, 'not-ours'],
    ['one other service rose too', { peers: known(peers(1)) }, 'caused'],
    ['nobody knows the others, but its diff meets the stack', { peers: unknown('not read') }, 'caused'],
    [
      'the error names somebody else',
      { thirdParty: { host: 'api.example.com', failure: 'timeout' }, changes: unknown('x') },
      'not-ours'
    ],
    [
      'somebody else refuses what it changed',
      { thirdParty: { host: 'api.example.com', failure: '400' } },
      'likely'
    ],
    [
      'many services fail together',
      {
        surroundings: {
          kind: 'cascade',
          rising: [],
          tested: 40,
          services: ['a', 'b', 'c'],
          p: 1e-6,
          why: 'a cascade'
        }
      },
      'not-ours'
    ],
    [
      'what it depends on fails',
      { surroundings: { kind: 'upstream', upstream: 'db', rising: [], why: 'db fails' } },
      'not-ours'
    ],
    ['there was more traffic', { surroundings: { kind: 'traffic', why: 'more requests' } }, 'not-ours'],
    [
      'the whole service fails',
      { surroundings: { kind: 'service-wide', service: 'checkout', rising: [], why: 'all of it' } },
      'caused'
    ],
    [
      'the errors were gone soon',
      { onset: known(countsOf(ONSET, { until: ONSET + 30 * MINUTE })) },
      'unknown'
    ],
    ['they do not rise', { onset: known(countsOf(NOW)), test: testOf(12) }, 'unknown'],
    ['nobody counts the events', { onset: unknown('not indexed') }, 'unknown'],
    ['the deploys could not be read', { deploys: unknown('403') }, 'unknown'],
    ['there are no deploys', { deploys: known([]) }, 'unknown']
  ])('%s', (_, change, verdict) => {
    const { reasons, ...found } = judge(change)
    expect([found.verdict, reasons.length > 0]).toEqual([verdict, true])
    expect(found.deploys).toHaveLength(verdict === 'caused' || verdict === 'likely' ? 1 : 0)
  })

  it('waits until it is known to last', () => {
    const fresh = NOW - 14 * MINUTE
    const found = judge({
      onset: known(countsOf(fresh)),
      deploys: known([former, { ...culprit, at: fresh - 3 * MINUTE }])
    })
    expect(found).toMatchObject({ verdict: 'likely', deploys: [{ version: 'v1.4.0' }] })
    expect(found.reasons).toContain('whether it lasts cannot be told yet')
  })

  it('is no more than likely where so many errors may be chance', () => {
    const found = judge({ test: testOf(12, { p: known(0.04) }) })
    expect(found).toMatchObject({ verdict: 'likely', deploys: [{ version: 'v1.4.0' }], advice: undefined })
    expect(found.reasons).toContain(
      'so many errors may be chance (1 in 25, and a deploy is called the cause up to 1 in 1,000)'
    )
    expect(judge({ test: testOf(12, { p: known(0.04) }), causedLevel: 0.05 }).verdict).toBe('caused')
    expect(judge({ test: testOf(12, { p: unknown('no history') }) }).verdict).toBe('caused')
  })

  it('does not take the first event of a version for its deploy', () => {
    const shown = { ...culprit, source: 'datadog-version', commit: undefined } as const
    const facts = { deploys: known([former, shown]), changes: unknown('x'), onset: carrying(1) }
    expect(judge(facts).verdict).toBe('likely')
  })

  it('does not believe in one of many deploys without more than the version', () => {
    const often = Array.from({ length: 1_000 }, (_, index) =>
      deployOf(ONSET - (3 + 12 * index) * MINUTE, { version: `1.${1000 - index}.0` })
    )
    const onset = known(versionsOf(counts, ONSET, { before: '1.999.0', after: { '1.1000.0': 1 } }))
    const found = judge({ deploys: known(often), changes: unknown('x'), onset })
    expect([found.verdict, (found.luck ?? 0) > 0.1]).toEqual(['likely', true])
  })
})

describe('a deploy after the onset', () => {
  it.each([6, 10, 30])('of %i minutes later is not blamed', (minutes) => {
    const late = { ...culprit, at: ONSET + minutes * MINUTE }
    expect(judge({ deploys: known([former, late]) }).deploys).toEqual([])
  })

  it('of one minute after the first event of a new error is not blamed', () => {
    const issue = { ...clear.issue, firstSeen: ONSET }
    const onset = known(countsOf(ONSET, { usual: 0 }))
    const late = { ...culprit, at: ONSET + MINUTE }
    expect(judge({ issue, onset, deploys: known([former, late]) }).verdict).toBe('unknown')
    expect(judge({ issue, onset }).verdict).toBe('caused')
  })

  it('that was rolling by then is one before it', () => {
    const rolling = { ...culprit, began: ONSET - 5 * MINUTE, at: ONSET + 35 * MINUTE }
    expect(judge({ deploys: known([former, rolling]) })).toMatchObject({
      verdict: 'caused',
      deploys: [rolling]
    })
  })
})

describe('two deploys', () => {
  const other = deployOf(ONSET - 5 * MINUTE, { version: 'v1.3.9', commit: 'c'.repeat(40) })

  it('that fit equally are both named', () => {
    const found = judge({ deploys: known([former, other, culprit]) })
    expect(found.verdict).toBe('likely')
    expect(found.deploys.map(({ version }) => version)).toEqual(['v1.4.0', 'v1.3.9'])
    expect(found.reasons[0]).toMatch(
      /^2 deploys fit equally: the deploy of v1\.4\.0 at 13:57 UTC, and the deploy of v1\.3\.9/
    )
  })

  it('are told apart by the versions of the events', () => {
    const onset = known(versionsOf(counts, ONSET - 6 * MINUTE, { before: '1.3.0', after: { '1.4.0': 1 } }))
    expect(judge({ deploys: known([former, other, culprit]), onset })).toMatchObject({
      verdict: 'caused',
      deploys: [{ version: 'v1.4.0' }],
      versionShare: 1
    })
  })

  it('of the same build are one', () => {
    const again = { ...culprit, at: culprit.at - 2 * MINUTE, environment: 'prod' }
    expect(judge({ deploys: known([former, again, culprit]) }).verdict).toBe('caused')
  })
})

describe('a new error', () => {
  const issue = { ...clear.issue, firstSeen: ONSET, firstSeenVersion: '1.4.0' }
  const onset = known(countsOf(ONSET, { usual: 0 }))

  it('that was first seen on the version of the deploy came with it', () => {
    const found = judge({ issue, onset, changes: unknown('x') })
    expect(found.verdict).toBe('caused')
    expect(found.reasons).toContain('the error was first seen on the version of this deploy')
  })

  it('that was first seen on the version before did not', () => {
    const found = judge({ issue: { ...issue, firstSeenVersion: '1.3.0' }, onset })
    expect(found.verdict).toBe('not-ours')
    expect(found.reasons[0]).toBe(
      'the deploy of v1.4.0 at 13:57 UTC is not the cause: the error was first seen on 1.3.0'
    )
  })
})

describe('a slow ramp', () => {
  it('from a deploy on is a possible slow regression', () => {
    const at = NOW - 4 * HOUR
    const ramp = counts.counts.map((_, bin) => {
      const since = counts.startMs + bin * 5 * MINUTE - at
      return 1 + Math.round(9 * Math.min(1, Math.max(0, since / (3 * HOUR))))
    })
    const found = judge({
      onset: known({ ...counts, counts: ramp }),
      deploys: known([former, { ...culprit, at }])
    })
    expect(found).toMatchObject({ verdict: 'likely', deploys: [{ version: 'v1.4.0' }], advice: undefined })
    expect(found.reasons[0]).toMatch(/^possible slow regression: from the deploy of v1\.4\.0 at 12:00 UTC on/)
  })
})
