import {
  createConfiguration,
  ServerConfiguration
} from '@datadog/datadog-api-client/dist/packages/datadog-api-client-common/index.js'
import { DatadogClient, type Ask } from '../src/adapters/datadog/client.js'
import { askIssue } from '../src/adapters/datadog/issue-request.js'
import { apiBaseUrl, type DatadogSite } from '../src/adapters/datadog/sites.js'
import { aggregateEndpoint, searchEndpoint, tracks } from '../src/adapters/datadog/tracks.js'
import { vendorRetry } from '../src/adapters/retry.js'
import { VendorError } from '../src/errors.js'
import type { Track } from '../src/flow/issue/issue.js'
import type { Clock } from '../src/ports.js'
import { API_KEY, APP_KEY, toCurl } from './curl-command.js'
import type { ReplyKind, SavedIssue } from './saved-issue.js'

/** A reply that would tell more, and is not in the file. */
export interface MissingReply {
  readonly kind: ReplyKind
  /** Gets it, with the keys in `DD_API_KEY` and `DD_APP_KEY`. */
  readonly command: string
}

const trackNames = Object.keys(tracks) as Track[]

/** Answers the adapters' requests from a file. Nothing is sent; what the file does not hold is a refusal, and is noted. */
export class SavedReplies extends DatadogClient {
  readonly #saved: SavedIssue
  readonly #site: DatadogSite
  #firstAsked: Track | undefined
  readonly #missing = new Map<string, MissingReply>()

  constructor(saved: SavedIssue, site: DatadogSite, clock: Clock) {
    super({ site, apiKey: API_KEY, appKey: APP_KEY, retry: vendorRetry(clock, () => 0), clock })
    this.#saved = saved
    this.#site = site
  }

  /** In the order in which they were asked for; several of one kind where it is not known which product has it. */
  get missing(): readonly MissingReply[] {
    return [...this.#missing.values()]
  }

  override async fetchJson(ask: Ask): Promise<unknown> {
    const { kind, track } = this.#whatIsAsked(ask)
    const { replies, eventsOf } = this.#saved
    const reply = replies[kind]
    // Without an event in the file, it is the product that is asked first for issues like this one.
    this.#firstAsked ??= track
    const expected = eventsOf ?? this.#firstAsked
    const isExpected = track === undefined || track === expected
    if (reply !== undefined && isExpected) return reply
    // An empty reply does not tell of which product it is: what was not found may be in any of the others.
    const isElsewhere = kind === 'events' && reply !== undefined && eventsOf === undefined
    if (isElsewhere || (reply === undefined && isExpected)) await this.#noteMissing(kind, ask)
    throw new VendorError(
      reply === undefined || expected === undefined
        ? `the file holds no "${kind}"`
        : `the "${kind}" in the file are those of ${tracks[expected].title}`,
      { vendor: 'Datadog', retryable: false }
    )
  }

  #whatIsAsked({ endpoint: { purpose } }: Ask): {
    readonly kind: ReplyKind
    readonly track?: Track
  } {
    if (purpose === askIssue('').endpoint.purpose) return { kind: 'issue' }
    for (const track of trackNames) {
      if (purpose === searchEndpoint(track).purpose) return { kind: 'events', track }
      if (purpose === aggregateEndpoint(track).purpose) return { kind: 'trend', track }
    }
    return { kind: 'search' }
  }

  async #noteMissing(kind: ReplyKind, { endpoint, request }: Ask): Promise<void> {
    const configuration = createConfiguration({
      baseServer: new ServerConfiguration(apiBaseUrl(this.#site), {}),
      authMethods: { apiKeyAuth: API_KEY, appKeyAuth: APP_KEY }
    })
    const command = toCurl(await request(configuration), `${kind}.json`)
    this.#missing.set(endpoint.purpose, { kind, command })
  }
}
