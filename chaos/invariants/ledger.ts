import * as z from 'zod'
import type { LedgerState, State } from './state.js'
import type { Violation } from './violation.js'

const schema = z.object({
  attempts: z.array(
    z.object({
      id: z.string(),
      issueId: z.string(),
      fingerprint: z.string(),
      state: z.enum(['reserved', 'spent', 'published', 'closed']),
      reservedAt: z.number(),
      leaseUntil: z.number(),
      reservedUsd: z.number(),
      spentUsd: z.number().nullable(),
      pullRequest: z.number().nullable()
    })
  )
})
type Attempt = z.output<typeof schema>['attempts'][number]

/** The output `cost-usd` has four decimals; the ledger has them all. */
const ROUNDING_USD = 0.00005

/**
 * At every state of its history: within the budget, one attempt at a bug, nothing forgotten, and one state after the other; and all
 * that agents have cost is in it.
 */
export function judgeLedger({ ledger, runs }: State): readonly Violation[] {
  const states = ledger.history.map(({ sha, at, text }) => ({
    sha: sha.slice(0, 8),
    at,
    attempts: read(text)
  }))
  const forks = ledger.forks === 0 ? [] : [say(`the history of the ledger has ${ledger.forks} forks`)]
  const told = runs.reduce((sum, { usd }) => sum + usd, 0)
  const booked = (states.at(-1)?.attempts ?? []).reduce((sum, attempt) => sum + costOf(attempt), 0)
  const unbooked =
    told > booked + runs.length * ROUNDING_USD
      ? [say(`agents have cost $${told.toFixed(2)}, and $${booked.toFixed(2)} are in the ledger`)]
      : []
  return [
    ...forks,
    ...unbooked,
    ...states.flatMap(({ sha, at, attempts }, index) => {
      if (attempts === undefined) return [say(`the state ${sha} cannot be read`)]
      const before = states[index - 1]?.attempts ?? []
      return [
        ...judgeBudget(attempts, at, ledger),
        ...judgeRunning(attempts, at),
        ...judgeMemory(before, attempts)
      ].map((detail) => say(`at state ${sha}: ${detail}`))
    })
  ]
}

function read(text: string): readonly Attempt[] | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data?.attempts
  } catch {
    return undefined
  }
}

/** What an attempt may have cost: what is reserved counts in full until it is known better. */
function costOf({ state, spentUsd, reservedUsd }: Attempt): number {
  return (spentUsd ?? 0) + (state === 'reserved' ? reservedUsd : 0)
}

function judgeBudget(attempts: readonly Attempt[], at: number, limits: LedgerState): readonly string[] {
  const sum = (length: number): number =>
    attempts
      .filter(({ reservedAt }) => nameOf(reservedAt, length) === nameOf(at, length))
      .reduce((total, attempt) => total + costOf(attempt), 0)
  const periods = [
    ['day', sum('2031-03-10'.length), limits.dayUsd],
    ['month', sum('2031-03'.length), limits.monthUsd]
  ] as const
  return periods.flatMap(([period, usd, most]) =>
    usd > most + 1e-6 ? [`the ${period} has cost $${usd.toFixed(2)} of $${most.toFixed(2)}`] : []
  )
}

function nameOf(at: number, length: number): string {
  return new Date(at).toISOString().slice(0, length)
}

function judgeRunning(attempts: readonly Attempt[], at: number): readonly string[] {
  const running = attempts.filter(
    ({ state, leaseUntil }) => (state === 'reserved' || state === 'spent') && leaseUntil > at
  )
  return running.flatMap((one, index) =>
    running
      .slice(index + 1)
      .filter((other) => one.issueId === other.issueId || one.fingerprint === other.fingerprint)
      .map((other) => `${one.id} and ${other.id} work on one bug`)
  )
}

function judgeMemory(before: readonly Attempt[], after: readonly Attempt[]): readonly string[] {
  return before.flatMap((earlier) => {
    const later = after.find(({ id }) => id === earlier.id)
    if (later === undefined) return [`${earlier.id} was forgotten`]
    if ((later.spentUsd ?? 0) < (earlier.spentUsd ?? 0)) return [`money of ${earlier.id} was taken back`]
    if (earlier.pullRequest !== null && later.pullRequest === null) {
      return [`the pull request of ${earlier.id} was forgotten`]
    }
    return []
  })
}

function say(detail: string): Violation {
  return { invariant: 'budget and ledger', detail }
}
