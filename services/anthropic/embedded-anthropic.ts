import { assertNever } from '../../src/errors.js'
import {
  EmbeddedService,
  type Handler,
  type Route,
  type ServiceReply,
  type ServiceRequest
} from '../kit/service.js'
import { refuseHeaders } from './access.js'
import { checkConversation } from './conversation-rules.js'
import type { Developer, Move, Turn } from './developer.js'
import { streamReply } from './event-stream.js'
import { composeMessage } from './message-reply.js'
import { readMessageRequest, readTokenCountRequest, type MessageRequest } from './message-request.js'
import type { ReplyMove } from './moves.js'
import { errorReply, invalidRequest, notFound, Refused, withRequestId } from './replies.js'
import { readTurn } from './turn-reader.js'
import { PromptCache, promptTokens } from './usage.js'

export interface AnthropicOptions {
  readonly apiKey: string
  readonly developer: Developer
  /** Milliseconds since the epoch. Default: the machine's clock. */
  readonly now?: () => number
  /** How the ids of known models begin; any other id is not found. Default: `claude-`. */
  readonly knownModels?: readonly string[]
}

/** One question to the developer, and what it did. */
export interface PlayedTurn {
  readonly session: string
  readonly turn: Turn
  readonly move: Move
}

/** Where the program looks whether the vendor can be reached; it asks for no key. */
const HELLO = '/api/hello'
const GREETING: ServiceReply = { status: 200, body: { message: 'hello' } }

/** The answer to a request on the side. */
const ASIDE: Move = { kind: 'reply', text: 'OK' }

/** What the program says of its own requests; the vendor does not read it, and requests without it are one session. */
const SESSION_HEADER = 'x-claude-code-session-id'

/**
 * The Messages API on a loopback port, with a scripted developer in the place of the model. A request that offers no
 * tools is no turn of the developer: such are the program's requests on the side (titles, summaries, checks of the
 * key), and they get a plain answer.
 */
export class EmbeddedAnthropic {
  readonly service: EmbeddedService
  readonly #knownModels: readonly string[]
  readonly #cache = new PromptCache()
  readonly #asked = new Map<string, number>()
  readonly #played: PlayedTurn[] = []
  readonly #hanging: (() => void)[] = []
  #developer: Developer
  #serial = 0

  constructor({ apiKey, developer, now = Date.now, knownModels = ['claude-'] }: AnthropicOptions) {
    this.#developer = developer
    this.#knownModels = knownModels
    this.service = new EmbeddedService({
      name: 'anthropic',
      now,
      guard: (request) => {
        if (request.path === HELLO) return undefined
        const refused = refuseHeaders(request, apiKey)
        return refused && this.#sign(refused)
      },
      routes: [
        ...['GET', 'HEAD'].map((method) => ({ method, pattern: HELLO, handler: () => GREETING })),
        this.#route('/v1/messages', (request) => this.#answerMessage(request)),
        this.#route('/v1/messages/count_tokens', (request) => this.#countTokens(request))
      ],
      unknownRoute: () => this.#sign(notFound('Not found')),
      malformedBody: (request) =>
        this.#sign(refuseHeaders(request, apiKey) ?? invalidRequest('The request body is not valid JSON')),
      finish: (_, reply) => this.#sign(reply)
    })
  }

  /** `http://127.0.0.1:<port>` once started: the program's `ANTHROPIC_BASE_URL`. */
  get url(): string {
    return this.service.url
  }

  get developer(): Developer {
    return this.#developer
  }

  /** The next request is the new developer's first turn. */
  set developer(developer: Developer) {
    this.#developer = developer
    this.#asked.clear()
  }

  /** Every turn since the start, in order; requests on the side are not among them. */
  get played(): readonly PlayedTurn[] {
    return this.#played
  }

  start(): Promise<string> {
    return this.service.start()
  }

  async stop(): Promise<void> {
    const stopped = this.service.stop()
    for (const release of this.#hanging.splice(0)) release()
    await stopped
  }

  #route(pattern: string, handler: Handler): Route {
    return {
      method: 'POST',
      pattern,
      handler: async (request) => {
        try {
          return await handler(request)
        } catch (problem) {
          if (problem instanceof Refused) return problem.reply
          throw problem
        }
      }
    }
  }

  #sign(reply: ServiceReply): ServiceReply {
    return withRequestId(reply, this.#nextId('req'))
  }

  /** Counted, so that the same run gets the same ids; never twice in the life of the service. */
  #nextId(prefix: 'req' | 'msg' | 'toolu'): string {
    this.#serial += 1
    return `${prefix}_01${String(this.#serial).padStart(22, '0')}`
  }

  #countTokens({ body }: ServiceRequest): ServiceReply {
    const request = readTokenCountRequest(body)
    this.#checkModel(request.model)
    checkConversation(request)
    return { status: 200, body: { input_tokens: promptTokens(request) } }
  }

  async #answerMessage({ body, headers }: ServiceRequest): Promise<ServiceReply> {
    const request = readMessageRequest(body)
    this.#checkModel(request.model)
    checkConversation(request)
    const session = headers[SESSION_HEADER] ?? ''
    const move = (request.tools ?? []).length === 0 ? ASIDE : await this.#ask(session, request)
    switch (move.kind) {
      case 'reply':
        return this.#send(request, session, move)
      case 'error':
        return errorReply(move.status, move.type, move.message)
      case 'hang':
        return await this.#hang()
      default:
        return assertNever(move)
    }
  }

  #checkModel(model: string): void {
    if (!this.#knownModels.some((known) => model.startsWith(known))) {
      throw new Refused(notFound(`model: ${model}`))
    }
  }

  async #ask(session: string, request: MessageRequest): Promise<Move> {
    const number = (this.#asked.get(session) ?? 0) + 1
    this.#asked.set(session, number)
    const turn = readTurn(request, number)
    const move = await this.#developer.play(turn)
    this.#played.push({ session, turn, move })
    return move
  }

  #send(request: MessageRequest, session: string, move: ReplyMove): ServiceReply {
    const message = composeMessage({
      move,
      model: request.model,
      prompt: this.#cache.bill(session, request),
      nextId: (prefix) => this.#nextId(prefix)
    })
    return request.stream === true ? streamReply(message) : { status: 200, body: message }
  }

  /** Answers nobody: by then the caller has gone away or the service has stopped. */
  async #hang(): Promise<ServiceReply> {
    await new Promise<void>((resolve) => this.#hanging.push(resolve))
    return errorReply(529, 'overloaded_error', 'Overloaded')
  }
}
