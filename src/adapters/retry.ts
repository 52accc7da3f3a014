import pRetry from 'p-retry'
import { VendorError } from '../errors.js'
import type { Clock } from '../ports.js'

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
}

/** Enough for a passing fault, short enough for a runner that is paid by the minute. */
export function vendorRetry(clock: Clock, random: () => number): RetryPolicy {
  return { attempts: 4, baseMs: 500, maximumWaitMs: 60_000, random, clock }
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
}

/**
 * The one retry of the adapters: bounded, by the error's own word on whether another attempt may help, waiting as long as the
 * vendor asks or with doubling, jittered waits.
 */
export async function callVendor<T>(call: VendorCall<T>, policy: RetryPolicy): Promise<T> {
  return pRetry(
    async () => {
      try {
        return await call.attempt()
      } catch (error) {
        throw call.translate(error)
      }
    },
    {
      retries: policy.attempts - 1,
      minTimeout: 0,
      shouldRetry: ({ error }) => mayRetry(error, call.idempotent, policy),
      onFailedAttempt: async ({ error, attemptNumber, retriesLeft }) => {
        if (retriesLeft === 0 || !mayRetry(error, call.idempotent, policy)) return
        const growing = policy.baseMs * 2 ** (attemptNumber - 1) * (0.5 + policy.random())
        await policy.clock.sleep(Math.max(waitAsked(error), growing))
      }
    }
  )
}

function mayRetry(error: unknown, idempotent: boolean, policy: RetryPolicy): boolean {
  return (
    error instanceof VendorError &&
    error.retryable &&
    (idempotent || error.status === 429) &&
    waitAsked(error) <= policy.maximumWaitMs
  )
}

function waitAsked(error: unknown): number {
  return error instanceof VendorError ? (error.retryAfterMs ?? 0) : 0
}
