import { VendorError } from '../../errors.js'
import type { Answer } from '../../check-up/answer.js'
import { ask } from '../ask.js'
import { callVendor, type RetryPolicy } from '../retry.js'
import type { OctokitSource } from './client.js'

export interface PushQuestion {
  readonly octokit: OctokitSource
  /** `https://github.com`, or an Enterprise Server's. */
  readonly serverUrl: string
  readonly owner: string
  readonly repo: string
  readonly retry: RetryPolicy
}

const TIME_LIMIT_MS = 15_000

/**
 * Whether the token may write contents. The API does not tell: `permissions.push` of a repository is a person's, and false for every
 * App and run. Git does: the first step of a push is a GET for the refs that the server would take, which is refused to those who may
 * not push. Nothing follows it. https://git-scm.com/docs/http-protocol#_smart_server_response
 */
export function examinePush(question: PushQuestion): Promise<Answer<boolean>> {
  return ask(() =>
    callVendor({ attempt: () => shakeHands(question), translate, idempotent: true }, question.retry)
  )
}

type Fetch = (url: string, options: object) => Promise<Response>

async function shakeHands({ octokit, serverUrl, owner, repo }: PushQuestion): Promise<boolean> {
  const client = await octokit()
  const auth: unknown = await client.auth()
  // The client's own fetch knows the runner's proxy.
  const own: unknown = client.request.endpoint.DEFAULTS.request?.fetch
  const send: Fetch = isFetch(own) ? own : fetch
  const way = `${encodeURIComponent(owner)}/${encodeURIComponent(repo)}`
  const reply = await send(`${serverUrl}/${way}.git/info/refs?service=git-receive-pack`, {
    headers: { authorization: `Basic ${credentials(auth)}`, 'user-agent': 'datadog-autofix-action' },
    redirect: 'manual',
    signal: AbortSignal.timeout(TIME_LIMIT_MS)
  })
  if (reply.ok && isAdvertisement(reply)) {
    // The list of refs may be long, and is of no interest.
    await reply.body?.cancel()
    return true
  }
  const said = await readStart(reply)
  if ((reply.status === 403 || reply.status === 404) && REFUSALS.test(said)) return false
  throw refusal(reply.status)
}

/** GitHub's own words, so that a proxy's 403 is not taken for GitHub's. A private repository does not exist for who may not read it. */
const REFUSALS = /^(?:Permission to \S+ denied|Write access to repository not granted|Repository not found)/

const MAXIMUM_REFUSAL_BYTES = 1_000

/** The first piece that comes; the rest is not waited for. */
async function readStart({ body }: Response): Promise<string> {
  const reader = body?.getReader()
  const first: { readonly value?: unknown } = (await reader?.read()) ?? {}
  await reader?.cancel()
  return first.value instanceof Uint8Array
    ? Buffer.from(first.value.subarray(0, MAXIMUM_REFUSAL_BYTES)).toString('utf8')
    : ''
}

function isFetch(value: unknown): value is Fetch {
  return typeof value === 'function'
}

function credentials(auth: unknown): string {
  const token = typeof auth === 'object' && auth !== null && 'token' in auth ? String(auth.token) : ''
  return Buffer.from(`x-access-token:${token}`).toString('base64')
}

function isAdvertisement({ headers }: Response): boolean {
  return (headers.get('content-type') ?? '').startsWith('application/x-git-receive-pack-advertisement')
}

const DOING = 'say whether the token may push'

function refusal(status: number): VendorError {
  const retryable = status === 429 || status >= 500
  return new VendorError(
    status === 401
      ? `GitHub refused to ${DOING} (401): the token is not valid, or has expired.`
      : status < 400
        ? `Something else than git answered (${status}) when GitHub was asked to ${DOING}; a proxy may stand in between.`
        : `GitHub refused to ${DOING} (${status}).`,
    { vendor: 'GitHub', status, retryable }
  )
}

function translate(error: unknown): Error {
  if (error instanceof VendorError) return error
  const said = error instanceof Error ? error.message : String(error)
  return new VendorError(`GitHub did not answer when asked to ${DOING}: ${said}`, {
    vendor: 'GitHub',
    retryable: true,
    cause: new Error(said)
  })
}
