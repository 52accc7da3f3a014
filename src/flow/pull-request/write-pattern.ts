import { RE2JS } from 're2js'
import { sanitiseLine } from '../../text/sanitise.js'
import { truncateText } from '../../text/truncate.js'
import type { CauseFinding } from '../fix/diagnosis/cause-finding.js'
import type { FixRequest } from '../fix/fix-request.js'
import type { Proposal, ProposedPattern } from './pattern-proposals.js'
import type { Redact } from './quiet-words.js'

const DAY_MS = 24 * 3_600_000
/** Long enough to see whether it was right, short enough that nobody forgets it. */
const VALID_DAYS = 90
const MOST_NAME_CHARS = 40
const MOST_FACT_CHARS = 200
/** Of a message template: with fewer characters it would fit too much. */
const LEAST_MESSAGE_CHARS = 12
const MOST_REASON_CHARS = 600

export interface WrittenPatternFacts {
  readonly request: FixRequest
  readonly cause: CauseFinding
  /** Milliseconds since the epoch. */
  readonly now: number
}

/**
 * The pattern that the model would have people add, written by code: the model has chosen the keys, the tier and the words, and each
 * key matches a fact of this very issue. `undefined` when what is left would fit more than this trouble.
 */
export function writeProposal(
  { request, cause, now }: WrittenPatternFacts,
  redact: Redact
): Proposal | undefined {
  const { found, proposal } = cause
  if (found === null || proposal === null) return undefined
  const { evidence, fingerprint, ticket_key: ticketKey } = request
  const facts = factsOf(request, redact)
  const match = Object.fromEntries(
    proposal.keys.flatMap((key) => (facts[key] === undefined ? [] : [facts[key]]))
  ) as ProposedPattern['match']
  if (match.fingerprints === undefined && match.message === undefined) return undefined
  const note = say(proposal.note, redact)
  const sure = Math.round(found.confidence * 100)
  const words = say(proposal.reason, redact)
  return {
    fingerprint,
    ticketKey,
    ticketUrl: evidence.ticket_url,
    category: found.category,
    confidence: found.confidence,
    at: now,
    pattern: {
      name: nameOf(redact(evidence.error_type), fingerprint),
      match,
      tier: proposal.tier,
      autofix: 'never',
      ...(note === '' ? {} : { note }),
      reason: truncateText(
        `A model's diagnosis on ${ticketKey}: ${found.category}, sure to ${sure} %. ${words}`.trim(),
        MOST_REASON_CHARS
      ),
      expires: new Date(now + VALID_DAYS * DAY_MS).toISOString().slice(0, 10)
    },
    state: 'waiting',
    pullRequest: null,
    branch: ''
  }
}

type Entry = readonly [keyof ProposedPattern['match'], string | readonly string[]]

function factsOf(
  { evidence, fingerprint }: FixRequest,
  redact: Redact
): Readonly<Record<'service' | 'type' | 'message' | 'file' | 'fingerprint', Entry | undefined>> {
  const plain = (text: string): string | undefined => (isPlain(text, redact) ? text : undefined)
  const list = (key: Entry[0], text: string): Entry | undefined => {
    const fact = plain(text)
    // A sign of globs would make it fit more than itself.
    return fact === undefined || /[*?]|^[!#]/.test(fact) ? undefined : [key, [fact]]
  }
  const template = (evidence.message_template ?? '').slice(0, MOST_FACT_CHARS).trimEnd()
  const message = template.length < LEAST_MESSAGE_CHARS ? undefined : plain(template)
  return {
    service: list('services', evidence.service),
    type: list('types', evidence.error_type),
    message: message === undefined ? undefined : ['message', `^${RE2JS.quote(message)}`],
    file: list('files', evidence.culprit.path),
    fingerprint: ['fingerprints', [fingerprint]]
  }
}

/** A fact that the redactor or the sanitiser changes is not the issue's own any more. */
function isPlain(text: string, redact: Redact): boolean {
  return text !== '' && text.length <= MOST_FACT_CHARS && sanitiseLine(text) === text && redact(text) === text
}

function say(words: string, redact: Redact): string {
  return sanitiseLine(redact(words))
}

function nameOf(errorType: string, fingerprint: string): string {
  const words = errorType
    .replace(/([a-z\d])([A-Z])/g, '$1-$2')
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .slice(0, MOST_NAME_CHARS)
    .replace(/^-|-$/g, '')
  return `${words === '' ? 'error' : words}-${fingerprint.slice(0, 8)}`
}
