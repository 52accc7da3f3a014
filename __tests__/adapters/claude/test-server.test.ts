import { afterEach, describe, expect, it } from '@jest/globals'
import { request } from 'node:http'
import {
  startTestServer,
  type TestServer,
  type TestServerOptions
} from '../../../src/adapters/claude/test-server.js'

let server: TestServer | undefined
const told: unknown[] = []
const failures: unknown[] = []

afterEach(async () => {
  await server?.close()
  told.length = 0
  failures.length = 0
})

async function start(options: Partial<TestServerOptions> = {}): Promise<TestServer> {
  let time = 0
  server = await startTestServer({
    runTests: async () => ({ passed: true, text: 'all green' }),
    redact: (text) => text.replaceAll('hunter2', '[secret]'),
    onRun: (run) => told.push(run),
    onFailure: (error) => failures.push(error),
    now: () => (time += 5),
    ...options
  })
  return server
}

interface Reply {
  readonly status: number
  readonly type: string | undefined
  readonly text: string
}

interface Call {
  readonly body?: string
  readonly method?: string
  readonly path?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A whole exchange on a socket; `fetch` would not send every Host and Origin. */
function send(to: TestServer, call: Call = {}): Promise<Reply> {
  const { port } = new URL(to.url)
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: '127.0.0.1',
        port,
        path: call.path ?? '/mcp',
        method: call.method ?? 'POST',
        headers: { authorization: `Bearer ${to.token}`, 'content-type': 'application/json', ...call.headers }
      },
      (response) => {
        let text = ''
        response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, type: response.headers['content-type'], text })
        )
      }
    )
    sent.on('error', reject)
    sent.end(call.body)
  })
}

function rpc(method: string, params?: object, id: number | undefined = 1): Call {
  return { body: JSON.stringify({ jsonrpc: '2.0', id, method, params }) }
}

const runTests = rpc('tools/call', { name: 'run_tests', arguments: {} })

/** Messages of an event stream. */
function events({ text }: Reply): readonly Record<string, never>[] {
  return text
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice(6)))
}

describe('who may speak to the server', () => {
  const denied: readonly (readonly [string, Call, number])[] = [
    ['somebody without the token', { headers: { authorization: '' } }, 401],
    ['somebody with another token', { headers: { authorization: `Bearer ${'x'.repeat(43)}` } }, 401],
    ['a page in a browser', { headers: { origin: 'https://evil.example' } }, 403],
    ['a name that was pointed at the loopback', { headers: { host: 'evil.example' } }, 403],
    ['somebody at another path', { path: '/other' }, 404],
    ['somebody who wants a stream of events', { method: 'GET' }, 405],
    ['somebody who ends a session', { method: 'DELETE' }, 405]
  ]

  it.each(denied)('is not %s', async (_, call, status) => {
    expect((await send(await start(), { ...runTests, ...call })).status).toBe(status)
    expect(told).toEqual([])
  })
})

describe('what the server says', () => {
  const said: readonly (readonly [string, Call, object])[] = [
    [
      'to a greeting',
      rpc('initialize', { protocolVersion: '2025-06-18' }),
      { result: { protocolVersion: '2025-06-18', capabilities: { tools: {} } } }
    ],
    [
      'to a greeting from the future',
      rpc('initialize', { protocolVersion: '2031-01-01' }),
      { result: { protocolVersion: '2025-11-25' } }
    ],
    ['to a ping', rpc('ping'), { result: {} }],
    [
      'to a question for its tools',
      rpc('tools/list'),
      {
        result: {
          tools: [{ name: 'run_tests', inputSchema: { properties: {}, additionalProperties: false } }]
        }
      }
    ],
    ['to a method that it does not have', rpc('resources/list'), { error: { code: -32601 } }],
    ['to a tool that it does not have', rpc('tools/call', { name: 'shell' }), { error: { code: -32602 } }],
    [
      'to its tool with an argument',
      rpc('tools/call', { name: 'run_tests', arguments: { command: 'id' } }),
      { error: { code: -32602 } }
    ],
    ['to text', { body: 'hello' }, { id: null, error: { code: -32700 } }],
    ['to a batch', { body: '[]' }, { id: null, error: { code: -32600 } }]
  ]

  it.each(said)('answers %s', async (_, call, answer) => {
    const reply = await send(await start(), call)
    expect(reply.type).toBe('application/json')
    expect(JSON.parse(reply.text)).toMatchObject({ jsonrpc: '2.0', ...answer })
    expect(told).toEqual([])
  })

  it('takes a notification without a word', async () => {
    const reply = await send(await start(), {
      body: '{"jsonrpc":"2.0","method":"notifications/initialized"}'
    })
    expect(reply).toMatchObject({ status: 202, text: '' })
  })

  it('refuses a body that no message needs', async () => {
    const body = 'x'.repeat(64 * 1024 + 1)
    const server = await start()
    expect((await send(server, { body })).status).toBe(413)
    expect((await send(server, { body: body.slice(1) })).status).toBe(400)
  })
})

describe('a run of the tests', () => {
  it('answers with the verdict and the output', async () => {
    const server = await start()
    const reply = await send(server, runTests)
    expect(reply.type).toBe('text/event-stream')
    expect(events(reply)).toEqual([
      {
        jsonrpc: '2.0',
        id: 1,
        result: { isError: false, content: [{ type: 'text', text: 'The tests passed.\n\nall green' }] }
      }
    ])
    expect(told).toEqual([{ passed: true, durationMs: 5 }])
    expect(server.runs).toBe(1)
  })

  it('is an error of the tool when they fail; secrets and control characters are out of the output', async () => {
    const server = await start({
      runTests: async () => ({ passed: false, text: '\u001b[31mred\u001b[0m hunter2' })
    })
    expect(events(await send(server, runTests))).toMatchObject([
      { result: { isError: true, content: [{ text: 'The tests failed.\n\nred [secret]' }] } }
    ])
  })

  it('shows no more than the model can take, the beginning and the end', async () => {
    const text = `first\n${'line\n'.repeat(20_000)}last`
    const server = await start({ runTests: async () => ({ passed: true, text }) })
    const shown = JSON.stringify(events(await send(server, runTests)))
    expect(shown.length).toBeLessThan(26_000)
    expect(shown).toContain('first')
    expect(shown).toContain('last')
  })

  it('gives signs of life while it lasts', async () => {
    let finish = (): void => undefined
    const server = await start({
      heartbeatMs: 1,
      runTests: () => new Promise((resolve) => (finish = () => resolve({ passed: true, text: '' })))
    })
    const token = rpc('tools/call', { name: 'run_tests', _meta: { progressToken: 7 } })
    const beats = await new Promise<string>((resolve, reject) => {
      const sent = request(
        server.url,
        { method: 'POST', headers: { authorization: `Bearer ${server.token}` } },
        (response) => {
          let text = ''
          response.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk
            if (text.split('notifications/progress').length > 3) finish()
          })
          response.on('end', () => resolve(text))
        }
      )
      sent.on('error', reject)
      sent.end(token.body)
    })
    const messages = events({ status: 200, type: undefined, text: beats })
    expect(messages[0]).toMatchObject({
      method: 'notifications/progress',
      params: { progressToken: 7, progress: 1 }
    })
    expect(messages.at(-1)).toMatchObject({ id: 1, result: { isError: false } })
  })

  it('is one at a time', async () => {
    let finish = (): void => undefined
    const server = await start({
      runTests: () => new Promise((resolve) => (finish = () => resolve({ passed: true, text: 'slow' })))
    })
    const first = send(server, runTests)
    while (server.runs === 0) await new Promise(setImmediate)
    expect(events(await send(server, runTests))).toMatchObject([{ result: { isError: true } }])
    finish()
    expect(events(await first)).toMatchObject([{ result: { isError: false } }])
    expect(server.runs).toBe(1)
  })

  it('that cannot be made is told to us, and not in its words to the agent', async () => {
    const broken = new Error('disk of the host is full')
    const server = await start({
      runTests: async () => {
        throw broken
      }
    })
    const reply = await send(server, runTests)
    expect(reply.text).not.toContain('disk')
    expect(events(reply)).toMatchObject([{ result: { isError: true } }])
    expect(failures).toEqual([broken])
  })
})
