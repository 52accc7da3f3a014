import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import { findAdfProblems, plainText, TEXT_LIMIT } from './adf-rules.js'
import { issueRoute, type ApiRoute } from './issue-routes.js'
import { commentView } from './issue-view.js'
import { isObject, type JsonObject } from './json.js'
import { pageOf } from './paging.js'
import { refuse } from './replies.js'
import type { JiraSite } from './site.js'
import type { Ticket, TicketComment } from './ticket.js'

/** Comments of a ticket: list, read, add, edit, delete. */
export function commentRoutes(site: JiraSite): readonly ApiRoute[] {
  return [
    issueRoute(site, 'GET', '/comment', (request, ticket) => listComments(site, request, ticket)),
    issueRoute(site, 'POST', '/comment', (request, ticket) => postComment(site, request, ticket)),
    issueRoute(site, 'GET', '/comment/:comment', (request, ticket) => {
      const found = findComment(request, ticket)
      return found ? { status: 200, body: commentView(site, ticket, found) } : commentNotFound(request)
    }),
    issueRoute(site, 'PUT', '/comment/:comment', (request, ticket) => editComment(site, request, ticket)),
    issueRoute(site, 'DELETE', '/comment/:comment', (request, ticket) => deleteComment(site, request, ticket))
  ]
}

type CommentBody =
  | { readonly ok: true; readonly body: JsonObject; readonly visibility: JsonObject | null }
  | { readonly ok: false; readonly reply: ServiceReply }

/** Reads `{body, visibility}` of a comment request. */
export function readCommentBody(site: JiraSite, value: unknown): CommentBody {
  const sent = isObject(value) ? value : {}
  const body = sent['body']
  const refused = (messages: readonly string[], errors: Record<string, string> = {}): CommentBody => ({
    ok: false,
    reply: refuse(400, messages, errors)
  })
  if (!isObject(body) || body['type'] !== 'doc') return refused([], { comment: 'Comment body is not valid!' })
  const problems = findAdfProblems(body)
  if (problems.length > 0) {
    site.adfProblems.push(...problems)
    return refused(['INVALID_INPUT'])
  }
  if (JSON.stringify(body).length > TEXT_LIMIT) return refused(['CONTENT_LIMIT_EXCEEDED'])
  if (plainText(body).trim() === '') return refused([], { comment: 'Comment body can not be empty!' })
  return { ok: true, body, visibility: isObject(sent['visibility']) ? sent['visibility'] : null }
}

interface NewComment {
  readonly body: JsonObject
  readonly visibility: JsonObject | null
  /** Account id. */
  readonly by: string
  readonly notify: boolean
}

/** Adds a comment to a ticket and returns it. */
export function addComment(site: JiraSite, ticket: Ticket, added: NewComment): TicketComment {
  const at = site.now()
  const comment: TicketComment = {
    id: site.nextId(),
    author: added.by,
    body: added.body,
    versions: [{ at, body: added.body, notified: added.notify }],
    visibility: added.visibility
  }
  site.save({ ...ticket, updated: at, comments: [...ticket.comments, comment] })
  if (added.notify)
    site.notify({ key: ticket.key, event: 'commented', by: added.by, text: plainText(added.body) })
  return comment
}

function findComment(request: ServiceRequest, ticket: Ticket): TicketComment | undefined {
  return ticket.comments.find((each) => each.id === request.params['comment'])
}

function commentNotFound(request: ServiceRequest): ServiceReply {
  return refuse(404, [`Can not find a comment for the id: ${request.params['comment']}.`])
}

function listComments(site: JiraSite, request: ServiceRequest, ticket: Ticket): ServiceReply {
  const newestFirst = request.query.get('orderBy') === '-created'
  const ordered = newestFirst ? [...ticket.comments].reverse() : ticket.comments
  const page = pageOf(ordered, request.query, 5_000)
  const comments = page.items.map((comment) => commentView(site, ticket, comment))
  return {
    status: 200,
    body: { startAt: page.startAt, maxResults: page.maxResults, total: page.total, comments }
  }
}

function postComment(site: JiraSite, request: ServiceRequest, ticket: Ticket): ServiceReply {
  const read = readCommentBody(site, request.body)
  if (!read.ok) return read.reply
  if (ticket.comments.length >= site.limits.comments) {
    return refuse(400, [`The issue has reached the limit of ${site.limits.comments} comments.`])
  }
  const comment = addComment(site, ticket, { ...read, by: site.account.accountId, notify: true })
  return { status: 201, body: commentView(site, ticket, comment) }
}

/** Replaces one comment of a ticket, or takes it away. */
function saveComments(
  site: JiraSite,
  ticket: Ticket,
  id: string,
  replacement: readonly TicketComment[]
): void {
  const comments = ticket.comments.flatMap((each) => (each.id === id ? replacement : [each]))
  site.save({ ...ticket, updated: site.now(), comments })
}

function editComment(site: JiraSite, request: ServiceRequest, ticket: Ticket): ServiceReply {
  const found = findComment(request, ticket)
  if (!found) return commentNotFound(request)
  if (found.author !== site.account.accountId) {
    return refuse(400, ['You do not have the permission to edit this comment.'])
  }
  const read = readCommentBody(site, request.body)
  if (!read.ok) return read.reply
  const notified = request.query.get('notifyUsers') !== 'false'
  const edited: TicketComment = {
    ...found,
    body: read.body,
    visibility: read.visibility,
    versions: [...found.versions, { at: site.now(), body: read.body, notified }]
  }
  saveComments(site, ticket, found.id, [edited])
  if (notified) {
    site.notify({ key: ticket.key, event: 'comment-edited', by: found.author, text: plainText(read.body) })
  }
  return { status: 200, body: commentView(site, ticket, edited) }
}

function deleteComment(site: JiraSite, request: ServiceRequest, ticket: Ticket): ServiceReply {
  const found = findComment(request, ticket)
  if (!found) return commentNotFound(request)
  if (found.author !== site.account.accountId) {
    return refuse(400, ['You do not have permission to delete comment with id: ' + found.id])
  }
  saveComments(site, ticket, found.id, [])
  return { status: 204 }
}
