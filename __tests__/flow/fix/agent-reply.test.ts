import { describe, expect, it } from '@jest/globals'
import { agentAnswerSchema, judgeReply, readAgentReply } from '../../../src/flow/fix/agent-reply.js'
import { diagnosis } from '../pull-request/bundle-example.js'

const answer = {
  decision: 'fixed',
  root_cause: 'A gift has no article.',
  category: 'code',
  confidence: 0.9,
  summary: 'Skip lines without an article',
  changes: [{ path: 'src/cart.ts', why: 'It is here.' }],
  test: { path: 'test/cart.test.ts', name: 'a gift' },
  declined_because: '',
  residual_risk: ''
}

describe('an answer of the agent', () => {
  it('is read in our words', () => {
    expect(readAgentReply(answer)).toStrictEqual({
      decision: 'fixed',
      rootCause: 'A gift has no article.',
      category: 'code',
      confidence: 0.9,
      summary: 'Skip lines without an article',
      changes: [{ path: 'src/cart.ts', why: 'It is here.' }],
      test: { path: 'test/cart.test.ts', name: 'a gift' },
      declinedBecause: '',
      residualRisk: ''
    })
    expect(readAgentReply({ ...answer, test: null })?.test).toBeUndefined()
  })

  it.each([
    ['nothing', undefined],
    ['words', 'done'],
    ['a list', [answer]],
    ['a missing part', { ...answer, root_cause: undefined }],
    ['an unknown decision', { ...answer, decision: 'merged' }],
    ['an unknown category', { ...answer, category: 'magic' }],
    ['more than sure', { ...answer, confidence: 1.01 }],
    ['a confidence in words', { ...answer, confidence: 'high' }],
    ['no list of changes', { ...answer, changes: {} }]
  ])('is none when it is %s', (_, value) => {
    expect(readAgentReply(value)).toBeUndefined()
  })

  it('is sanitised and bounded', () => {
    const long = `\u202e\u001b[31m${'x'.repeat(100_000)}`
    const reply = readAgentReply({
      ...answer,
      root_cause: long,
      summary: ' Skip\nlines\u200b ',
      changes: Array.from({ length: 500 }, () => ({ path: long, why: long })),
      test: { path: long, name: long },
      declined_because: long,
      residual_risk: long
    })
    expect(reply?.summary).toBe('Skip lines')
    expect(reply?.changes).toHaveLength(50)
    expect(JSON.stringify(reply).length).toBeLessThan(70_000)
    expect(JSON.stringify(reply)).not.toMatch(/[\u202e\u001b]|\[31m/)
  })

  it('is asked for by a JSON schema that names every key', () => {
    expect(agentAnswerSchema).toMatchObject({
      type: 'object',
      required: Object.keys(answer),
      additionalProperties: false
    })
  })
})

describe('an answer goes to the ticket and no further', () => {
  it.each([
    ['declined', { decision: 'declined', declinedBecause: 'bad data' }, 'declined', 'bad data'],
    ['declined without a word', { decision: 'declined' }, 'declined', 'the agent gave no reason'],
    ['the data', { category: 'data' }, 'not-code', 'the agent sees the cause in data: A cart'],
    ['another service', { category: 'external' }, 'not-code', 'external'],
    ['the machines', { category: 'infrastructure' }, 'not-code', 'infrastructure'],
    ['a passing trouble', { category: 'transient' }, 'not-code', 'transient'],
    ['not sure enough', { confidence: 0.69 }, 'low-confidence', 'sure to 0.69, and autofix.confidence is 0.7']
  ] as const)('%s', (_, change, reason, why) => {
    const end = judgeReply({ ...diagnosis, ...change }, 0.7)
    expect(end?.reason).toBe(reason)
    expect(end?.why).toContain(why)
  })

  it.each([{}, { confidence: 0.7 }, { category: 'config' }] as const)('unless it is a fix: %j', (change) => {
    expect(judgeReply({ ...diagnosis, ...change }, 0.7)).toBeUndefined()
  })
})
