import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { isIPv4 } from 'node:net'
import { sanitiseText } from '../../text/sanitise.js'
import { truncateMiddle } from '../../text/truncate.js'
import {
  readRpcMessage,
  RPC_ERRORS,
  rpcError,
  writeRpcAnswer,
  type RpcAnswer,
  type RpcId
} from './json-rpc.js'
import { answerRpc, toolResult } from './tool-protocol.js'

export interface TestServerOptions {
  /** Runs the tests. What it rejects with ends the run: see `failure`. */
  readonly runTests: () => Promise<{ readonly passed: boolean; readonly text: string }>
  readonly redact: (text: string) => string
  readonly onRun: (run: { readonly passed: boolean; readonly durationMs: number }) => void
  /** A run of the tests could not be made at all. */
  readonly onFailure: (error: unknown) => void
  /** Milliseconds since the epoch. */
  readonly now: () => number
  /** Milliseconds between two signs of life while the tests run. */
  readonly heartbeatMs?: number
}

export interface TestServer {
  readonly url: string
  /** For the header `Authorization: Bearer …`. */
  readonly token: string
  /** How often the tests were run. */
  readonly runs: number
  /** Ends all connections, and waits for tests that still run. */
  close(): Promise<void>
}

const PATH = '/mcp'
const BODY_BYTES = 64 * 1024
const MAXIMUM_READ_BYTES = 1024 * 1024
/** Well below what the program shows the model of one result, 25,000 tokens. */
const RESULT_CHARS = 20_000
/** The program gives a silent tool up after five minutes. */
const HEARTBEAT_MS = 15_000

/**
 * One tool over HTTP on the loopback, in our own process: the agent can have the tests run, and nothing else. Whoever else
 * can reach the port has no token; a page in a browser would send an Origin or another Host.
 * https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#streamable-http
 */
export async function startTestServer(options: TestServerOptions): Promise<TestServer> {
  const token = randomBytes(32).toString('base64url')
  const expected = Buffer.from(`Bearer ${token}`)
  let host = ''
  let runs = 0
  let running: Promise<RpcAnswer> | undefined

  const server = createServer((request, response) => {
    serve(request, response).catch(() => {
      // The caller went away while it was sending or being answered.
      request.destroy()
    })
  })
  server.maxConnections = 16
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string' || !isIPv4(address.address)) {
    throw new Error('The server for the tests has no address on the loopback.')
  }
  host = `127.0.0.1:${address.port}`

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refused = refusal(request)
    if (refused !== undefined) {
      response
        .writeHead(refused, { connection: 'close', ...(refused === 405 ? { allow: 'POST' } : {}) })
        .end()
      return
    }
    const body = await readBody(request)
    if (body === undefined) {
      response.writeHead(413, { connection: 'close' }).end()
      return
    }
    const json = parse(body)
    const message = readRpcMessage(json)
    if (message === undefined) {
      const code = json === undefined ? RPC_ERRORS.parse : RPC_ERRORS.request
      send(response, 400, writeRpcAnswer(null, rpcError(code, 'This is not one JSON-RPC message.')))
      return
    }
    // A notification asks for nothing.
    if (message.id === undefined) {
      response.writeHead(202).end()
      return
    }
    const asked = answerRpc(message)
    if (asked.kind === 'answer') send(response, 200, writeRpcAnswer(message.id, asked.answer))
    else await stream(response, message.id, asked.progressToken)
  }

  function refusal(request: IncomingMessage): number | undefined {
    if (request.headers.host !== host || request.headers.origin !== undefined) return 403
    const given = Buffer.from(request.headers.authorization ?? '')
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) return 401
    if (request.url !== PATH) return 404
    if (request.method !== 'POST') return 405
    return undefined
  }

  /** The answer comes as events, so that signs of life can go before it. */
  async function stream(
    response: ServerResponse,
    id: RpcId,
    token: string | number | undefined
  ): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache' })
    response.write(': the tests run\n\n')
    let beats = 0
    const heart = setInterval(() => {
      beats += 1
      const params = { progressToken: token, progress: beats, message: 'The tests run.' }
      const beat = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/progress', params })
      response.write(token === undefined ? ': the tests run\n\n' : `event: message\ndata: ${beat}\n\n`)
    }, options.heartbeatMs ?? HEARTBEAT_MS)
    try {
      const answer = await runOnce()
      response.end(`event: message\ndata: ${writeRpcAnswer(id, answer)}\n\n`)
    } finally {
      clearInterval(heart)
    }
  }

  /** Two runs on the same files would disturb each other. */
  async function runOnce(): Promise<RpcAnswer> {
    if (running !== undefined) return toolResult('The tests run already: wait for that result.', true)
    running = run()
    try {
      return await running
    } finally {
      running = undefined
    }
  }

  async function run(): Promise<RpcAnswer> {
    const began = options.now()
    runs += 1
    try {
      const { passed, text } = await options.runTests()
      options.onRun({ passed, durationMs: options.now() - began })
      const said = sanitiseText(options.redact(text)).trim()
      const shown = said === '' ? 'The command wrote nothing.' : said
      const verdict = passed ? 'The tests passed.' : 'The tests failed.'
      return toolResult(truncateMiddle(`${verdict}\n\n${shown}`, RESULT_CHARS), !passed)
    } catch (error) {
      options.onFailure(error)
      return toolResult('The tests could not be run.', true)
    }
  }

  return {
    url: `http://${host}${PATH}`,
    token,
    get runs() {
      return runs
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      server.closeAllConnections()
      await closed
      await running
    }
  }
}

/** `undefined` when it is longer than any message of the protocol that we take. */
async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request) {
    if (!Buffer.isBuffer(chunk)) continue
    bytes += chunk.length
    // Read on, so that the refusal is heard, but not for ever.
    if (bytes > MAXIMUM_READ_BYTES) throw new Error('The body does not end.')
    if (bytes <= BODY_BYTES) chunks.push(chunk)
  }
  return bytes > BODY_BYTES ? undefined : Buffer.concat(chunks).toString('utf8')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body)
}
