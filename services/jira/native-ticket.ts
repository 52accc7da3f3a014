import { blankContent } from './content-writes.js'
import type { JsonObject } from './json.js'
import { newTicket } from './new-ticket.js'
import { DATADOG_ACCOUNT_ID, type JiraSite } from './site.js'
import type { Ticket } from './ticket.js'

/** What Datadog's own Jira integration is asked to file. */
export interface NativeTicket {
  readonly projectKey: string
  readonly summary: string
  /** Address of the Error Tracking issue, which the description links to. */
  readonly issueUrl: string
  /** Default: none, as the integration sets none unless told to. */
  readonly labels?: readonly string[]
  /** Name of the issue type. Default: the project's first. */
  readonly issueType?: string
  /** Milliseconds since the epoch. Default: now. */
  readonly at?: number
}

/**
 * A ticket as Datadog's integration writes it, not stored yet: the description names the issue by its address, and nothing
 * else marks it. https://docs.datadoghq.com/error_tracking/ticketing_systems/jira/
 */
export function nativeTicket(site: JiraSite, native: NativeTicket): Ticket {
  const project = site.anyProject(native.projectKey)
  const type = project?.issueTypes.find(
    (each) => native.issueType === undefined || each.name === native.issueType
  )
  if (!project || !type)
    throw new Error(`The embedded Jira has no project ${native.projectKey} with this issue type`)
  const link: JsonObject = {
    type: 'text',
    text: 'View in Datadog',
    marks: [{ type: 'link', attrs: { href: native.issueUrl } }]
  }
  const description: JsonObject = {
    type: 'doc',
    version: 1,
    content: [{ type: 'paragraph', content: [link] }]
  }
  return newTicket(site, {
    project,
    key: site.takeKey(project),
    issueType: type.name,
    content: { ...blankContent(type), summary: native.summary, description, labels: native.labels ?? [] },
    reporter: DATADOG_ACCOUNT_ID,
    origin: 'datadog',
    ...(native.at === undefined ? {} : { at: native.at })
  })
}
