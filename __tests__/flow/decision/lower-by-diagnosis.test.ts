import { describe, expect, it } from '@jest/globals'
import { causeCategories, type KnownDiagnosis } from '../../../src/flow/decision/diagnosis.js'
import { heldBackBy, lowerByDiagnosis } from '../../../src/flow/decision/lower-by-diagnosis.js'
import { patternTiers } from '../../../src/flow/decision/patterns/pattern.js'

function known(category: KnownDiagnosis['category'], confirmed = true): KnownDiagnosis {
  return {
    fingerprint: '1f2e3d4c5b6a7988',
    ticketKey: 'PPL-7',
    category,
    confidence: 0.2,
    rootCause: 'Their answers lack prices.',
    files: [],
    at: 1_000,
    confirmed
  }
}

describe('a confirmed diagnosis', () => {
  it.each(['external', 'transient'] as const)('of a cause that is %s lowers by one step', (category) => {
    const tiers = patternTiers.map((tier) => lowerByDiagnosis(tier, known(category)).tier)
    expect(tiers).toEqual(['ignore', 'digest', 'digest', 'ticket'])
  })

  it.each(['code', 'config', 'data', 'infrastructure'] as const)(
    'of a cause in %s lowers nothing',
    (category) => {
      expect(patternTiers.map((tier) => lowerByDiagnosis(tier, known(category)).tier)).toEqual(patternTiers)
    }
  )

  it('never raises, and says why it lowers', () => {
    const order = (tier: (typeof patternTiers)[number]): number => patternTiers.indexOf(tier)
    for (const category of causeCategories) {
      for (const tier of patternTiers) {
        const lowered = lowerByDiagnosis(tier, known(category))
        expect(order(lowered.tier)).toBeLessThanOrEqual(order(tier))
        expect(lowered.why === undefined).toBe(lowered.tier === tier)
      }
    }
    expect(lowerByDiagnosis('escalate', known('external')).why).toBe(
      'a person has confirmed on PPL-7 that the cause is with another party, so that it goes from escalate to ticket'
    )
  })

  it('holds a fix back unless the cause is in the code', () => {
    expect(heldBackBy(known('code'))).toBeUndefined()
    expect(heldBackBy(known('data'))).toBe('a person has confirmed on PPL-7 that the cause is bad data')
  })
})

describe('a diagnosis that nobody has confirmed', () => {
  it('changes nothing', () => {
    expect(lowerByDiagnosis('escalate', known('external', false))).toEqual({
      tier: 'escalate',
      why: undefined
    })
    expect(heldBackBy(known('external', false))).toBeUndefined()
    expect(lowerByDiagnosis('ticket', undefined)).toEqual({ tier: 'ticket', why: undefined })
  })
})
