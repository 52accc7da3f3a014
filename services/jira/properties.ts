import { issueRoute, type ApiRoute } from './issue-routes.js'
import { refuse } from './replies.js'
import type { JiraSite } from './site.js'

/** Longest key of an issue property. */
export const PROPERTY_KEY_LIMIT = 255

/** Longest value of an issue property, in characters of JSON. */
export const PROPERTY_VALUE_LIMIT = 32_768

/** What Jira refuses in a property; `undefined` when it takes it. */
export function findPropertyProblem(key: string, value: unknown): string | undefined {
  if (key === '' || key.length > PROPERTY_KEY_LIMIT) {
    return `The property key must be between 1 and ${PROPERTY_KEY_LIMIT} characters.`
  }
  if (value === undefined) return 'The property value is not a valid, non-empty JSON.'
  const isTooLong = JSON.stringify(value).length > PROPERTY_VALUE_LIMIT
  return isTooLong ? `The property value exceeds the limit of ${PROPERTY_VALUE_LIMIT} characters.` : undefined
}

/** Properties of a ticket: invisible to people, and read back at once by key. They do not count as an update. */
export function propertyRoutes(site: JiraSite): readonly ApiRoute[] {
  const notFound = (key: string): ReturnType<typeof refuse> =>
    refuse(404, [`The property with key '${key}' does not exist.`])
  return [
    issueRoute(site, 'GET', '/properties', (_, ticket) => {
      const keys = Object.keys(ticket.properties).map((key) => ({ key, self: selfOf(site, ticket.id, key) }))
      return { status: 200, body: { keys } }
    }),
    issueRoute(site, 'GET', '/properties/:property', (request, ticket) => {
      const key = request.params['property'] ?? ''
      return key in ticket.properties
        ? { status: 200, body: { key, value: ticket.properties[key] } }
        : notFound(key)
    }),
    issueRoute(site, 'PUT', '/properties/:property', (request, ticket) => {
      const key = request.params['property'] ?? ''
      const problem = findPropertyProblem(key, request.body)
      if (problem !== undefined) return refuse(400, [problem])
      const isNew = !(key in ticket.properties)
      site.save({ ...ticket, properties: { ...ticket.properties, [key]: request.body } })
      return { status: isNew ? 201 : 200, body: {} }
    }),
    issueRoute(site, 'DELETE', '/properties/:property', (request, ticket) => {
      const key = request.params['property'] ?? ''
      if (!(key in ticket.properties)) return notFound(key)
      const rest = Object.entries(ticket.properties).filter(([name]) => name !== key)
      site.save({ ...ticket, properties: Object.fromEntries(rest) })
      return { status: 204 }
    })
  ]
}

function selfOf(site: JiraSite, id: string, key: string): string {
  return `${site.siteUrl}/rest/api/3/issue/${id}/properties/${encodeURIComponent(key)}`
}
