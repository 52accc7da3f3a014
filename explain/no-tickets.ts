import type { TicketDraft } from '../src/flow/ticket/ticket-draft.js'
import type { Writers } from '../src/ports.js'
import { rehearse } from '../src/adapters/dry-run/rehearse.js'

function unreachable(): Promise<never> {
  return Promise.reject(new Error('An explanation writes nothing.'))
}

/** A Jira in which nothing was filed yet, and nobody else at work. */
const nothingThere: Writers = {
  board: {
    findByLabels: () => Promise.resolve([]),
    findRecent: () => Promise.resolve([]),
    read: () => Promise.resolve(undefined),
    findComment: () => Promise.resolve(undefined),
    create: unreachable,
    comment: unreachable,
    updateComment: unreachable,
    remember: unreachable,
    addLabels: unreachable,
    reopen: unreachable,
    link: unreachable,
    linkPage: unreachable
  },
  claims: {
    find: () => Promise.resolve(undefined),
    claim: unreachable,
    heal: unreachable,
    tidy: unreachable
  },
  fixes: { requestFix: unreachable },
  handlers: { start: unreachable },
  acknowledge: unreachable
}

/** The writers of a dry run, which also hand over the ticket that would be filed. */
export function rehearseFiling(
  wouldHave: (sentence: string) => void,
  onDraft: (draft: TicketDraft) => void
): Writers {
  const writers = rehearse(nothingThere, wouldHave)
  return {
    ...writers,
    board: {
      ...writers.board,
      create: (draft) => {
        onDraft(draft)
        return writers.board.create(draft)
      }
    }
  }
}
