import type { Claim, Writers } from '../../ports.js'

const noClaim: Claim = {
  inherited: undefined,
  hold: () => Promise.resolve(true),
  settle: () => Promise.resolve(),
  release: () => Promise.resolve()
}

/** Writers that read for real, and tell what they would have written instead of writing it. */
export function rehearse({ board, claims }: Writers, wouldHave: (sentence: string) => void): Writers {
  const note = <T>(sentence: string, result: T): Promise<T> => {
    wouldHave(sentence)
    return Promise.resolve(result)
  }
  return {
    board: {
      findByLabels: (labels) => board.findByLabels(labels),
      findRecent: (labels) => board.findRecent(labels),
      // A ticket that was filed in a dry run has no key, and is not there to be read.
      read: (key) => (key === '' ? Promise.resolve(undefined) : board.read(key)),
      create: (draft) =>
        note(`filed the ticket "${draft.summary}" (${teamOf(draft.team)})`, {
          key: '',
          url: '',
          warnings: []
        }),
      findComment: (key, pageUrl) => board.findComment(key, pageUrl),
      comment: (key) => note(`added a comment to ${key}`, ''),
      updateComment: (key, _id, _body, notify) =>
        note(`updated the comment on ${key}${notify ? ' and notified its watchers' : ''}`, 'updated'),
      // Our own notes on a ticket are no news to a person who reads what would have happened.
      remember: () => Promise.resolve(),
      addLabels: (key, labels) => note(`added the labels ${labels.join(', ')} to ${key}`, undefined),
      reopen: (key) => note(`reopened ${key}`, undefined),
      link: (_newKey, oldKey) => note(`linked the new ticket to ${oldKey}`, undefined),
      linkPage: (key, { title }) => note(`linked "${title}" on ${key}`, undefined)
    },
    claims: {
      find: (key) => claims.find(key),
      claim: () => Promise.resolve({ kind: 'claimed', claim: noClaim }),
      heal: () => Promise.resolve(),
      tidy: () => Promise.resolve(0)
    },
    fixes: {
      requestFix: (request) =>
        note(
          `handed the issue to auto-fix (${request.fix_class || 'a diagnosis'}, ${request.score} points)`,
          undefined
        )
    },
    handlers: {
      start: ({ pattern, handler }) =>
        note(`started the workflow ${handler.workflow} of the pattern ${pattern}`, {
          started: true,
          runUrl: undefined
        } as const)
    },
    settleDiagnosis: (_fingerprints, verdict) => note(`noted that a diagnosis is ${verdict}`, undefined),
    acknowledge: (issueId) => note(`moved the issue ${issueId} to REVIEWED in Datadog`, { done: true })
  }
}

function teamOf(team: { readonly name: string } | undefined): string {
  return team ? `team ${team.name}` : 'no team'
}
