import { describe, expect, it } from '@jest/globals'
import {
  diagnosisAnswerSchema,
  readDiagnosisReply
} from '../../../../src/flow/fix/diagnosis/diagnosis-reply.js'

const answer = {
  category: 'data',
  confidence: 0.7,
  root_cause: 'An order of 2019 has no currency.',
  affected_files: ['src/a.ts', 'src/a.ts', ''],
  proposed_pattern: {
    match_by: ['fingerprint', 'type', 'type'],
    tier: 'digest',
    note: 'Known\nsince May.',
    reason: 'Old orders.'
  }
}

describe('the answer to the question for the cause', () => {
  it('is read with each key and file once, and its words on one line', () => {
    expect(readDiagnosisReply(answer)).toEqual({
      diagnosis: {
        category: 'data',
        confidence: 0.7,
        rootCause: 'An order of 2019 has no currency.',
        files: ['src/a.ts']
      },
      proposal: {
        keys: ['type', 'fingerprint'],
        tier: 'digest',
        note: 'Known since May.',
        reason: 'Old orders.'
      }
    })
  })

  it('is bounded', () => {
    const words = 'x '.repeat(10_000)
    const read = readDiagnosisReply({
      ...answer,
      root_cause: words,
      affected_files: [...Array.from({ length: 100 }, (_, index) => `src/${index}.ts`), words],
      proposed_pattern: { ...answer.proposed_pattern, note: words, reason: words }
    })
    expect(read?.diagnosis.rootCause.length).toBeLessThanOrEqual(4_000)
    expect(read?.diagnosis.files).toHaveLength(20)
    expect(read?.proposal?.note.length).toBeLessThanOrEqual(300)
    expect(read?.proposal?.reason.length).toBeLessThanOrEqual(300)
  })

  it.each([
    ['another category', { category: 'cosmic rays' }],
    ['a confidence above 1', { confidence: 1.1 }],
    ['no cause', { root_cause: ' \u200b ' }],
    ['files that are no list', { affected_files: 'src/a.ts' }],
    ['a pattern that silences', { proposed_pattern: { ...answer.proposed_pattern, tier: 'ignore' } }],
    ['a pattern that wakes people', { proposed_pattern: { ...answer.proposed_pattern, tier: 'escalate' } }],
    [
      'a match by its own words',
      { proposed_pattern: { ...answer.proposed_pattern, match_by: ['message: .*'] } }
    ]
  ])('is none with %s', (_, change) => {
    expect(readDiagnosisReply({ ...answer, ...change })).toBeUndefined()
  })

  it.each([undefined, null, 'external', []])('is none as %j', (value) => {
    expect(readDiagnosisReply(value)).toBeUndefined()
  })

  it('has a schema that asks for every key', () => {
    expect(diagnosisAnswerSchema).toMatchObject({
      required: ['category', 'confidence', 'root_cause', 'affected_files', 'proposed_pattern']
    })
  })
})
