import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { issueNotFound, projectNotFound, refuse } from './replies.js'

export type Scope = 'read:jira-work' | 'write:jira-work' | 'read:jira-user'

export interface AccessRules {
  readonly email: string
  readonly apiToken: string
  /** Id of the site behind the gateway; absent: there is no gateway. */
  readonly cloudId: string | undefined
  /** Scopes of the token; absent: a classic token, which may do all that its owner may. */
  readonly scopes: readonly Scope[] | undefined
  /**
   * What happens to a request whose credentials are wrong or expired. Jira answers 401 to some, and serves others as an
   * anonymous visitor: a search is then 200 with no issues, marked only by `X-Seraph-LoginReason`.
   */
  readonly failedLogin: 'reject' | 'anonymous'
}

const FAILED = { 'x-seraph-loginreason': 'AUTHENTICATED_FAILED' } as const

const UNAUTHENTICATED: ServiceReply = {
  status: 401,
  body: 'Client must be authenticated to access this resource.',
  headers: {
    ...FAILED,
    'content-type': 'text/plain;charset=UTF-8',
    'www-authenticate': 'OAuth realm="https%3A%2F%2Fyour-site.atlassian.net"'
  }
}

const gatewayRefusal = (message: string): ServiceReply => ({ status: 401, body: { code: 401, message } })

/** Whether a path goes through `api.atlassian.com/ex/jira/{cloudId}`. */
export function isGatewayPath(path: string): boolean {
  return path.startsWith('/ex/jira/')
}

/** Ends a request that its credentials do not cover; `undefined` lets it pass. */
export function checkAccess(rules: AccessRules, request: ServiceRequest): ServiceReply | undefined {
  if (request.path === '/_edge/tenant_info') return undefined
  const isGateway = isGatewayPath(request.path)
  if (!isAuthentic(rules, request, isGateway)) {
    if (isGateway) return gatewayRefusal('Unauthorized')
    return rules.failedLogin === 'anonymous' ? answerVisitor(request) : UNAUTHENTICATED
  }
  // Scoped tokens work through the gateway alone.
  if (rules.cloudId !== undefined && rules.scopes !== undefined && !isGateway) return UNAUTHENTICATED
  if (rules.scopes === undefined || rules.scopes.includes(neededScope(request))) return undefined
  return isGateway
    ? gatewayRefusal('Unauthorized; scope does not match')
    : refuse(403, ['You do not have the permission to perform this operation.'])
}

function isAuthentic(rules: AccessRules, request: ServiceRequest, isGateway: boolean): boolean {
  const sent = request.headers['authorization'] ?? ''
  const basic = Buffer.from(`${rules.email}:${rules.apiToken}`).toString('base64')
  return sent === `Basic ${basic}` || (isGateway && sent === `Bearer ${rules.apiToken}`)
}

function neededScope(request: ServiceRequest): Scope {
  if (/\/(myself|user)(\/|$)/.test(request.path)) return 'read:jira-user'
  const isRead = request.method === 'GET' || /\/search\/(jql|approximate-count)$/.test(request.path)
  return isRead ? 'read:jira-work' : 'write:jira-work'
}

/** What an anonymous visitor gets from a site without public projects. */
function answerVisitor(request: ServiceRequest): ServiceReply {
  const path = request.path.replace('/rest/api/3', '')
  const marked = (reply: ServiceReply): ServiceReply => ({
    ...reply,
    headers: { ...reply.headers, ...FAILED }
  })
  if (path === '/search/jql') return marked({ status: 200, body: { issues: [], isLast: true } })
  if (path === '/search/approximate-count') return marked({ status: 200, body: { count: 0 } })
  if (path === '/issue' && request.method === 'POST') {
    return marked(
      refuse(401, ['You are not authenticated. Authentication required to perform this operation.'])
    )
  }
  const project = /^\/project\/([^/]+)/.exec(path)?.[1]
  if (project !== undefined) return marked(projectNotFound(project))
  return path.startsWith('/issue/') ? marked(issueNotFound()) : UNAUTHENTICATED
}
