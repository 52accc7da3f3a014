import { gunzipSync } from 'node:zlib'
import type { Route, ServiceReply, ServiceRequest } from '../kit/service.js'
import { identify, isGranted, type TokenGrant } from './credentials.js'
import type { HostedRepository } from './operation.js'
import { isVisible, permissionsIn } from './visibility.js'

const READ = { name: 'contents', access: 'read' } as const
const WRITE = { name: 'contents', access: 'write' } as const

export interface GitPremises {
  readonly grants: readonly TokenGrant[]
  readonly now: () => number
  readonly find: (owner: string, name: string) => HostedRepository | undefined
}

/** Whether the path is one of git's own, where other refusals are due than in the API. */
export function isGitPath(path: string): boolean {
  return /^\/[^/]+\/[^/]+\/(?:info\/refs|git-(?:upload|receive)-pack)$/.test(path)
}

function refuse(status: number, text: string, headers: Readonly<Record<string, string>> = {}): ServiceReply {
  return { status, body: `${text}\n`, headers: { 'content-type': 'text/plain; charset=utf-8', ...headers } }
}

/** Asks git for credentials, which it sends only when it is asked. */
function askWho(text: string): ServiceReply {
  return refuse(401, text, { 'www-authenticate': 'Basic realm="GitHub"' })
}

interface Admission {
  readonly repository: HostedRepository
  readonly login: string
  readonly mayWrite: boolean
}

function admit(premises: GitPremises, request: ServiceRequest): Admission | ServiceReply {
  const { owner = '', repo = '' } = request.params
  const header = request.headers['authorization'] ?? ''
  const bad = 'Invalid username or token. Password authentication is not supported for Git operations.'
  if (header !== '' && !/^basic /i.test(header)) return askWho(bad)
  const who = identify(request, premises.grants, premises.now())
  if (who.kind === 'refused') return askWho(bad)
  const repository = premises.find(owner, repo.replace(/\.git$/, ''))
  if (who.kind === 'anonymous') {
    return repository && isVisible(repository, undefined)
      ? { repository, login: '', mayWrite: false }
      : askWho('Repository not found.')
  }
  if (!repository || !isVisible(repository, who.grant)) return refuse(404, 'Repository not found.')
  const permissions = permissionsIn(repository, who.grant)
  if (!isGranted(permissions, READ)) return refuse(404, 'Repository not found.')
  return { repository, login: who.grant.login, mayWrite: isGranted(permissions, WRITE) }
}

function refusePush({ repository, login }: Admission): ServiceReply {
  if (login === '') return askWho('Authentication required.')
  return refuse(403, `Permission to ${repository.owner}/${repository.name}.git denied to ${login}.`)
}

/** The first step of a push, which tells whether there may be a second. */
async function offerPush(admission: Admission): Promise<ServiceReply> {
  if (!admission.mayWrite) return refusePush(admission)
  const { git } = admission.repository
  const { stdout } = await git.attempt(['receive-pack', '--stateless-rpc', '--advertise-refs', git.gitDir])
  const headers = {
    'content-type': 'application/x-git-receive-pack-advertisement',
    'cache-control': 'no-cache'
  }
  const name = '001f# service=git-receive-pack\n0000'
  return { status: 200, body: Buffer.concat([Buffer.from(name), stdout]), headers }
}

/** Runs the server's side of git over one request; `flags` come before the repository. */
async function uploadPack(
  { repository }: Admission,
  request: ServiceRequest,
  flags: readonly string[]
): Promise<Buffer> {
  const zipped = request.headers['content-encoding'] === 'gzip'
  const protocol = request.headers['git-protocol']
  const { git } = repository
  const { stdout } = await git.attempt(['upload-pack', '--stateless-rpc', ...flags, git.gitDir], {
    input: zipped ? gunzipSync(request.bytes) : request.bytes,
    env: protocol === undefined ? {} : { GIT_PROTOCOL: protocol }
  })
  return stdout
}

function packReply(kind: 'advertisement' | 'result', body: Uint8Array): ServiceReply {
  const headers = { 'content-type': `application/x-git-upload-pack-${kind}`, 'cache-control': 'no-cache' }
  return { status: 200, body, headers }
}

async function advertise(premises: GitPremises, request: ServiceRequest): Promise<ServiceReply> {
  const admission = admit(premises, request)
  if ('status' in admission) return admission
  const service = request.query.get('service')
  if (service === 'git-receive-pack') return await offerPush(admission)
  if (service !== 'git-upload-pack') return refuse(403, 'Please upgrade your git client.')
  const refs = await uploadPack(admission, request, ['--advertise-refs'])
  // The second version of the protocol begins without the service's name.
  const isSecond = /(?:^|:)version=2(?::|$)/.test(request.headers['git-protocol'] ?? '')
  const name = isSecond ? '' : '001e# service=git-upload-pack\n0000'
  return packReply('advertisement', Buffer.concat([Buffer.from(name), refs]))
}

async function fetchPack(premises: GitPremises, request: ServiceRequest): Promise<ServiceReply> {
  const admission = admit(premises, request)
  return 'status' in admission ? admission : packReply('result', await uploadPack(admission, request, []))
}

async function push(premises: GitPremises, request: ServiceRequest): Promise<ServiceReply> {
  const admission = admit(premises, request)
  return 'status' in admission ? admission : refusePush(admission)
}

/**
 * Cloning and fetching over HTTP by the real git, any commit by its sha included; pushing is refused: what is published
 * goes through the API. https://git-scm.com/docs/http-protocol
 */
export function gitRoutes(premises: GitPremises): readonly Route[] {
  const below = '/:owner/:repo'
  return [
    {
      method: 'GET',
      pattern: `${below}/info/refs`,
      handler: async (request) => await advertise(premises, request)
    },
    {
      method: 'POST',
      pattern: `${below}/git-upload-pack`,
      raw: true,
      handler: async (request) => await fetchPack(premises, request)
    },
    {
      method: 'POST',
      pattern: `${below}/git-receive-pack`,
      raw: true,
      handler: async (request) => await push(premises, request)
    }
  ]
}
