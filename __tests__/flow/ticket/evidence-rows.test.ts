import { describe, expect, it } from '@jest/globals'
import type { Surroundings } from '../../../src/flow/decision/cascade/cascade.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import type { ShownEvidence } from '../../../src/flow/ticket/shown-evidence.js'
import { attribution, deploy, evidence, ONSET, pattern, rising, rowText, spikeTest } from './evidence-case.js'

const MINUTE_MS = 60_000

function around(surroundings: Surroundings): string | undefined {
  return rowText(evidence({ surroundings }), 'Around it')
}

function caused(change: Parameters<typeof attribution>[0]): ShownEvidence {
  return evidence({ attribution: attribution(change) })
}

describe('impact and traffic', () => {
  it('gives the band and its reason', () => {
    expect(rowText(evidence(), 'Impact')).toBe('medium: 0.4 % of the requests.')
    expect(rowText(evidence({ impact: undefined }), 'Impact')).toBeUndefined()
  })

  it.each([
    [{ requestsRatio: 1.02 }, 'requests are 1.02 times the usual, so it is not traffic.'],
    [
      { requestsRatio: 3, ratio: 2.4 },
      'requests are 3.00 times the usual, which is counted in: beyond it there are 2.4 times as many errors.'
    ],
    [{ requestsRatio: 0.5, excess: -3 }, 'requests are 0.50 times the usual.'],
    [{ requestsRatio: 4_000, excess: 0 }, 'requests are 4,000 times the usual.']
  ])('says how far requests explain the rise: %j', (change, said) => {
    expect(rowText(evidence({ spike: known(spikeTest(change)) }), 'Traffic')).toBe(said)
  })

  it('is silent about requests that were not used', () => {
    expect(
      rowText(evidence({ spike: known(spikeTest({ requestsRatio: undefined })) }), 'Traffic')
    ).toBeUndefined()
  })
})

describe('what the test rests on', () => {
  const said = (
    change: Parameters<typeof spikeTest>[0],
    facts: Partial<ShownEvidence> = {}
  ): string | undefined => rowText(evidence({ spike: known(spikeTest(change)), ...facts }), 'The test')

  it('says what was compared, how often it was wrong before, and what it comes to in the sweep', () => {
    expect(said({ widened: 1.42 })).toBe(
      'compared with the same hour of 18 look-alike days; alarms that it would have given in the past of this error: 0.9 % of the hours, 1 % is meant; ' +
        'its range was widened 1.4 times, because that past was rough; of alarms as clear as this in a sweep of 212 issues, 0.4 % are false (q).'
    )
  })

  it('leaves out what there is not', () => {
    expect(said({ widened: 1.04 })).not.toContain('widened')
    const none = { days: 0, ownAlarmRate: undefined }
    expect(said(none, { q: undefined })).toBeUndefined()
    expect(said(none, { q: 3, swept: undefined })).toBe(
      'of alarms as clear as this in its sweep, 100 % are false (q).'
    )
  })

  it('says what was not known', () => {
    expect(
      rowText(evidence({ spike: known(spikeTest({ doubts: ['no-requests', 'few-weeks'] })) }), 'Not known')
    ).toBe(
      'nobody counts the requests of this service, so that more traffic looks like more errors; less than three weeks of history.'
    )
    expect(rowText(evidence(), 'Not known')).toBeUndefined()
  })

  it('says the verdict as it was made, where there is one', () => {
    expect(rowText(evidence(), 'Decision')).toBe('a spike that matters.')
    expect(rowText(evidence({ why: '' }), 'Decision')).toBeUndefined()
  })
})

describe('what goes on around', () => {
  const many = Array.from({ length: 7 }, (_, at) => rising(`issue ${at}`))

  it('names what rises, the first five', () => {
    expect(
      around({
        kind: 'cascade',
        rising: many,
        tested: 40,
        services: ['a', 'b', 'c'],
        p: 1e-9,
        why: '7 of 40 rise'
      })
    ).toBe('a cascade: 7 of 40 rise. Rising: issue 0, issue 1, issue 2, issue 3, issue 4, and 2 more.')
    expect(around({ kind: 'service-wide', service: 'cart', rising: many.slice(0, 2), why: '2 of 3' })).toBe(
      'the whole service: 2 of 3. Rising: issue 0, issue 1.'
    )
    expect(around({ kind: 'upstream', upstream: 'pay', rising: [], why: 'it fails' })).toBe(
      'a service that it depends on, pay: it fails. '
    )
  })

  it.each([
    [{ kind: 'traffic', why: 'all up' } as const, 'more traffic: all up.'],
    [{ kind: 'unknown', why: 'no requests' } as const, 'unknown: no requests.'],
    [{ kind: 'none', why: '1 of 9 is up' } as const, 'not a cascade: 1 of 9 is up.']
  ])('says %j', (surroundings, said) => {
    expect(around(surroundings)).toBe(said)
  })

  it('names the ticket of the outage, and a host that is not ours', () => {
    const facts = evidence({
      parent: { key: 'OPS-1', url: 'https://jira.test/OPS-1' },
      thirdParty: { host: 'api.stripe.test', failure: 'connection refused' }
    })
    expect(rowText(facts, 'Outage')).toBe('part of OPS-1, which tells of the whole.')
    expect(rowText(facts, 'Third party')).toBe(
      'the error names api.stripe.test, which is not ours: connection refused.'
    )
    expect(rowText(evidence({ thirdParty: { host: undefined, failure: '502' } }), 'Third party')).toContain(
      'does not name: 502'
    )
  })
})

describe('the cause', () => {
  it('says when it began, with the day once', () => {
    expect(rowText(evidence(), 'Began')).toBe(
      'between 2026-03-02 14:05 and 14:15 UTC, 6.7 times the rate before.'
    )
    expect(rowText(caused({ onset: known({ from: ONSET, to: ONSET, step: 3 }) }), 'Began')).toBe(
      'at 2026-03-02 14:05 UTC, 3.0 times the rate before.'
    )
    const nextDay = ONSET + 10 * 60 * MINUTE_MS
    expect(rowText(caused({ onset: known({ from: ONSET, to: nextDay, step: 3 }) }), 'Began')).toContain(
      'between 2026-03-02 14:05 and 2026-03-03 00:05 UTC'
    )
    expect(rowText(caused({ onset: unknown('no clear step') }), 'Began')).toBe('unknown: no clear step.')
  })

  it.each([
    ['caused', 'caused by a change of ours'],
    ['likely', 'likely caused by a change of ours'],
    ['not-ours', 'not by a change of ours'],
    ['unknown', 'unknown']
  ] as const)('says %s with its reasons, the strongest first', (verdict, words) => {
    expect(rowText(caused({ verdict, reasons: ['one', 'two'] }), 'Cause')).toBe(`${words}: one; two.`)
  })

  it('lists no more reasons than are read', () => {
    const reasons = Array.from({ length: 9 }, (_, at) => `r${at}`)
    expect(rowText(caused({ reasons }), 'Cause')).toMatch(/r6; and 2 more\.$/)
  })

  it('names the deploy with version, commit, place, time and source, and leaves the proof to the reasons', () => {
    for (const verdict of ['caused', 'likely'] as const) {
      expect(rowText(caused({ verdict }), 'Deploy')).toBe(
        '1.8.0 (commit 3f2c1a0d9e) of checkout, production at 2026-03-02 14:07 UTC (GitHub deployment).'
      )
    }
  })

  it('tells of two the share of the events and the luck, which no reason does', () => {
    const two = caused({ verdict: 'likely', deploys: [deploy(), deploy({ version: '1.8.1' })] })
    expect(rowText(two, 'Deploys that fit equally')).toMatch(
      /\(GitHub deployment\)\. 97 % of the events since the onset carry the version of the first\. Chance that some deploy lands so near the onset by luck: 6 %\.$/
    )
  })

  it.each([
    [{ at: ONSET - 12 * MINUTE_MS }, 'UTC, 12 minutes before the onset (GitHub deployment); '],
    [{ at: ONSET + 3 * MINUTE_MS }, '14:08 UTC (GitHub deployment); '],
    [{ at: ONSET + 3 * MINUTE_MS, began: ONSET - 5 * MINUTE_MS }, ', 5 minutes before the onset']
  ])('says how far each of two is from the onset: %j', (change, said) => {
    expect(rowText(caused({ deploys: [deploy(change), deploy()] }), 'Deploys that fit equally')).toContain(
      said
    )
  })

  it('names two that fit equally, and what has no name', () => {
    const facts = caused({
      deploys: [
        deploy(),
        deploy({ version: undefined, commit: undefined, service: undefined, environment: undefined })
      ],
      versionShare: undefined,
      luck: undefined
    })
    expect(rowText(facts, 'Deploys that fit equally')).toMatch(/^1\.8\.0 .*; a deploy without a name at 2026/)
    expect(rowText(facts, 'Deploy')).toBeUndefined()
  })

  it('names the suspect commit, its author and the diff', () => {
    expect(rowText(evidence(), 'Suspect change')).toBe(
      'src/cart.ts; last changed by 3f2c1a0d9e of jane: “Round prices once”; the whole diff.'
    )
    expect(rowText(caused({ change: unknown('no diff') }), 'Suspect change')).toBe('unknown: no diff.')
    const none = known({ files: [], commit: undefined, compareUrl: undefined })
    expect(rowText(caused({ change: none }), 'Suspect change')).toBe('no changed file is in the stack.')
    expect(rowText(caused({ verdict: 'not-ours' }), 'Suspect change')).toBeUndefined()
  })

  it('passes the advice on, and says nothing where nobody looked', () => {
    expect(rowText(evidence(), 'Way out')).toBe('Roll back: it is fresh. People decide.')
    const facts = evidence({ attribution: undefined })
    for (const title of ['Began', 'Cause', 'Deploy', 'Way out']) expect(rowText(facts, title)).toBeUndefined()
  })
})

describe('a known pattern', () => {
  const verdict = {
    pattern: pattern(),
    tier: 'digest',
    why: 'pattern "gateway timeouts" fits by type',
    expired: []
  } as const

  it('is told with note, owner, reason and expiry', () => {
    expect(rowText(evidence({ pattern: verdict }), 'Known pattern')).toBe(
      'gateway timeouts, which goes to the digest. Note: https://wiki.test/gateway . ' +
        'It is there because: the provider restarts each night. Owner: platform. It expires after 2026-12-31. ' +
        'Never auto-fixed. Chosen because pattern "gateway timeouts" fits by type.'
    )
  })

  it('leaves out what it does not have', () => {
    const bare = pattern({ note: undefined, owner: undefined, expires: undefined, autofix: 'allow' })
    expect(rowText(evidence({ pattern: { ...verdict, pattern: bare } }), 'Known pattern')).toBe(
      'gateway timeouts, which goes to the digest. It is there because: the provider restarts each night. ' +
        'It does not expire. Chosen because pattern "gateway timeouts" fits by type.'
    )
  })

  it('names those that have expired, also where none fits', () => {
    const facts = evidence({
      pattern: {
        pattern: undefined,
        tier: undefined,
        why: 'no known pattern fits',
        expired: ['a', 'b', 'c', 'd']
      }
    })
    expect(rowText(facts, 'Known pattern')).toBeUndefined()
    expect(rowText(facts, 'Expired patterns')).toBe('a; b; c; and 1 more.')
  })
})
