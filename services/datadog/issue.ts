export const ISSUE_STATES = ['OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'IGNORED', 'EXCLUDED'] as const
export type IssueState = (typeof ISSUE_STATES)[number]

export const PLATFORMS = [
  'ANDROID',
  'BACKEND',
  'BROWSER',
  'FLUTTER',
  'IOS',
  'REACT_NATIVE',
  'ROKU',
  'UNKNOWN'
] as const
export type Platform = (typeof PLATFORMS)[number]

export interface User {
  readonly id: string
  readonly email: string
  readonly handle: string
  readonly name: string
}

export interface Team {
  readonly id: string
  readonly handle: string
  readonly name: string
  readonly summary: string
}

/** The ticket that Datadog's own Jira integration made for a case. */
export interface JiraLink {
  readonly accountId: string
  readonly issueId: string
  readonly issueKey: string
  readonly issueUrl: string
  readonly projectId: string
  readonly projectKey: string
}

export interface LinkedCase {
  readonly id: string
  readonly key: string
  readonly status: 'OPEN' | 'IN_PROGRESS' | 'CLOSED'
  /** Milliseconds since the epoch. */
  readonly createdAt: number
  readonly jira: JiraLink | undefined
}

/** Times are milliseconds since the epoch. */
export interface Regression {
  readonly regressedAt: number
  readonly regressedAtVersion?: string
  readonly resolvedAt: number
}

/** An issue as the service holds it. Texts that were never set are empty, as on the wire. */
export interface StoredIssue {
  readonly id: string
  readonly errorType: string
  readonly errorMessage: string
  readonly filePath: string
  readonly functionName: string
  readonly isCrash: boolean
  readonly languages: readonly string[]
  readonly platform: Platform
  readonly service: string
  readonly state: IssueState
  /** Milliseconds since the epoch, as is `lastSeen`. */
  readonly firstSeen: number
  readonly firstSeenVersion: string
  readonly lastSeen: number
  readonly lastSeenVersion: string
  readonly regression: Regression | undefined
  /** When it was resolved last; absent when it never was. Decides what counts as a regression. */
  readonly resolvedAt: number | undefined
  readonly teams: readonly Team[]
  readonly assignee: User | undefined
  readonly linkedCase: LinkedCase | undefined
}

/** What a test says about an issue; everything else takes the value that Datadog gives an issue nobody touched. */
export interface SeedIssue {
  readonly errorType: string
  readonly errorMessage: string
  readonly service: string
  /** UUID v1; made up when absent. */
  readonly id?: string
  readonly filePath?: string
  readonly functionName?: string
  readonly isCrash?: boolean
  readonly languages?: readonly string[]
  /** Default BACKEND. */
  readonly platform?: Platform
  /** Default OPEN, or ACKNOWLEDGED when somebody is assigned or a case is linked. */
  readonly state?: IssueState
  /** Milliseconds since the epoch; default now. Earlier events move it. */
  readonly firstSeen?: number
  readonly firstSeenVersion?: string
  /** Milliseconds since the epoch; default `firstSeen`. Later events move it. */
  readonly lastSeen?: number
  readonly lastSeenVersion?: string
  readonly regression?: Regression
  /** Milliseconds since the epoch; default `lastSeen` for a RESOLVED issue. */
  readonly resolvedAt?: number
  readonly teams?: readonly SeedTeam[]
  readonly assignee?: SeedUser
  readonly linkedCase?: SeedCase
}

export interface SeedTeam {
  readonly handle: string
  readonly id?: string
  readonly name?: string
  readonly summary?: string
}

export interface SeedUser {
  readonly email: string
  readonly id?: string
  readonly handle?: string
  readonly name?: string
}

export interface SeedCase {
  readonly key: string
  readonly id?: string
  readonly status?: LinkedCase['status']
  /** Key of the Jira ticket that Datadog's own integration made; absent when it made none. */
  readonly jiraKey?: string
  /** Default `https://example.atlassian.net`. */
  readonly jiraSite?: string
}

/** What making an issue needs of the world: the time, and ids that never repeat. */
export interface Making {
  readonly now: number
  readonly issueId: () => string
  readonly id: () => string
}

export function makeIssue(seed: SeedIssue, making: Making): StoredIssue {
  const touched = seed.assignee !== undefined || seed.linkedCase !== undefined
  const state = seed.state ?? (touched ? 'ACKNOWLEDGED' : 'OPEN')
  const firstSeen = seed.firstSeen ?? Math.min(making.now, seed.lastSeen ?? making.now)
  const lastSeen = seed.lastSeen ?? firstSeen
  return {
    id: seed.id ?? making.issueId(),
    errorType: seed.errorType,
    errorMessage: seed.errorMessage,
    filePath: seed.filePath ?? '',
    functionName: seed.functionName ?? '',
    isCrash: seed.isCrash ?? false,
    languages: seed.languages ?? [],
    platform: seed.platform ?? 'BACKEND',
    service: seed.service,
    state,
    firstSeen,
    firstSeenVersion: seed.firstSeenVersion ?? '',
    lastSeen,
    lastSeenVersion: seed.lastSeenVersion ?? '',
    regression: seed.regression,
    resolvedAt: seed.resolvedAt ?? (state === 'RESOLVED' ? lastSeen : seed.regression?.resolvedAt),
    teams: (seed.teams ?? []).map((team) => makeTeam(team, making)),
    assignee: seed.assignee && makeUser(seed.assignee, making),
    linkedCase: seed.linkedCase && makeCase(seed.linkedCase, making)
  }
}

export function makeCase(seed: SeedCase, making: Making): LinkedCase {
  return {
    id: seed.id ?? making.id(),
    key: seed.key,
    status: seed.status ?? 'OPEN',
    createdAt: making.now,
    jira: seed.jiraKey === undefined ? undefined : makeJiraLink(seed.jiraKey, seed.jiraSite)
  }
}

function makeUser(seed: SeedUser, making: Making): User {
  return {
    id: seed.id ?? making.id(),
    email: seed.email,
    handle: seed.handle ?? seed.email,
    name: seed.name ?? seed.email
  }
}

function makeTeam(seed: SeedTeam, making: Making): Team {
  return {
    id: seed.id ?? making.id(),
    handle: seed.handle,
    name: seed.name ?? seed.handle,
    summary: seed.summary ?? ''
  }
}

function makeJiraLink(key: string, site = 'https://example.atlassian.net'): JiraLink {
  const [projectKey = '', number = ''] = key.split('-')
  return {
    accountId: '5f1a2b3c4d5e6f0071234567',
    issueId: `1${number.padStart(4, '0')}`,
    issueKey: key,
    issueUrl: `${site}/browse/${key}`,
    projectId: '10000',
    projectKey
  }
}
