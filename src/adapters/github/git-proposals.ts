import { VendorError } from '../../errors.js'
import {
  formatProposals,
  noProposals,
  parseProposals,
  type ProposalState
} from '../../flow/pull-request/pattern-proposals.js'
import type { ProposalBook } from '../../knowledge-ports.js'
import { createGitBook, type BookPlace } from './git-book.js'

const PROPOSALS_REF = 'datadog-autofix/proposals'
const PROPOSALS_FILE = 'proposals.json'

/** Proposed patterns and what became of them, as `proposals.json` under `refs/datadog-autofix/proposals`. */
export function createGitProposals(place: BookPlace): ProposalBook {
  const book = createGitBook<ProposalState>({
    ...place,
    ref: PROPOSALS_REF,
    path: PROPOSALS_FILE,
    empty: noProposals,
    parse: parseState,
    format: formatProposals
  })
  return {
    change: (decide, note) =>
      book.change((before) => {
        const after = decide(before)
        return { result: after, next: after === before ? undefined : after, note }
      })
  }
}

/** What people have refused must not be proposed again because a file was damaged. */
function parseState(text: string | undefined): ProposalState {
  const state = text === undefined ? undefined : parseProposals(text)
  if (state !== undefined) return state
  const ref = `refs/${PROPOSALS_REF}`
  throw new VendorError(
    `The git ref ${ref} holds no proposals that can be read. Put the last good state of its history back (git push --force origin ` +
      `<commit>:${ref}), or delete it (git push origin :${ref}): what people refused may be proposed again then.`,
    { vendor: 'GitHub', retryable: false }
  )
}
