/** States of a deployment's status, as GraphQL has them. */
export type DeploymentState =
  'ERROR' | 'FAILURE' | 'INACTIVE' | 'IN_PROGRESS' | 'PENDING' | 'QUEUED' | 'SUCCESS' | 'WAITING'

/** A deployment of the repository, to set up. */
export interface HostedDeployment {
  /** Whole sha. */
  readonly commit: string
  /** Full name of the branch or tag that was deployed. Absent: a commit was. */
  readonly ref?: string
  /** Default `production`. */
  readonly environment?: string
  /** Default `deploy`. */
  readonly task?: string
  /** As text, the way GitHub keeps it. Absent: `{}`. */
  readonly payload?: string | null
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** Oldest first. */
  readonly statuses: readonly {
    readonly state: DeploymentState
    readonly at: number
    readonly logUrl?: string
  }[]
}

/** A release of the repository, to set up. The commit is that of the tag, where git has it. */
export interface HostedRelease {
  readonly tag: string
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  /** Absent: a draft. */
  readonly publishedAt?: number
}

/** What was deployed and released, in any order. */
export interface DeployRecords {
  readonly deployments: HostedDeployment[]
  readonly releases: HostedRelease[]
}
