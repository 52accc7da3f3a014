import type { ServiceReply } from '../kit/service.js'
import type { PermissionNeed } from './credentials.js'
import { REPOSITORY, type Call, type Operation } from './operation.js'
import { pageOf } from './paging.js'
import { commentShape, issueShape, labelShape } from './pull-shape.js'
import { findPull, tooLong } from './pulls.js'
import { created, notFound, ok, validationFailed } from './replies.js'

const MAX_LABEL = 50

/** Reading issues takes this one alone, even where every issue is a pull request. */
const ISSUES: PermissionNeed = { name: 'issues', access: 'read' }

/**
 * Labels and comments are reached by either permission.
 * https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
 */
function either(access: 'read' | 'write'): readonly PermissionNeed[] {
  return [
    { name: 'issues', access },
    { name: 'pull_requests', access }
  ]
}

/** Only pull requests are issues here. */
async function list(call: Call): Promise<ServiceReply> {
  const { query } = call.request
  const state = query.get('state') ?? 'open'
  const wanted = (query.get('labels') ?? '')
    .split(',')
    .map((each) => each.trim().toLowerCase())
    .filter((each) => each !== '')
  const creator = query.get('creator')
  const up = query.get('direction') === 'asc'
  const found = (await call.repository.pullRequests.list())
    .filter((each) => state === 'all' || each.state === state)
    .filter((each) => creator === null || each.login === creator)
    .filter((each) => wanted.every((label) => each.labels.some((has) => has.toLowerCase() === label)))
    .sort((a, b) => (up ? 1 : -1) * (a.number - b.number))
  const page = pageOf(call, 'issues', found)
  return ok(
    page.items.map((each) => issueShape(call, each)),
    page.headers
  )
}

async function get(call: Call): Promise<ServiceReply> {
  const pull = await findPull(call)
  return pull ? ok(issueShape(call, pull)) : notFound()
}

type LabelInput = string | { readonly name: string }

async function addLabels(call: Call): Promise<ServiceReply> {
  const { labels = [] } = call.body as { labels?: readonly LabelInput[] }
  const names = labels.map((each) => (typeof each === 'string' ? each : each.name))
  const pull = await findPull(call)
  if (!pull) return notFound()
  for (const name of names) {
    const bad = { resource: 'Label', code: 'invalid', field: 'name', value: name }
    if (name.trim() === '') return validationFailed(bad)
    if ([...name].length > MAX_LABEL) {
      const message = `name is too long (maximum is ${MAX_LABEL} characters)`
      return validationFailed({ resource: 'Label', code: 'custom', field: 'name', message })
    }
  }
  call.repository.pullRequests.label(pull.number, names, call.grant?.login ?? '')
  return await listLabels(call)
}

async function listLabels(call: Call): Promise<ServiceReply> {
  const pull = await findPull(call)
  return pull ? ok(pull.labels.map((name) => labelShape(call, name))) : notFound()
}

function refuseBody(body: string): ServiceReply | undefined {
  if (body.trim() === '') {
    return validationFailed({ resource: 'IssueComment', code: 'missing_field', field: 'body' })
  }
  const long = tooLong('IssueComment', 'body', body)
  return long && validationFailed(long)
}

async function addComment(call: Call): Promise<ServiceReply> {
  const { body } = call.body as { body: string }
  const pull = await findPull(call)
  if (!pull) return notFound()
  const no = refuseBody(body)
  if (no) return no
  const comment = call.repository.pullRequests.comment(pull.number, body, call.grant?.login ?? '')
  return created(commentShape(call, comment), { location: call.api(`issues/comments/${comment.id}`) })
}

async function listComments(call: Call): Promise<ServiceReply> {
  const pull = await findPull(call)
  if (!pull) return notFound()
  const all = call.repository.pullRequests.comments(pull.number)
  const page = pageOf(call, `issues/${pull.number}/comments`, all)
  return ok(
    page.items.map((each) => commentShape(call, each)),
    page.headers
  )
}

async function getComment(call: Call): Promise<ServiceReply> {
  const comment = call.repository.pullRequests.findComment(Number(call.request.params['comment_id']))
  return comment ? ok(commentShape(call, comment)) : notFound()
}

async function editComment(call: Call): Promise<ServiceReply> {
  const { body } = call.body as { body: string }
  const { pullRequests } = call.repository
  const comment = pullRequests.findComment(Number(call.request.params['comment_id']))
  if (!comment) return notFound()
  const no = refuseBody(body)
  if (no) return no
  return ok(commentShape(call, pullRequests.editComment(comment.id, body, call.grant?.login ?? '')))
}

const ISSUE = `${REPOSITORY}/issues/{issue_number}`
const COMMENT = `${REPOSITORY}/issues/comments/{comment_id}`

/** https://docs.github.com/en/rest/issues */
export const issueOperations: readonly Operation[] = [
  { method: 'GET', path: `${REPOSITORY}/issues`, need: ISSUES, answer: list },
  { method: 'GET', path: ISSUE, need: ISSUES, answer: get },
  { method: 'GET', path: `${ISSUE}/labels`, need: either('read'), answer: listLabels },
  { method: 'POST', path: `${ISSUE}/labels`, need: either('write'), answer: addLabels },
  { method: 'GET', path: `${ISSUE}/comments`, need: either('read'), answer: listComments },
  { method: 'POST', path: `${ISSUE}/comments`, need: either('write'), answer: addComment },
  { method: 'GET', path: COMMENT, need: either('read'), answer: getComment },
  { method: 'PATCH', path: COMMENT, need: either('write'), answer: editComment }
]
