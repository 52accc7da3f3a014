import { withholdQuoted } from '../../text/withhold-quoted.js'
import type { Classification } from '../decision/fix-class.js'
import type { Gate } from '../decision/gates.js'
import type { Issue } from '../issue/issue.js'
import { valueOr, type Known } from '../issue/known.js'
import { normaliseMessage } from '../issue/normalise.js'
import type { StackError, StackTrace } from '../issue/stack-trace.js'
import type { Privacy } from './ticket-facts.js'

/** What the error's message is, and how much of it may be shown. */
export interface MessageFacts {
  readonly issue: Issue
  readonly trace: Known<StackTrace>
  readonly messageTemplate: string
  readonly privacy: Privacy
}

export const WITHHELD = 'withheld, because privacy is strict'

/** Shorter messages (`42`) also stand in line numbers and names, which are not theirs. */
const MIN_CONCEALED_CHARS = 6

/** The message to show: as it is, or its template. Empty when the error has none. */
export function messageToShow({ issue, messageTemplate, privacy }: MessageFacts): string {
  return privacy === 'strict' ? withholdQuoted(messageTemplate) : issue.errorMessage
}

/** The head line of one error of the chain: type and message, or type and template. */
export function describeError(error: StackError, position: number, facts: MessageFacts): string {
  const first = position === 0
  const type = error.type ?? (first ? facts.issue.errorType : '')
  const message = error.message ?? ''
  const shown =
    facts.privacy === 'standard'
      ? message
      : first
        ? withholdQuoted(facts.messageTemplate)
        : templateOf(message)
  return [type, shown].filter((part) => part !== '').join(': ') || 'an error without type and message'
}

/** Nothing shows more of a message than this, and finding a template takes its time. */
const MAX_TEMPLATE_SOURCE_CHARS = 2_000

function templateOf(message: string): string {
  return withholdQuoted(normaliseMessage(message.slice(0, MAX_TEMPLATE_SOURCE_CHARS)))
}

/**
 * Makes text that was written about the error safe to show: in strict privacy every message that occurs in it word for word
 * gives way to its template.
 */
export function concealMessages(facts: MessageFacts): (text: string) => string {
  if (facts.privacy === 'standard') return (text) => text
  const { issue, trace, messageTemplate } = facts
  const sampleMessage = issue.sample.known ? valueOr(issue.sample.value.errorMessage, '') : ''
  const chain = trace.known ? trace.value.errors.map((error) => error.message ?? '') : []
  const messages = [...new Set([issue.errorMessage, sampleMessage, ...chain])]
    .filter((message) => message.trim().length >= MIN_CONCEALED_CHARS)
    .sort((a, b) => b.length - a.length)
  const template = (message: string): string =>
    message === issue.errorMessage ? withholdQuoted(messageTemplate) : templateOf(message)
  return (text) => messages.reduce((shown, message) => shown.replaceAll(message, template), text)
}

/** What code says about the kind of error, as far as privacy lets it be told: the evidence may quote the message. */
export function concealEvidence(
  { classification, gates }: { readonly classification: Classification; readonly gates: readonly Gate[] },
  privacy: Privacy
): { readonly classification: Classification; readonly gates: readonly Gate[] } {
  const { evidence } = classification
  if (privacy === 'standard' || evidence === '') return { classification, gates }
  const withheld = `evidence ${WITHHELD}`
  return {
    classification: { ...classification, evidence: withheld },
    gates: gates.map((gate) => ({ ...gate, why: gate.why.replaceAll(evidence, () => withheld) }))
  }
}
