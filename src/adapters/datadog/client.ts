import {
  createConfiguration,
  ServerConfiguration,
  type Configuration,
  type RequestContext
} from '@datadog/datadog-api-client/dist/packages/datadog-api-client-common/index.js'
import type * as z from 'zod'
import type { Clock } from '../../ports.js'
import { callVendor, type RetryPolicy } from '../retry.js'
import type { Lane } from '../vendor-limits.js'
import type { Endpoint, Place } from './endpoint.js'
import {
  lostConnection,
  malformedReply,
  parseJson,
  readAllowance,
  readRefusal,
  unreadableReply,
  type Reply
} from './refusal.js'
import { exchange } from './exchange.js'
import { apiBaseUrl, type DatadogSite } from './sites.js'

export interface ClientOptions {
  readonly site: DatadogSite
  /** Whole base URL of the API, for a proxy or a test double; overrides the site's own. */
  readonly apiUrl?: string | undefined
  readonly apiKey: string
  readonly appKey: string
  readonly retry: RetryPolicy
  readonly clock: Clock
  /** Time limit of one attempt, its body included. Default 15 s. */
  readonly deadlineMs?: number | undefined
}

/** The client itself knows no time limit. */
export const defaultDeadlineMs = 15_000

/** A request and what it is for. */
export interface Ask {
  readonly endpoint: Endpoint
  /** Built once, with the vendor's own request factories, and sent with every attempt. */
  readonly request: (configuration: Configuration) => Promise<RequestContext>
}

/**
 * Sends the requests that the vendor's client makes, and reads the answers itself. The client's own reading fails a whole
 * list for one bad element, takes a log-in page with status 200 for an empty answer, and hides the headers that say
 * how long to wait.
 */
export class DatadogClient {
  readonly place: Place
  readonly #configuration: Configuration
  readonly #options: ClientOptions
  readonly #deadlineMs: number

  constructor(options: ClientOptions) {
    const { site, apiUrl, apiKey, appKey } = options
    const base = apiUrl === undefined ? apiBaseUrl(site) : apiUrl.replace(/\/+$/, '')
    // An explicit server and both keys: otherwise the client would take DD_SITE and DD_API_KEY from the environment.
    this.#configuration = createConfiguration({
      baseServer: new ServerConfiguration(base, {}),
      authMethods: { apiKeyAuth: apiKey, appKeyAuth: appKey }
    })
    this.place = { site, apiUrl }
    this.#options = options
    this.#deadlineMs = options.deadlineMs ?? defaultDeadlineMs
  }

  /** The reply, read by a schema of the fields that we use and no others. */
  async call<T>(ask: Ask, reply: z.ZodType<T>): Promise<T> {
    return readReply(await this.fetchJson(ask), ask.endpoint, reply)
  }

  /** The reply as JSON, unread. `onSent` is called when an attempt has left. Every request reads or sets a fixed state, so that all of them may be tried again. */
  async fetchJson({ endpoint, request }: Ask, onSent?: () => void): Promise<unknown> {
    const context = await request(this.#configuration)
    return callVendor(
      {
        attempt: () => this.#attempt(context, endpoint, onSent),
        translate: (error) => (error instanceof Error ? error : new Error('not an error', { cause: error })),
        idempotent: true,
        lane: laneOf(endpoint)
      },
      this.#options.retry
    )
  }

  async #attempt(
    context: RequestContext,
    endpoint: Endpoint,
    onSent: (() => void) | undefined
  ): Promise<unknown> {
    const reply = await this.#send(context, onSent).catch((error: unknown) => {
      throw lostConnection(error, endpoint, this.place, this.#deadlineMs)
    })
    const allowance = readAllowance(reply)
    if (allowance) this.#options.retry.limits?.note(laneOf(endpoint), allowance)
    if (reply.status < 200 || reply.status > 299) {
      throw readRefusal(reply, endpoint, this.place, this.#options.clock.now())
    }
    const parsed = parseJson(reply.text)
    if (!parsed) throw unreadableReply(reply, endpoint, this.place)
    return parsed.json
  }

  async #send(context: RequestContext, onSent: (() => void) | undefined): Promise<Reply> {
    const body = context.getBody()
    return exchange({
      url: context.getUrl(),
      method: context.getHttpMethod(),
      headers: context.getHeaders(),
      body: typeof body === 'string' ? body : undefined,
      deadlineMs: this.#deadlineMs,
      onSent
    })
  }
}

/** Datadog limits each endpoint by itself: what one has used up is nothing to the others. */
export function laneOf({ purpose }: Endpoint): Lane {
  return { vendor: 'Datadog', endpoint: purpose }
}

/** A reply that lacks what we need is an error that names the field and never its value. */
export function readReply<T>(json: unknown, endpoint: Endpoint, schema: z.ZodType<T>): T {
  const read = schema.safeParse(json)
  if (read.success) return read.data
  const problem = read.error.issues[0]
  throw malformedReply(endpoint, `${problem?.path.join('.') ?? ''}: ${problem?.code ?? 'unreadable'}`)
}
