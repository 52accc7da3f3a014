import type { getOctokit } from '@actions/github'
import { VendorError } from '../../errors.js'
import { truncateWords } from '../../text/truncate.js'
import { VendorLimits } from '../vendor-limits.js'
import {
  clockIn,
  isFailure,
  keepToLimits,
  waitAsked,
  type Hooks,
  type RequestFailure
} from './rate-limits.js'

export type Octokit = ReturnType<typeof getOctokit>

/** The client, made at the first call: GitHub is not what a run asks first, and loading the client costs time. */
export type OctokitSource = () => Promise<Octokit>

export interface GitHubOptions {
  readonly token: string
  /** `https://api.github.com`, or a GitHub Enterprise Server's. */
  readonly apiUrl: string
  /** Unit of the waits between attempts; a second, but for tests. */
  readonly retryUnitMs?: number
  /** Time limit of each attempt, its reply's body included; 15 s, but for tests. */
  readonly attemptTimeoutMs?: number
  /** What GitHub said of its limits to the other requests of the run. Without it, this client's requests tell each other. */
  readonly limits?: VendorLimits
}

const ATTEMPT_TIMEOUT_MS = 15_000
const RETRIES = 3
/** Refusals that no further attempt changes; of 403 and 429, see `keepToLimits`. */
const FINAL_STATUSES = [400, 401, 403, 404, 409, 410, 422, 429, 451]

export function createOctokitSource(options: GitHubOptions): OctokitSource {
  let client: Promise<Octokit> | undefined
  return () => (client ??= load(options))
}

async function load(options: GitHubOptions): Promise<Octokit> {
  const { token, apiUrl, retryUnitMs = 1000, attemptTimeoutMs = ATTEMPT_TIMEOUT_MS } = options
  const [{ getOctokit: create }, { retry }] = await Promise.all([
    import('@actions/github'),
    import('@octokit/plugin-retry')
  ])
  return create(
    token,
    {
      baseUrl: apiUrl,
      log: { debug: ignore, info: ignore, warn: ignore, error: ignore },
      retry: { retries: RETRIES, retryAfterBaseValue: retryUnitMs, doNotRetry: FINAL_STATUSES }
    },
    // Plugins listed first sit closest to the wire: both of these see every attempt.
    guardAttempts(attemptTimeoutMs),
    keepToLimits(options.limits ?? new VendorLimits(clockIn(retryUnitMs))),
    retry
  )
}

/** What we tell the user is told by our own errors and log. */
function ignore(): void {
  return undefined
}

interface Reply extends Pick<Response, 'ok' | 'status' | 'statusText' | 'arrayBuffer'> {
  readonly headers: Iterable<[string, string]>
}

/** The client's own fetch knows the runner's proxy. */
interface ClientDefaults {
  readonly request?: { readonly fetch?: (url: string, options: unknown) => Promise<Reply> }
}

/**
 * A time limit for each attempt, and the whole reply or an error: the client takes a body that breaks off for an empty one,
 * and a policy file or a CODEOWNERS that is empty means something else.
 */
function guardAttempts(timeoutMs: number): (octokit: Hooks, defaults: ClientDefaults) => void {
  return ({ hook }, { request }) => {
    const send: (url: string, options: never) => Promise<Reply> = request?.fetch ?? fetch
    const readWhole = async (url: string, options: never): Promise<Response> => {
      const reply = await send(url, options)
      const headers = new Headers([...reply.headers])
      const body = await reply.arrayBuffer()
      if (reply.ok && /^text\/html\b/i.test(headers.get('content-type') ?? '')) {
        throw new Error('a web page came back where data was expected; a proxy may stand in between')
      }
      const { status, statusText } = reply
      return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers })
    }
    hook.before('request', (options) => {
      options.request = { ...options.request, signal: AbortSignal.timeout(timeoutMs), fetch: readWhole }
    })
  }
}

/** The status of GitHub's reply; `undefined` when the error is not one. */
export function statusOf(error: unknown): number | undefined {
  return isFailure(error) && error.response !== undefined ? error.status : undefined
}

/** What the token of an input needs on the repository. */
export interface TokenNeed {
  readonly permission: string
  readonly input: 'github-token' | 'app-token'
}

/**
 * GitHub's refusal in our words. `doing` completes "GitHub refused to …"; `need` is what the token needs for it, that of the input
 * `github-token` where only a permission is given.
 */
export function toVendorError(error: unknown, doing: string, need: string | TokenNeed): Error {
  if (!isFailure(error)) return error instanceof Error ? error : new Error(String(error))
  const { permission, input } = typeof need === 'string' ? workflowToken(need) : need
  const { response } = error
  const status = statusOf(error)
  const said = messageOf(error)
  const wait = waitAsked(error)
  const facts = {
    vendor: 'GitHub',
    status,
    retryable: status === undefined || status >= 500 || wait !== undefined,
    requestId: response?.headers['x-github-request-id']?.toString(),
    retryAfterMs: wait === undefined ? undefined : Math.ceil(wait) * 1000,
    // The client's own error holds the whole request, and with it the credentials.
    cause: new Error(said)
  } as const
  const refused = `GitHub refused to ${doing}`
  if (status === undefined) {
    return new VendorError(`GitHub did not answer when asked to ${doing}: ${said}`, facts)
  }
  if (status >= 500) return new VendorError(`GitHub failed to ${doing} (${status}): ${said}`, facts)
  if (status === 401) {
    return new VendorError(`${refused} (401): the input "${input}" is not valid, or has expired.`, facts)
  }
  if (wait !== undefined) {
    return new VendorError(
      `${refused} (${status}): the rate limit is used up for another ${Math.ceil(wait)} s.`,
      facts
    )
  }
  if (status === 403 || status === 404) {
    // GitHub also answers 404 about what the token may not see.
    const doubt = status === 404 ? 'it does not exist, or ' : ''
    return new VendorError(
      `${refused} (${status}): ${doubt}the input "${input}" needs the permission "${permission}" on the repository. ` +
        `GitHub says: ${said}`,
      facts
    )
  }
  return new VendorError(`${refused} (${status}): ${said}`, facts)
}

function workflowToken(permission: string): TokenNeed {
  return { permission, input: 'github-token' }
}

const MAXIMUM_MESSAGE_CHARS = 500

/** What GitHub says, without the web page that stands in for it when a machine in front of GitHub answers. */
function messageOf({ message, response }: RequestFailure): string {
  if (typeof response?.data !== 'string') return truncateWords(message, MAXIMUM_MESSAGE_CHARS)
  const text = response.data.trimStart()
  return text === '' || text.startsWith('<')
    ? 'no further explanation'
    : truncateWords(text, MAXIMUM_MESSAGE_CHARS)
}
