import * as z from 'zod'
import { causeCategories, type CauseCategory } from '../decision/diagnosis.js'
import { sanitiseText } from '../../text/sanitise.js'
import { truncateText } from '../../text/truncate.js'
import type { FixEnd } from './fix-outcomes.js'

/** Longest text of an answer; the model is told, and what is longer is cut. */
const MAXIMUM_CHARS = 4_000

const prose = (description: string): z.ZodString => z.string().describe(description)

/** What the agent has to answer with. Its words are shown to people as its words; nothing is decided by them but to stop. */
export const agentReplySchema = z.object({
  decision: z
    .enum(['fixed', 'declined'])
    .describe('fixed: the working tree holds the fix and its test. declined: it holds no change.'),
  root_cause: prose('Why the error happens: the chain from cause to symptom, with files and functions.'),
  category: z.enum(causeCategories).describe('Where the cause lies.'),
  confidence: z.number().min(0).max(1).describe('How sure you are of the root cause, from 0 to 1.'),
  summary: prose(
    'The fix in one sentence of at most 100 characters, in the imperative. Empty when declined.'
  ),
  changes: z
    .array(z.object({ path: z.string(), why: z.string() }))
    .describe('Every changed file, and why it had to change.'),
  test: z
    .object({ path: z.string(), name: z.string() })
    .nullable()
    .describe('The test that fails without the fix and passes with it.'),
  declined_because: prose('Why you changed nothing, and what a person should look at. Empty when fixed.'),
  residual_risk: prose('What a reviewer should look at twice. Empty when there is nothing.')
})

/** The same as JSON schema, in the draft that the agent's program knows. */
export const agentAnswerSchema: unknown = z.toJSONSchema(agentReplySchema, { target: 'draft-7' })

/** A checked answer: sanitised, bounded, still the words of a model. */
export interface AgentReply {
  readonly decision: 'fixed' | 'declined'
  readonly rootCause: string
  readonly category: CauseCategory
  readonly confidence: number
  readonly summary: string
  readonly changes: readonly { readonly path: string; readonly why: string }[]
  readonly test: { readonly path: string; readonly name: string } | undefined
  readonly declinedBecause: string
  readonly residualRisk: string
}

/** `undefined` when the answer does not have the shape: then there is no answer. */
export function readAgentReply(answer: unknown): AgentReply | undefined {
  const parsed = agentReplySchema.safeParse(answer)
  if (!parsed.success) return undefined
  const reply = parsed.data
  return {
    decision: reply.decision,
    rootCause: clean(reply.root_cause),
    category: reply.category,
    confidence: reply.confidence,
    summary: clean(reply.summary, 200).replace(/\s+/g, ' '),
    changes: reply.changes
      .slice(0, 50)
      .map(({ path, why }) => ({ path: clean(path, 500), why: clean(why, 500) })),
    test:
      reply.test === null
        ? undefined
        : { path: clean(reply.test.path, 500), name: clean(reply.test.name, 500) },
    declinedBecause: clean(reply.declined_because),
    residualRisk: clean(reply.residual_risk)
  }
}

function clean(text: string, maximum = MAXIMUM_CHARS): string {
  return truncateText(sanitiseText(text), maximum).trim()
}

/** Why an answer goes to the ticket as a diagnosis and no further; `undefined` when it may go on to the guard. */
export function judgeReply(reply: AgentReply, minimumConfidence: number): FixEnd | undefined {
  if (reply.decision === 'declined') {
    return { reason: 'declined', why: reply.declinedBecause || 'the agent gave no reason' }
  }
  if (reply.category !== 'code' && reply.category !== 'config') {
    return { reason: 'not-code', why: `the agent sees the cause in ${reply.category}: ${reply.rootCause}` }
  }
  if (reply.confidence < minimumConfidence) {
    const least = `autofix.confidence is ${minimumConfidence}`
    return { reason: 'low-confidence', why: `the agent is sure to ${reply.confidence}, and ${least}` }
  }
  return undefined
}
