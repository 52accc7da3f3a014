import { describe, expect, it } from '@jest/globals'
import { scripted } from '../../../services/anthropic/developers.js'
import { readFile, say, use } from '../../../services/anthropic/moves.js'
import { HEADERS, post, REQUEST, startAnthropic } from './loopback.js'

const STREAMED = { ...REQUEST, stream: true }

interface StreamEvent {
  readonly type: string
  readonly index: number
  readonly delta?: Readonly<Record<string, string>>
  readonly usage: Readonly<Record<string, number>>
}

/** The events of a stream; each has to carry the name that the line before it gave. */
function readEvents(stream: string): readonly StreamEvent[] {
  return stream
    .split('\n\n')
    .filter((frame) => frame !== '')
    .map((frame) => {
      const [, name, data = ''] = /^event: (\w+)\ndata: (.*)$/.exec(frame) ?? []
      const event = JSON.parse(data)
      expect(event.type).toBe(name)
      return event
    })
}

/** The pieces of one block, joined. */
function joined(events: readonly StreamEvent[], index: number, piece: string): string {
  const deltas = events.filter((event) => event.type === 'content_block_delta' && event.index === index)
  return deltas.map(({ delta }) => delta?.[piece] ?? '').join('')
}

describe('a reply', () => {
  it('is one message with its blocks, its reason to stop and its usage', async () => {
    const developer = scripted('reader', [
      { kind: 'reply', text: 'I look.', uses: [readFile('a.ts'), readFile('b.ts')], outputTokens: 77 }
    ])
    const anthropic = await startAnthropic({ developer })
    const { status, body } = await post(anthropic, REQUEST)
    expect(status).toBe(200)
    expect(body).toEqual({
      id: expect.stringMatching(/^msg_/),
      type: 'message',
      role: 'assistant',
      model: 'claude-sonnet-5-5',
      content: [
        { type: 'text', text: 'I look.' },
        {
          type: 'tool_use',
          id: expect.stringMatching(/^toolu_/),
          name: 'Read',
          input: { file_path: 'a.ts' }
        },
        { type: 'tool_use', id: expect.stringMatching(/^toolu_/), name: 'Read', input: { file_path: 'b.ts' } }
      ],
      stop_reason: 'tool_use',
      stop_sequence: null,
      usage: {
        input_tokens: expect.any(Number),
        cache_creation_input_tokens: 0,
        cache_read_input_tokens: 0,
        output_tokens: 77
      }
    })
  })

  it('comes as a stream of events in the vendor’s order', async () => {
    const developer = scripted('reader', [{ kind: 'reply', text: 'I look.', uses: [readFile('a.ts')] }])
    const anthropic = await startAnthropic({ developer })
    const { headers, text } = await post(anthropic, STREAMED)
    expect(headers.get('content-type')).toMatch(/^text\/event-stream/)
    const types = readEvents(text).map(({ type }) => type)
    const squeezed = types.filter((type, index) => type !== types[index - 1])
    expect(squeezed).toEqual([
      'message_start',
      'content_block_start',
      'ping',
      'content_block_delta',
      'content_block_stop',
      'content_block_start',
      'content_block_delta',
      'content_block_stop',
      'message_delta',
      'message_stop'
    ])
  })

  it('says in pieces what it would say at once', async () => {
    const said = 'Short words first. 👩‍💻🚀'.repeat(40)
    const input = { file_path: 'src/a.ts', note: 'ünïcödé "quoted" 🚀'.repeat(10) }
    const developer = scripted('reader', [{ kind: 'reply', text: said, uses: [{ tool: 'Read', input }] }])
    const anthropic = await startAnthropic({ developer })
    const events = readEvents((await post(anthropic, STREAMED)).text)
    expect(events.length).toBeGreaterThan(20)
    expect(joined(events, 0, 'text')).toBe(said)
    expect(JSON.parse(joined(events, 1, 'partial_json'))).toEqual(input)
    const pieces = events.flatMap(({ delta }) => delta?.['text'] ?? delta?.['partial_json'] ?? [])
    expect(pieces.map((piece) => Buffer.from(piece).toString())).toEqual(pieces)
  })

  it('of megabytes comes whole', async () => {
    const said = 'x'.repeat(3_000_000)
    const anthropic = await startAnthropic({ developer: scripted('flooder', [say(said)]) })
    expect(joined(readEvents((await post(anthropic, STREAMED)).text), 0, 'text')).toHaveLength(said.length)
  })

  it('tells its final usage at the end of the stream, and not before', async () => {
    const developer = scripted('spender', [{ kind: 'reply', text: 'Done.', outputTokens: 250_000 }])
    const anthropic = await startAnthropic({ developer })
    const events = readEvents((await post(anthropic, STREAMED)).text)
    expect(events[0]).toMatchObject({
      type: 'message_start',
      message: { content: [], stop_reason: null, usage: { output_tokens: 1 } }
    })
    const last = events.find(({ type }) => type === 'message_delta')
    expect(last).toMatchObject({ delta: { stop_reason: 'end_turn' }, usage: { output_tokens: 250_000 } })
  })

  it('never gives an id twice', async () => {
    const anthropic = await startAnthropic({
      developer: scripted('reader', [use(readFile('a')), use(readFile('a'))])
    })
    const ids: string[] = []
    for (const _ of [1, 2]) {
      const { body, headers } = await post(anthropic, REQUEST)
      const { id, content } = body as { id: string; content: readonly { id: string }[] }
      ids.push(id, content[0]?.id ?? '', headers.get('request-id') ?? '')
    }
    expect(new Set(ids).size).toBe(6)
  })
})

describe('the prompt', () => {
  it('costs more the longer it is', async () => {
    const anthropic = await startAnthropic()
    const count = async (content: string): Promise<number> => {
      const { body } = await post(anthropic, { ...REQUEST, messages: [{ role: 'user', content }] })
      return (body as { usage: { input_tokens: number } }).usage.input_tokens
    }
    const short = await count('Fix it.')
    expect((await count('Fix it.'.repeat(1000))) - short).toBe((7 * 1000) / 4 - 2)
  })

  it('is written to the cache where it has a breakpoint, and read from it in the next turn of the session', async () => {
    const anthropic = await startAnthropic()
    const bill = async (session: string): Promise<Readonly<Record<string, number>>> => {
      const system = [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral' } }]
      const headers = { ...HEADERS, 'x-claude-code-session-id': session }
      const { body } = await post(anthropic, { ...REQUEST, system }, { headers })
      return (body as { usage: Record<string, number> }).usage
    }
    const first = await bill('one')
    const written = first['cache_creation_input_tokens'] ?? 0
    expect(first).toMatchObject({ input_tokens: 1, cache_read_input_tokens: 0 })
    expect(written).toBeGreaterThan(10)
    expect(await bill('one')).toMatchObject({
      cache_creation_input_tokens: 0,
      cache_read_input_tokens: written
    })
    expect(await bill('two')).toMatchObject({
      cache_creation_input_tokens: written,
      cache_read_input_tokens: 0
    })
  })
})
