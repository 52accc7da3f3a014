import { createServer, type Socket } from 'node:net'
import { inspect } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { VendorError } from '../../../src/errors.js'
import type { TicketBoard } from '../../../src/ports.js'
import type { Fault } from '../../../services/kit/faults.js'
import { waitAsked } from '../../../src/adapters/jira/jira-wait.js'
import {
  CLOUD_ID,
  draft,
  EMAIL,
  ISSUE_LABEL,
  memory,
  rejection,
  startBench,
  text,
  TOKEN,
  type Bench
} from './board-bench.js'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

const refusing = (status: number, body: unknown = {}, headers: Record<string, string> = {}): Fault => ({
  kind: 'reply',
  times: 99,
  reply: { status, body, headers }
})

describe('what a failure tells', () => {
  it('names the inputs of a refused log-in, and the gateway for scoped tokens', async () => {
    bench.jira.apiToken = 'renewed'
    const error = await rejection(bench.board.read('PPL-1'))
    expect(error).toMatchObject({ name: 'VendorError', vendor: 'Jira', status: 401, retryable: false })
    for (const word of ['jira-user-email', 'jira-api-token', 'jira-api-url', '/_edge/tenant_info']) {
      expect(error.message).toContain(word)
    }
  })

  it('works through the gateway, and names the scopes there', async () => {
    await bench.stop()
    bench = await startBench({ cloudId: CLOUD_ID, scopes: ['read:jira-work'] })
    const board = bench.boardWith({ apiUrl: `${bench.jira.url}/ex/jira/${CLOUD_ID}/` })
    expect(await board.findByLabels([ISSUE_LABEL])).toEqual([])
    const error = await rejection(board.create(draft))
    expect(error).toMatchObject({ status: 401 })
    expect(error.message).toContain('scope does not match')
    expect(error.message).toContain('write:jira-work')
    expect(error.message).not.toContain('set jira-api-url to')
  })

  it.each([
    [403, { errorMessages: ['No.'], errors: {} }, ['Browse Projects', 'read:jira-work', '"No."']],
    [410, { errorMessages: ['CHANGE-2046'], errors: {} }, ['newer version', 'CHANGE-2046']],
    [302, '', ['redirected', 'jira-base-url']],
    [418, { errorMessages: [], errors: { jql: 'odd' } }, ['HTTP 418', '"jql: odd"']]
  ])('explains HTTP %i and does not try again', async (status, body, words) => {
    bench.jira.service.inject(refusing(status, body, { location: '/login', 'atl-traceid': 'abc123' }))
    const error = await rejection(bench.board.findByLabels([ISSUE_LABEL]))
    expect(error).toMatchObject({ status, retryable: false, requestId: 'abc123' })
    for (const word of words) expect(error.message).toContain(word)
    expect(bench.requests()).toHaveLength(1)
  })

  it('explains a page where JSON should be', async () => {
    bench.jira.service.inject(refusing(200, '<html><title>Log in to continue</title></html>'))
    const error = await rejection(bench.board.read('PPL-1'))
    expect(error).toMatchObject({ status: undefined })
    expect(error.message).toMatch(/"Log in to continue".*jira-base-url.*SSO.*maintenance/)
  })

  it.each([
    [429, { 'retry-after': '3' }, 3_000],
    [503, { 'retry-after': '4' }, 4_000],
    [429, { 'x-ratelimit-reset': '2026-03-01T12:00:30Z' }, 30_000]
  ])('waits as a %i with %j asks', async (status, headers, wait) => {
    bench.jira.service.inject({ ...refusing(status, {}, headers), times: 1 })
    expect(await bench.board.read('PPL-1')).toBeUndefined()
    expect(bench.sleeps).toEqual([wait])
  })

  it('gives up on a wait that is too long, and says how long it is', async () => {
    bench.jira.service.inject(refusing(429, {}, { 'retry-after': '3600' }))
    const error = await rejection(bench.board.read('PPL-1'))
    expect(error).toMatchObject({ status: 429, retryable: true, retryAfterMs: 3_600_000 })
    expect(bench.requests()).toHaveLength(1)
  })

  it('tries a failing server as often as it may', async () => {
    bench.jira.service.inject(refusing(502, '<html><title>502 Bad Gateway</title></html>'))
    const error = await rejection(bench.board.read('PPL-1'))
    expect(error).toMatchObject({ status: 502, retryable: true })
    expect(error.message).toContain('502 Bad Gateway')
    expect(bench.requests()).toHaveLength(3)
  })

  it('ends a request at the time limit', async () => {
    bench.jira.service.inject({ kind: 'slow', delayMs: 2_000, times: 99 })
    const board = bench.boardWith({ timeoutMs: 50 })
    const error = await rejection(board.read('PPL-1'))
    expect(error).toMatchObject({ status: undefined, retryable: true })
    expect(error.message).toContain('no answer in time')
  })

  it('ends a reply that trickles without end', async () => {
    const sockets: Socket[] = []
    const server = createServer((socket) => {
      sockets.push(socket)
      socket.write('HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n')
      const drip = setInterval(() => socket.write('1\r\n \r\n'), 10)
      // Without a limit of its own the client would read for ever, and the test with it.
      setTimeout(() => socket.destroy(), 2_000).unref()
      socket.on('error', () => undefined).on('close', () => clearInterval(drip))
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const board = bench.boardWith({ apiUrl: `http://127.0.0.1:${port}`, timeoutMs: 100 })
    const error = await rejection(board.read('PPL-1'))
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => server.close(resolve))
    expect(error.message).toContain('no answer in time')
  })
})

describe('credentials', () => {
  const secrets = [TOKEN, Buffer.from(`${EMAIL}:${TOKEN}`).toString('base64')]
  const acts: readonly ((board: TicketBoard) => Promise<unknown>)[] = [
    (board) => board.findByLabels([ISSUE_LABEL]),
    (board) => board.read('PPL-1'),
    (board) => board.create(draft),
    (board) => board.comment('PPL-1', text('x')),
    (board) => board.updateComment('PPL-1', '1', text('x'), true),
    (board) => board.remember('PPL-1', memory),
    (board) => board.addLabels('PPL-1', ['x']),
    (board) => board.reopen('PPL-1'),
    (board) => board.link('PPL-1', 'PPL-2')
  ]
  const echo = `Bad header Authorization: Basic ${secrets[1]} (${TOKEN})`
  const failures: readonly (readonly [string, Fault])[] = [
    ['a dropped connection', { kind: 'drop', times: 999 }],
    [
      'half a reply',
      { kind: 'reply', times: 999, reply: { status: 200, body: '{', headers: { 'content-length': '9' } } }
    ],
    ['a refused log-in', { kind: 'reply', times: 999, reply: { status: 401, body: echo } }],
    [
      'a server error that echoes',
      { kind: 'reply', times: 999, reply: { status: 500, body: `<title>${echo}</title>` } }
    ],
    [
      'a page that echoes',
      { kind: 'reply', times: 999, reply: { status: 200, body: `${'x'.repeat(50)}${echo}` } }
    ],
    [
      'a refusal that echoes',
      {
        kind: 'reply',
        times: 999,
        reply: { status: 400, body: { errorMessages: [echo], errors: { [echo]: echo } } }
      }
    ],
    [
      'a redirect',
      { kind: 'reply', times: 999, reply: { status: 302, headers: { location: `/?t=${TOKEN}` } } }
    ],
    [
      'an unreadable reply',
      { kind: 'reply', times: 999, reply: { status: 200, body: { [echo]: echo, fields: echo } } }
    ]
  ]

  it.each(failures)('are in no error after %s', async (_, fault) => {
    bench.jira.service.inject(fault)
    const board = bench.boardWith({ timeoutMs: 150 })
    let errors = 0
    for (const act of acts) {
      const error = await act(board).then(
        () => undefined,
        (reason: unknown) => reason
      )
      // Writing labels or memory is content with any JSON for a reply.
      if (error === undefined) continue
      errors += 1
      expect(error).toBeInstanceOf(Error)
      const seen = [inspect(error, { depth: 20, showHidden: true }), JSON.stringify(error), everything(error)]
      for (const secret of secrets) expect(seen.join('\n')).not.toContain(secret)
    }
    expect(errors).toBeGreaterThanOrEqual(6)
    expect(JSON.stringify(bench.warnings)).not.toContain(TOKEN)
  })

  it('are in the requests, so that the test above has something to find', async () => {
    await bench.board.read('PPL-1')
    expect(bench.jira.service.requests[0]?.headers['authorization']).toBe(`Basic ${secrets[1]}`)
  })

  it('are not in the error of a connection that never was', async () => {
    const error = await rejection(bench.boardWith({ apiUrl: 'http://127.0.0.1:1' }).read('PPL-1'))
    expect(error).toBeInstanceOf(VendorError)
    for (const secret of secrets)
      expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(secret)
  })
})

/** Message, stack and own properties down the chain of causes: JSON leaves out what an Error hides. */
function everything(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const own = Object.getOwnPropertyNames(error).map((name) => JSON.stringify(Reflect.get(error, name)))
  return [error.message, error.stack, ...own, everything(error.cause ?? '')].join('\n')
}

describe('the wait that Jira asks for', () => {
  const headers = {
    limitReason: undefined,
    nearLimit: undefined,
    loginReason: undefined,
    requestId: undefined
  }
  it.each([
    ['2', undefined, 2_000],
    ['0', '2026-03-01T12:01:00Z', 0],
    [undefined, '2026-03-01T12:01Z', 60_000],
    ['Sun, 01 Mar 2026 12:00:10 GMT', undefined, 10_000],
    [undefined, '2026-03-01T11:00:00Z', 0],
    ['soon', 'later', undefined],
    [undefined, undefined, undefined]
  ])('is read from Retry-After %j and X-RateLimit-Reset %j', (retryAfter, rateLimitReset, wait) => {
    const now = Date.parse('2026-03-01T12:00:00Z')
    expect(waitAsked({ ...headers, retryAfter, rateLimitReset }, now)).toBe(wait)
  })
})
