import type { Claim, ClaimKey, Claims, Clock } from '../ports.js'
import { CLAIM_WAITS_MS } from './claim-waits.js'

/** The right to file a ticket, and how to know the ticket that another run has filed in the meantime. */
export interface FilingRight<T> {
  readonly keys: readonly ClaimKey[]
  /** A ticket that stands for the keys no longer: its successor is to be filed. */
  readonly superseding: string | undefined
  /** The ticket that a claim points at; `undefined` when it is gone, or no longer stands for the keys. */
  readonly readFiled: (ticketKey: string) => Promise<T | undefined>
  /** The ticket of a run that died while it held the claim: it may be too new for any search. */
  readonly findInherited: (superseded: string | undefined) => Promise<T | undefined>
  readonly keyOf: (ticket: T) => string
}

export type Obtained<T> =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  | { readonly kind: 'faster'; readonly ticket: T }
  | { readonly kind: 'held'; readonly by: string }

/** Waits for a run that files right now about as long as filing takes. */
export async function obtainClaim<T>(
  right: FilingRight<T>,
  { claims, clock }: { readonly claims: Claims; readonly clock: Clock }
): Promise<Obtained<T>> {
  let superseded = right.superseding
  let holder = ''
  for (const wait of CLAIM_WAITS_MS) {
    if (wait > 0) await clock.sleep(wait)
    const result = await claims.claim(right.keys, 'file', superseded)
    if (result.kind === 'claimed') {
      const { claim } = result
      const inherited = claim.inherited === undefined ? undefined : await right.findInherited(superseded)
      if (inherited === undefined) return { kind: 'claimed', claim }
      await claim.settle(right.keyOf(inherited))
      return { kind: 'faster', ticket: inherited }
    }
    if (result.kind === 'held') {
      holder = result.by
      continue
    }
    const ticket = await right.readFiled(result.ticketKey)
    if (ticket !== undefined) return { kind: 'faster', ticket }
    // The ticket was deleted, or a person took our labels off it: its pointer no longer counts.
    superseded = result.ticketKey
  }
  return { kind: 'held', by: holder }
}
