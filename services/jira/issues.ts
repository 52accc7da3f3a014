import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { addComment, readCommentBody } from './comments.js'
import { blankContent, changedFields, writeContent } from './content-writes.js'
import { issueRoute, type ApiRoute } from './issue-routes.js'
import { fieldsView, nameList, pickFields } from './issue-view.js'
import { fetchIssues } from './bulk-fetch.js'
import { isObject, listOf, textAt, type JsonObject } from './json.js'
import type { IssueTypeDefinition, ProjectDefinition } from './project.js'
import { newTicket } from './new-ticket.js'
import { findPropertyProblem } from './properties.js'
import { refuse } from './replies.js'
import type { JiraSite } from './site.js'
import type { Ticket } from './ticket.js'
import { moveTicket, planTransition } from './transitions.js'

/** Creation, reading and editing of tickets. */
export function issueRoutes(site: JiraSite): readonly ApiRoute[] {
  return [
    { method: 'POST', pattern: '/issue', handler: (request) => createIssue(site, request) },
    { method: 'POST', pattern: '/issue/bulkfetch', handler: (request) => fetchIssues(site, request) },
    issueRoute(site, 'GET', '', (request, ticket) => readIssue(site, request, ticket)),
    issueRoute(site, 'PUT', '', (request, ticket) => editIssue(site, request, ticket))
  ]
}

function findType(project: ProjectDefinition, value: unknown): IssueTypeDefinition | undefined {
  const id = textAt(value, 'id')
  const name = textAt(value, 'name')
  return project.issueTypes.find((each) => (id === undefined ? each.name === name : each.id === id))
}

function createIssue(site: JiraSite, request: ServiceRequest): ServiceReply {
  const body = isObject(request.body) ? request.body : {}
  if (!isObject(body['fields'])) return refuse(400, [], { project: 'Specify a valid project ID or key' })
  const { project: projectRef, issuetype, ...fields } = body['fields']
  const project = site.project(textAt(projectRef, 'id') ?? textAt(projectRef, 'key') ?? '')
  if (!project) return refuse(400, [], { project: 'Specify a valid project ID or key' })
  if (!project.permissions.create)
    return refuse(403, ['You do not have permission to create issues in this project.'])
  const key = site.takeKey(project)
  const type = findType(project, issuetype)
  if (!type) return refuse(400, [], { issuetype: 'Specify a valid issue type' })
  const update = isObject(body['update']) ? body['update'] : {}
  const written = writeContent({
    site,
    project,
    type,
    content: blankContent(type),
    fields,
    update,
    isNew: true
  })
  if (!written.ok) return written.reply

  const properties: Record<string, unknown> = {}
  for (const property of listOf(body['properties'])) {
    const name = textAt(property, 'key') ?? ''
    const value = isObject(property) ? property['value'] : undefined
    const problem = findPropertyProblem(name, value)
    if (problem !== undefined) return refuse(400, [problem])
    properties[name] = value
  }
  const reporter = site.account.accountId
  const created = newTicket(site, {
    project,
    key,
    issueType: type.name,
    content: written.content,
    reporter,
    origin: 'api',
    properties
  })
  const plan = body['transition'] === undefined ? undefined : planTransition(site, created, body)
  if (plan && !plan.ok) return plan.reply
  site.save(created)
  site.notify({ key, event: 'created', by: reporter, text: created.summary })
  if (plan) moveTicket(site, created, { to: plan.to, resolution: plan.resolution, by: reporter })
  return {
    status: 201,
    body: { id: created.id, key, self: `${site.siteUrl}/rest/api/3/issue/${created.id}` }
  }
}

function issueView(site: JiraSite, request: ServiceRequest, ticket: Ticket): JsonObject {
  const wanted = nameList(request.query.getAll('fields'))
  const properties = nameList(request.query.getAll('properties'))
  const shown = Object.entries(ticket.properties).filter(
    ([key]) => properties.includes('*all') || properties.includes(key)
  )
  return {
    expand: 'renderedFields,names,schema,operations,editmeta,changelog,versionedRepresentations',
    id: ticket.id,
    self: `${site.siteUrl}/rest/api/3/issue/${ticket.id}`,
    key: ticket.key,
    ...(properties.length > 0 ? { properties: Object.fromEntries(shown) } : {}),
    fields: pickFields(fieldsView(site, ticket), wanted)
  }
}

function readIssue(site: JiraSite, request: ServiceRequest, ticket: Ticket): ServiceReply {
  return { status: 200, body: issueView(site, request, ticket) }
}

function editIssue(site: JiraSite, request: ServiceRequest, ticket: Ticket): ServiceReply {
  const body = isObject(request.body) ? request.body : {}
  if (body['fields'] === undefined && body['update'] === undefined) {
    return refuse(400, ["one of 'fields' or 'update' required"])
  }
  const project = site.projectOf(ticket)
  const type = project.issueTypes.find((each) => each.name === ticket.issueType)
  if (!type) return refuse(400, [], { issuetype: 'Specify a valid issue type' })
  const { comment, ...update } = isObject(body['update']) ? body['update'] : {}
  const fields = isObject(body['fields']) ? body['fields'] : {}
  const written = writeContent({ site, project, type, content: ticket, fields, update, isNew: false })
  if (!written.ok) return written.reply
  const added = listOf(comment).map((each) => readCommentBody(site, isObject(each) ? each['add'] : undefined))
  const refused = added.find((each) => !each.ok)
  if (refused && !refused.ok) return refused.reply

  // Without the right to administer, Jira ignores the wish to stay silent.
  const notify = request.query.get('notifyUsers') !== 'false' || !project.permissions.administer
  const changed = changedFields(ticket, written.content)
  const edited: Ticket = { ...ticket, ...written.content }
  if (changed.length > 0) saveEdit(site, edited, { changed, by: site.account.accountId, notify })
  for (const each of added) {
    if (each.ok)
      addComment(site, site.anyTicket(ticket.key) ?? edited, { ...each, by: site.account.accountId, notify })
  }
  const current = site.anyTicket(ticket.key) ?? edited
  if (request.query.get('returnIssue') === 'true')
    return { status: 200, body: issueView(site, request, current) }
  return { status: 204 }
}

/** Stores an edited ticket, and mails about it if asked to. */
export function saveEdit(
  site: JiraSite,
  ticket: Ticket,
  edit: { readonly changed: readonly string[]; readonly by: string; readonly notify: boolean }
): void {
  site.save({ ...ticket, updated: site.now() })
  if (edit.notify)
    site.notify({ key: ticket.key, event: 'updated', by: edit.by, text: edit.changed.join(', ') })
}
