import type { ExistingTicket, RememberedIssue, TicketMemory } from '../flow/decision/existing-ticket.js'
import { originOf } from '../flow/decision/rubric.js'
import type { Alert } from '../flow/event/trigger.js'
import type { Issue } from '../flow/issue/issue.js'
import { known, knownText, mapKnown, valueOr } from '../flow/issue/known.js'
import type { JoinedIssue } from '../flow/ticket/compose-comment.js'
import { sanitiseLine } from '../text/sanitise.js'
import { truncateText } from '../text/truncate.js'
import type { Case } from './case.js'

/** More alert cycles than this are not remembered: a retry comes within minutes. */
const REMEMBERED_CYCLES = 20
/** The memory has room for 32,768 characters. */
const REMEMBERED_ISSUES = 50
const REMEMBERED_CHARS = 100

/** A ticket without a memory of ours was adopted, or made by hand. */
export function memoryOf(ticket: ExistingTicket, current: Case): TicketMemory {
  return (
    ticket.memory ?? {
      version: 1,
      issues: [],
      fingerprint: current.identity.fingerprint.hash,
      fingerprintVersion: current.identity.fingerprint.version,
      scoreAtFiling: current.score?.total ?? 0,
      commentId: undefined,
      alerts: 0,
      notifiedAt: ticket.createdAt,
      reopens: 0,
      handedOffAt: undefined,
      cycleKeys: []
    }
  )
}

/** The memory with one alert more, as a write without a lock leaves it. */
export function countAlert(memory: TicketMemory, { issue, alert, identity }: Case): TicketMemory {
  const cycles = alert?.cycleKey === undefined ? memory.cycleKeys : [...memory.cycleKeys, alert.cycleKey]
  return {
    ...memory,
    issues: [...memory.issues.filter(({ id }) => id !== issue.id), rememberIssue(issue, alert)].slice(
      -REMEMBERED_ISSUES
    ),
    // The labels of today's version are set with every alert.
    fingerprintVersion: Math.max(memory.fingerprintVersion, identity.fingerprint.version),
    alerts: memory.alerts + 1,
    mayBeLocked: undefined,
    cycleKeys: cycles.slice(-REMEMBERED_CYCLES)
  }
}

/** The issue as it is now, cut to what a memory has room for. */
export function rememberIssue(issue: Issue, alert: Alert | undefined): RememberedIssue {
  return {
    id: issue.id,
    url: issue.url,
    service: truncateText(sanitiseLine(issue.service), REMEMBERED_CHARS),
    env: valueOr(
      mapKnown(originOf(issue, alert), (env) => truncateText(sanitiseLine(env), REMEMBERED_CHARS)),
      undefined
    ),
    lastSeenAt: issue.lastSeen.at,
    version: valueOr(issue.lastSeen.version, undefined)
  }
}

/** What a comment says of an issue of the ticket. */
export function joinedIssue({ id, url, service, env, lastSeenAt, version }: RememberedIssue): JoinedIssue {
  return {
    id,
    url,
    service: known(service),
    env: knownText(env, 'no env tag'),
    lastSeen: known({ at: lastSeenAt, version: knownText(version, 'no version tag') })
  }
}
