import { describe, expect, it } from '@jest/globals'
import { matchPatterns } from '../../../../src/flow/decision/patterns/match-patterns.js'
import type { PatternFacts, PatternMatch } from '../../../../src/flow/decision/patterns/pattern.js'
import { factsOf, patternOf } from './made-patterns.js'

const NOW = Date.parse('2026-11-22T12:00:00Z')

/** Why the one pattern fits; `undefined` where it does not. */
function fit(match: Partial<PatternMatch>, facts: Partial<PatternFacts> = {}): string | undefined {
  const { pattern, why } = matchPatterns(factsOf(facts), [patternOf('known', match)], NOW)
  return pattern && why
}

describe('a pattern fits by', () => {
  it.each<[string, Partial<PatternMatch>, string]>([
    ['the service', { services: ['other', 'Checkout-API'] }, 'service checkout-api'],
    ['a glob of services', { services: ['checkout-*'] }, 'service checkout-api (checkout-*)'],
    ['the environment', { environments: ['production'] }, 'environment production'],
    ['the type', { types: ['*TimeoutError'] }, 'type TimeoutError (*TimeoutError)'],
    [
      'what the message begins with',
      { message: '^Timed out after <(duration|num)>' },
      'message template (^Timed out after <(duration|num)>)'
    ],
    ['a file of the repository', { files: ['src/pay/**'] }, 'file /app/src/pay/charge.ts (src/pay/**)'],
    ['the platform', { platforms: ['IOS', 'BACKEND'] }, 'platform BACKEND'],
    ['the fingerprint', { fingerprints: ['00112233445566aa'] }, 'fingerprint 00112233445566aa'],
    ['a former fingerprint', { fingerprints: ['FFEEDDCCBBAA9988'] }, 'fingerprint ffeeddccbbaa9988'],
    [
      'all of its keys together',
      { services: ['checkout-api'], platforms: ['BACKEND'] },
      'service checkout-api, platform BACKEND'
    ]
  ])('%s', (_, match, why) => {
    expect(fit(match)).toBe(`pattern "known" fits by ${why}`)
  })
})

describe('a pattern does not fit', () => {
  it.each<[string, Partial<PatternMatch>, Partial<PatternFacts>]>([
    ['another service', { services: ['checkout'] }, {}],
    ['an environment that nobody knows', { environments: ['*'] }, { environment: undefined }],
    ['another type', { types: ['Timeout'] }, {}],
    ['a message that says it elsewhere', { message: '^after' }, {}],
    ['a message in other letters', { message: 'timed out' }, {}],
    ['another file', { files: ['src/pay/charge.tsx'] }, {}],
    ['an error without a file', { files: ['**/*.ts'] }, { files: [] }],
    ['another platform', { platforms: ['BROWSER'] }, {}],
    ['another fingerprint', { fingerprints: ['00112233445566ab'] }, {}],
    ['where one key of several fails', { services: ['checkout-api'], types: ['Other'] }, {}],
    ['without any key', {}, {}]
  ])('%s', (_, match, facts) => {
    expect(fit(match, facts)).toBeUndefined()
  })

  it('is said where none does', () => {
    expect(matchPatterns(factsOf(), [], NOW)).toEqual({
      pattern: undefined,
      tier: undefined,
      why: 'no known pattern fits',
      expired: []
    })
  })
})

describe('of several patterns', () => {
  const byService = patternOf('by-service', { services: ['checkout-*'] }, { tier: 'ignore' })
  const byType = patternOf('by-type', { types: ['TimeoutError'] }, { tier: 'ticket' })

  it('the first that fits decides, whatever comes later', () => {
    expect(matchPatterns(factsOf(), [byService, byType], NOW)).toMatchObject({
      pattern: byService,
      tier: 'ignore'
    })
    expect(matchPatterns(factsOf(), [byType, byService], NOW).pattern).toBe(byType)
    expect(matchPatterns(factsOf({ service: 'search' }), [byService, byType], NOW).pattern).toBe(byType)
  })

  it('one that has expired is passed over, and reported', () => {
    const old = { ...byService, expires: '2026-11-21' }
    const { pattern, expired } = matchPatterns(factsOf(), [old, byType], NOW)
    expect(pattern).toBe(byType)
    expect(expired).toEqual([
      'pattern "by-service" would fit by service checkout-api (checkout-*), and expired on 2026-11-21: renew or remove it'
    ])
  })

  it('one that has expired is not reported where it would not have decided', () => {
    const old = { ...byService, expires: '2026-11-21' }
    expect(matchPatterns(factsOf(), [byType, old], NOW).expired).toEqual([])
    expect(matchPatterns(factsOf({ service: 'search' }), [old, byType], NOW).expired).toEqual([])
  })

  it.each([
    ['2026-11-22T23:59:59.999Z', 'by-service'],
    ['2026-11-23T00:00:00.000Z', undefined]
  ])('at %s a pattern that expires on the 22nd decides as %s', (time, name) => {
    const lasting = { ...byService, expires: '2026-11-22' }
    expect(matchPatterns(factsOf(), [lasting], Date.parse(time)).pattern?.name).toBe(name)
  })
})

describe('a pattern that escalates', () => {
  function verdict(events: number, hours: number, hourly: PatternFacts['hourly']) {
    const escalateAfter = { events, hours }
    const known = patternOf('known', { services: ['checkout-*'] }, { tier: 'ignore', escalateAfter })
    return matchPatterns(factsOf({ hourly }), [known], NOW)
  }

  it.each<[string, number, number, readonly number[], string]>([
    ['with as many events as it takes', 90, 2, [0, 40, 70, 20], 'escalate'],
    ['and not with one less', 111, 2, [0, 40, 70, 20], 'ignore'],
    ['by the whole hours before the running one', 110, 2, [0, 40, 70, 0], 'escalate'],
    ['by the running hour, which counts for one', 30, 1, [0, 0, 30], 'escalate'],
    ['not by hours that are over', 100, 1, [500, 0, 3], 'ignore'],
    ['by all there is, where the window is longer', 7, 48, [3, 4], 'escalate'],
    ['not without events', 1, 5, [], 'ignore']
  ])('%s', (_, events, hours, hourly, tier) => {
    expect(verdict(events, hours, hourly).tier).toBe(tier)
  })

  it('says what raised it, and what it would take', () => {
    expect(verdict(90, 2, [0, 40, 70, 20]).why).toMatch(
      /; raised from ignore to escalate by 110 events within 2 hours \(90\)$/
    )
    expect(verdict(31, 1, [0, 0, 30]).why).toMatch(/; 30 events within 1 hour, and it escalates at 31$/)
  })

  it('keeps its tier where nobody knows the counts, and says so', () => {
    const { tier, why } = verdict(1, 1, undefined)
    expect(tier).toBe('ignore')
    expect(why).toContain('is not known')
  })
})

it('takes time linear in a message that a stranger wrote', () => {
  const known = patternOf('known', { message: '(a+)+$' })
  const messageTemplate = `${'a'.repeat(50_000)}!`
  expect(matchPatterns(factsOf({ messageTemplate }), [known], NOW).pattern).toBeUndefined()
})
