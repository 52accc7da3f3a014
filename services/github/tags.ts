import type { ServiceReply } from '../kit/service.js'
import { isoTime } from './commit-object.js'
import { readPerson } from './git-commits.js'
import { nodeId, REPOSITORY, type Call, type Operation } from './operation.js'
import { isRefName } from './ref-name.js'
import { created, notFound, ok, unprocessable } from './replies.js'

interface TagBody {
  readonly tag: string
  readonly message: string
  readonly object: string
  readonly type: string
  readonly tagger?: { readonly name: string; readonly email: string; readonly date?: string }
}

function shape(call: Call, sha: string, content: string): object {
  const split = content.indexOf('\n\n')
  const head = content.slice(0, split)
  const value = (name: string): string => new RegExp(`^${name} (.*)$`, 'm').exec(head)?.[1] ?? ''
  const person = /^(.*?) ?<(.*)> (\d+) /.exec(value('tagger'))
  const object = value('object')
  return {
    node_id: nodeId('Tag', `${call.repository.id}:${sha}`),
    sha,
    url: call.api(`git/tags/${sha}`),
    tag: value('tag'),
    message: content.slice(split + 2).replace(/\n$/, ''),
    tagger: { name: person?.[1] ?? '', email: person?.[2] ?? '', date: isoTime(Number(person?.[3] ?? 0)) },
    object: { sha: object, type: value('type'), url: call.api(`git/${value('type')}s/${object}`) },
    verification: { verified: false, reason: 'unsigned', signature: null, payload: null, verified_at: null }
  }
}

async function get(call: Call): Promise<ServiceReply> {
  const found = await call.repository.git.readObject(call.request.params['tag_sha'] ?? '')
  return found?.type === 'tag' ? ok(shape(call, found.sha, found.content.toString('utf8'))) : notFound()
}

/** Makes the tag object only; the ref is a request of its own. */
async function create(call: Call): Promise<ServiceReply> {
  const { git } = call.repository
  const { tag, message, object, type, tagger } = call.body as TagBody
  if ((await git.typeOf(object)) !== type) return unprocessable('Object does not exist')
  if (!isRefName(`refs/tags/${tag}`)) return unprocessable(`${tag} is not a valid tag name.`)
  const { name, email, seconds } = readPerson(call, tagger)
  const content = `object ${object}\ntype ${type}\ntag ${tag}\ntagger ${name} <${email}> ${seconds} +0000\n\n${message}\n`
  const sha = await git.writeObject('tag', content)
  return created(shape(call, sha, content), { location: call.api(`git/tags/${sha}`) })
}

/** https://docs.github.com/en/rest/git/tags */
export const tagOperations: readonly Operation[] = [
  {
    method: 'GET',
    path: `${REPOSITORY}/git/tags/{tag_sha}`,
    need: { name: 'contents', access: 'read' },
    answer: get
  },
  {
    method: 'POST',
    path: `${REPOSITORY}/git/tags`,
    need: { name: 'contents', access: 'write' },
    answer: create
  }
]
