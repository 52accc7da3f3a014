import type { BugState } from '../invariants/state.js'

/** A bug of which one ticket and one hand-off come. */
export function bug(
  issueIds: readonly string[],
  changes: Partial<Omit<BugState, 'issueIds'>> & Pick<BugState, 'deliveries'>
): BugState {
  return {
    name: 'the bug',
    issueIds,
    tickets: 1,
    regressions: 0,
    handsOff: true,
    pullRequests: 0,
    ...changes
  }
}
