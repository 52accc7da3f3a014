import { VendorError } from '../errors.js'
import type { Decision } from '../flow/decision/decide.js'
import type { IssueDetails, IssueEvidence } from '../flow/issue/issue.js'
import { timeOf, type Shortage } from './sweep-room.js'
import type { TriageWorld } from './world.js'

/** Beyond the number of issues that a sweep looks at. */
export function beyondLimit(limit: number): Decision {
  return {
    outcome: 'suppressed',
    reason: 'issue-limit',
    why: `the sweep looks at ${limit} issues, which is limits.issues-per-run; the next runs come to the others in turn`,
    plan: undefined
  }
}

/** What a vendor's limit leaves to the next run. */
export function untilThen({ why, vendor, until }: Shortage): Decision {
  return {
    outcome: 'suppressed',
    reason: 'rate-limit',
    why: `${why}; a run after ${timeOf(until)} goes on (${vendor})`,
    plan: undefined
  }
}

/**
 * Why triage of an issue came to nothing: the vendor's limit, before anything was filed. Undefined for every other failure, and for one
 * that has left something half-done.
 */
export function shortageIn(error: Error, hasTicket: boolean, now: number): Shortage | undefined {
  if (!(error instanceof VendorError) || hasTicket || error.retryAfterMs === undefined) return undefined
  if (error.status !== 429 && error.status !== 403) return undefined
  return { vendor: error.vendor, until: now + error.retryAfterMs, why: error.message.replace(/\.$/, '') }
}

/**
 * Issues whose events could not be read because Datadog's limit was met: without them a bug may not be known again, so that a sweep
 * leaves them to the next run.
 */
export function withoutEvents(
  issues: readonly IssueDetails[],
  evidence: ReadonlyMap<string, IssueEvidence>,
  world: TriageWorld
): { readonly issues: readonly IssueDetails[]; readonly shortage: Shortage } | undefined {
  const closed = world.limits.closed().filter(({ lane }) => lane.vendor === 'Datadog')
  const until = Math.max(...closed.map((closure) => closure.until))
  const blind = issues.filter(({ id }) => evidence.get(id)?.sample.known !== true)
  if (closed.length === 0 || blind.length === 0) return undefined
  const why = `Datadog takes no search for events before ${timeOf(until)}`
  return { issues: blind, shortage: { vendor: 'Datadog', until, why } }
}

/** One sentence for all the issues that a limit has left out. */
export function sayShort(shortages: readonly Shortage[]): readonly string[] {
  const vendors = [...new Set(shortages.map(({ vendor }) => vendor))]
  return vendors.map((vendor) => {
    const own = shortages.filter((each) => each.vendor === vendor)
    const until = Math.max(...own.map((each) => each.until))
    const [first] = own
    return `${own.length} issues were left for the next run, which goes on after ${timeOf(until)}: ${first?.why ?? ''}`
  })
}
