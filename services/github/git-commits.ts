import type { ServiceReply } from '../kit/service.js'
import { composeCommit, isoTime, parseCommit, verificationShape, type CommitObject } from './commit-object.js'
import { accountEmail, isBot, WEB_COMMITTER, type Person } from './identity.js'
import { nodeId, REPOSITORY, type Call, type Operation } from './operation.js'
import { created, notFound, ok, unprocessable } from './replies.js'

/** A person as a body names one: without a date, it is now. */
interface PersonInput {
  readonly name: string
  readonly email: string
  readonly date?: string
}

interface CommitBody {
  readonly message: string
  readonly tree: string
  readonly parents?: readonly string[]
  readonly author?: PersonInput
  readonly committer?: PersonInput
  readonly signature?: string
}

/** A person of a commit, as the API shows them. */
export function personShape(person: Person): object {
  return { name: person.name, email: person.email, date: isoTime(person.seconds) }
}

function shape(call: Call, sha: string, commit: CommitObject): object {
  return {
    sha,
    node_id: nodeId('Commit', `${call.repository.id}:${sha}`),
    url: call.api(`git/commits/${sha}`),
    html_url: call.html(`commit/${sha}`),
    author: personShape(commit.author),
    committer: personShape(commit.committer),
    tree: { sha: commit.tree, url: call.api(`git/trees/${commit.tree}`) },
    message: commit.message,
    parents: commit.parents.map((parent) => ({
      sha: parent,
      url: call.api(`git/commits/${parent}`),
      html_url: call.html(`commit/${parent}`)
    })),
    verification: verificationShape(commit)
  }
}

async function get(call: Call): Promise<ServiceReply> {
  const found = await call.repository.git.readObject(call.request.params['commit_sha'] ?? '')
  return found?.type === 'commit' ? ok(shape(call, found.sha, parseCommit(found.content))) : notFound()
}

/** A person from a body, or the caller's own account. */
export function readPerson(call: Call, input: PersonInput | undefined): Person {
  const now = Math.floor(call.now() / 1000)
  if (!input) {
    const login = call.grant?.login ?? ''
    return { name: login, email: accountEmail(login), seconds: now }
  }
  const seconds = input.date === undefined ? now : Math.floor(Date.parse(input.date) / 1000)
  return { name: input.name, email: input.email, seconds }
}

/**
 * An App that names neither author nor committer gets a commit by GitHub, signed by GitHub. Whoever names one of them
 * gets what they named, unsigned.
 * https://docs.github.com/en/authentication/managing-commit-signature-verification/about-commit-signature-verification#signature-verification-for-bots
 */
async function create(call: Call): Promise<ServiceReply> {
  const { git } = call.repository
  const body = call.body as CommitBody
  const parents = body.parents ?? []
  if ((await git.typeOf(body.tree)) !== 'tree') return unprocessable('Tree SHA does not exist')
  for (const parent of parents) {
    if ((await git.typeOf(parent)) !== 'commit') {
      return unprocessable('Parent SHA does not exist or is not a commit object')
    }
  }
  const author = readPerson(call, body.author ?? body.committer)
  const byApp = !body.author && !body.committer && isBot(call.grant?.login ?? '')
  const committer = byApp
    ? { ...WEB_COMMITTER, seconds: author.seconds }
    : readPerson(call, body.committer ?? body.author)
  const draft = { tree: body.tree, parents, author, committer, message: body.message }
  const content = composeCommit(draft, body.signature ?? (byApp ? 'web' : undefined))
  const sha = await git.writeObject('commit', content)
  return created(shape(call, sha, parseCommit(Buffer.from(content))), {
    location: call.api(`git/commits/${sha}`)
  })
}

/** https://docs.github.com/en/rest/git/commits */
export const gitCommitOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: `${REPOSITORY}/git/commits/{commit_sha}`,
    need: { name: 'contents', access: 'read' },
    answer: get
  },
  {
    method: 'POST',
    path: `${REPOSITORY}/git/commits`,
    need: { name: 'contents', access: 'write' },
    answer: create
  }
]
