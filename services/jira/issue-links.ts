import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import type { ApiRoute } from './issue-routes.js'
import { isObject, textAt } from './json.js'
import { issueNotFound, refuse } from './replies.js'
import type { JiraSite } from './site.js'
import type { Ticket, TicketLink } from './ticket.js'

/** Links between tickets. */
export function issueLinkRoutes(site: JiraSite): readonly ApiRoute[] {
  return [
    { method: 'POST', pattern: '/issueLink', handler: (request) => linkIssues(site, request) },
    {
      method: 'GET',
      pattern: '/issueLinkType',
      handler: () => ({ status: 200, body: { issueLinkTypes: linkTypes(site) } })
    }
  ]
}

function linkTypes(site: JiraSite): readonly { readonly id: string; readonly name: string }[] {
  const byName = new Map(site.projects.flatMap((each) => each.linkTypes).map((type) => [type.name, type]))
  return [...byName.values()]
}

function linkIssues(site: JiraSite, request: ServiceRequest): ServiceReply {
  const body = isObject(request.body) ? request.body : {}
  if (body['comment'] !== undefined)
    return refuse(400, ['The embedded service takes no comment with a link.'])
  const asked = body['type']
  const type = linkTypes(site).find(
    (each) => each.name === textAt(asked, 'name') || each.id === textAt(asked, 'id')
  )
  if (!type) return refuse(404, [`No issue link type with name '${textAt(asked, 'name') ?? ''}' found.`])
  const ticketOf = (value: unknown): Ticket | undefined =>
    site.ticket(textAt(value, 'key') ?? textAt(value, 'id') ?? '')
  // The inward issue is the source: "inwardIssue blocks outwardIssue".
  const source = ticketOf(body['inwardIssue'])
  const target = ticketOf(body['outwardIssue'])
  if (!source || !target) return issueNotFound()
  if (source.id === target.id) return refuse(400, ['You cannot link an issue to itself.'])
  const isKnown = source.links.some(
    (each) => each.type === type.name && each.direction === 'outward' && each.key === target.key
  )
  if (isKnown) return { status: 201 }
  if (source.links.length >= site.limits.links || target.links.length >= site.limits.links) {
    return refuse(400, [`The issue has reached the limit of ${site.limits.links} links.`])
  }
  const id = site.nextId()
  addLink(site, source, { id, type: type.name, direction: 'outward', key: target.key })
  addLink(site, target, { id, type: type.name, direction: 'inward', key: source.key })
  return { status: 201 }
}

function addLink(site: JiraSite, ticket: Ticket, link: TicketLink): void {
  site.save({ ...ticket, updated: site.now(), links: [...ticket.links, link] })
}
