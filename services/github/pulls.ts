import type { ServiceReply } from '../kit/service.js'
import { WORKFLOW_LOGIN } from './credentials.js'
import type { HostedPullRequest } from './hosted-pull-request.js'
import { REPOSITORY, type Call, type Operation } from './operation.js'
import { pageOf } from './paging.js'
import { pullListShape, pullShape } from './pull-shape.js'
import { created, notFound, ok, refused, unprocessable, validationFailed } from './replies.js'

/** Characters; measured by those who met the refusal. */
const MAX_BODY = 65_536
const MAX_TITLE = 256

const READ = { name: 'pull_requests', access: 'read' } as const
const WRITE = { name: 'pull_requests', access: 'write' } as const

interface NewPull {
  readonly title?: string
  readonly head: string
  readonly base: string
  readonly body?: string
  readonly draft?: boolean
  readonly maintainer_can_modify?: boolean
}

/** The refusal of a text past its limit; `undefined` for one that fits. */
export function tooLong(
  resource: string,
  field: 'body' | 'title',
  text: string | undefined
): object | undefined {
  const limit = field === 'body' ? MAX_BODY : MAX_TITLE
  if ([...(text ?? '')].length <= limit) return undefined
  return { resource, field, code: 'custom', message: `${field} is too long (maximum is ${limit} characters)` }
}

function invalid(field: string): ServiceReply {
  return validationFailed({ resource: 'PullRequest', field, code: 'invalid' })
}

function custom(message: string): ServiceReply {
  return validationFailed({ resource: 'PullRequest', code: 'custom', message })
}

/** The branch of `owner:branch`; `undefined` for one of another account, which has no fork here. */
function ownBranch(call: Call, head: string): string | undefined {
  const colon = head.indexOf(':')
  if (colon === -1) return head
  return head.slice(0, colon).toLowerCase() === call.repository.owner.toLowerCase()
    ? head.slice(colon + 1)
    : undefined
}

/** What the texts are refused for, title first. */
function refuseTexts(title: string | undefined, body: string | undefined): ServiceReply | undefined {
  if (title?.trim() === '') {
    return validationFailed({ resource: 'PullRequest', code: 'missing_field', field: 'title' })
  }
  const problems = [tooLong('Issue', 'title', title), tooLong('Issue', 'body', body)].filter(
    (each) => each !== undefined
  )
  return problems.length > 0 ? validationFailed(...problems) : undefined
}

async function create(call: Call): Promise<ServiceReply> {
  const { git, pullRequests, owner, draftsSupported, actionsMayOpenPullRequests } = call.repository
  const { title = '', body, draft = false, maintainer_can_modify = true, ...sides } = call.body as NewPull
  const login = call.grant?.login ?? ''
  if (login === WORKFLOW_LOGIN && !actionsMayOpenPullRequests) {
    return refused('GitHub Actions is not permitted to create or approve pull requests.')
  }
  const baseSha = await git.head(sides.base)
  if (baseSha === undefined) return invalid('base')
  const head = ownBranch(call, sides.head)
  const headSha = head === undefined ? undefined : await git.head(head)
  if (head === undefined || headSha === undefined) return invalid('head')
  const texts = refuseTexts(title, body)
  if (texts) return texts
  if (draft && !draftsSupported) {
    return unprocessable('Draft pull requests are not supported in this repository.')
  }
  if (await git.isAncestor(headSha, baseSha)) return custom(`No commits between ${sides.base} and ${head}`)
  await pullRequests.list()
  // Looked up and added without a pause: of two callers at once, one is late.
  if (pullRequests.findOpen(head, sides.base)) {
    return custom(`A pull request already exists for ${owner}:${head}.`)
  }
  const pull = pullRequests.add({
    ...{ login, title, body: body ?? null, head, headSha, base: sides.base, baseSha, draft },
    maintainerCanModify: maintainer_can_modify
  })
  return created(await pullShape(call, pull), { location: call.api(`pulls/${pull.number}`) })
}

function orderOf(query: URLSearchParams): (a: HostedPullRequest, b: HostedPullRequest) => number {
  const field = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt'
  // Newest first where nothing is sorted by; oldest first where only the direction is left out of a chosen order.
  const up =
    (query.get('direction') ?? (query.has('sort') && query.get('sort') !== 'created' ? 'asc' : 'desc')) ===
    'asc'
  return (a, b) => (up ? 1 : -1) * (a[field] - b[field] || a.number - b.number)
}

async function list(call: Call): Promise<ServiceReply> {
  const { query } = call.request
  const state = query.get('state') ?? 'open'
  const head = query.get('head')
  const base = query.get('base')
  // A head without its owner is no filter at all: https://docs.github.com/en/rest/pulls/pulls#list-pull-requests
  const branch = head?.includes(':') === true ? { name: ownBranch(call, head) } : undefined
  const found = (await call.repository.pullRequests.list())
    .filter((each) => state === 'all' || each.state === state)
    .filter((each) => branch === undefined || each.head === branch.name)
    .filter((each) => base === null || base === '' || each.base === base)
    .sort(orderOf(query))
  const page = pageOf(call, 'pulls', found)
  return ok(
    page.items.map((each) => pullListShape(call, each)),
    page.headers
  )
}

/** The pull request that the address names; `undefined` where there is none. */
export async function findPull(call: Call): Promise<HostedPullRequest | undefined> {
  const { pull_number, issue_number } = call.request.params
  return await call.repository.pullRequests.get(Number(pull_number ?? issue_number))
}

async function get(call: Call): Promise<ServiceReply> {
  const pull = await findPull(call)
  return pull ? ok(await pullShape(call, pull)) : notFound()
}

interface PullChange {
  readonly title?: string
  readonly body?: string
  readonly state?: 'open' | 'closed'
  readonly base?: string
  readonly maintainer_can_modify?: boolean
}

/** Why a closed pull request cannot be opened again; `undefined` when it can. */
async function refuseReopening(call: Call, pull: HostedPullRequest): Promise<ServiceReply | undefined> {
  const { git, pullRequests } = call.repository
  const message = async (): Promise<string | undefined> => {
    if (pull.mergedAt !== undefined) return 'state cannot be changed. The pull request cannot be reopened.'
    if ((await git.head(pull.head)) === undefined)
      return `state cannot be changed. The ${pull.head} branch was deleted.`
    const twin = (await pullRequests.list()).find((each) => each.state === 'open' && each.head === pull.head)
    return twin && `state cannot be changed. There is already an open pull request from ${pull.head}.`
  }
  const text = await message()
  return text === undefined
    ? undefined
    : validationFailed({ resource: 'PullRequest', code: 'custom', field: 'state', message: text })
}

async function update(call: Call): Promise<ServiceReply> {
  const { git, pullRequests } = call.repository
  const { state, maintainer_can_modify, ...change } = call.body as PullChange
  const login = call.grant?.login ?? ''
  const pull = await findPull(call)
  if (!pull) return notFound()
  const texts = refuseTexts(change.title, change.body)
  if (texts) return texts
  if (change.base !== undefined && (await git.head(change.base)) === undefined) return invalid('base')
  if (state === 'open' && pull.state === 'closed') {
    const no = await refuseReopening(call, pull)
    if (no) return no
    pullRequests.reopen(pull.number, login)
  }
  if (Object.keys(change).length > 0 || maintainer_can_modify !== undefined) {
    const modify = maintainer_can_modify === undefined ? {} : { maintainerCanModify: maintainer_can_modify }
    pullRequests.edit(pull.number, { ...change, ...modify }, login)
  }
  if (state === 'closed') await pullRequests.close(pull.number, login)
  return await get(call)
}

/** There is no operation that merges. https://docs.github.com/en/rest/pulls/pulls */
export const pullOperations: readonly Operation[] = [
  { method: 'GET', path: `${REPOSITORY}/pulls`, need: READ, answer: list },
  { method: 'POST', path: `${REPOSITORY}/pulls`, need: WRITE, answer: create },
  { method: 'GET', path: `${REPOSITORY}/pulls/{pull_number}`, need: READ, answer: get },
  { method: 'PATCH', path: `${REPOSITORY}/pulls/{pull_number}`, need: WRITE, answer: update }
]
