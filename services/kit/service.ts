import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { compile, type CompiledRoute } from './compiled-route.js'
import { FaultPlan, type Fault } from './faults.js'
import type { Observer } from './observer.js'
import { encode, flattenHeaders, headersOf, readAll, readParams, send } from './wire.js'

/** A request as a route handler sees it: path parameters decoded, JSON body parsed. */
export interface ServiceRequest {
  readonly method: string
  /** Path without the query string. */
  readonly path: string
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  /** Parsed JSON, or `undefined` when there was no body or the route takes it raw. */
  readonly body: unknown
  /** The body as it came over the wire. */
  readonly bytes: Uint8Array
}

/** An object body is sent as JSON; a string body and bytes as they are. */
export interface ServiceReply {
  readonly status: number
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export type Handler = (request: ServiceRequest) => ServiceReply | Promise<ServiceReply>

export interface Route {
  readonly method: string
  /** `/issues/:id`; a last `:name*` takes the rest of the path, slashes included. */
  readonly pattern: string
  /** The body is not JSON: the handler reads its bytes. */
  readonly raw?: true
  readonly handler: Handler
}

/** One line of the ordered log that tests, the demo and the benchmarks read. */
export interface LoggedRequest {
  readonly service: string
  readonly method: string
  /** Path with the query string, as it came over the wire. */
  readonly path: string
  /** The body as text, as it came over the wire. */
  readonly body: string
  /** Header names in lower case; credentials are kept, because tests look for leaks. */
  readonly headers: Readonly<Record<string, string>>
  /** Status sent, or 0 when the connection was dropped. */
  readonly status: number
  /** Milliseconds since the epoch on the service's clock, when the request arrived. */
  readonly at: number
  /** What was made to go wrong with it. */
  readonly fault?: Fault['kind']
}

export interface ServiceDefinition {
  readonly name: string
  readonly routes: readonly Route[]
  /** Runs before routing; a reply here ends the request (credentials, media types, version headers). */
  readonly guard?: (request: ServiceRequest) => ServiceReply | undefined
  /** What the vendor answers to a route that it does not know. */
  readonly unknownRoute: (request: ServiceRequest) => ServiceReply
  /** What the vendor answers to a body that is not JSON. */
  readonly malformedBody: (request: ServiceRequest) => ServiceReply
  /** Runs on every reply that a route gives: rate-limit headers, schema checks. */
  readonly finish?: (request: ServiceRequest, reply: ServiceReply) => ServiceReply
  /** Milliseconds since the epoch. Injected so that tests can move time. */
  readonly now: () => number
}

/** A vendor's API on a loopback port, with real sockets. */
export class EmbeddedService {
  readonly #definition: ServiceDefinition
  readonly #routes: readonly CompiledRoute[]
  readonly #server: Server
  readonly #sockets = new Set<Socket>()
  readonly #faults = new FaultPlan()
  readonly #log: LoggedRequest[] = []
  #url = ''
  readonly #load = { open: 0, mostAtOnce: 0 }

  /** Milliseconds added to every reply. */
  latencyMs = 0
  observe: Observer | undefined

  constructor(definition: ServiceDefinition) {
    this.#definition = definition
    this.#routes = definition.routes.map(compile)
    // A connection that is closed while the next request is on its way is a fault, and faults are injected.
    this.#server = createServer({ keepAliveTimeout: 600_000 }, (request, response) => {
      this.#load.mostAtOnce = Math.max(this.#load.mostAtOnce, ++this.#load.open)
      response.on('close', () => (this.#load.open -= 1))
      this.#serve(request, response).catch((error: unknown) => {
        // A stand-in that breaks must show in the test that broke it, not take the others down.
        const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
        if (!response.headersSent)
          send(response, { status: 500, body: `The embedded ${this.name} broke: ${detail}` })
        else request.socket.destroy()
      })
    })
    this.#server.on('connection', (socket) => {
      this.#sockets.add(socket)
      socket.on('close', () => this.#sockets.delete(socket))
    })
  }

  get name(): string {
    return this.#definition.name
  }

  /** `http://127.0.0.1:<port>` once started. */
  get url(): string {
    return this.#url
  }

  get requests(): readonly LoggedRequest[] {
    return this.#log
  }

  /** How many requests were under way at the same time, at the most, since the log was cleared. */
  get mostAtOnce(): number {
    return this.#load.mostAtOnce
  }

  clearLog(): void {
    this.#log.length = 0
    this.#load.mostAtOnce = 0
  }

  /** The fault hits the next matching requests, `times` of them (default 1). */
  inject(fault: Fault): void {
    this.#faults.add(fault)
  }

  /** Requests that a fault has hit since the start. */
  get faultsHit(): number {
    return this.#faults.hits
  }

  clearFaults(): void {
    this.#faults.clear()
  }

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    this.#url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
    return this.#url
  }

  async stop(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise<void>((resolve) => this.#server.close(() => resolve()))
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const at = this.#definition.now()
    const url = new URL(incoming.url ?? '/', this.#url)
    const method = incoming.method ?? 'GET'
    const bytes = await readAll(incoming).catch(() => undefined)
    // The caller went away while sending: there is nobody to answer.
    if (bytes === undefined) return
    const headers = flattenHeaders(incoming)
    const seen = { service: this.name, method, path: url.pathname + url.search }
    await this.observe?.('arrived', seen)
    const fault = this.#faults.take(method, seen.path)
    const record = (status: number): void => {
      this.#log.push({
        service: this.name,
        method,
        path: seen.path,
        body: bytes.toString('utf8'),
        headers,
        status,
        at,
        ...(fault === undefined ? {} : { fault: fault.kind })
      })
    }
    const delay = this.latencyMs + (fault?.delayMs ?? 0)
    if (delay > 0) await new Promise((resolve) => setTimeout(resolve, delay))
    if (fault?.kind === 'drop') {
      record(0)
      incoming.socket.destroy()
      return
    }
    if (fault?.kind === 'hang') {
      record(0)
      if (!response.closed) await once(response, 'close')
      return
    }
    if (fault?.kind === 'reply') {
      record(fault.reply.status)
      send(response, fault.reply)
      return
    }

    const reply = await this.#answer({ method, url, headers, bytes })
    await this.observe?.('answered', seen)
    if (fault?.kind === 'lose-reply') {
      record(0)
      incoming.socket.destroy()
      return
    }
    record(reply.status)
    if (fault?.kind === 'partial') {
      const whole = Buffer.from(encode(reply))
      response.writeHead(reply.status, { ...headersOf(reply), 'content-length': String(whole.length) })
      response.write(whole.subarray(0, Math.floor(whole.length / 2)), () => {
        incoming.socket.destroy()
      })
      return
    }
    send(response, reply)
  }

  async #answer(incoming: {
    method: string
    url: URL
    headers: Readonly<Record<string, string>>
    bytes: Buffer
  }): Promise<ServiceReply> {
    const { method, url, headers, bytes } = incoming
    const route = this.#routes.find((each) => each.method === method && each.expression.test(url.pathname))
    const params = readParams(route?.names ?? [], route?.expression.exec(url.pathname)?.slice(1) ?? [])
    const bare: ServiceRequest = {
      method,
      path: url.pathname,
      params: params ?? {},
      query: url.searchParams,
      headers,
      body: undefined,
      bytes
    }
    if (params === undefined) return { status: 400, body: 'Bad Request' }
    let body: unknown
    try {
      body = bytes.length === 0 || route?.raw === true ? undefined : JSON.parse(bytes.toString('utf8'))
    } catch {
      return this.#definition.malformedBody(bare)
    }
    const request: ServiceRequest = { ...bare, body }
    const refused = this.#definition.guard?.(request)
    if (refused) return refused
    if (!route) return this.#definition.unknownRoute(request)
    const reply = await route.handler(request)
    return this.#definition.finish?.(request, reply) ?? reply
  }
}
