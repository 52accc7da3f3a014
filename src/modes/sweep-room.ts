import type { LimitWatch } from './world.js'

/** What an issue may need of GitHub. */
export interface CaseCost {
  readonly requests: number
  /** Requests among them that create or change something. */
  readonly writes: number
}

/**
 * An issue without a ticket: claim, ticket, hand-off, and the reading of what the culprit's line looks like. Measured by
 * `npm run bench`, and rounded up for a race with another run.
 */
export const NEW_TICKET: CaseCost = { requests: 20, writes: 14 }
/** An issue with a ticket: the lock on a notifying write, and a hand-off that was not done yet. */
export const KNOWN_TICKET: CaseCost = { requests: 14, writes: 10 }

/**
 * "In general, no more than 500 content-generating requests per hour": GitHub tells in no header how many are left, and counts each
 * write at most. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#about-secondary-rate-limits
 */
const WRITES_PER_HOUR = 500

export interface Shortage {
  readonly vendor: string
  /** Milliseconds since the epoch: when a run may go on. */
  readonly until: number
  readonly why: string
}

/** Whether what the vendors have left carries another issue, beside those that are under way here and in the sweep's other shards. */
export class SweepRoom {
  readonly #limits: LimitWatch
  readonly #shards: number
  /** What the other shards may have under way. */
  readonly #elsewhere: CaseCost
  #underWay: CaseCost = { requests: 0, writes: 0 }

  constructor(limits: LimitWatch, { concurrency, shards }: { concurrency: number; shards: number }) {
    this.#limits = limits
    this.#shards = shards
    this.#elsewhere = times(NEW_TICKET, (shards - 1) * concurrency)
  }

  /** Why an issue must not begin; without a reason it counts as under way until `end`. */
  begin(cost: CaseCost): Shortage | undefined {
    const shortage = this.#shortage(cost)
    if (shortage === undefined) this.#underWay = sum(this.#underWay, cost)
    return shortage
  }

  end(cost: CaseCost): void {
    this.#underWay = sum(this.#underWay, times(cost, -1))
  }

  #shortage(cost: CaseCost): Shortage | undefined {
    // Datadog was asked before an issue begins; what is left to do there can wait.
    const closed = this.#limits.closed().find(({ lane }) => lane.vendor !== 'Datadog')
    if (closed) {
      const { lane, until } = closed
      return { vendor: lane.vendor, until, why: `${lane.vendor} takes no request before ${timeOf(until)}` }
    }
    const left = this.#limits.left({ vendor: 'GitHub' })
    // A GitHub that counts nothing, such as an Enterprise Server by default, limits nothing.
    if (left === undefined) return undefined
    const needed = sum(sum(this.#underWay, cost), this.#elsewhere)
    if (left.remaining < needed.requests) {
      const why = `GitHub has ${left.remaining} requests left for the token until ${timeOf(left.resetAt)}, which the issues under way may need`
      return { vendor: 'GitHub', until: left.resetAt, why }
    }
    const { count, freeAt } = this.#limits.written('GitHub')
    if (count + this.#underWay.writes + cost.writes > Math.floor(WRITES_PER_HOUR / this.#shards)) {
      const why = `this run has sent GitHub ${count} requests that create something, and GitHub takes ${WRITES_PER_HOUR} in an hour`
      return { vendor: 'GitHub', until: freeAt, why }
    }
    return undefined
  }
}

function sum(a: CaseCost, b: CaseCost): CaseCost {
  return { requests: a.requests + b.requests, writes: a.writes + b.writes }
}

function times(cost: CaseCost, factor: number): CaseCost {
  return { requests: cost.requests * factor, writes: cost.writes * factor }
}

/** `2026-03-10 12:20 UTC`. */
export function timeOf(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}
