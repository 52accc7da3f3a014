import type { ServiceReply } from '../kit/service.js'
import type { GitRef } from './git-object.js'
import { nodeId, REPOSITORY, type Call, type Operation } from './operation.js'
import { isRefName } from './ref-name.js'
import { createRef, deleteRef, moveRef } from './ref-update.js'
import { created, NO_CONTENT, notFound, ok, unprocessable } from './replies.js'

const READ = { name: 'contents', access: 'read' } as const
const WRITE = { name: 'contents', access: 'write' } as const

const MISSING = 'Reference does not exist'
const FAILED = 'Reference update failed'

function shape(call: Call, found: GitRef): object {
  const below = `git/${found.ref}`
  return {
    ref: found.ref,
    node_id: nodeId('Ref', `${call.repository.id}:${found.ref}`),
    url: call.api(below),
    object: { sha: found.sha, type: found.type, url: call.api(`git/${found.type}s/${found.sha}`) }
  }
}

function fullName(call: Call): string {
  return `refs/${call.request.params['ref'] ?? ''}`
}

function shaProblem(sha: string): string | undefined {
  return /^[0-9a-f]{40}$/.test(sha)
    ? undefined
    : 'The sha parameter must be exactly 40 characters and contain only [0-9a-f].'
}

async function get(call: Call): Promise<ServiceReply> {
  const { git } = call.repository
  const ref = fullName(call)
  const sha = await git.refTarget(ref)
  const type = sha === undefined ? undefined : await git.typeOf(sha)
  return sha === undefined || type === undefined ? notFound() : ok(shape(call, { ref, sha, type }))
}

/** Every ref whose full name starts so, in whatever namespace; none is an empty list, not a 404. */
async function matching(call: Call): Promise<ServiceReply> {
  const prefix = fullName(call)
  const refs = await call.repository.git.refs()
  return ok(refs.filter((each) => each.ref.startsWith(prefix)).map((each) => shape(call, each)))
}

async function create(call: Call): Promise<ServiceReply> {
  const { git } = call.repository
  const { ref, sha } = call.body as { ref: string; sha: string }
  if (!ref.startsWith('refs/')) return unprocessable("Reference name must start with 'refs/'.")
  if (ref.split('/').length < 3) {
    return unprocessable('Reference name must contain at least three slash-separated components.')
  }
  const badSha = shaProblem(sha)
  if (badSha !== undefined) return unprocessable(badSha)
  const badName = `${ref} is not a valid ref name.`
  if (!isRefName(ref)) return unprocessable(badName)
  const type = await git.typeOf(sha)
  if (type === undefined) return unprocessable('Object does not exist')
  // Pull requests own their namespace: https://docs.github.com/en/pull-requests
  if (ref.startsWith('refs/pull/')) return unprocessable('Reference cannot be created')
  switch (await createRef(git, ref, sha)) {
    case 'done':
      return created(shape(call, { ref, sha, type }), { location: call.api(`git/${ref}`) })
    case 'moved':
      return unprocessable('Reference already exists')
    case 'bad-name':
      return unprocessable(badName)
    case 'failed':
      return unprocessable(FAILED)
  }
}

/** Looks, judges, and swaps only what it judged; a ref that moved meanwhile is looked at again. */
async function update(call: Call): Promise<ServiceReply> {
  const { git } = call.repository
  const ref = fullName(call)
  const { sha, force = false } = call.body as { sha: string; force?: boolean }
  const badSha = shaProblem(sha)
  if (badSha !== undefined) return unprocessable(badSha)
  const type = await git.typeOf(sha)
  if (type === undefined) return unprocessable('Object does not exist')
  for (;;) {
    const from = await git.refTarget(ref)
    if (from === undefined) return unprocessable(MISSING)
    if (!force && from !== sha && !(await git.isAncestor(from, sha))) {
      return unprocessable('Update is not a fast forward')
    }
    const outcome = await moveRef(git, ref, { from, to: sha })
    if (outcome === 'done') return ok(shape(call, { ref, sha, type }))
    if (outcome !== 'moved') return unprocessable(FAILED)
  }
}

async function remove(call: Call): Promise<ServiceReply> {
  const { git } = call.repository
  const ref = fullName(call)
  if (ref === `refs/heads/${git.defaultBranch}`) return unprocessable('Cannot delete the default branch')
  for (;;) {
    const from = await git.refTarget(ref)
    if (from === undefined) return unprocessable(MISSING)
    const outcome = await deleteRef(git, ref, from)
    if (outcome === 'done') return NO_CONTENT
    if (outcome !== 'moved') return unprocessable(FAILED)
  }
}

/** Refs of every namespace; creation and update are atomic. https://docs.github.com/en/rest/git/refs */
export const refOperations: readonly Operation[] = [
  { method: 'GET', path: `${REPOSITORY}/git/ref/{ref*}`, need: READ, answer: get },
  {
    method: 'GET',
    path: `${REPOSITORY}/git/matching-refs/{ref*}`,
    alsoAt: [`${REPOSITORY}/git/matching-refs/`, `${REPOSITORY}/git/matching-refs`],
    need: READ,
    answer: matching
  },
  { method: 'POST', path: `${REPOSITORY}/git/refs`, need: WRITE, answer: create },
  { method: 'PATCH', path: `${REPOSITORY}/git/refs/{ref*}`, need: WRITE, answer: update },
  { method: 'DELETE', path: `${REPOSITORY}/git/refs/{ref*}`, need: WRITE, answer: remove }
]
