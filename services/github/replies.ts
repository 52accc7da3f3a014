import type { ServiceReply } from '../kit/service.js'

const DOCUMENTATION = 'https://docs.github.com/rest'

/** The body that GitHub gives to every refusal; `status` is text there. */
function problem(
  status: number,
  message: string,
  more: Readonly<Record<string, unknown>> = {}
): ServiceReply {
  return { status, body: { message, ...more, documentation_url: DOCUMENTATION, status: String(status) } }
}

export function ok(body: unknown, headers: Readonly<Record<string, string>> = {}): ServiceReply {
  return { status: 200, body, headers }
}

export function created(body: unknown, headers: Readonly<Record<string, string>> = {}): ServiceReply {
  return { status: 201, body, headers }
}

export const NO_CONTENT: ServiceReply = { status: 204 }

export function badRequest(message: string): ServiceReply {
  return problem(400, message)
}

export function unauthorized(message: string): ServiceReply {
  return problem(401, message)
}

/** Refused, whatever the permissions. */
export function refused(message: string): ServiceReply {
  return problem(403, message)
}

export function notFound(message = 'Not Found'): ServiceReply {
  return problem(404, message)
}

export function conflict(message: string): ServiceReply {
  return problem(409, message)
}

export function unprocessable(message: string): ServiceReply {
  return problem(422, message)
}

/** A request that the endpoint's schema refuses: every problem, one per line and once more as a list. */
export function invalidRequest(problems: readonly string[]): ServiceReply {
  return problem(422, `Invalid request.\n\n${problems.join('\n')}`, { errors: problems })
}

/** A request of good form that the thing itself refuses. */
export function validationFailed(...errors: readonly unknown[]): ServiceReply {
  return problem(422, 'Validation Failed', { errors })
}

/** The token is good but lacks the permission, which GitHub names in a header. */
export function forbidden(needed: string): ServiceReply {
  return {
    ...problem(403, 'Resource not accessible by integration'),
    headers: { 'x-accepted-github-permissions': needed }
  }
}

export function internalError(detail: string): ServiceReply {
  return problem(500, detail)
}

/**
 * The reply of a secondary rate limit, for use in a fault.
 * See https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export function secondaryRateLimited(
  options: { status?: 403 | 429; retryAfterSeconds?: number } = {}
): ServiceReply {
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
  const wait = options.retryAfterSeconds
  return {
    ...problem(options.status ?? 403, message),
    headers: wait === undefined ? {} : { 'retry-after': String(wait) }
  }
}

/**
 * The reply once the hourly allowance is used up; the headers with the reset time are added by the caller. GraphQL says
 * it with status 200. https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function primaryRateLimited(who: string, isGraphql: boolean): ServiceReply {
  const message = `API rate limit exceeded for ${who}.`
  return isGraphql ? ok({ errors: [{ type: 'RATE_LIMITED', message }] }) : problem(403, message)
}
