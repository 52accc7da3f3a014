import type { ClaimKey, ClaimPurpose, Clock } from '../../ports.js'
import type { ClaimRecord, ClaimRefs } from './claim-refs.js'

export type Lease = Extract<ClaimRecord, { state: 'claimed' }>

export interface Held {
  readonly key: ClaimKey
  /** The commit that the ref points at since we hold it. */
  readonly sha: string
}

export interface LeaseOptions {
  readonly holder: string
  readonly attempt?: { readonly run: string; readonly number: number } | undefined
  readonly firstSerial?: number
  readonly clock: Clock
}

/** A run that dies gives its claim back by time. Longer than any triage of one issue takes. */
const LEASE_MS = 10 * 60_000
/** Near its end a lease is left to lapse: by the time that our removal arrives, the ref may be another run's. */
const REMOVAL_MARGIN_MS = 2 * 60_000
/** Filing a ticket takes no longer: four attempts with waits of a minute, and the search for one whose reply was lost. */
const WRITE_MS = 6 * 60_000

export interface Leases {
  begin(keys: readonly ClaimKey[], purpose: ClaimPurpose): Lease
  /** Its time is over, or the attempt of our own run that held it. */
  isOver(lease: Lease): boolean
  /** Whether a lease that ends then lasts for one write. */
  isLong(until: number): boolean
  /** The same keys under a lease with a new end; `undefined` when one of them was lost: then none is held any more. */
  renew(
    held: readonly Held[],
    keys: readonly ClaimKey[],
    purpose: ClaimPurpose
  ): Promise<{ readonly held: readonly Held[]; readonly until: number } | undefined>
  release(held: readonly Held[], until: number): Promise<void>
}

/** How long a claim is held, and by whom. */
export function createLeases(options: LeaseOptions, refs: ClaimRefs): Leases {
  const { clock, holder, attempt, firstSerial = 0 } = options
  let claimsMade = 0

  function begin(keys: readonly ClaimKey[], purpose: ClaimPurpose): Lease {
    claimsMade += 1
    return {
      version: 1,
      state: 'claimed',
      by: `${holder} for ${keys.map(({ id }) => id).join(' ')}`,
      until: clock.now() + LEASE_MS,
      serial: firstSerial + claimsMade,
      purpose,
      ...(attempt === undefined ? {} : { run: attempt.run, attempt: attempt.number })
    }
  }

  async function release(held: readonly Held[], until: number): Promise<void> {
    if (clock.now() > until - REMOVAL_MARGIN_MS) return
    await Promise.all(held.map(({ key, sha }) => refs.remove(key, sha)))
  }

  return {
    begin,
    release,
    isOver: (lease) =>
      lease.until <= clock.now() ||
      // GitHub starts an attempt of a run when the one before it has ended.
      (attempt !== undefined && lease.run === attempt.run && (lease.attempt ?? 0) < attempt.number),
    isLong: (until) => until - clock.now() >= WRITE_MS,
    renew: async (held, keys, purpose) => {
      const lease = begin(keys, purpose)
      const sha = await refs.write(lease, [...new Set(held.map((each) => each.sha))])
      const moved = await Promise.all(
        held.map(async ({ key }) => {
          const { done } = await refs.move(key, sha)
          return done || (await refs.read(key))?.sha === sha ? [{ key, sha }] : []
        })
      )
      const ours = moved.flat()
      if (ours.length === held.length) return { held: ours, until: lease.until }
      await release(ours, lease.until)
      return undefined
    }
  }
}
