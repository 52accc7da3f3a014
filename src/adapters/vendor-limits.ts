import type { Vendor } from '../errors.js'
import type { Clock } from '../ports.js'

/** What one limit counts: every request to a vendor, or those to one of its endpoints. */
export interface Lane {
  readonly vendor: Vendor
  /** `undefined`: the limit holds for all of the vendor's endpoints. */
  readonly endpoint?: string
}

/** What a vendor says is left of a limit. */
export interface Allowance {
  readonly remaining: number
  /** When it starts anew, milliseconds since the epoch. */
  readonly resetAt: number
}

/** A vendor that takes no request for longer than a run waits. */
export interface Closure {
  readonly lane: Lane
  /** Milliseconds since the epoch. */
  readonly until: number
  /** What the vendor said: the error of every request that is not sent. */
  readonly refusal: Error
}

/** A longer wait than this is an error that says so: a runner must not sleep for an hour. */
export const MAXIMUM_WAIT_MS = 60_000

/** Requests that waited for the same moment leave one after another, or they would meet the limit again together. */
const STAGGER_MS = 100

const HOUR_MS = 3_600_000

/**
 * What the vendors said of their limits, shared by all requests of a run: a wait that one of them is asked for is everybody's, and a
 * vendor that asks for a longer one than a run can wait is not asked again.
 */
export class VendorLimits {
  readonly #clock: Clock
  readonly #closures = new Map<string, Closure>()
  readonly #left = new Map<string, Allowance>()
  readonly #writes = new Map<Vendor, number[]>()
  readonly #waiting = new Map<string, number>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /** Waits until the vendor takes requests again. Rejects with its refusal when that is too long. */
  async enter(lane: Lane): Promise<void> {
    const name = nameOf(lane)
    for (;;) {
      const closure = this.#closures.get(name)
      const wait = closure === undefined ? 0 : closure.until - this.#clock.now()
      if (closure === undefined || wait <= 0) return
      if (wait > MAXIMUM_WAIT_MS) throw closure.refusal
      const before = this.#waiting.get(name) ?? 0
      this.#waiting.set(name, before + 1)
      await this.#clock.sleep(wait + before * STAGGER_MS)
      this.#waiting.set(name, Math.max(0, (this.#waiting.get(name) ?? 1) - 1))
    }
  }

  /** The vendor asks for no request in the next `waitMs`. Of two such words the longer one counts. */
  close(lane: Lane, waitMs: number, refusal: Error): void {
    const until = this.#clock.now() + waitMs
    const standing = this.#closures.get(nameOf(lane))
    if (standing === undefined || standing.until < until) {
      this.#closures.set(nameOf(lane), { lane, until, refusal })
    }
  }

  /** What a reply says is left, and how long until that starts anew. */
  note(lane: Lane, { remaining, waitMs }: { readonly remaining: number; readonly waitMs: number }): void {
    this.#left.set(nameOf(lane), { remaining, resetAt: this.#clock.now() + waitMs })
  }

  /** A request that creates or changes something was sent. */
  noteWrite(vendor: Vendor): void {
    const since = this.#clock.now() - HOUR_MS
    this.#writes.set(vendor, [
      ...(this.#writes.get(vendor) ?? []).filter((at) => at > since),
      this.#clock.now()
    ])
  }

  /** Limits that stay closed for longer than a run waits. */
  closed(): readonly Closure[] {
    const horizon = this.#clock.now() + MAXIMUM_WAIT_MS
    return [...this.#closures.values()].filter(({ until }) => until > horizon)
  }

  /** What was left by the vendor's last word; `undefined` when it said nothing, or the limit has started anew since. */
  left(lane: Lane): Allowance | undefined {
    const allowance = this.#left.get(nameOf(lane))
    return allowance !== undefined && allowance.resetAt > this.#clock.now() ? allowance : undefined
  }

  /** Writes of this run within the last hour; when the first of them falls out of it, milliseconds since the epoch. */
  written(vendor: Vendor): { readonly count: number; readonly freeAt: number } {
    const now = this.#clock.now()
    const recent = (this.#writes.get(vendor) ?? []).filter((at) => at > now - HOUR_MS)
    return { count: recent.length, freeAt: (recent[0] ?? now) + HOUR_MS }
  }
}

function nameOf({ vendor, endpoint = '' }: Lane): string {
  return `${vendor} ${endpoint}`
}
