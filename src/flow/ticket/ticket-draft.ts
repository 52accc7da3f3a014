import type { TicketMemory } from '../decision/existing-ticket.js'
import type { Team } from '../decision/router.js'
import type { AdfDocument } from './adf.js'

/** A ticket to be filed: everything that depends on the issue. Project, type and fixed fields are the board's own. */
export interface TicketDraft {
  /** One line. */
  readonly summary: string
  readonly description: AdfDocument
  readonly labels: readonly string[]
  /** Component, assignee and Team field are set from it; `undefined` sets none. */
  readonly team: Team | undefined
  readonly memory: TicketMemory
  /** Somebody has to look at it now: it gets the priority of such tickets. */
  readonly escalated?: boolean
}
