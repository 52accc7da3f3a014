import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../../ports.js'
import { MAXIMUM_WAIT_MS, type Lane, type VendorLimits } from '../vendor-limits.js'
import type { Octokit } from './client.js'

/** Where GitHub does not say how long. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
const UNTOLD_WAIT_S = 60
/** Requests that wait together meet the limit more often than one alone. */
const MOST_WAITS = 6
/** A primary limit counts the token's requests to all endpoints, and so do the secondary ones. */
const LANE: Lane = { vendor: 'GitHub' }

export interface Hooks {
  readonly hook: Octokit['hook']
}

type ReplyHeaders = Readonly<Record<string, string | number | undefined>>

/** An error of the client that is about a reply. */
export interface RequestFailure {
  readonly status: number
  readonly message: string
  readonly response?: { readonly headers: ReplyHeaders; readonly data: unknown } | undefined
}

/** Seconds that last as long as the unit. */
export function clockIn(unitMs: number): Clock {
  const scale = unitMs / 1000
  return {
    now: () => Date.now() / scale,
    sleep: (milliseconds) => setTimeout(milliseconds * scale)
  }
}

/**
 * Both of GitHub's limits answer 403 or 429. Whoever goes on asking meanwhile risks being shut out, so that one request's wait is
 * everybody's; it uses up no attempt, because a refusal for a limit did nothing.
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#handle-rate-limit-errors-appropriately
 */
export function keepToLimits(limits: VendorLimits): (octokit: Hooks) => void {
  return ({ hook }) => {
    hook.wrap('request', async (request, options) => {
      for (let waits = 0; ; waits += 1) {
        await limits.enter(LANE)
        if (isWrite(options)) limits.noteWrite('GitHub')
        try {
          const reply = await request(options)
          noteAllowance(limits, reply.headers)
          return reply
        } catch (error) {
          if (!isFailure(error)) throw error
          noteAllowance(limits, error.response?.headers ?? {})
          const wait = waitAsked(error)
          if (wait === undefined) throw error
          limits.close(LANE, wait * 1000, error)
          if (wait * 1000 > MAXIMUM_WAIT_MS || waits >= MOST_WAITS) throw error
        }
      }
    })
  }
}

/** A query of GraphQL is sent like a write, and reads. */
function isWrite({ method, url, ...options }: { readonly method: string; readonly url: string }): boolean {
  if (method === 'GET' || method === 'HEAD') return false
  const query = 'query' in options ? options.query : undefined
  return !url.endsWith('/graphql') || typeof query !== 'string' || /^\s*mutation\b/.test(query)
}

/** Every reply tells what is left of the hourly allowance; that of GraphQL is another one. */
function noteAllowance(limits: VendorLimits, headers: ReplyHeaders): void {
  const remaining = Number(headers['x-ratelimit-remaining'] ?? NaN)
  const wait = untilReset(headers)
  if (!Number.isFinite(remaining) || wait === undefined) return
  if ((headers['x-ratelimit-resource'] ?? 'core') !== 'core') return
  limits.note(LANE, { remaining, waitMs: wait * 1000 })
}

/** Seconds until the allowance starts anew, by GitHub's own clock. */
function untilReset(headers: ReplyHeaders): number | undefined {
  const wait = Number(headers['x-ratelimit-reset']) - Date.parse(String(headers['date'])) / 1000
  return Number.isFinite(wait) ? Math.max(1, wait) : undefined
}

/** Seconds that GitHub asks to wait; `undefined` when the refusal is not about limits. */
export function waitAsked(error: RequestFailure): number | undefined {
  if (error.status !== 403 && error.status !== 429) return undefined
  const headers = error.response?.headers ?? {}
  const after = Number(headers['retry-after'])
  if (headers['retry-after'] !== undefined && Number.isFinite(after)) return after
  if (String(headers['x-ratelimit-remaining']) === '0') return untilReset(headers) ?? UNTOLD_WAIT_S
  return error.status === 429 || /secondary rate limit/i.test(error.message) ? UNTOLD_WAIT_S : undefined
}

export function isFailure(error: unknown): error is Error & RequestFailure {
  return error instanceof Error && 'status' in error && typeof error.status === 'number'
}
