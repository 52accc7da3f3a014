import type { Issue } from '../issue/issue.js'
import type { ExistingTicket } from './existing-ticket.js'

export interface RegressionPolicy {
  /** Resolutions that mean "do not fix": the ticket stays closed. Compared without case. */
  readonly keepClosedResolutions: readonly string[]
  /** A ticket closed more recently than this may have a fix that is not deployed yet. */
  readonly settleHours: number
  /** Older closed tickets are not reopened; a new one is linked to them. */
  readonly reopenWithinDays: number
  /** A ticket that was reopened so often is left alone; a new one is linked to it. */
  readonly maximumReopens: number
}

export interface RegressionVerdict {
  readonly action: 'reopen' | 'create-linked' | 'closed-deliberately' | 'closed-recently'
  /** For the ticket and the report. */
  readonly why: string
}

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** The bug of a closed ticket is seen again: what to do, by resolution, age and how often it was reopened already. */
export function judgeRegression(
  { issue, ticket, now }: { readonly issue: Issue; readonly ticket: ExistingTicket; readonly now: number },
  policy: RegressionPolicy
): RegressionVerdict {
  const resolution = ticket.resolution ?? 'no resolution'
  const kept = policy.keepClosedResolutions.find((each) => each.toLowerCase() === resolution.toLowerCase())
  if (kept !== undefined) {
    return {
      action: 'closed-deliberately',
      why: `${ticket.key} was closed as "${kept}", which means not to fix it`
    }
  }
  const reopens = ticket.memory?.reopens ?? 0
  const worn = reopens >= policy.maximumReopens
  const wornVerdict = {
    action: 'create-linked',
    why: `${ticket.key} was reopened ${reopens} times already, which is the limit`
  } as const
  const closedAt = ticket.resolvedAt
  if (closedAt === undefined) {
    if (worn) return wornVerdict
    return {
      action: 'reopen',
      why: `${ticket.key} is in status "${ticket.status}" without a date of resolution`
    }
  }
  if (issue.lastSeen.at <= closedAt) {
    return { action: 'closed-recently', why: `no event since ${ticket.key} was closed` }
  }
  const regressed = issue.regression !== undefined && issue.regression.regressedAt > closedAt
  const hours = (now - closedAt) / HOUR_MS
  if (!regressed && hours < policy.settleHours) {
    return {
      action: 'closed-recently',
      why: `${ticket.key} was closed ${hours.toFixed(1)} hours ago; a fix gets ${policy.settleHours} hours to reach production`
    }
  }
  const days = (now - closedAt) / DAY_MS
  if (worn) return wornVerdict
  if (days > policy.reopenWithinDays) {
    return {
      action: 'create-linked',
      why: `${ticket.key} was closed ${Math.floor(days)} days ago; tickets are reopened within ${policy.reopenWithinDays} days`
    }
  }
  return {
    action: 'reopen',
    why:
      `${ticket.key} was closed as "${resolution}" ${days < 2 ? `${hours.toFixed(0)} hours` : `${Math.floor(days)} days`} ago` +
      (regressed ? ', and Datadog reports a regression since' : ', and the error is back')
  }
}
