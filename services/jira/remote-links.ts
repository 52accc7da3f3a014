import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { issueRoute, type ApiRoute } from './issue-routes.js'
import { isObject, textAt, type JsonObject } from './json.js'
import { refuse } from './replies.js'
import type { JiraSite } from './site.js'
import type { RemoteLink, Ticket } from './ticket.js'

const TEXT_MAXIMUM = 255

/** Links from a ticket to other systems: one per global id. */
export function remoteLinkRoutes(site: JiraSite): readonly ApiRoute[] {
  return [
    issueRoute(site, 'GET', '/remotelink', (request, ticket) => {
      const globalId = request.query.get('globalId')
      if (globalId === null)
        return { status: 200, body: ticket.remoteLinks.map((link) => linkView(site, ticket, link)) }
      const found = ticket.remoteLinks.find((each) => each.globalId === globalId)
      if (!found) return refuse(404, ['No remote link found with the given global id.'])
      return { status: 200, body: linkView(site, ticket, found) }
    }),
    issueRoute(site, 'POST', '/remotelink', (request, ticket) => upsertLink(site, request, ticket)),
    issueRoute(site, 'DELETE', '/remotelink', (request, ticket) => {
      const globalId = request.query.get('globalId')
      const rest = ticket.remoteLinks.filter((each) => each.globalId !== globalId)
      if (rest.length === ticket.remoteLinks.length)
        return refuse(404, ['No remote link found with the given global id.'])
      site.save({ ...ticket, remoteLinks: rest })
      return { status: 204 }
    })
  ]
}

function selfOf(site: JiraSite, ticket: Ticket, link: RemoteLink): string {
  return `${site.siteUrl}/rest/api/3/issue/${ticket.id}/remotelink/${link.id}`
}

function linkView(site: JiraSite, ticket: Ticket, link: RemoteLink): JsonObject {
  const optional = Object.entries(link).filter(([name, value]) => value !== null && name !== 'id')
  return { id: Number(link.id), self: selfOf(site, ticket, link), ...Object.fromEntries(optional) }
}

function findProblems(body: JsonObject): Readonly<Record<string, string>> {
  const object = body['object']
  const errors: Record<string, string> = {}
  if (!isObject(object)) return { object: "'object' is required." }
  const title = textAt(object, 'title') ?? ''
  const url = textAt(object, 'url') ?? ''
  if (title === '') errors['title'] = "'title' is required."
  if (title.length > TEXT_MAXIMUM) errors['title'] = `'title' must be at most ${TEXT_MAXIMUM} characters.`
  if (url === '') errors['url'] = "'url' is required."
  else if (!/^https?:\/\//.test(url) || !URL.canParse(url)) errors['url'] = "'url' is not a valid URL."
  if ((textAt(body, 'globalId') ?? '').length > TEXT_MAXIMUM) {
    errors['globalId'] = `'globalId' must be at most ${TEXT_MAXIMUM} characters.`
  }
  return errors
}

function upsertLink(site: JiraSite, request: ServiceRequest, ticket: Ticket): ServiceReply {
  const body = isObject(request.body) ? request.body : {}
  const errors = findProblems(body)
  if (Object.keys(errors).length > 0) return refuse(400, [], errors)
  const globalId = textAt(body, 'globalId') ?? null
  const existing = ticket.remoteLinks.find((each) => globalId !== null && each.globalId === globalId)
  if (!existing && ticket.remoteLinks.length >= site.limits.remoteLinks) {
    return refuse(400, [`The issue has reached the limit of ${site.limits.remoteLinks} remote links.`])
  }
  // Members that an update leaves out are set to null: https://developer.atlassian.com/cloud/jira/platform/rest/v3/api-group-issue-remote-links/
  const link: RemoteLink = {
    id: existing?.id ?? site.nextId(),
    globalId,
    application: isObject(body['application']) ? body['application'] : null,
    relationship: textAt(body, 'relationship') ?? null,
    object: isObject(body['object']) ? body['object'] : {}
  }
  const others = ticket.remoteLinks.map((each) => (each.id === link.id ? link : each))
  site.save({ ...ticket, remoteLinks: existing ? others : [...others, link] })
  return { status: existing ? 200 : 201, body: { id: Number(link.id), self: selfOf(site, ticket, link) } }
}
