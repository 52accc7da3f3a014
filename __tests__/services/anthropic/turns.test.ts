import { describe, expect, it } from '@jest/globals'
import type { Developer, Turn } from '../../../services/anthropic/developer.js'
import { scripted } from '../../../services/anthropic/developers.js'
import { answer, say } from '../../../services/anthropic/moves.js'
import { HEADERS, post, READ_TOOL, REQUEST, startAnthropic } from './loopback.js'

const STREAMED = { ...REQUEST, stream: true }

describe('the developer', () => {
  /** Remembers what it was asked. */
  function listener(): Developer & { readonly turns: Turn[] } {
    const turns: Turn[] = []
    return {
      name: 'listener',
      turns,
      play: (turn) => {
        turns.push(turn)
        return say('Heard.')
      }
    }
  }

  it('sees the brief, the system’s words, the tools and the results of its last reply', async () => {
    const developer = listener()
    const anthropic = await startAnthropic({ developer })
    await post(anthropic, {
      ...REQUEST,
      system: [{ type: 'text', text: 'You fix.' }],
      tools: [READ_TOOL, { ...READ_TOOL, name: 'Later', defer_loading: true }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: '<system-reminder>Not the user.</system-reminder>' },
            { type: 'text', text: 'Fix it.' }
          ]
        },
        { role: 'system', content: 'Mind the budget.' },
        { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_1', name: 'Grep', input: {} }] },
        { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_1', content: 'old' }] },
        {
          role: 'assistant',
          content: [
            { type: 'tool_use', id: 'toolu_2', name: 'Read', input: {} },
            { type: 'tool_use', id: 'toolu_3', name: 'Bash', input: {} }
          ]
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'toolu_2', content: [{ type: 'text', text: '1 a' }] },
            { type: 'tool_result', tool_use_id: 'toolu_3', content: 'No such tool', is_error: true }
          ]
        },
        { role: 'system', content: 'Half is spent.' }
      ]
    })
    expect(developer.turns).toEqual([
      {
        number: 1,
        system: 'You fix.\n\nMind the budget.\n\nHalf is spent.',
        brief: 'Fix it.',
        tools: ['Read'],
        results: [
          { tool: 'Read', text: '1 a', isError: false },
          { tool: 'Bash', text: 'No such tool', isError: true }
        ]
      }
    ])
  })

  it('is asked from its first turn on in each session, and after it was exchanged', async () => {
    const [one, two] = [listener(), listener()]
    const anthropic = await startAnthropic({ developer: one })
    const ask = (session: string): Promise<unknown> =>
      post(anthropic, REQUEST, { headers: { ...HEADERS, 'x-claude-code-session-id': session } })
    await ask('a')
    await ask('a')
    await ask('b')
    await ask('a')
    expect(one.turns.map(({ number }) => number)).toEqual([1, 2, 1, 3])
    anthropic.developer = two
    await ask('a')
    expect(two.turns.map(({ number }) => number)).toEqual([1])
    expect(anthropic.played.map(({ session }) => session)).toEqual(['a', 'a', 'b', 'a', 'a'])
  })

  it('is not asked for what is no turn: requests that offer no tools', async () => {
    const developer = listener()
    const anthropic = await startAnthropic({ developer })
    const { tools: _, ...aside } = REQUEST
    const body = { ...aside, model: 'claude-haiku-4-5', max_tokens: 1 }
    expect(await post(anthropic, body)).toMatchObject({ body: { content: [{ type: 'text', text: 'OK' }] } })
    expect(await post(anthropic, { ...REQUEST, tools: [] })).toMatchObject({ status: 200 })
    await post(anthropic, REQUEST)
    expect(developer.turns.map(({ number }) => number)).toEqual([1])
  })

  it('can end a run with an error of the vendor’s', async () => {
    const move = { kind: 'error', status: 529, type: 'overloaded_error', message: 'Overloaded' } as const
    const anthropic = await startAnthropic({ developer: scripted('casualty', [move, answer({ ok: true })]) })
    expect(await post(anthropic, STREAMED)).toMatchObject({
      status: 529,
      body: {
        type: 'error',
        error: { type: 'overloaded_error', message: 'Overloaded' },
        request_id: expect.stringMatching(/^req_/)
      }
    })
    expect(await post(anthropic, REQUEST)).toMatchObject({ status: 200, body: { stop_reason: 'tool_use' } })
  })

  it('can leave a request without an answer, while others are answered', async () => {
    const anthropic = await startAnthropic({
      developer: scripted('hanger', [{ kind: 'hang' }, say('Done.')])
    })
    let ended = 'not at all'
    const hanging = post(anthropic, STREAMED).then(
      () => (ended = 'answered'),
      () => (ended = 'cut off')
    )
    while (anthropic.played.length === 0) await new Promise(setImmediate)
    expect(await post(anthropic, REQUEST)).toMatchObject({ status: 200 })
    expect(ended).toBe('not at all')
    await anthropic.stop()
    await hanging
    expect(ended).toBe('cut off')
  })
})
