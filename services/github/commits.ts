import type { ServiceReply } from '../kit/service.js'
import { wantsMedia } from './blobs.js'
import { parseCommit, verificationShape } from './commit-object.js'
import { personShape } from './git-commits.js'
import { accountShape, loginOf } from './identity.js'
import { nodeId, REPOSITORY, type Call, type Operation } from './operation.js'
import { notFound, ok, unprocessable } from './replies.js'

const READ = { name: 'contents', access: 'read' } as const

const STATUSES: Readonly<Record<string, string>> = { A: 'added', D: 'removed', M: 'modified', T: 'changed' }

interface FileChange {
  readonly sha: string
  readonly filename: string
  readonly status: string
  readonly additions: number
  readonly deletions: number
  readonly changes: number
  readonly blob_url: string
  readonly raw_url: string
  readonly contents_url: string
}

/** What the commit changed against its first parent. A rename shows as one file removed and one added. */
async function filesOf(call: Call, sha: string): Promise<FileChange[]> {
  const { code, stdout, stderr } = await call.repository.git.attemptOnce([
    ...['diff-tree', '--root', '-r', '-m', '--first-parent', '--no-commit-id', '--no-renames'],
    ...['--raw', '--numstat', '--no-abbrev', '-z', sha]
  ])
  if (code !== 0) throw new Error(`git could not tell the files of ${sha}: ${stderr}`)
  const text = stdout.toString('utf8')
  const fields = text.split('\0').filter((field) => field !== '')
  const raw = new Map<string, { blob: string; status: string }>()
  const files: FileChange[] = []
  for (let at = 0; at < fields.length; at += 1) {
    const field = fields[at] ?? ''
    if (field.startsWith(':')) {
      const [, , before = '', after = '', letter = ''] = field.split(' ')
      raw.set(fields[at + 1] ?? '', {
        blob: letter === 'D' ? before : after,
        status: STATUSES[letter] ?? 'modified'
      })
      at += 1
      continue
    }
    const [added = '0', deleted = '0', filename = ''] = field.split('\t')
    // Binary files have `-` for both.
    const [additions, deletions] = [Number(added) || 0, Number(deleted) || 0]
    const { blob = '', status = 'modified' } = raw.get(filename) ?? {}
    files.push({
      sha: blob,
      filename,
      status,
      additions,
      deletions,
      changes: additions + deletions,
      blob_url: call.html(`blob/${sha}/${filename}`),
      raw_url: call.html(`raw/${sha}/${filename}`),
      contents_url: `${call.api(`contents/${filename}`)}?ref=${sha}`
    })
  }
  return files
}

/** The commit as lists show it. The sha must name a commit. */
export async function commitShape(call: Call, sha: string): Promise<object> {
  const object = await call.repository.git.readObject(sha)
  if (object?.type !== 'commit') throw new Error(`${sha} is not a commit`)
  const commit = parseCommit(object.content)
  const account = (email: string): object | null => {
    const login = loginOf(email)
    return login === undefined ? null : accountShape(login, new URL(call.api()).origin)
  }
  const url = call.api(`commits/${sha}`)
  return {
    sha,
    node_id: nodeId('Commit', `${call.repository.id}:${sha}`),
    url,
    html_url: call.html(`commit/${sha}`),
    comments_url: `${url}/comments`,
    commit: {
      url: call.api(`git/commits/${sha}`),
      author: personShape(commit.author),
      committer: personShape(commit.committer),
      message: commit.message,
      comment_count: 0,
      tree: { sha: commit.tree, url: call.api(`git/trees/${commit.tree}`) },
      verification: verificationShape(commit)
    },
    author: account(commit.author.email),
    committer: account(commit.committer.email),
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: call.api(`commits/${parent}`),
      html_url: call.html(`commit/${parent}`)
    }))
  }
}

/** The commit with its files, as `commits` and `branches` show a single one. */
async function shape(call: Call, sha: string): Promise<object> {
  const files = await filesOf(call, sha)
  const additions = files.reduce((sum, each) => sum + each.additions, 0)
  const deletions = files.reduce((sum, each) => sum + each.deletions, 0)
  const stats = { total: additions + deletions, additions, deletions }
  return { ...(await commitShape(call, sha)), stats, files }
}

async function getCommit(call: Call): Promise<ServiceReply> {
  const ref = call.request.params['ref'] ?? ''
  const sha = await call.repository.git.resolveCommit(ref)
  if (sha === undefined) return unprocessable(`No commit found for SHA: ${ref}`)
  if (wantsMedia(call, 'sha')) {
    return {
      status: 200,
      body: sha,
      headers: { 'content-type': 'application/vnd.github.sha; charset=utf-8' }
    }
  }
  return ok(await shape(call, sha))
}

async function getBranch(call: Call): Promise<ServiceReply> {
  const name = call.request.params['branch'] ?? ''
  const head = await call.repository.git.head(name)
  if (head === undefined) return notFound('Branch not found')
  const self = call.api(`branches/${name}`)
  return ok({
    name,
    commit: await shape(call, head),
    _links: { self, html: call.html(`tree/${name}`) },
    protected: false,
    protection: {
      enabled: false,
      required_status_checks: { enforcement_level: 'off', contexts: [], checks: [] }
    },
    protection_url: `${self}/protection`
  })
}

/** https://docs.github.com/en/rest/commits/commits and https://docs.github.com/en/rest/branches/branches */
export const commitOperations: readonly Operation[] = [
  { method: 'GET', path: `${REPOSITORY}/commits/{ref*}`, need: READ, answer: getCommit },
  { method: 'GET', path: `${REPOSITORY}/branches/{branch*}`, need: READ, answer: getBranch }
]
