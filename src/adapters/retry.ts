import pRetry from 'p-retry'
import { VendorError } from '../errors.js'
import type { Clock } from '../ports.js'
import { MAXIMUM_WAIT_MS, VendorLimits, type Lane } from './vendor-limits.js'

export interface RetryPolicy {
  /** Attempts in all, the first included. */
  readonly attempts: number
  /** First wait; doubles with every attempt. */
  readonly baseMs: number
  /** A vendor that asks for a longer wait than this is given up on. */
  readonly maximumWaitMs: number
  /** In [0, 1): spreads the waits of runs that failed together. */
  readonly random: () => number
  readonly clock: Clock
  /** What the vendors said of their limits to the other requests of the run. Without it, each call waits for itself. */
  readonly limits?: VendorLimits
}

/** Enough for a passing fault, short enough for a runner that is paid by the minute. */
export function vendorRetry(
  clock: Clock,
  random: () => number,
  limits: VendorLimits = new VendorLimits(clock)
): RetryPolicy {
  return { attempts: 4, baseMs: 500, maximumWaitMs: MAXIMUM_WAIT_MS, random, clock, limits }
}

export interface VendorCall<T> {
  readonly attempt: () => Promise<T>
  /** Turns whatever the vendor's client throws into a VendorError, or leaves our own errors as they are. */
  readonly translate: (error: unknown) => Error
  /**
   * False for creations: then only a refusal that surely did nothing (429) is tried again, because after a lost
   * reply a second attempt could create twice.
   */
  readonly idempotent: boolean
  /** Which limit the call counts against. `undefined`: nothing that other calls are told, or have to wait for. */
  readonly lane?: Lane | undefined
  /** Whether a refusal for its limit is everybody's who counts against it. Default: it is. */
  readonly isShared?: (refusal: VendorError) => boolean
}

/**
 * The one retry of the adapters: bounded, by the error's own word on whether another attempt may help, waiting as long as the
 * vendor asks or with doubling, jittered waits.
 */
export async function callVendor<T>(call: VendorCall<T>, policy: RetryPolicy): Promise<T> {
  return pRetry(() => attemptWithinLimits(call, policy), {
    retries: policy.attempts - 1,
    minTimeout: 0,
    shouldRetry: ({ error }) => mayRetry(error, call.idempotent, policy),
    onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
      if (retriesLeft === 0 || !mayRetry(error, call.idempotent, policy)) return
      await policy.clock.sleep(Math.max(waitAsked(error), growingWait(attemptNumber - 1, policy)))
    }
  })
}

/**
 * One attempt. A refusal for a limit (429) did nothing and is no fault: it is waited for without using up an attempt, or many calls
 * at once would use up all of theirs on one burst.
 */
async function attemptWithinLimits<T>(call: VendorCall<T>, policy: RetryPolicy): Promise<T> {
  const { lane, isShared = () => true } = call
  for (let waits = 0; ; waits += 1) {
    if (lane) await policy.limits?.enter(lane)
    try {
      return await call.attempt()
    } catch (thrown) {
      const error = call.translate(thrown)
      if (!isLimited(error)) throw error
      const asked = waitAsked(error)
      const isTooLong = asked > policy.maximumWaitMs
      const wait = isTooLong ? asked : Math.max(asked, growingWait(waits, policy))
      const shared = lane && policy.limits && isShared(error) ? policy.limits : undefined
      if (lane && shared) shared.close(lane, wait, error)
      if (isTooLong || waits >= mostWaits(policy)) throw error
      if (!shared) await policy.clock.sleep(wait)
    }
  }
}

/** Calls that wait together meet the limit more often than one alone. */
function mostWaits({ attempts }: RetryPolicy): number {
  return 2 * (attempts - 1)
}

function growingWait(before: number, { baseMs, random }: RetryPolicy): number {
  return baseMs * 2 ** before * (0.5 + random())
}

function isLimited(error: unknown): error is VendorError {
  return error instanceof VendorError && error.status === 429
}

function mayRetry(error: unknown, idempotent: boolean, policy: RetryPolicy): boolean {
  return (
    error instanceof VendorError &&
    error.retryable &&
    idempotent &&
    // It has waited for its limits already.
    !isLimited(error) &&
    waitAsked(error) <= policy.maximumWaitMs
  )
}

function waitAsked(error: unknown): number {
  return error instanceof VendorError ? (error.retryAfterMs ?? 0) : 0
}
