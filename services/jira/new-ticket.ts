import type { ProjectDefinition } from './project.js'
import type { JiraSite } from './site.js'
import type { Ticket, TicketContent } from './ticket.js'

interface NewTicket {
  readonly project: ProjectDefinition
  readonly key: string
  /** Name of the issue type. */
  readonly issueType: string
  readonly content: TicketContent
  /** Account id. */
  readonly reporter: string
  readonly origin: Ticket['origin']
  readonly properties?: Readonly<Record<string, unknown>>
  /** Milliseconds since the epoch. Default: now. */
  readonly at?: number
}

/** A ticket in the first status of its workflow, not stored yet. */
export function newTicket(site: JiraSite, asked: NewTicket): Ticket {
  const { workflow } = asked.project
  const initial = workflow.statuses.find((each) => each.name === workflow.initial)
  if (!initial) throw new Error(`The workflow of ${asked.project.key} has no status ${workflow.initial}`)
  const at = asked.at ?? site.now()
  const { summary, description, labels, components, assignee, priority, custom } = asked.content
  return {
    summary,
    description,
    labels,
    components,
    assignee,
    priority,
    custom,
    id: site.nextId(),
    key: asked.key,
    projectKey: asked.project.key,
    issueType: asked.issueType,
    status: initial.name,
    statusCategory: initial.category,
    resolution: null,
    resolvedAt: null,
    reporter: asked.reporter,
    created: at,
    updated: at,
    comments: [],
    links: [],
    remoteLinks: [],
    properties: asked.properties ?? {},
    history: [],
    origin: asked.origin
  }
}
