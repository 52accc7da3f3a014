import { judgeClaims } from './claims.js'
import { judgeComments } from './comments.js'
import { judgeCredentials } from './credentials.js'
import { judgeHandOffs } from './hand-offs.js'
import { judgeLedger } from './ledger.js'
import { judgePullRequests } from './pull-requests.js'
import { judgeRuns } from './runs.js'
import type { State } from './state.js'
import { judgeTickets } from './tickets.js'
import type { Violation } from './violation.js'

const invariants = [
  judgeTickets,
  judgeComments,
  judgeClaims,
  judgeHandOffs,
  judgePullRequests,
  judgeLedger,
  judgeRuns,
  judgeCredentials
] as const

/** Everything that must not be, and is. */
export function judge(state: State): readonly Violation[] {
  return invariants.flatMap((invariant) => invariant(state))
}
