import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { fieldsView, pickFields } from './issue-view.js'
import { isObject, listOf, type JsonObject } from './json.js'
import { refuse } from './replies.js'
import type { JiraSite } from './site.js'
import type { Ticket } from './ticket.js'

const MOST_ISSUES = 100
const MOST_PROPERTIES = 5

/**
 * Many tickets by id or key, read from the database and not from the index: those that exist and may be seen, in the order of
 * their ids; the others are listed as errors.
 * https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issues/#api-rest-api-3-issue-bulkfetch-post
 */
export function fetchIssues(site: JiraSite, request: ServiceRequest): ServiceReply {
  const body = isObject(request.body) ? request.body : {}
  const asked = body['issueIdsOrKeys']
  if (!Array.isArray(asked) || asked.length === 0 || !asked.every((each) => typeof each === 'string')) {
    return refuse(400, ['issueIdsOrKeys: must be a list of issue ids or keys.'])
  }
  if (asked.length > MOST_ISSUES) {
    return refuse(400, [`The number of issues exceeds the maximum of ${MOST_ISSUES}.`])
  }
  const properties = listOf(body['properties']).map(String)
  if (properties.length > MOST_PROPERTIES) {
    return refuse(400, [`The number of properties exceeds the maximum of ${MOST_PROPERTIES}.`])
  }
  const fields = listOf(body['fields']).map(String)
  const found = new Map<string, Ticket>()
  const issueErrors: JsonObject[] = []
  for (const name of asked) {
    const ticket = site.ticket(name)
    if (ticket) found.set(ticket.id, ticket)
    else
      issueErrors.push({
        id: name,
        errorMessage: 'Issue does not exist or you do not have permission to see it.'
      })
  }
  const issues = [...found.values()]
    .sort((one, other) => Number(one.id) - Number(other.id))
    .map((ticket) => view(site, ticket, { fields, properties }))
  return { status: 200, body: { expand: 'renderedFields,names,schema', issues, issueErrors } }
}

function view(
  site: JiraSite,
  ticket: Ticket,
  asked: { readonly fields: readonly string[]; readonly properties: readonly string[] }
): JsonObject {
  const shown = Object.entries(ticket.properties).filter(([key]) => asked.properties.includes(key))
  return {
    expand: '',
    id: ticket.id,
    self: `${site.siteUrl}/rest/api/3/issue/${ticket.id}`,
    key: ticket.key,
    ...(asked.properties.length > 0 ? { properties: Object.fromEntries(shown) } : {}),
    fields: pickFields(fieldsView(site, ticket), asked.fields.length > 0 ? asked.fields : ['*navigable'])
  }
}
