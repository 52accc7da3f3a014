import type { JsonObject } from './json.js'
import type { StatusCategory } from './project.js'

/** The part of a ticket that its screens edit. */
export interface TicketContent {
  readonly summary: string
  /** Atlassian Document Format; `null` when empty. */
  readonly description: JsonObject | null
  readonly labels: readonly string[]
  /** Names. */
  readonly components: readonly string[]
  /** Account id; `null` when nobody is assigned. */
  readonly assignee: string | null
  /** Name; `null` when the issue type has no priority. */
  readonly priority: string | null
  /** By field id. A select holds the option's label, a Team field the team's id. */
  readonly custom: Readonly<Record<string, unknown>>
}

export interface CommentVersion {
  /** Milliseconds since the epoch. */
  readonly at: number
  readonly body: JsonObject
  /** Whether watchers were mailed about this version. */
  readonly notified: boolean
}

export interface TicketComment {
  readonly id: string
  /** Account id. */
  readonly author: string
  /** The current body. */
  readonly body: JsonObject
  /** The creation first, then every edit. */
  readonly versions: readonly CommentVersion[]
  /** The restriction as sent, or `null` when everybody sees the comment. */
  readonly visibility: JsonObject | null
}

export interface TicketLink {
  readonly id: string
  /** Name of the link type. */
  readonly type: string
  /** `outward`: this ticket is the source (`blocks`); `inward`: the target (`is blocked by`). */
  readonly direction: 'inward' | 'outward'
  /** Key of the other ticket. */
  readonly key: string
}

export interface RemoteLink {
  readonly id: string
  readonly globalId: string | null
  readonly application: JsonObject | null
  readonly relationship: string | null
  readonly object: JsonObject
}

export interface StatusChange {
  readonly at: number
  readonly from: string
  readonly to: string
  readonly resolution: string | null
  /** Account id of who moved it. */
  readonly by: string
}

/** A ticket as it stands now, with everything that happened to it. */
export interface Ticket extends TicketContent {
  /** Numeric id as text. */
  readonly id: string
  readonly key: string
  readonly projectKey: string
  readonly issueType: string
  readonly status: string
  readonly statusCategory: StatusCategory
  readonly resolution: string | null
  /** Milliseconds since the epoch; `null` while unresolved. */
  readonly resolvedAt: number | null
  /** Account id. */
  readonly reporter: string
  readonly created: number
  readonly updated: number
  readonly comments: readonly TicketComment[]
  readonly links: readonly TicketLink[]
  readonly remoteLinks: readonly RemoteLink[]
  readonly properties: Readonly<Record<string, unknown>>
  readonly history: readonly StatusChange[]
  /** `api`: created over REST; `datadog`: created by Datadog's own Jira integration; `person`: by hand. */
  readonly origin: 'api' | 'datadog' | 'person'
}

/** One mail that a watcher of the ticket would have got. */
export interface Notification {
  readonly at: number
  readonly key: string
  readonly event: 'created' | 'updated' | 'commented' | 'comment-edited' | 'transitioned'
  /** Account id of who caused it. */
  readonly by: string
  /** Summary, names of the changed fields, the comment's text, or `To Do -> Done`. */
  readonly text: string
}
