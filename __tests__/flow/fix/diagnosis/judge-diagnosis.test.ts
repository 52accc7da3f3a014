import { describe, expect, it } from '@jest/globals'
import { causeCategories } from '../../../../src/flow/decision/diagnosis.js'
import { noUsage } from '../../../../src/flow/fix/agent-run.js'
import { costOfCause } from '../../../../src/flow/fix/diagnosis/cause-finding.js'
import { judgeDiagnosis } from '../../../../src/flow/fix/diagnosis/judge-diagnosis.js'

describe('what follows from a diagnosis', () => {
  it.each(causeCategories.filter((category) => category !== 'code'))(
    'is no fix where the model is sure of %s, from the configured confidence on',
    (category) => {
      expect(judgeDiagnosis({ category, confidence: 0.6 }, 0.6).holdsBack).toBe(true)
      expect(judgeDiagnosis({ category, confidence: 0.59 }, 0.6).holdsBack).toBe(false)
    }
  )

  it('is nothing for a cause in the code, however sure anybody is', () => {
    expect(judgeDiagnosis({ category: 'code', confidence: 1 }, 0.6).holdsBack).toBe(false)
    expect(judgeDiagnosis({ category: 'code', confidence: 1 }, 0, true).holdsBack).toBe(false)
  })

  it('is no fix where a person vouches for it, however unsure the model was', () => {
    expect(judgeDiagnosis({ category: 'external', confidence: 0.1 }, 0.6, true).holdsBack).toBe(true)
  })
})

describe('the cost of a diagnosis', () => {
  const run = { model: 'haiku', version: '1', usage: noUsage, ceilingUsd: 0.05 }

  it('is its ceiling where it did not live to tell', () => {
    expect(costOfCause(run)).toBe(0.05)
  })

  it('is what it told, also above its ceiling', () => {
    expect(costOfCause({ ...run, usage: { ...noUsage, told: true, usd: 0.07 } })).toBe(0.07)
    expect(costOfCause({ ...run, usage: { ...noUsage, told: true, usd: 0.01 } })).toBe(0.01)
  })

  it('is nothing where nobody was asked', () => {
    expect([costOfCause(null), costOfCause(undefined)]).toEqual([0, 0])
  })
})
