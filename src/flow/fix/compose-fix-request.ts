import type { DependencyBump } from '../decision/dependencies/dependency.js'
import type { KnownDiagnosis } from '../decision/diagnosis.js'
import type { FixClass } from '../decision/fix-class.js'
import { valueOr, type Known } from '../issue/known.js'
import { lineOf } from '../issue/culprit.js'
import type { Issue } from '../issue/issue.js'
import type { Culprit } from '../issue/stack-trace.js'
import { sanitiseLine, sanitiseText } from '../../text/sanitise.js'
import { truncateMiddle, truncateText } from '../../text/truncate.js'
import type { FixRequest, RequestedBump, Wanted } from './fix-request.js'
import { requestedBumpSchema } from './read-fix-request.js'

export interface FixRequestFacts {
  readonly issue: Issue
  readonly ticket: { readonly key: string; readonly url: string }
  readonly fingerprint: string
  /** Absent: a fix. */
  readonly wanted?: Wanted
  /** Empty where a diagnosis alone is wanted. */
  readonly fixClass: FixClass | ''
  /** A confirmed diagnosis of the bug. */
  readonly knownDiagnosis?: KnownDiagnosis | undefined
  /** Name of the pattern that fits. */
  readonly knownPattern?: string | undefined
  readonly bump: DependencyBump | undefined
  readonly team: string | undefined
  readonly score: number
  readonly env: Known<string>
  readonly force: boolean
  readonly runUrl: string
  /** `undefined` where none is known: then a diagnosis alone can be wanted. */
  readonly culprit: Culprit | undefined
  readonly culpritCommit: Known<string>
  /** What may be told of the error: its message, or the template alone under strict privacy. */
  readonly message: string
  /** The message with its variables masked; absent where a pattern could not be made of it. */
  readonly messageTemplate?: string | undefined
  readonly stack: string
}

/**
 * GitHub takes less than 65,535 characters of payload; the rest of the event needs a little, and escaping in JSON makes text
 * longer, so the whole is measured as JSON.
 * https://docs.github.com/rest/repos/repos#create-a-repository-dispatch-event
 */
export const MAXIMUM_PAYLOAD_CHARS = 60_000
const MAXIMUM_MESSAGE_CHARS = 4_000
const MAXIMUM_LINE_CHARS = 1_000
/** More of it is not needed to tell one message from all others. */
const MAXIMUM_TEMPLATE_CHARS = 300
const MAXIMUM_STACK_CHARS = 24_000
const MAXIMUM_PATH_CHARS = 4_000

/** The hand-off's payload: ten top-level keys, bounded after conversion to JSON. */
export function composeFixRequest(facts: FixRequestFacts): FixRequest {
  return fitFixRequest(build(facts))
}

/** Cuts the stack, then the message, until the payload fits as JSON; every other part is bounded far below the limit. */
export function fitFixRequest(request: FixRequest): FixRequest {
  const excess = JSON.stringify(request).length - MAXIMUM_PAYLOAD_CHARS
  const { evidence } = request
  if (excess <= 0) return request
  // Escaping makes some characters longer, so that cutting the excess is always enough, if not just enough.
  if (evidence.stack !== '') {
    const stack = truncateMiddle(evidence.stack, Math.max(0, evidence.stack.length - excess))
    return fitFixRequest({ ...request, evidence: { ...evidence, stack } })
  }
  const message = truncateText(evidence.message, Math.max(0, evidence.message.length - excess))
  return { ...request, evidence: { ...evidence, message } }
}

function build(facts: FixRequestFacts): FixRequest {
  const { issue, culprit } = facts
  const line = (text: string): string => truncateText(sanitiseLine(text), MAXIMUM_LINE_CHARS)
  const sample = issue.sample.known ? issue.sample.value : undefined
  return {
    schema: '1',
    issue_id: issue.id,
    ticket_key: facts.ticket.key,
    fingerprint: facts.fingerprint,
    fix_class: facts.fixClass,
    score: facts.score,
    env: line(valueOr(facts.env, '')),
    force: facts.force,
    triage_run: facts.runUrl,
    evidence: {
      error_type: line(issue.errorType),
      message: truncateText(sanitiseText(facts.message), MAXIMUM_MESSAGE_CHARS),
      stack: truncateMiddle(sanitiseText(facts.stack), MAXIMUM_STACK_CHARS),
      culprit: {
        path: truncateText(sanitiseText(culprit ? valueOr(culprit.path, '') : ''), MAXIMUM_PATH_CHARS),
        line: wholeLine(culprit && lineOf(culprit)),
        function: culprit?.frame.function === undefined ? null : line(culprit.frame.function),
        commit: facts.culpritCommit.known ? commitOrNull(facts.culpritCommit.value) : null
      },
      service: line(issue.service),
      platform: line(issue.platform),
      versions: {
        first_seen: textOrNull(issue.firstSeen.version, line),
        last_seen: textOrNull(issue.lastSeen.version, line)
      },
      counts: {
        window_hours: issue.impact.windowHours,
        occurrences: valueOr(issue.impact.occurrences, null),
        users: valueOr(issue.impact.users, null),
        sessions: valueOr(issue.impact.sessions, null)
      },
      operation: sample ? textOrNull(sample.operation, line) : null,
      team: facts.team === undefined ? null : truncateText(facts.team, MAXIMUM_LINE_CHARS),
      bump: facts.bump === undefined ? null : requestBump(facts.bump),
      datadog_url: issue.url,
      ticket_url: facts.ticket.url,
      wanted: facts.wanted ?? 'fix',
      message_template: beginningOf(facts.messageTemplate ?? ''),
      // It may have been noted under a former fingerprint of the bug.
      known_diagnosis:
        facts.knownDiagnosis === undefined
          ? null
          : { ...facts.knownDiagnosis, fingerprint: facts.fingerprint },
      known_pattern: facts.knownPattern ?? null
    }
  }
}

/** The first line of the template, letter by letter, since patterns are made of it; null where it would have to be changed. */
function beginningOf(template: string): string | null {
  const first = (template.split('\n', 1)[0] ?? '').trimEnd()
  return first !== '' && sanitiseLine(first) === first ? first.slice(0, MAXIMUM_TEMPLATE_CHARS) : null
}

/** Nothing where a word of it could be taken for anything but what it is: the fix job would refuse the whole request. */
function requestBump({ name, ...bump }: DependencyBump): RequestedBump | null {
  const read = requestedBumpSchema.safeParse({ ...bump, package: name })
  return read.success ? read.data : null
}

/** A trace can say anything, and a number that cannot be counted with is no line. */
function wholeLine(line: number | undefined): number | null {
  return line !== undefined && Number.isSafeInteger(line) && line >= 0 ? line : null
}

function commitOrNull(commit: string): string | null {
  return /^[0-9a-f]{7,64}$/i.test(commit) ? commit : null
}

function textOrNull(fact: Known<string>, clean: (text: string) => string): string | null {
  return fact.known ? clean(fact.value) : null
}
