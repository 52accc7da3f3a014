import { CATEGORY_NAMES } from './jql-fields.js'
import type { JsonObject } from './json.js'
import type { FieldDefinition, ProjectDefinition, StatusCategory } from './project.js'
import { jiraTime } from './replies.js'
import { RESOLUTIONS, type JiraSite } from './site.js'
import type { Ticket, TicketComment, TicketLink } from './ticket.js'

const CATEGORY_IDS: Readonly<Record<StatusCategory, number>> = { new: 2, indeterminate: 4, done: 3 }
const CATEGORY_COLORS: Readonly<Record<StatusCategory, string>> = {
  new: 'blue-gray',
  indeterminate: 'yellow',
  done: 'green'
}

export function userView(site: JiraSite, accountId: string | null): JsonObject | null {
  if (accountId === null) return null
  const user = site.user(accountId)
  return {
    self: `${site.siteUrl}/rest/api/3/user?accountId=${encodeURIComponent(accountId)}`,
    accountId,
    accountType: 'atlassian',
    displayName: user.displayName,
    ...(user.emailAddress === undefined ? {} : { emailAddress: user.emailAddress }),
    active: user.active !== false,
    timeZone: 'Etc/UTC'
  }
}

export function statusView(site: JiraSite, project: ProjectDefinition, name: string): JsonObject {
  const status = project.workflow.statuses.find((each) => each.name === name)
  if (!status) throw new Error(`The workflow of ${project.key} has no status ${name}`)
  return {
    self: `${site.siteUrl}/rest/api/3/status/${status.id}`,
    id: status.id,
    name: status.name,
    statusCategory: {
      self: `${site.siteUrl}/rest/api/3/statuscategory/${CATEGORY_IDS[status.category]}`,
      id: CATEGORY_IDS[status.category],
      key: status.category,
      colorName: CATEGORY_COLORS[status.category],
      name: CATEGORY_NAMES[status.category]
    }
  }
}

export function commentView(site: JiraSite, ticket: Ticket, comment: TicketComment): JsonObject {
  return {
    self: `${site.siteUrl}/rest/api/3/issue/${ticket.id}/comment/${comment.id}`,
    id: comment.id,
    author: userView(site, comment.author),
    body: comment.body,
    updateAuthor: userView(site, comment.author),
    created: jiraTime(comment.versions[0]?.at ?? 0),
    updated: jiraTime(comment.versions.at(-1)?.at ?? 0),
    ...(comment.visibility ? { visibility: comment.visibility } : {}),
    jsdPublic: true
  }
}

function linkView(site: JiraSite, ticket: Ticket, link: TicketLink): JsonObject {
  const type = site.projectOf(ticket).linkTypes.find((each) => each.name === link.type)
  const other = site.anyTicket(link.key)
  const side = link.direction === 'outward' ? 'outwardIssue' : 'inwardIssue'
  return {
    id: link.id,
    type,
    [side]: other && {
      id: other.id,
      key: other.key,
      fields: { summary: other.summary, status: statusView(site, site.projectOf(other), other.status) }
    }
  }
}

function customView(project: ProjectDefinition, field: FieldDefinition, value: unknown): unknown {
  if (value === null || value === undefined) return null
  if (field.kind === 'select') {
    const option = field.allowedValues?.find((each) => each.label === value)
    return { id: option?.id, value }
  }
  if (field.kind === 'team') {
    const team = project.teams.find((each) => each.id === value)
    return { id: value, name: team?.name, title: team?.name, isVisible: true, isShared: true }
  }
  return value
}

/** All fields of a ticket as the REST API gives them. */
export function fieldsView(site: JiraSite, ticket: Ticket): JsonObject {
  const project = site.projectOf(ticket)
  const type = project.issueTypes.find((each) => each.name === ticket.issueType)
  const priority = type?.fields
    .find((field) => field.kind === 'priority')
    ?.allowedValues?.find((each) => each.label === ticket.priority)
  const custom = (type?.fields ?? [])
    .filter((field) => field.id.startsWith('customfield_'))
    .map((field) => [field.id, customView(project, field, ticket.custom[field.id])] as const)
  return {
    summary: ticket.summary,
    description: ticket.description,
    issuetype: { id: type?.id, name: ticket.issueType, subtask: type?.subtask === true },
    project: { id: project.id, key: project.key, name: project.name },
    status: statusView(site, project, ticket.status),
    resolution: RESOLUTIONS.find((each) => each.name === ticket.resolution) ?? null,
    resolutiondate: ticket.resolvedAt === null ? null : jiraTime(ticket.resolvedAt),
    priority: priority ? { id: priority.id, name: priority.label } : null,
    labels: ticket.labels,
    components: project.components.filter((each) => ticket.components.includes(each.name)),
    assignee: userView(site, ticket.assignee),
    reporter: userView(site, ticket.reporter),
    creator: userView(site, ticket.reporter),
    created: jiraTime(ticket.created),
    updated: jiraTime(ticket.updated),
    comment: {
      comments: ticket.comments.map((comment) => commentView(site, ticket, comment)),
      total: ticket.comments.length,
      maxResults: ticket.comments.length,
      startAt: 0
    },
    issuelinks: ticket.links.map((link) => linkView(site, ticket, link)),
    ...Object.fromEntries(custom)
  }
}

/** `a,b` and repeated parameters alike. */
export function nameList(values: readonly string[]): readonly string[] {
  return values
    .flatMap((value) => value.split(','))
    .map((name) => name.trim())
    .filter((name) => name !== '')
}

/** Picks fields by Jira's rules: `*all`, `*navigable`, names, and `-name` to leave one out. */
export function pickFields(all: JsonObject, wanted: readonly string[]): JsonObject {
  const excluded = new Set(wanted.filter((name) => name.startsWith('-')).map((name) => name.slice(1)))
  const included = wanted.filter((name) => !name.startsWith('-'))
  const isAll = included.length === 0 || included.includes('*all')
  const isNavigable = included.includes('*navigable')
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => {
      if (excluded.has(name)) return false
      return isAll || (isNavigable && name !== 'comment') || included.includes(name)
    })
  )
}
