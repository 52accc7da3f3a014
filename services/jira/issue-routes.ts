import type { Route, ServiceReply, ServiceRequest } from '../kit/service.js'
import type { JiraSite } from './site.js'
import { issueNotFound } from './replies.js'
import type { Ticket } from './ticket.js'

/** A route below `/rest/api/3`, written without that prefix. */
export type ApiRoute = Route

/** A route of one ticket: a missing ticket and one that may not be seen are answered alike. */
export function issueRoute(
  site: JiraSite,
  method: string,
  pattern: string,
  handler: (request: ServiceRequest, ticket: Ticket) => ServiceReply
): ApiRoute {
  return {
    method,
    pattern: `/issue/:issue${pattern}`,
    handler: (request) => {
      const ticket = site.ticket(request.params['issue'] ?? '')
      return ticket ? handler(request, ticket) : issueNotFound()
    }
  }
}
