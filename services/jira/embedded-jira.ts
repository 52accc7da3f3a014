import { EmbeddedService, type Route, type ServiceReply, type ServiceRequest } from '../kit/service.js'
import { checkAccess, type AccessRules, type Scope } from './access.js'
import type { BurstLimit } from './burst-limit.js'
import { addComment, commentRoutes } from './comments.js'
import { changedFields } from './content-writes.js'
import { issueLinkRoutes } from './issue-links.js'
import { issueRoutes, saveEdit } from './issues.js'
import { metadataRoutes } from './metadata.js'
import { nativeTicket, type NativeTicket } from './native-ticket.js'
import type { ProjectDefinition, UserDefinition } from './project.js'
import { propertyRoutes } from './properties.js'
import { remoteLinkRoutes } from './remote-links.js'
import { refuse } from './replies.js'
import type { TicketNames } from './render-ticket.js'
import { searchRoutes } from './search.js'
import { CLOUD_LIMITS, JiraSite, type SiteLimits } from './site.js'
import type { JsonObject } from './json.js'
import type { Notification, Ticket, TicketComment, TicketContent } from './ticket.js'
import { moveTicket, transitionRoutes } from './transitions.js'
import { RequestLimits } from './request-limits.js'
import type { WriteLimit } from './write-limit.js'

export interface EmbeddedJiraOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number
  readonly email: string
  readonly apiToken: string
  /** For links that people open: `https://example.atlassian.net`. */
  readonly siteUrl: string
  readonly projects: readonly ProjectDefinition[]
  /** How far search runs behind the tickets. Default 0. */
  readonly indexLagMs?: number
  /** Opens the gateway path `/ex/jira/{cloudId}`. */
  readonly cloudId?: string
  /** Makes the token a scoped one. With `cloudId` it then works through the gateway alone. */
  readonly scopes?: readonly Scope[]
  /** Default `reject`. */
  readonly failedLogin?: AccessRules['failedLogin']
  /** Writes that one ticket takes. Absent: any number. */
  readonly perIssueWrites?: WriteLimit
  /** Requests that one endpoint takes at a time. Absent: any number. */
  readonly burst?: BurstLimit
  /** Default: those of Jira Cloud. */
  readonly limits?: Partial<SiteLimits>
  /** Owner of the token. */
  readonly account?: UserDefinition
}

const PERSON = '712020:person'
const API = '/rest/api/3'

/** Jira Cloud's REST API v3 on a loopback port, with an index that lags, and what tests need to see and do around it. */
export class EmbeddedJira {
  readonly service: EmbeddedService
  readonly #site: JiraSite
  readonly #options: EmbeddedJiraOptions
  readonly #requestLimits: RequestLimits
  #requests = 0

  /** May be changed at any time: a token that expires during a run. */
  failedLogin: AccessRules['failedLogin']
  /** May be changed at any time: the token that Jira takes from now on. */
  apiToken: string

  constructor(options: EmbeddedJiraOptions) {
    this.#options = options
    this.failedLogin = options.failedLogin ?? 'reject'
    this.apiToken = options.apiToken
    this.#site = new JiraSite({
      now: options.now,
      siteUrl: options.siteUrl,
      projects: options.projects,
      limits: { ...CLOUD_LIMITS, ...options.limits },
      account: options.account ?? {
        accountId: '712020:datadog-autofix',
        displayName: 'Datadog Autofix',
        emailAddress: options.email
      }
    })
    this.#site.indexLagMs = options.indexLagMs ?? 0
    this.#requestLimits = new RequestLimits(options)
    this.service = new EmbeddedService({
      name: 'jira',
      now: options.now,
      routes: routesOf(this.#site, options.cloudId),
      guard: (request) => this.#guard(request),
      unknownRoute: (request) => ({
        status: 404,
        body: { message: `null for uri: ${this.#site.siteUrl}${request.path}`, 'status-code': 404 },
        headers: this.#trace()
      }),
      malformedBody: () => ({
        ...refuse(400, ['There was an error parsing JSON. Check that your request body is valid.']),
        headers: this.#trace()
      }),
      finish: (request, reply) => ({
        ...reply,
        headers: { ...this.#trace(), ...this.#requestLimits.headers(request), ...reply.headers }
      })
    })
  }

  /** Root of the site on this machine; the gateway's root is `${url}/ex/jira/${cloudId}`. */
  get url(): string {
    return this.service.url
  }

  start(): Promise<string> {
    return this.service.start()
  }

  stop(): Promise<void> {
    return this.service.stop()
  }

  get indexLagMs(): number {
    return this.#site.indexLagMs
  }

  set indexLagMs(value: number) {
    this.#site.indexLagMs = value
  }

  /** All tickets as they are now, in order of creation. */
  issues(): readonly Ticket[] {
    return this.#site.tickets()
  }

  /** One ticket as it is now. Throws when there is none of this key. */
  ticket(key: string): Ticket {
    const found = this.#site.anyTicket(key)
    if (!found) throw new Error(`The embedded Jira has no ticket ${key}`)
    return found
  }

  /** What a watcher of every ticket would have been mailed, in order. */
  get notifications(): readonly Notification[] {
    return this.#site.notifications
  }

  /** Why Atlassian Document Format was refused, node by node: Jira itself only says INVALID_INPUT. */
  get adfProblems(): readonly string[] {
    return this.#site.adfProblems
  }

  /** What people, fields and values of this site are called, for `renderTicketHtml`. */
  get names(): TicketNames {
    const types = this.#site.projects.flatMap((project) => project.issueTypes)
    const teams = this.#site.projects.flatMap((project) => project.teams)
    return {
      person: (accountId) => this.#site.user(accountId).displayName,
      field: (id) => types.flatMap((type) => type.fields).find((field) => field.id === id)?.name ?? id,
      value: (value) => teams.find((team) => team.id === value)?.name ?? String(value)
    }
  }

  /** A ticket that Datadog's own Jira integration made. */
  addNativeTicket(native: NativeTicket): Ticket {
    const ticket = nativeTicket(this.#site, native)
    this.#site.save(ticket, ticket.created)
    this.#site.notify({ key: ticket.key, event: 'created', by: ticket.reporter, text: ticket.summary })
    return ticket
  }

  /**
   * Moves a ticket to a status as a person would in the browser, whatever transitions the workflow offers. Without a
   * resolution, a move out of the done category clears it and any other keeps it. `at` back-dates the move.
   */
  transition(
    key: string,
    statusName: string,
    how: { readonly resolution?: string | null; readonly at?: number } = {}
  ): Ticket {
    const ticket = this.ticket(key)
    const statuses = this.#site.projectOf(ticket).workflow.statuses
    const isDone = statuses.find((each) => each.name === statusName)?.category === 'done'
    const resolution = how.resolution === undefined ? (isDone ? ticket.resolution : null) : how.resolution
    return moveTicket(this.#site, ticket, { to: statusName, resolution, by: PERSON, at: how.at })
  }

  /** Adds a comment of one paragraph as a person. */
  comment(key: string, text: string): TicketComment {
    const content = [{ type: 'paragraph', content: [{ type: 'text', text }] }]
    const body: JsonObject = { type: 'doc', version: 1, content }
    return addComment(this.#site, this.ticket(key), { body, visibility: null, by: PERSON, notify: true })
  }

  /** Edits fields as a person: takes a label away, assigns somebody. */
  edit(key: string, change: Partial<TicketContent>): Ticket {
    const ticket = this.ticket(key)
    const edited = { ...ticket, ...change }
    saveEdit(this.#site, edited, { changed: changedFields(ticket, edited), by: PERSON, notify: true })
    return this.ticket(key)
  }

  /** Deletes a ticket as a person; search shows it until the index has caught up. */
  remove(key: string): void {
    this.#site.remove(this.ticket(key))
  }

  #guard(request: ServiceRequest): ServiceReply | undefined {
    const refused =
      checkAccess(
        {
          email: this.#options.email,
          apiToken: this.apiToken,
          cloudId: this.#options.cloudId,
          scopes: this.#options.scopes,
          failedLogin: this.failedLogin
        },
        request
      ) ?? this.#requestLimits.admit(request)
    return refused && { ...refused, headers: { ...this.#trace(), ...refused.headers } }
  }

  #trace(): Readonly<Record<string, string>> {
    this.#requests += 1
    const id = this.#requests.toString(16).padStart(32, '0')
    return { 'atl-traceid': id, 'x-arequestid': id }
  }
}

function routesOf(site: JiraSite, cloudId: string | undefined): readonly Route[] {
  const api = [
    ...metadataRoutes(site),
    ...searchRoutes(site),
    ...commentRoutes(site),
    ...transitionRoutes(site),
    ...propertyRoutes(site),
    ...remoteLinkRoutes(site),
    ...issueLinkRoutes(site),
    ...issueRoutes(site)
  ]
  const prefixes = cloudId === undefined ? [API] : [API, `/ex/jira/${cloudId}${API}`]
  const tenantInfo: Route = {
    method: 'GET',
    pattern: '/_edge/tenant_info',
    handler: () => ({ status: 200, body: { cloudId } })
  }
  return [
    ...(cloudId === undefined ? [] : [tenantInfo]),
    ...prefixes.flatMap((prefix) => api.map((route) => ({ ...route, pattern: `${prefix}${route.pattern}` })))
  ]
}
