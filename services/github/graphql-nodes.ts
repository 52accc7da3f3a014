import { isoTime, parseCommit, verificationOf } from './commit-object.js'
import { isGranted, type Permissions } from './credentials.js'
import type { TreeEntry } from './git-object.js'
import { GraphqlRefusal } from './graphql-refusal.js'
import type { Person } from './identity.js'
import { nodeId, type HostedRepository } from './operation.js'

/** What the schema shows of a thing; a function is a field with arguments, or one that costs a look at git. */
export type GraphqlNode = Readonly<Record<string, unknown>>

function personNode(person: Person): GraphqlNode {
  return { __typename: 'GitActor', name: person.name, email: person.email, date: isoTime(person.seconds) }
}

/** The commit of a sha that is known to name one. */
export async function commitNode(repository: HostedRepository, sha: string): Promise<GraphqlNode> {
  const object = await repository.git.readObject(sha)
  if (object?.type !== 'commit') throw new GraphqlRefusal('NOT_FOUND', `There is no commit ${sha}`)
  const commit = parseCommit(object.content)
  const [headline = '', ...rest] = commit.message.split('\n')
  const { verified, reason } = verificationOf(commit)
  const url = `https://github.com/${repository.owner}/${repository.name}/commit/${sha}`
  return {
    __typename: 'Commit',
    id: nodeId('Commit', `${repository.id}:${sha}`),
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    url,
    commitUrl: url,
    message: commit.message,
    messageHeadline: headline,
    messageBody: rest.join('\n').trim(),
    authoredDate: isoTime(commit.author.seconds),
    committedDate: isoTime(commit.committer.seconds),
    author: personNode(commit.author),
    committer: personNode(commit.committer),
    tree: { __typename: 'Tree', id: nodeId('Tree', `${repository.id}:${commit.tree}`), oid: commit.tree },
    parents: () => ({
      totalCount: commit.parents.length,
      nodes: async () => await Promise.all(commit.parents.map((each) => commitNode(repository, each)))
    }),
    signature:
      commit.signature === undefined
        ? null
        : {
            __typename: 'GpgSignature',
            isValid: verified,
            state: reason === 'valid' ? 'VALID' : 'UNKNOWN_KEY',
            wasSignedByGitHub: verified,
            email: commit.committer.email
          }
  }
}

/** A ref by its full name; `null` where there is none. */
export async function refNode(repository: HostedRepository, name: string): Promise<GraphqlNode | null> {
  const sha = await repository.git.refTarget(name)
  if (sha === undefined) return null
  const prefix = /^refs\/[^/]+\//.exec(name)?.[0] ?? 'refs/'
  return {
    __typename: 'Ref',
    id: nodeId('Ref', `${repository.id}:${name}`),
    name: name.slice(prefix.length),
    prefix,
    target: async () => await commitNode(repository, sha)
  }
}

/** `x`, `heads/x` and `refs/heads/x` name the same branch. */
export function fullRefName(name: string): string {
  if (name.startsWith('refs/')) return name
  return /^(?:heads|tags)\//.test(name) ? `refs/${name}` : `refs/heads/${name}`
}

/** A file with its text, a folder with its entries. */
async function entryNode(repository: HostedRepository, entry: TreeEntry): Promise<GraphqlNode | null> {
  const { git } = repository
  const id = nodeId(entry.type, `${repository.id}:${entry.sha}`)
  if (entry.type === 'blob') {
    const content = (await git.readObject(entry.sha))?.content ?? Buffer.alloc(0)
    const isBinary = content.includes(0)
    const text = isBinary ? null : content.toString('utf8')
    return {
      __typename: 'Blob',
      id,
      oid: entry.sha,
      byteSize: content.length,
      isBinary,
      isTruncated: false,
      text
    }
  }
  if (entry.type !== 'tree') return null
  return {
    __typename: 'Tree',
    id,
    oid: entry.sha,
    entries: async () =>
      (await git.listTree(entry.sha, { recursive: false })).map((each) => ({
        __typename: 'TreeEntry',
        name: each.path,
        type: each.type,
        mode: parseInt(each.mode, 8),
        object: async () => await entryNode(repository, each)
      }))
  }
}

/** `HEAD:path` and `branch:path`. Needs what reading the file by its address needs. */
async function objectAt(
  repository: HostedRepository,
  permissions: Permissions,
  expression: string
): Promise<GraphqlNode | null> {
  const { git } = repository
  const colon = expression.indexOf(':')
  const revision = colon === -1 ? expression : expression.slice(0, colon)
  const sha = await git.resolveCommit(revision)
  if (colon === -1) return sha === undefined ? null : await commitNode(repository, sha)
  if (!isGranted(permissions, { name: 'contents', access: 'read' })) {
    throw new GraphqlRefusal('FORBIDDEN', 'Resource not accessible by integration')
  }
  const entry = sha === undefined ? undefined : await git.entryAt(sha, expression.slice(colon + 1))
  return entry === undefined ? null : await entryNode(repository, entry)
}

export function repositoryNode(repository: HostedRepository, permissions: Permissions): GraphqlNode {
  const { owner, name, git } = repository
  return {
    __typename: 'Repository',
    id: nodeId('Repository', repository.id),
    databaseId: repository.id,
    name,
    nameWithOwner: `${owner}/${name}`,
    isPrivate: repository.isPrivate,
    url: `https://github.com/${owner}/${name}`,
    defaultBranchRef: async () => await refNode(repository, `refs/heads/${git.defaultBranch}`),
    ref: async (args: { qualifiedName: string }) =>
      await refNode(repository, fullRefName(args.qualifiedName)),
    object: async (args: { oid?: string; expression?: string }) =>
      await objectAt(repository, permissions, args.oid ?? args.expression ?? '')
  }
}
