import type { IssueState, Track } from '../../flow/issue/issue.js'
import type { Answer } from '../answer.js'

/** What Datadog told. Each part has its own answer, so that one refusal hides nothing else. */
export interface DatadogFacts {
  readonly place: DatadogPlace
  /** Whether Datadog takes the API key; it takes no application key to ask. */
  readonly apiKey: Answer<boolean>
  /** What Datadog lists about the application key itself; `undefined` when it is not among its owner's keys. */
  readonly ownKey: Answer<OwnKey | undefined>
  /** Issues of the last day, by the product that reports them. */
  readonly issues: Readonly<Record<Track, Answer<SeenIssues>>>
  /** Whether one event of each product may be searched for. */
  readonly events: Readonly<Record<Track, Answer<true>>>
  /** Whether Datadog answers a metric query: the first of `datadog.requests` in the policy, else one of any metric. */
  readonly requests: Answer<true>
  /** Whether deployments may be listed (DORA Metrics). */
  readonly deployments: Answer<true>
  readonly monitors: Answer<SeenMonitors>
  /** Those that Error Tracking monitors name, by their names. */
  readonly webhooks: readonly SeenWebhook[]
  /** Names of further webhooks, which were not read because there are too many. */
  readonly unreadWebhooks: readonly string[]
  /** The variables that these webhooks' headers take their token from. */
  readonly variables: readonly { readonly name: string; readonly answer: Answer<SeenVariable> }[]
  readonly teams: Answer<SeenTeams>
}

export interface DatadogPlace {
  readonly site: string
  /** Where people see that site, `https://app.datadoghq.eu`. */
  readonly pages: string
  /** The input `datadog-api-url`; `undefined` when it is not set. */
  readonly apiUrl: string | undefined
}

export interface OwnKey {
  /** `undefined`: the key is not scoped, and may do whatever its owner may. */
  readonly scopes: readonly string[] | undefined
}

export interface SeenIssues {
  readonly issues: readonly SeenIssue[]
  /** The search is full: there may be more. */
  readonly full: boolean
}

export interface SeenIssue {
  readonly id: string
  readonly state: IssueState
  /** First seen within the last day. */
  readonly isYoung: boolean
  readonly isAssigned: boolean
  readonly hasCase: boolean
  /** Key of the ticket that Datadog's own integration made. */
  readonly jiraKey: string | undefined
  /** Handles of the teams that Datadog names as owners. */
  readonly owners: readonly string[]
  /** Whether Datadog gives a number of affected users. */
  readonly countsUsers: boolean
  /** The same of sessions, which stand in where users are not counted. */
  readonly countsSessions: boolean
}

export interface SeenMonitors {
  readonly errorTracking: readonly SeenMonitor[]
  /** Types of all other monitors, by their ids. */
  readonly others: ReadonlyMap<string, string>
  /** There are more monitors than were listed. */
  readonly cut: boolean
}

/** An Error Tracking monitor. */
export interface SeenMonitor {
  readonly id: string
  readonly name: string
  /** `count`: it alerts on every issue over its threshold, known or not. */
  readonly kind: 'new_issue' | 'high_impact' | 'count'
  /** As what each alert names its issue; `undefined`: it alerts for all issues together. */
  readonly groupedBy: 'issue.id' | '@issue.id' | undefined
  /** Names of the webhooks in its message. */
  readonly webhooks: readonly string[]
  /** Whether the message has the marker with the issue's id; `unfilled`: with a variable that Datadog leaves empty. */
  readonly marker: 'there' | 'unfilled' | 'missing'
  /** Why it notifies nobody at present. */
  readonly silence: 'muted' | 'draft' | undefined
}

export interface SeenWebhook {
  readonly name: string
  readonly answer: Answer<WebhookFacts>
}

/** A webhook without anything that may be secret: no value of a header, and no address but one of GitHub's API. */
export interface WebhookFacts {
  readonly address: WebhookAddress
  readonly encodesJson: boolean
  readonly authorization: WebhookAuthorization
  readonly payload: WebhookPayload
}

export type WebhookAddress =
  /** `https://api.github.com/repos/owner/name/dispatches`: the paths of GitHub's API that concern a repository, without a query. */
  | { readonly kind: 'repository'; readonly url: string }
  /** Anything else; of its address the host alone is told, because the rest may be a secret. */
  | { readonly kind: 'elsewhere'; readonly host: string }
  /** It has a variable of Datadog in it, or is no URL. */
  | { readonly kind: 'unreadable' }

export type WebhookAuthorization =
  | { readonly kind: 'variable'; readonly name: string }
  /** The token stands in the header itself. */
  | { readonly kind: 'literal' }
  | { readonly kind: 'missing' }
  /** The headers are not a JSON object. */
  | { readonly kind: 'unreadable' }

export type WebhookPayload =
  /** Datadog's own, which GitHub refuses. */
  | { readonly kind: 'default' }
  | { readonly kind: 'unreadable' }
  | {
      readonly kind: 'json'
      readonly eventType: string | undefined
      /** Whether it names the branch that a workflow dispatch runs on. */
      readonly hasRef: boolean
      /** How many keys `client_payload`, or `inputs`, has. */
      readonly size: number
      /** Those of them that a run reads, bounded. */
      readonly fields: Readonly<Record<string, string>>
    }

export interface SeenVariable {
  readonly isSecret: boolean
}

export interface SeenTeams {
  readonly handles: readonly string[]
  /** There are more teams than were listed. */
  readonly cut: boolean
}
