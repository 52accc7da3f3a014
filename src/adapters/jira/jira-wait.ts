import type { JiraFaultHeaders } from './jira-fault.js'

/**
 * How long Jira asks to wait, in milliseconds: `Retry-After` in seconds or as a date, else `X-RateLimit-Reset`, the moment at
 * which the limit is lifted. `undefined` when it says neither.
 * https://developer.atlassian.com/cloud/jira/platform/rate-limiting/
 */
export function waitAsked(headers: JiraFaultHeaders, now: number): number | undefined {
  const { retryAfter, rateLimitReset } = headers
  if (retryAfter !== undefined && /^\d+(\.\d+)?$/.test(retryAfter.trim())) return Number(retryAfter) * 1_000
  return untilDate(retryAfter, now) ?? untilDate(rateLimitReset, now)
}

function untilDate(text: string | undefined, now: number): number | undefined {
  const at = text === undefined ? NaN : Date.parse(text)
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}
