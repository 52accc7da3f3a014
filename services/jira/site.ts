import type { ProjectDefinition, UserDefinition } from './project.js'
import type { Notification, Ticket } from './ticket.js'

/** Resolutions are shared by all projects of a site. */
export const RESOLUTIONS: readonly { readonly id: string; readonly name: string }[] = [
  { id: '10000', name: 'Done' },
  { id: '10001', name: "Won't Do" },
  { id: '10002', name: 'Duplicate' },
  { id: '10003', name: 'Cannot Reproduce' }
]

export interface SiteLimits {
  readonly comments: number
  readonly links: number
  readonly remoteLinks: number
}

/** What one ticket of Jira Cloud holds at most; a noisy writer meets the comment limit first. */
export const CLOUD_LIMITS: SiteLimits = { comments: 5_000, links: 2_000, remoteLinks: 2_000 }

interface SiteOptions {
  readonly now: () => number
  readonly siteUrl: string
  readonly projects: readonly ProjectDefinition[]
  readonly account: UserDefinition
  readonly limits: SiteLimits
}

interface Version {
  readonly at: number
  /** `undefined` from the moment the ticket was deleted. */
  readonly ticket: Ticket | undefined
}

const DATADOG_APP: UserDefinition = { accountId: '557058:datadog-app', displayName: 'Datadog' }

/** Everything that the site remembers. Tickets are immutable: each save adds a version, which the search index lags behind. */
export class JiraSite {
  readonly now: () => number
  readonly siteUrl: string
  readonly projects: readonly ProjectDefinition[]
  /** Owner of the API token. */
  readonly account: UserDefinition
  readonly limits: SiteLimits
  readonly notifications: Notification[] = []
  /** Why Atlassian Document Format was refused: Jira itself only says INVALID_INPUT. */
  readonly adfProblems: string[] = []
  /** How far search runs behind the tickets, in milliseconds. */
  indexLagMs = 0
  readonly #versions = new Map<string, Version[]>()
  readonly #keyNumbers = new Map<string, number>()
  #lastId = 10_000

  constructor(options: SiteOptions) {
    this.now = options.now
    this.siteUrl = options.siteUrl.replace(/\/+$/, '')
    this.projects = options.projects
    this.account = options.account
    this.limits = options.limits
  }

  nextId(): string {
    this.#lastId += 1
    return String(this.#lastId)
  }

  /** Takes the next key of a project for good; a refused creation burns one too (JRACLOUD-78553). */
  takeKey(project: ProjectDefinition): string {
    const number = (this.#keyNumbers.get(project.key) ?? 0) + 1
    this.#keyNumbers.set(project.key, number)
    return `${project.key}-${number}`
  }

  /** By key, id or name, whatever the permissions. */
  anyProject(name: string): ProjectDefinition | undefined {
    const wanted = name.toLowerCase()
    return this.projects.find(
      (each) => each.key.toLowerCase() === wanted || each.id === name || each.name.toLowerCase() === wanted
    )
  }

  /** By key, id or name; `undefined` also when the token's owner may not browse it. */
  project(name: string): ProjectDefinition | undefined {
    const found = this.anyProject(name)
    return found?.permissions.browse ? found : undefined
  }

  /** The project of a ticket of this site. */
  projectOf(ticket: Ticket): ProjectDefinition {
    const found = this.anyProject(ticket.projectKey)
    if (!found) throw new Error(`The ticket ${ticket.key} belongs to no project of the embedded site`)
    return found
  }

  user(accountId: string): UserDefinition {
    const known = [this.account, DATADOG_APP, ...this.projects.flatMap((each) => each.assignable)]
    return known.find((each) => each.accountId === accountId) ?? { accountId, displayName: accountId }
  }

  /** `at` is when the change happened, for one that is told of afterwards. Default: now. */
  save(ticket: Ticket, at: number = this.now()): void {
    this.#record(ticket.id, { at, ticket })
  }

  remove(ticket: Ticket): void {
    this.#record(ticket.id, { at: this.now(), ticket: undefined })
  }

  /** All tickets as they are now, in order of creation. */
  tickets(): readonly Ticket[] {
    return [...this.#versions.values()].flatMap((versions) => versions.at(-1)?.ticket ?? [])
  }

  /** By id or key, strongly consistent, whatever the permissions. */
  anyTicket(idOrKey: string): Ticket | undefined {
    const key = idOrKey.toUpperCase()
    return this.tickets().find((each) => each.id === idOrKey || each.key === key)
  }

  /** By id or key, strongly consistent; `undefined` also when the token's owner may not browse its project. */
  ticket(idOrKey: string): Ticket | undefined {
    const found = this.anyTicket(idOrKey)
    return found && this.projectOf(found).permissions.browse ? found : undefined
  }

  /** What search sees: versions older than the lag, and the current version of the tickets to reconcile. */
  indexed(reconcile: ReadonlySet<string>): readonly Ticket[] {
    const horizon = this.now() - this.indexLagMs
    return [...this.#versions].flatMap(([id, versions]) => {
      const seen = reconcile.has(id) ? versions.at(-1) : versions.findLast((version) => version.at <= horizon)
      return seen?.ticket && this.projectOf(seen.ticket).permissions.browse ? [seen.ticket] : []
    })
  }

  notify(notification: Omit<Notification, 'at'>): void {
    this.notifications.push({ at: this.now(), ...notification })
  }

  #record(id: string, version: Version): void {
    this.#versions.set(id, [...(this.#versions.get(id) ?? []), version])
  }
}

/** Account id under which Datadog's own integration creates tickets. */
export const DATADOG_ACCOUNT_ID = DATADOG_APP.accountId
