import { describe, expect, it } from '@jest/globals'
import type { Attribution } from '../../../../src/flow/decision/attribution/attribution.js'
import type { Surroundings } from '../../../../src/flow/decision/cascade/cascade.js'
import type { EvidencePolicy } from '../../../../src/flow/decision/evidence/evidence-policy.js'
import {
  judgeEvidence,
  type EvidenceFacts,
  type EvidenceVerdict
} from '../../../../src/flow/decision/evidence/judge-evidence.js'
import type { SpikeTest } from '../../../../src/flow/decision/spike/spike-test.js'
import { known, unknown } from '../../../../src/flow/issue/known.js'
import { spikeTestOf } from './spike-test-of.js'

const policy: EvidencePolicy = {
  falseAlarmsPerWeek: 1,
  sweepsPerWeek: 28,
  alertLevel: 0.001,
  causedLevel: 0.0005,
  impact: {
    minimumExcess: 5,
    minimumRatio: 2,
    medium: { share: 0.001, users: 10 },
    high: { share: 0.01, users: 100 },
    tierOneServices: [],
    criticalPaths: ['POST /login']
  },
  matrix: {
    quiet: { none: 'log', low: 'log', medium: 'retest', high: 'unconfirmed' },
    spike: { none: 'log', low: 'persist', medium: 'ticket', high: 'page' },
    caused: { none: 'log', low: 'ticket', medium: 'ticket', high: 'page' }
  }
}

const attribution: Attribution = {
  verdict: 'unknown',
  onset: unknown('no onset'),
  deploys: [],
  change: unknown('no deploy'),
  versionShare: undefined,
  luck: undefined,
  reasons: ['the onset fits no deploy'],
  advice: undefined
}
const caused: Attribution = { ...attribution, verdict: 'caused' }
const none: Surroundings = { kind: 'none', why: '1 of 9 others rises' }
const traffic: Surroundings = { kind: 'traffic', why: 'twice the requests' }

function withUsers(users: number): Pick<EvidenceFacts, 'impact'> {
  const requests = unknown('nobody counts them')
  return { impact: { requests, users: known(users), service: 'cart', operation: known('GET /cart') } }
}

function judge(
  test: Partial<SpikeTest>,
  change: Partial<EvidenceFacts> = {},
  rules: EvidencePolicy = policy
): EvidenceVerdict {
  const facts: EvidenceFacts = {
    test: known(spikeTestOf(test)),
    before: undefined,
    q: undefined,
    level: 0.036,
    how: 'alert',
    ...withUsers(0),
    attribution: undefined,
    surroundings: none,
    thirdParty: undefined,
    ...change
  }
  return judgeEvidence(facts, rules)
}

describe('the row', () => {
  it.each<[string, Partial<SpikeTest>, Partial<EvidenceFacts>, string]>([
    ['p at the level of alerts', { p: known(0.001) }, {}, 'spike'],
    ['p above it', { p: known(0.0011) }, {}, 'quiet'],
    ['the same where a person asked', { p: known(0.0011) }, { how: 'asked' }, 'quiet'],
    ['q at the level of the sweep', { p: known(0.002) }, { how: 'sweep', q: 0.036 }, 'spike'],
    ['q above it, however small p is', {}, { how: 'sweep', q: 0.037 }, 'quiet'],
    ['a sweep without q, as an alert', { p: known(0.0011) }, { how: 'sweep' }, 'quiet'],
    ['a small p of fewer errors than usual', { count: 3 }, {}, 'quiet'],
    ['errors that more requests explain', {}, { surroundings: traffic }, 'quiet'],
    ['a deploy as the cause', {}, { attribution: caused }, 'caused'],
    ['the same in a sweep', {}, { attribution: caused, how: 'sweep', q: 0.01 }, 'caused'],
    [
      'a deploy as the cause with a p above its level',
      { p: known(0.0006) },
      { attribution: caused },
      'spike'
    ],
    ['a deploy that is but likely', {}, { attribution: { ...caused, verdict: 'likely' } }, 'spike'],
    ['nobody having looked around', {}, { attribution: caused, surroundings: undefined }, 'spike'],
    [
      'a service that is ill as a whole',
      {},
      { attribution: caused, surroundings: { kind: 'service-wide', service: 'cart', rising: [], why: 'x' } },
      'caused'
    ],
    [
      'surroundings that are unknown',
      {},
      { attribution: caused, surroundings: { kind: 'unknown', why: 'x' } },
      'spike'
    ]
  ])('is chosen by %s', (_, test, change, level) => {
    expect(judge(test, change).level).toBe(level)
  })
})

describe('the action', () => {
  it.each<[number, string]>([
    [10, 'ticket'],
    [100, 'page']
  ])('is that of the cell: %p users', (users, action) => {
    expect(judge({}, withUsers(users)).action).toBe(action)
  })

  it.each<[string, SpikeTest | undefined, string]>([
    ['the window before shows it too', spikeTestOf({ p: known(0.01) }), 'ticket'],
    ['the window before does not', spikeTestOf({ p: known(0.011) }), 'log'],
    ['there were fewer errors then', spikeTestOf({ p: known(0.01), count: 5 }), 'log'],
    ['nobody knows of the window before', spikeTestOf({ p: unknown('too young') }), 'log'],
    ['nobody tested the window before', undefined, 'log']
  ])('of a spike of low impact, when %s', (_, before, action) => {
    const verdict = judge({}, { before })
    expect(verdict.action).toBe(action)
    expect(verdict.why).toContain('the window before')
  })

  it('makes a ticket of a quiet issue only where its count alone is unusual', () => {
    const usual = { p: known(0.011), count: 30, expected: 11 }
    expect(judge(usual, withUsers(500)).action).toBe('log')
    expect(judge({ ...usual, p: known(0.01) }, withUsers(500)).action).toBe('unconfirmed')
    const hot = {
      ...policy,
      matrix: { ...policy.matrix, quiet: { ...policy.matrix.quiet, none: 'page' as const } }
    }
    expect(judge({ count: 11, p: known(0.5) }, {}, hot).action).toBe('log')
    expect(judge({ count: 9, p: known(0.01) }, {}, hot).action).toBe('log')
    expect(judge({ count: 14, p: known(0.01) }, {}, hot).action).toBe('page')
  })

  it('leaves a critical path alone at its usual level, and wakes somebody for a small rise there', () => {
    const login = { impact: { ...withUsers(500).impact, operation: known('POST /login') } }
    expect(judge({ count: 12, p: known(0.4) }, login).action).toBe('log')
    expect(judge({ count: 14, p: known(0.0005) }, login).action).toBe('page')
  })

  it('holds back where the policy says so, also in the row of the quiet', () => {
    const strict = {
      ...policy,
      matrix: { ...policy.matrix, quiet: { ...policy.matrix.quiet, none: 'hold' as const } }
    }
    expect(judge({ count: 11, p: known(0.5) }, {}, strict).action).toBe('hold')
  })
})

describe('the signal of a rise', () => {
  it('is met by a spike with an impact', () => {
    expect(judge({}).spike).toBe(true)
    expect(judge({}, { attribution: caused }).spike).toBe(true)
    expect(judge({ count: 14, p: known(0.0001) }).spike).toBe(false)
    expect(judge({ p: known(0.2) }).spike).toBe(false)
  })
})

describe('without a p', () => {
  it.each([
    ['no counts', unknown('no event is retained')],
    ['no history', known(spikeTestOf({ p: unknown('no event is retained'), basis: 'none' }))]
  ])('there is no level and no action: %s', (_, test) => {
    expect(judge({}, { test })).toEqual({
      level: undefined,
      spike: false,
      impact: undefined,
      action: undefined,
      why: 'no event is retained',
      verdict: 'whether the errors are more than usual is unknown: score and attribution decide',
      autofix: { allowed: true, why: 'nothing speaks for a cause outside of our code' }
    })
  })
})

describe('the sentence', () => {
  it('says the expected range first, then chance, level, impact and action', () => {
    expect(judge({ p: known(0.0007) }, { ...withUsers(38), how: 'sweep', q: 0.004 }).why).toBe(
      '74 errors in 60 minutes where 11 (5 to 21) are usual, by chance 1 in 1,400, ' +
        'a spike (0.4 % of alarms as clear are false, 3.6 % may be); impact medium: a ticket, whatever the score says'
    )
  })
})

describe('auto-fix', () => {
  it.each<[string, Partial<EvidenceFacts>, RegExp]>([
    [
      'in a cascade',
      { surroundings: { kind: 'cascade', rising: [], tested: 9, services: [], p: 0, why: 'all rise' } },
      /part of a cascade: all rise/
    ],
    [
      'where an upstream fails',
      { surroundings: { kind: 'upstream', upstream: 'db', rising: [], why: 'db rises' } },
      /db, which it depends on, fails/
    ],
    ['where it is traffic', { surroundings: traffic }, /more traffic: twice/],
    ['where an outage cannot be ruled out', { surroundings: { kind: 'unknown', why: 'all up' } }, /all up/],
    [
      'of what somebody else did',
      { thirdParty: { host: 'api.vendor.com', failure: '503' } },
      /api.vendor.com: 503/
    ],
    ['of what was called', { thirdParty: { host: undefined, failure: 'timeout' } }, /called: timeout/],
    [
      'of what is not ours',
      { attribution: { ...attribution, verdict: 'not-ours' } },
      /the onset fits no deploy/
    ]
  ])('is not allowed %s', (_, change, why) => {
    const { autofix } = judge({}, change)
    expect(autofix.allowed).toBe(false)
    expect(autofix.why).toMatch(why)
  })

  it('is not allowed while two deploys fit equally', () => {
    const deploy = { at: 1, source: 'github-release' as const, service: 'cart', environment: 'prod' }
    const rest = { version: '1', commit: undefined, previous: undefined, url: undefined }
    const one = { ...deploy, ...rest }
    expect(judge({}, { attribution: { ...caused, deploys: [one, one] } }).autofix.allowed).toBe(false)
    expect(judge({}, { attribution: { ...caused, deploys: [one] } }).autofix.allowed).toBe(true)
  })

  it('is not allowed while the rise is unconfirmed', () => {
    expect(judge({ p: known(0.01) }, withUsers(500)).autofix).toEqual({
      allowed: false,
      why: 'the rise is not confirmed'
    })
  })

  it('is allowed where the cause is unknown, and where nobody looked', () => {
    expect(judge({}, { attribution }).autofix.allowed).toBe(true)
    expect(judge({ p: known(0.5) }, { surroundings: undefined }).autofix.allowed).toBe(true)
  })
})
