import { describe, expect, it } from '@jest/globals'
import { composeBrief, composeEvidence } from '../../../src/flow/fix/compose-brief.js'
import { fitFixRequest, MAXIMUM_PAYLOAD_CHARS } from '../../../src/flow/fix/compose-fix-request.js'
import { readFixRequest } from '../../../src/flow/fix/read-fix-request.js'
import { writeAgentPrompt } from '../../../src/flow/ticket/agent-prompt.js'
import { fixRequest } from '../../modes/fix/order-shop.js'
import { everywhere } from '../../flow/pull-request/everywhere.js'
import { everything, hostileTexts } from '../corpus/corpus.js'
import { hostileKinds } from '../corpus/hostile-text.js'
import { findForgedEvidence, findForgedPrompt } from '../oracles/prompt-oracle.js'
import { findUnseen } from '../oracles/seen-characters.js'
import { ticketFactsOf } from './full-of.js'

const CANARY = '0f1e2d3c4b5a69788796a5b4'
const limits = { turns: 30, minutes: 10, usd: 2 }
const textsOf = (kind: string): readonly string[] =>
  hostileTexts.filter((each) => each.kind === kind).map(({ text }) => text)

describe('the prompt that a ticket offers', () => {
  it.each(hostileKinds)('holds %s as data', (kind) => {
    for (const text of textsOf(kind)) {
      for (const read of [true, false]) {
        expect(findForgedPrompt(writeAgentPrompt(ticketFactsOf(text, read), 2_000))).toEqual([])
      }
    }
  })

  it('holds everything at once, within its bounds', () => {
    const prompt = writeAgentPrompt(ticketFactsOf(everything, false), 2_000)
    expect(findForgedPrompt(prompt)).toEqual([])
    expect(prompt.length).toBeLessThan(20_000)
  })
})

describe('what the agent gets to see', () => {
  const requestOf = (text: string) => ({ ...everywhere(text).request, env: text })

  it.each(hostileKinds)('holds %s in the file of data, and nowhere else', (kind) => {
    const facts = { limits, maximumFiles: 3, maximumLines: 60, instructions: undefined, earlierAttempts: [] }
    const quiet = composeBrief({ ...facts, request: fixRequest() }, '/evidence/production-error.json')
    for (const text of textsOf(kind)) {
      const request = { ...requestOf(text), fix_class: 'null-safety-guard' as const }
      expect(composeBrief({ ...facts, request }, '/evidence/production-error.json')).toBe(quiet)
      expect(findForgedEvidence(composeEvidence(request, CANARY), CANARY)).toEqual([])
    }
  })

  it.each(hostileKinds)('is told of earlier attempts and of rules on lines of their own: %s', (kind) => {
    for (const text of textsOf(kind)) {
      const brief = composeBrief(
        {
          request: fixRequest(),
          limits,
          maximumFiles: 3,
          maximumLines: 60,
          instructions: { path: text, text: 'Cents.' },
          earlierAttempts: [{ when: '2026-03-01', reason: 'declined', why: text }]
        },
        '/evidence/production-error.json'
      )
      expect(findUnseen(brief)).toEqual([])
      // One line each: a text cannot begin a section.
      const sections = brief.split('\n').filter((line) => line.startsWith('## '))
      expect(sections).toHaveLength(6)
      expect(brief.split('\n').filter((line) => line.startsWith('- 2026-03-01'))).toHaveLength(1)
    }
  })

  it.each(hostileKinds)('comes through the hand-off whole and bounded: %s', (kind) => {
    for (const text of [...textsOf(kind), everything]) {
      const long = text.repeat(Math.ceil(30_000 / Math.max(1, text.length))).slice(0, 14_000)
      const request = fitFixRequest(requestOf(long))
      expect(JSON.stringify(request).length).toBeLessThanOrEqual(
        Math.max(
          MAXIMUM_PAYLOAD_CHARS,
          JSON.stringify({
            ...requestOf(long),
            evidence: { ...requestOf(long).evidence, stack: '', message: '' }
          }).length
        )
      )
      const read = readFixRequest(JSON.parse(JSON.stringify(request)))
      if (read.ok) expect(read.request.evidence.service).toBe(long)
    }
  })
})
