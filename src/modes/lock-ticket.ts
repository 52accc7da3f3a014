import type { TicketMatch } from '../flow/decision/dedupe.js'
import type { ExistingTicket } from '../flow/decision/existing-ticket.js'
import type { Claim, ClaimPurpose } from '../ports.js'
import type { Step } from './case.js'
import { CLAIM_WAITS_MS } from './claim-waits.js'
import { matchOf } from './find-tickets.js'

/** A decision that was made on a ticket that has changed since: `match` is how the ticket `key` matches now, if it still does. */
export interface Changed {
  readonly key: string
  readonly match: TicketMatch | undefined
}

export type TicketLock =
  | { readonly kind: 'locked'; readonly lock: Claim; readonly match: TicketMatch }
  | { readonly kind: 'changed'; readonly changed: Changed }
  | { readonly kind: 'held'; readonly by: string }

/**
 * The right to notify the watchers of a ticket, for what was decided about it: of runs at the same time one writes the first
 * comment, reopens the ticket, or notifies anew, and the others decide again on what it has written. Jira has no conditional write.
 */
export async function lockTicket(
  { current, world, writers }: Step,
  match: TicketMatch,
  purpose: ClaimPurpose
): Promise<TicketLock> {
  const { key } = match.ticket
  let holder = ''
  for (const wait of CLAIM_WAITS_MS) {
    if (wait > 0) await world.clock.sleep(wait)
    const result = await writers.claims.claim([{ kind: 'ticket', id: key }], purpose)
    const ticket = await writers.board.read(key)
    const newest = matchOf(ticket, match.by, current.issue, current.identity)
    const isSame = newest !== undefined && isUntouched(match.ticket, newest.ticket)
    if (result.kind === 'claimed') {
      if (isSame) return { kind: 'locked', lock: result.claim, match: newest }
      await result.claim.release()
    }
    if (!isSame) return { kind: 'changed', changed: { key, match: newest } }
    holder = result.kind === 'held' ? result.by : ''
  }
  return { kind: 'held', by: holder }
}

/** Nothing has happened in between that the decision depends on. */
function isUntouched(before: ExistingTicket, now: ExistingTicket): boolean {
  return (
    before.stage === now.stage &&
    before.memory?.notifiedAt === now.memory?.notifiedAt &&
    before.memory?.commentId === now.memory?.commentId &&
    before.memory?.reopens === now.memory?.reopens
  )
}
