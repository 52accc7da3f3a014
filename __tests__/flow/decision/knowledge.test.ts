import { describe, expect, it } from '@jest/globals'
import {
  confirmDiagnosis,
  CONFIRMED_LABEL,
  WRONG_LABEL,
  type KnownDiagnosis
} from '../../../src/flow/decision/diagnosis.js'
import {
  emptyKnowledge,
  findDiagnosis,
  formatKnowledge,
  noteDiagnosis,
  parseKnowledge,
  settleDiagnosis
} from '../../../src/flow/decision/knowledge.js'

function known(change: Partial<KnownDiagnosis> = {}): KnownDiagnosis {
  return {
    fingerprint: '1f2e3d4c5b6a7988',
    ticketKey: 'PPL-7',
    category: 'external',
    confidence: 0.8,
    rootCause: 'Their answers lack prices.',
    files: ['src/cart.ts'],
    at: 1_000,
    confirmed: false,
    ...change
  }
}

const state = noteDiagnosis(emptyKnowledge, known())
const numbered = (index: number): string => String(index).padStart(16, '0')

describe('what is known of a bug', () => {
  it('is found under any of its fingerprints, the newest first', () => {
    const both = noteDiagnosis(state, known({ fingerprint: 'aaaabbbbccccdddd', category: 'data' }))
    expect(findDiagnosis(both, ['0000000000000000', '1f2e3d4c5b6a7988'])?.category).toBe('external')
    expect(findDiagnosis(both, ['aaaabbbbccccdddd', '1f2e3d4c5b6a7988'])?.category).toBe('data')
    expect(findDiagnosis(both, ['0000000000000000'])).toBeUndefined()
  })

  it('is the newest diagnosis, unless a person has confirmed an older one', () => {
    const next = known({ category: 'data' })
    expect(findDiagnosis(noteDiagnosis(state, next), [next.fingerprint])?.category).toBe('data')
    const confirmed = settleDiagnosis(state, [next.fingerprint], 'confirmed')
    expect(noteDiagnosis(confirmed, next)).toBe(confirmed)
  })

  it('is forgotten when it is wrong, and nothing else is', () => {
    const both = noteDiagnosis(state, known({ fingerprint: 'aaaabbbbccccdddd' }))
    const after = settleDiagnosis(both, ['1f2e3d4c5b6a7988'], 'wrong')
    expect(after.diagnoses.map(({ fingerprint }) => fingerprint)).toEqual(['aaaabbbbccccdddd'])
    expect(settleDiagnosis(after, ['1f2e3d4c5b6a7988'], 'wrong')).toBe(after)
  })

  it('stays within its bounds, and what people have confirmed stays longest', () => {
    const first = noteDiagnosis(emptyKnowledge, known({ confirmed: true }))
    const full = Array.from({ length: 600 }, (_, index) => index).reduce(
      (sum, index) =>
        noteDiagnosis(sum, known({ fingerprint: numbered(index), rootCause: 'x'.repeat(5_000) })),
      first
    )
    expect(full.diagnoses).toHaveLength(500)
    expect(findDiagnosis(full, ['1f2e3d4c5b6a7988'])).toBeDefined()
    expect(findDiagnosis(full, [numbered(0)])).toBeUndefined()
    expect(findDiagnosis(full, [numbered(599)])).toBeDefined()
    expect(formatKnowledge(full).length).toBeLessThan(1_000_000)
    expect(parseKnowledge(formatKnowledge(full))).toEqual(full)
  })

  it.each(['', '{}', 'null', '{"version":1,"diagnoses":[{}]}'])('is not read from %j', (text) => {
    expect(parseKnowledge(text)).toBeUndefined()
  })
})

describe('what people say by labels', () => {
  it.each([
    ['nothing', [], undefined],
    ['that it is right', [CONFIRMED_LABEL], 'confirmed'],
    ['that it is wrong', [WRONG_LABEL], 'wrong'],
    ['both, which is wrong', [CONFIRMED_LABEL, WRONG_LABEL], 'wrong']
  ] as const)('is %s', (_, labels, verdict) => {
    expect(confirmDiagnosis(known(), labels)).toBe(verdict)
    expect(confirmDiagnosis(undefined, labels)).toBeUndefined()
  })

  it('is told once', () => {
    expect(confirmDiagnosis(known({ confirmed: true }), [CONFIRMED_LABEL])).toBeUndefined()
    expect(confirmDiagnosis(known({ confirmed: true }), [WRONG_LABEL])).toBe('wrong')
  })
})
