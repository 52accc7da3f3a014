import type { ServiceReply } from '../kit/service.js'
import { commitShape } from './commits.js'
import { comparedFiles } from './compared-files.js'
import { REPOSITORY, type Call, type Operation } from './operation.js'
import { pageOf } from './paging.js'
import { notFound, ok } from './replies.js'

/** Without a page: the newest of them. */
const MOST_COMMITS = 250
const MOST_FILES = 300

/** Shas of the commits that the one has and the other has not, oldest first. */
async function commitsBetween(call: Call, base: string, head: string): Promise<readonly string[]> {
  const { git } = call.repository
  const list = await git.git(['rev-list', '--reverse', '--topo-order', `${base}..${head}`])
  return list.split('\n').filter((line) => line !== '')
}

function statusOf(ahead: number, behind: number): string {
  if (ahead === 0) return behind === 0 ? 'identical' : 'behind'
  return behind === 0 ? 'ahead' : 'diverged'
}

async function compare(call: Call): Promise<ServiceReply> {
  const { git } = call.repository
  const range = call.request.params['basehead'] ?? ''
  const [baseName = '', headName = '', ...more] = range.split('...')
  const [base, head] = await Promise.all([git.resolveCommit(baseName), git.resolveCommit(headName)])
  if (base === undefined || head === undefined || more.length > 0) return notFound()
  const found = await git.attempt(['merge-base', base, head])
  if (found.code !== 0) return notFound(`No common ancestor between ${baseName} and ${headName}.`)
  const mergeBase = found.stdout.toString('utf8').trim()
  const [ahead, behind] = await Promise.all([
    commitsBetween(call, base, head),
    commitsBetween(call, head, base)
  ])
  const { query } = call.request
  const isPaged = query.has('page') || query.has('per_page')
  const page = isPaged
    ? pageOf(call, `compare/${range}`, ahead)
    : { items: ahead.slice(-MOST_COMMITS), headers: {} }
  const isFirst = Number(query.get('page') ?? 1) <= 1
  const url = call.api(`compare/${range}`)
  const html = call.html(`compare/${range}`)
  const shapes = page.items.map(async (sha) => await commitShape(call, sha))
  return ok(
    {
      url,
      html_url: html,
      permalink_url: call.html(`compare/${base}...${head}`),
      diff_url: `${html}.diff`,
      patch_url: `${html}.patch`,
      base_commit: await commitShape(call, base),
      merge_base_commit: await commitShape(call, mergeBase),
      status: statusOf(ahead.length, behind.length),
      ahead_by: ahead.length,
      behind_by: behind.length,
      total_commits: ahead.length,
      commits: await Promise.all(shapes),
      files: isFirst ? (await comparedFiles(call, mergeBase, head)).slice(0, MOST_FILES) : []
    },
    page.headers
  )
}

/** https://docs.github.com/en/rest/commits/commits#compare-two-commits */
export const compareOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: `${REPOSITORY}/compare/{basehead*}`,
    need: { name: 'contents', access: 'read' },
    answer: compare
  }
]
