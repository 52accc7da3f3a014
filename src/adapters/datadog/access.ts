import { VendorError } from '../../errors.js'
import { known, unknown, type Known } from '../../flow/issue/known.js'
import type { LogData, RunLog } from '../../ports.js'
import type { Endpoint, Scope } from './endpoint.js'

export interface Attempt<T> {
  readonly endpoint: Endpoint
  readonly read: (endpoint: Endpoint) => Promise<T>
  /** What the log says of a failure, without its reason. */
  readonly sentence: string
  readonly data?: LogData
  /** Called when it was the vendor's limit that refused. */
  readonly onLimit?: () => void
}

/**
 * Reads what a run can do without: whatever goes wrong is the reason why it is unknown. What the keys may not read, and what the
 * organisation does not have, is asked for once in a run.
 */
export class Access {
  readonly #log: RunLog
  readonly #refused = new Map<Scope, string>()

  constructor(log: RunLog) {
    this.#log = log
  }

  async attempt<T>({ endpoint, read, sentence, data = {}, onLimit }: Attempt<T>): Promise<Known<T>> {
    const { scope } = endpoint
    const refused = this.#refused.get(scope)
    if (refused !== undefined) return unknown(refused)
    try {
      return known(await read(endpoint))
    } catch (error) {
      if (!(error instanceof VendorError)) throw error
      const { status, message } = error
      if (!this.#refused.has(scope)) this.#log.warning(sentence, { ...data, reason: message })
      if (status === 429) onLimit?.()
      if (status === 401 || status === 403 || status === 404) this.#refused.set(scope, message)
      return unknown(message)
    }
  }
}
