import { z } from 'zod'
import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import type { Endpoint } from './access.js'
import { ISSUE_STATES, type StoredIssue } from './issue.js'
import { includedWith, INCLUDES, issueResource, type Include } from './issue-json.js'
import { issueError, jsonApi, Refused } from './replies.js'
import { readBody } from './request-body.js'
import type { Store } from './store.js'

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const stateBody = z.strictObject({
  data: z.strictObject({
    id: z.string(),
    type: z.literal('error_tracking_issue'),
    attributes: z.strictObject({ state: z.string() })
  })
})

const assigneeBody = z.strictObject({
  data: z.strictObject({ id: z.string(), type: z.literal('assignee') })
})

/** Reading one issue, changing its state and its assignee. */
export function issueEndpoints(store: Store): readonly Endpoint[] {
  const pattern = '/api/v2/error-tracking/issues/:id'
  return [
    {
      name: 'issue_get',
      method: 'GET',
      pattern,
      scope: 'error_tracking_read',
      handler: (request) => getIssue(store, request)
    },
    {
      name: 'issue_state',
      method: 'PUT',
      pattern: `${pattern}/state`,
      scope: 'error_tracking_write',
      handler: (request) => putState(store, request)
    },
    {
      name: 'issue_assignee',
      method: 'PUT',
      pattern: `${pattern}/assignee`,
      scope: 'error_tracking_write',
      handler: (request) => putAssignee(store, request)
    },
    {
      name: 'issue_assignee',
      method: 'DELETE',
      pattern: `${pattern}/assignee`,
      scope: 'error_tracking_write',
      handler: (request) => deleteAssignee(store, request)
    }
  ]
}

function getIssue(store: Store, request: ServiceRequest): ServiceReply {
  const asked = readIncludes(request.query.get('include'), INCLUDES)
  return issueReply(findIssue(store, request), asked)
}

function putState(store: Store, request: ServiceRequest): ServiceReply {
  const issue = findIssue(store, request)
  const { data } = readBody(stateBody, request.body, badRequest)
  const state = ISSUE_STATES.find((each) => each === data.attributes.state)
  if (!state) throw new Refused(badRequest(`invalid json value for IssueState: "${data.attributes.state}"`))
  if (data.id !== issue.id)
    throw new Refused(badRequest('the issue id of the body is not the one of the path'))
  return issueReply(store.setState(issue.id, state), new Set(INCLUDES))
}

function putAssignee(store: Store, request: ServiceRequest): ServiceReply {
  const issue = findIssue(store, request)
  const { data } = readBody(assigneeBody, request.body, badRequest)
  if (!UUID.test(data.id)) throw new Refused(badRequest(`invalid UUID length: ${data.id.length}`))
  return issueReply(store.assign(issue.id, data.id), new Set(INCLUDES))
}

function deleteAssignee(store: Store, request: ServiceRequest): ServiceReply {
  store.unassign(findIssue(store, request).id)
  return { status: 204 }
}

function findIssue(store: Store, { params }: ServiceRequest): StoredIssue {
  const id = params['id'] ?? ''
  if (!UUID.test(id)) throw new Refused(badRequest('issue id is not an uuid'))
  const issue = store.issue(id.toLowerCase())
  if (!issue) throw new Refused(issueError(404, 'issue not found'))
  return issue
}

function issueReply(issue: StoredIssue, asked: ReadonlySet<Include>): ServiceReply {
  const included = includedWith(issue, asked)
  return jsonApi({ data: issueResource(issue), ...(included.length > 0 && { included }) })
}

/** Reads a comma-separated `include`; a name that is not in the list is refused with 400. */
export function readIncludes<T extends string>(text: string | null, known: readonly T[]): ReadonlySet<T> {
  const names = text === null || text === '' ? [] : text.split(',')
  return new Set(
    names.map((name) => {
      const found = known.find((each) => each === name)
      if (found === undefined) throw new Refused(badRequest(`invalid include: "${name}"`))
      return found
    })
  )
}

function badRequest(detail: string): ServiceReply {
  return issueError(400, detail)
}
