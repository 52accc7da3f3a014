import type { RequestConfig, Version3Client } from 'jira.js'
import type * as z from 'zod'
import type { RetryPolicy } from '../retry.js'
import { callVendor } from '../retry.js'
import type { Lane } from '../vendor-limits.js'
import { explainFault, isAnonymous, JiraError } from './jira-error.js'
import { faultOfReply, JiraFault, readHeaders, toFault } from './jira-fault.js'
import type { Redactor } from './outgoing.js'

/** Time limit of one attempt's connection and of every pause in its reply, in milliseconds. */
export const JIRA_TIMEOUT_MS = 15_000

/** Largest reply that is read, in bytes: a page of a hundred tickets with their labels is a hundredth of it. */
const LARGEST_REPLY = 20_000_000

/** Burst limits count a site's requests by endpoint; a run that meets one leaves Jira alone altogether. */
const LANE: Lane = { vendor: 'Jira' }

/** With less than a fifth of a limit left, a moment's rest keeps many requests at once from meeting it. */
const NEAR_LIMIT_PAUSE_MS = 1_000

export interface JiraConnectionOptions {
  /** Site for people, `https://example.atlassian.net`. */
  readonly siteUrl: string
  /** Base of the API: the site, or the gateway `https://api.atlassian.com/ex/jira/<cloudId>`. */
  readonly apiUrl: string
  readonly email: string
  readonly apiToken: string
  readonly redactor: Redactor
  readonly retry: RetryPolicy
  /** Default: `JIRA_TIMEOUT_MS`. */
  readonly timeoutMs?: number
}

export interface JiraCall<T> {
  /** What is asked for, after "Jira was asked to". */
  readonly doing: string
  /** The project permission that it takes. */
  readonly permission: string
  /** See `VendorCall`. */
  readonly idempotent: boolean
  /** The fields of the reply that are used. A reply that does not match is an error, never an empty result. */
  readonly reply: z.ZodType<T>
  readonly send: (client: Version3Client) => Promise<unknown>
}

/** Requests to Jira, tried again where that is safe. Rejects with a JiraError that holds no credential. */
export interface JiraConnection {
  call<T>(call: JiraCall<T>): Promise<T>
}

export function createJiraConnection(options: JiraConnectionOptions): JiraConnection {
  const clean = createCleaner(options)
  let loading: Promise<Version3Client> | undefined
  return {
    call: (call) =>
      callVendor(
        {
          idempotent: call.idempotent,
          lane: LANE,
          isShared: (refusal) => !(refusal instanceof JiraError && refusal.isOneTickets),
          attempt: async () => {
            // Loaded on first use: the client's modules cost a quarter of a second.
            loading ??= loadClient(options, clean)
            const data = await call.send(await loading)
            return readReply(data, call, clean)
          },
          translate: (error) => {
            if (error instanceof JiraError) return error
            const fault = toFault(error, clean)
            if (!(fault instanceof JiraFault)) return fault
            return explainFault(fault, { ...options, ...call, now: options.retry.clock.now() })
          }
        },
        options.retry
      )
  }
}

/** Removes this connection's own credentials, then whatever else the redactor knows. */
function createCleaner({ email, apiToken, redactor }: JiraConnectionOptions): (text: string) => string {
  const encoded = Buffer.from(`${email}:${apiToken}`, 'utf8').toString('base64')
  return (text) =>
    redactor.redact([encoded, apiToken].filter((secret) => secret !== '').reduce(withoutSecret, text))
}

function withoutSecret(text: string, secret: string): string {
  return text.replaceAll(secret, '[removed]')
}

async function loadClient(
  options: JiraConnectionOptions,
  clean: (text: string) => string
): Promise<Version3Client> {
  const { Version3Client } = await import('jira.js')
  const timeout = options.timeoutMs ?? JIRA_TIMEOUT_MS

  /** Every reply and every failure of the client's passes here, before anybody can see it. */
  class GuardedClient extends Version3Client {
    override async sendRequestFullResponse<T>(
      request: RequestConfig
    ): ReturnType<typeof Version3Client.prototype.sendRequestFullResponse<T>> {
      // The client's own limit starts anew with every byte, so a trickling reply needs one for the whole.
      const response = await super.sendRequestFullResponse<T>({
        ...request,
        signal: AbortSignal.timeout(2 * timeout)
      })
      const { status, headers, data } = response
      const told = readHeaders(headers)
      if (told.nearLimit === 'true')
        options.retry.limits?.close(LANE, NEAR_LIMIT_PAUSE_MS, new Error('near the limit'))
      // With credentials that Jira does not take, a search succeeds and finds nothing.
      const isVisitor = isAnonymous({ headers: told })
      const isPage = typeof data === 'string' && data.trim() !== ''
      if (isVisitor || isPage) throw faultOfReply({ status, headers, data }, clean)
      return response
    }

    override handleFailedResponse(error: unknown): never {
      throw toFault(error, clean)
    }
  }

  return new GuardedClient({
    host: options.apiUrl.replace(/\/+$/, ''),
    authentication: { basic: { email: options.email, apiToken: options.apiToken } },
    // Writes of a client that is not a browser need no token against forged requests.
    noCheckAtlassianToken: true,
    baseRequestConfig: {
      timeout,
      // A redirect leads to a log-in page, and would carry the credentials there.
      maxRedirects: 0,
      maxContentLength: LARGEST_REPLY,
      headers: { 'User-Agent': 'datadog-autofix-action', Accept: 'application/json' }
    }
  })
}

function readReply<T>(data: unknown, call: JiraCall<T>, clean: (text: string) => string): T {
  const read = call.reply.safeParse(data)
  if (read.success) return read.data
  const surprises = read.error.issues
    .slice(0, 5)
    .map((issue) => `${issue.path.join('.') || 'the reply'}: ${issue.message}`)
  throw new JiraError(
    `Jira was asked to ${call.doing}: its reply cannot be read (${clean(surprises.join('; '))}).`,
    { vendor: 'Jira', retryable: false, isOutcomeUnknown: true }
  )
}
