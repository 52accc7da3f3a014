import { VendorError } from '../../errors.js'
import type { ClaimKey, ClaimPurpose, ClaimResult, Claims, Clock } from '../../ports.js'
import { createClaimRefs, refOf, type ClaimRecord, type ClaimRefsOptions } from './claim-refs.js'
import { createLeases, type Held, type Lease } from './leases.js'

export interface GitClaimsOptions extends ClaimRefsOptions {
  /** Told to others that find the claim held. */
  readonly holder: string
  /** Which attempt of which workflow run this is: what its earlier attempts held is taken over at once. */
  readonly attempt?: { readonly run: string; readonly number: number } | undefined
  /** Claims are counted from here. Different for jobs that run at the same time. Default 0. */
  readonly firstSerial?: number
  readonly clock: Clock
}

/** A ref may change hands between our look and our move; more often than this it does not. */
const MAXIMUM_ROUNDS = 5
/** Grows with the round: a ref that was just made may not be seen at once on every machine of GitHub. */
const ROUND_WAIT_MS = 250

interface Acquired {
  readonly kind: 'acquired'
  readonly held: Held
  readonly inherited: ClaimPurpose | undefined
}

type Acquisition = Acquired | Exclude<ClaimResult, { kind: 'claimed' }>

/** One right per bug or ticket, held in git refs: see `createClaimRefs` for why a ref can do this. */
export function createGitClaims(options: GitClaimsOptions): Claims {
  const { clock } = options
  const refs = createClaimRefs(options)
  const leases = createLeases(options, refs)

  /** `first` is the commit of our lease without a past. */
  async function acquire(
    key: ClaimKey,
    { lease, first }: { readonly lease: Lease; readonly first: string },
    superseding: string | undefined
  ): Promise<Acquisition> {
    let refused = ''
    for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
      if (round > 0) await clock.sleep(round * ROUND_WAIT_MS)
      const created = await refs.create(key, first)
      if (created.done) return { kind: 'acquired', held: { key, sha: first }, inherited: undefined }
      refused = created.refused
      const position = await refs.read(key)
      if (position === undefined) continue
      // The reply to our own creation was lost.
      if (position.sha === first) return { kind: 'acquired', held: { key, sha: first }, inherited: undefined }
      const { record } = position
      if (record.state === 'filed' && record.ticket !== superseding) {
        return { kind: 'filed', ticketKey: record.ticket, under: key }
      }
      if (record.state === 'claimed' && !leases.isOver(record)) {
        return { kind: 'held', by: record.by, until: record.until }
      }
      const successor = await refs.write(lease, [position.sha])
      const moved = await refs.move(key, successor)
      if (moved.done || (await refs.read(key))?.sha === successor) {
        const inherited = record.state === 'claimed' ? record.purpose : undefined
        return { kind: 'acquired', held: { key, sha: successor }, inherited }
      }
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

  return {
    async find(key) {
      const record = (await refs.read(key))?.record
      if (record?.state === 'filed') return { kind: 'filed', ticketKey: record.ticket }
      return record && { kind: 'claimed' }
    },
    async claim(keys, purpose, superseding): Promise<ClaimResult> {
      const lease = leases.begin(keys, purpose)
      const first = await refs.write(lease, [])
      let held: readonly Held[] = []
      let until = lease.until
      let inherited: ClaimPurpose | undefined
      const others = new Map<ClaimKey, Exclude<Acquisition, { kind: 'acquired' }>>()
      try {
        // One after the other, in an order that all runs share: runs that each get a part of each other's keys, and all
        // give up, would leave the bug without a ticket.
        for (const key of keys.toSorted(byRef)) {
          const result = await acquire(key, { lease, first }, superseding)
          if (result.kind === 'acquired') {
            held = [...held, result.held]
            inherited ??= result.inherited
          } else others.set(key, result)
          if (result.kind === 'held') break
        }
        const found = keys.flatMap((key) => others.get(key) ?? [])
        const other = found.find(({ kind }) => kind === 'filed') ?? found[0]
        if (other === undefined) {
          const claim = {
            inherited,
            hold: async (): Promise<boolean> => {
              if (leases.isLong(until)) return true
              const renewed = await leases.renew(held, keys, purpose)
              if (renewed === undefined) return false
              held = renewed.held
              until = renewed.until
              return true
            },
            settle: (ticket: string) => settle(held, ticket),
            release: () => leases.release(held, until)
          }
          return { kind: 'claimed', claim }
        }
        if (held.length > 0) {
          await (other.kind === 'filed' ? settle(held, other.ticketKey) : leases.release(held, until))
        }
        return other
      } catch (error) {
        // The first error is the one to tell; what cannot be given back now lapses by time.
        await leases.release(held, until).catch(() => undefined)
        throw error
      }
    },
    async heal(keys, ticketKey): Promise<void> {
      const left = await Promise.all(keys.map(async (key) => ({ key, position: await refs.read(key) })))
      await Promise.all(
        left.map(async ({ key, position }) => {
          if (position?.record.state !== 'claimed' || !leases.isOver(position.record)) return
          const filed = await refs.write({ version: 1, state: 'filed', ticket: ticketKey }, [position.sha])
          await point({ key, sha: position.sha }, filed, ticketKey)
        })
      )
    },
    async tidy(ticketKey): Promise<number> {
      const ids = ticketKey === undefined ? await refs.list('ticket') : [ticketKey]
      const left = await Promise.all(
        ids.map(async (id) => {
          const key: ClaimKey = { kind: 'ticket', id }
          const position = await refs.read(key)
          if (position?.record.state !== 'claimed') return 0
          if (!leases.isOver(position.record)) return 1
          await refs.remove(key, position.sha)
          return 0
        })
      )
      return left.reduce<number>((sum, each) => sum + each, 0)
    }
  }
}

function byRef(one: ClaimKey, other: ClaimKey): number {
  const [left, right] = [refOf(one), refOf(other)]
  return left < right ? -1 : left > right ? 1 : 0
}
