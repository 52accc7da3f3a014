import type { RetryPolicy } from '../retry.js'
import { JiraError } from './jira-error.js'

/** Sent this often at most: once, and again when it surely had no effect. */
const ATTEMPTS = 2

/**
 * An act that must not happen twice, on something that Jira reads back without delay. After a failure that may have had its
 * effect it is looked for; only when it is not there is it tried again, once.
 */
export async function onceDespiteLoss<T>(
  once: {
    readonly act: () => Promise<T>
    /** The act's result, read back; `undefined` when it has not happened. */
    readonly find: () => Promise<T | undefined>
  },
  retry: RetryPolicy
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await once.act()
    } catch (error) {
      if (!(error instanceof JiraError) || !error.isOutcomeUnknown) throw error
      // Jira may still be at it when our time limit ends.
      const wait = error.retryAfterMs ?? retry.baseMs
      await retry.clock.sleep(Math.min(wait, retry.maximumWaitMs))
      const found = await once.find()
      if (found !== undefined) return found
      if (attempt >= ATTEMPTS || !error.retryable || wait > retry.maximumWaitMs) throw error
    }
  }
}
