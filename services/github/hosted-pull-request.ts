/** A comment in the conversation of a pull request. */
export interface HostedComment {
  readonly id: number
  readonly pullRequest: number
  readonly login: string
  readonly body: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly updatedAt: number
}

/** A pull request as the stand-in keeps it. Times in milliseconds since the epoch. */
export interface HostedPullRequest {
  readonly number: number
  readonly login: string
  readonly title: string
  readonly body: string | null
  /** Branch. */
  readonly head: string
  /** Tip of the branch; of a pull request that is over, what it was then. */
  readonly headSha: string
  readonly base: string
  readonly baseSha: string
  readonly state: 'open' | 'closed'
  readonly draft: boolean
  readonly maintainerCanModify: boolean
  readonly labels: readonly string[]
  readonly reviewers: readonly string[]
  readonly teams: readonly string[]
  readonly createdAt: number
  readonly updatedAt: number
  readonly closedAt: number | undefined
  readonly mergedAt: number | undefined
  readonly mergedBy: string | undefined
  readonly mergeCommit: string | undefined
}

/** What happened to a pull request, in order. */
export interface PullRequestEvent {
  readonly kind:
    | 'opened'
    | 'edited'
    | 'closed'
    | 'reopened'
    | 'merged'
    | 'converted-to-draft'
    | 'ready-for-review'
    | 'labeled'
    | 'review-requested'
    | 'commented'
    | 'comment-edited'
  readonly number: number
  /** Who did it. */
  readonly login: string
  readonly at: number
  /** The label, the reviewer or team, the comment's text; empty where there is nothing to tell. */
  readonly detail: string
}
