import type { ServiceReply } from '../kit/service.js'
import { commitShape } from './commits.js'
import { REPOSITORY, type Call, type Operation } from './operation.js'
import { pageOf } from './paging.js'
import { conflict, notFound, ok } from './replies.js'

/** Newest first. Of a path, the commits that changed it under this name. */
async function list(call: Call): Promise<ServiceReply> {
  const { git } = call.repository
  const { query } = call.request
  if ((await git.head()) === undefined) return conflict('Git Repository is empty.')
  const from = query.get('sha') ?? 'HEAD'
  const head = await git.resolveCommit(from)
  if (head === undefined) return notFound(`No commit found for SHA: ${from}`)
  const [path, since, until] = [query.get('path'), query.get('since'), query.get('until')]
  const log = await git.git([
    ...['rev-list', head],
    ...(since === null ? [] : [`--since-as-filter=${since}`]),
    ...(until === null ? [] : [`--until=${until}`]),
    ...(path === null ? [] : ['--', `:(literal)${path}`])
  ])
  const page = pageOf(
    call,
    'commits',
    log.split('\n').filter((line) => line !== '')
  )
  return ok(await Promise.all(page.items.map(async (sha) => await commitShape(call, sha))), page.headers)
}

/** https://docs.github.com/en/rest/commits/commits#list-commits */
export const commitListOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: `${REPOSITORY}/commits`,
    need: { name: 'contents', access: 'read' },
    answer: list
  }
]
