import { VendorError } from '../../errors.js'
import type { ClaimKey, ClaimResult, Claims, Clock } from '../../ports.js'
import { createClaimRefs, refOf, type ClaimRecord, type ClaimRefsOptions } from './claim-refs.js'

export interface GitClaimsOptions extends ClaimRefsOptions {
  /** Unique for this attempt of this run; told to others that find the claim held. */
  readonly holder: string
  readonly clock: Clock
}

/** A run that dies gives its claim back by time. Longer than any triage of one issue takes. */
const LEASE_MS = 10 * 60_000
/** Near its end a lease is left to lapse: by the time that our removal arrives, the ref may be another run's. */
const REMOVAL_MARGIN_MS = 2 * 60_000
/** A ref may change hands between our look and our move; more often than this it does not. */
const MAXIMUM_ROUNDS = 5
/** Grows with the round: a ref that was just made may not be seen at once on every machine of GitHub. */
const ROUND_WAIT_MS = 250

type Lease = Extract<ClaimRecord, { state: 'claimed' }>

interface Held {
  readonly key: ClaimKey
  /** The commit that the ref points at since we hold it. */
  readonly sha: string
}

type Acquired = { readonly kind: 'acquired'; readonly held: Held } | Exclude<ClaimResult, { kind: 'claimed' }>

/** One right per bug, held in git refs: see `createClaimRefs` for why a ref can do this. */
export function createGitClaims(options: GitClaimsOptions): Claims {
  const { clock, holder } = options
  const refs = createClaimRefs(options)
  let claimsMade = 0

  /** `first` is the commit of our lease without a past. */
  async function acquire(
    key: ClaimKey,
    lease: Lease,
    first: string,
    superseding: string | undefined
  ): Promise<Acquired> {
    let refused = ''
    for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
      if (round > 0) await clock.sleep(round * ROUND_WAIT_MS)
      const created = await refs.create(key, first)
      if (created.done) return { kind: 'acquired', held: { key, sha: first } }
      refused = created.refused
      const position = await refs.read(key)
      if (position === undefined) continue
      // The reply to our own creation was lost.
      if (position.sha === first) return { kind: 'acquired', held: { key, sha: first } }
      const { record } = position
      if (record.state === 'filed' && record.ticket !== superseding) {
        return { kind: 'filed', ticketKey: record.ticket, under: key }
      }
      if (record.state === 'claimed' && record.until > clock.now()) {
        return { kind: 'held', by: record.by, until: record.until }
      }
      const successor = await refs.write(lease, [position.sha])
      const moved = await refs.move(key, successor)
      if (moved.done) return { kind: 'acquired', held: { key, sha: successor } }
      refused = moved.refused
    }
    throw new VendorError(
      `The git ref refs/${refOf(key)} could not be claimed in ${MAXIMUM_ROUNDS} attempts. GitHub says: ${refused}`,
      { vendor: 'GitHub', retryable: true }
    )
  }

  async function settle(held: readonly Held[], ticketKey: string): Promise<void> {
    const record: ClaimRecord = { version: 1, state: 'filed', ticket: ticketKey }
    const filed = await refs.write(record, [...new Set(held.map(({ sha }) => sha))])
    const pointed = await Promise.all(held.map((each) => point(each, filed, ticketKey)))
    const lost = held.filter((_, index) => pointed[index] === false).map(({ key }) => `refs/${refOf(key)}`)
    if (lost.length > 0) {
      throw new VendorError(
        `The claim was lost before its ticket ${ticketKey} could be noted: ${lost.join(', ')}.`,
        { vendor: 'GitHub', retryable: false }
      )
    }
  }

  /** False when the ref is another run's by now. */
  async function point({ key, sha }: Held, filed: string, ticketKey: string): Promise<boolean> {
    for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
      if (round > 0) await clock.sleep(round * ROUND_WAIT_MS)
      if ((await refs.move(key, filed)).done) return true
      const position = await refs.read(key)
      if (position === undefined) return (await refs.create(key, filed)).done
      const { record } = position
      if (record.state === 'filed' && record.ticket === ticketKey) return true
      // Where the ref has not moved, GitHub refused for a reason of the moment.
      if (position.sha !== sha) return false
    }
    return false
  }

  async function release(held: readonly Held[], lease: Lease): Promise<void> {
    if (clock.now() > lease.until - REMOVAL_MARGIN_MS) return
    await Promise.all(held.map(({ key, sha }) => refs.remove(key, sha)))
  }

  return {
    async find(key): Promise<string | undefined> {
      const record = (await refs.read(key))?.record
      return record?.state === 'filed' ? record.ticket : undefined
    },
    async claim(keys, superseding): Promise<ClaimResult> {
      claimsMade += 1
      const by = `${holder} for ${keys.map(({ id }) => id).join(' ')}`
      const lease: Lease = {
        version: 1,
        state: 'claimed',
        by,
        until: clock.now() + LEASE_MS,
        serial: claimsMade
      }
      const first = await refs.write(lease, [])
      const held: Held[] = []
      const others = new Map<ClaimKey, Exclude<Acquired, { kind: 'acquired' }>>()
      try {
        // One after the other, in an order that all runs share: runs that each get a part of each other's keys, and all
        // give up, would leave the bug without a ticket.
        for (const key of keys.toSorted(byRef)) {
          const result = await acquire(key, lease, first, superseding)
          if (result.kind === 'acquired') held.push(result.held)
          else others.set(key, result)
          if (result.kind === 'held') break
        }
        const found = keys.flatMap((key) => others.get(key) ?? [])
        const other = found.find(({ kind }) => kind === 'filed') ?? found[0]
        if (other === undefined) {
          return {
            kind: 'claimed',
            claim: { settle: (ticket) => settle(held, ticket), release: () => release(held, lease) }
          }
        }
        if (held.length > 0) {
          await (other.kind === 'filed' ? settle(held, other.ticketKey) : release(held, lease))
        }
        return other
      } catch (error) {
        // The first error is the one to tell; what cannot be given back now lapses by time.
        await release(held, lease).catch(() => undefined)
        throw error
      }
    }
  }
}

function byRef(one: ClaimKey, other: ClaimKey): number {
  const [left, right] = [refOf(one), refOf(other)]
  return left < right ? -1 : left > right ? 1 : 0
}
