import { describe, expect, it } from '@jest/globals'
import { HEADERS, post, READ_TOOL, REQUEST, startAnthropic } from './loopback.js'

const use = (id: string, name = 'Read'): object => ({
  role: 'assistant',
  content: [{ type: 'tool_use', id, name, input: {} }]
})
const result = (...ids: readonly string[]): object => ({
  role: 'user',
  content: ids.map((id) => ({ type: 'tool_result', tool_use_id: id, content: 'seen' }))
})
const user = { role: 'user', content: 'Fix it.' }
const aside = { role: 'system', content: 'Mind the budget.' }

function refusal(status: number, type: string, message: string | RegExp): object {
  return {
    status,
    body: {
      type: 'error',
      error: { type, message: typeof message === 'string' ? message : expect.stringMatching(message) },
      request_id: expect.stringMatching(/^req_/)
    }
  }
}

describe('headers', () => {
  const { 'x-api-key': key, ...keyless } = HEADERS
  const { 'anthropic-version': version, ...versionless } = HEADERS

  it.each([
    ['no key', keyless, 401, 'authentication_error', 'x-api-key header is required'],
    ['a wrong key', { ...HEADERS, 'x-api-key': 'nope' }, 401, 'authentication_error', 'invalid x-api-key'],
    [
      'a token of another kind',
      { ...keyless, authorization: `Bearer ${key}` },
      401,
      'authentication_error',
      'Invalid bearer token'
    ],
    ['no version', versionless, 400, 'invalid_request_error', 'anthropic-version: header is required'],
    [
      'an unknown version',
      { ...HEADERS, 'anthropic-version': `${version}-rc` },
      400,
      'invalid_request_error',
      'anthropic-version: "2023-06-01-rc" is not a valid version'
    ]
  ])('with %s are refused', async (_, headers, status, type, message) => {
    const anthropic = await startAnthropic()
    const answer = await post(anthropic, REQUEST, { headers })
    expect(answer).toMatchObject(refusal(status, type, message))
    expect(answer.headers.get('request-id')).toMatch(/^req_/)
    expect(anthropic.played).toEqual([])
  })

  it('are looked at before the body is', async () => {
    const anthropic = await startAnthropic()
    expect(await post(anthropic, '{', { headers: keyless })).toMatchObject({ status: 401 })
  })
})

describe('routes', () => {
  it('that the vendor does not have are not found', async () => {
    const anthropic = await startAnthropic()
    const answer = await post(anthropic, REQUEST, { path: '/v1/complete' })
    expect(answer).toMatchObject(refusal(404, 'not_found_error', 'Not found'))
  })

  it('greet without a key, so that a program can see whether the vendor is there', async () => {
    const anthropic = await startAnthropic()
    expect((await fetch(`${anthropic.url}/api/hello`, { method: 'HEAD' })).status).toBe(200)
    expect(await (await fetch(`${anthropic.url}/api/hello`)).json()).toEqual({ message: 'hello' })
  })
})

describe('models', () => {
  it('that nobody knows are not found', async () => {
    const anthropic = await startAnthropic()
    const answer = await post(anthropic, { ...REQUEST, model: 'gpt-4' })
    expect(answer).toMatchObject(refusal(404, 'not_found_error', 'model: gpt-4'))
  })

  it('can be a list of ones own', async () => {
    const anthropic = await startAnthropic({ knownModels: ['claude-opus-'] })
    expect(await post(anthropic, REQUEST)).toMatchObject({ status: 404 })
    expect(await post(anthropic, { ...REQUEST, model: 'claude-opus-4-8' })).toMatchObject({ status: 200 })
  })
})

describe('bodies', () => {
  it.each([
    ['no JSON', '{', 'The request body is not valid JSON'],
    ['no model', { ...REQUEST, model: undefined }, 'model: Field required'],
    ['no max_tokens', { ...REQUEST, max_tokens: undefined }, 'max_tokens: Field required'],
    ['max_tokens of 0', { ...REQUEST, max_tokens: 0 }, /^max_tokens: /],
    ['no messages', { ...REQUEST, messages: undefined }, 'messages: Field required'],
    ['empty messages', { ...REQUEST, messages: [] }, 'messages: at least one message is required'],
    ['an unknown field', { ...REQUEST, colour: 'red' }, 'colour: Extra inputs are not permitted'],
    ['an unknown role', { ...REQUEST, messages: [{ role: 'tool', content: 'x' }] }, /^messages\.0\.role: /],
    [
      'an unknown block',
      { ...REQUEST, messages: [{ role: 'user', content: [{ type: 'smell' }] }] },
      /^messages\.0\.content/
    ],
    [
      'an empty text',
      { ...REQUEST, messages: [{ role: 'user', content: [{ type: 'text', text: '' }] }] },
      'messages: text content blocks must be non-empty'
    ],
    [
      'an empty message',
      { ...REQUEST, messages: [{ role: 'user', content: [] }] },
      'messages.0: all messages must have non-empty content'
    ],
    [
      'a tool without a schema',
      { ...REQUEST, tools: [{ name: 'Read' }] },
      'tools.0.input_schema: Field required'
    ],
    ['a tool with an odd name', { ...REQUEST, tools: [{ ...READ_TOOL, name: 'a b' }] }, /^tools\.0\.name: /],
    ['a tool twice', { ...REQUEST, tools: [READ_TOOL, READ_TOOL] }, 'tools: Tool names must be unique.'],
    [
      'a choice of a tool that is not there',
      { ...REQUEST, tool_choice: { type: 'tool', name: 'Bash' } },
      "tool_choice: Tool 'Bash' not found in provided tools"
    ],
    ['an unknown choice', { ...REQUEST, tool_choice: { type: 'some' } }, /^tool_choice/],
    [
      'a choice without tools',
      { ...REQUEST, tools: [], tool_choice: { type: 'auto' } },
      'tool_choice: may only be specified while providing `tools`'
    ],
    [
      'a forced choice of one that thinks',
      { ...REQUEST, tool_choice: { type: 'any' }, thinking: { type: 'adaptive' } },
      'Thinking may not be enabled when tool_choice forces tool use.'
    ],
    [
      'more breakpoints of the cache than there can be',
      {
        ...REQUEST,
        system: Array.from({ length: 5 }, () => ({
          type: 'text',
          text: 'x',
          cache_control: { type: 'ephemeral' }
        }))
      },
      'A maximum of 4 blocks with cache_control may be provided. Found 5.'
    ]
  ])('with %s are invalid', async (_, body, message) => {
    const anthropic = await startAnthropic()
    expect(await post(anthropic, body)).toMatchObject(refusal(400, 'invalid_request_error', message))
    expect(anthropic.played).toEqual([])
  })
})

describe('conversations', () => {
  it.each([
    [
      'begin with the assistant',
      [{ role: 'assistant', content: 'Hi' }, user],
      /first message must use the "user" role/
    ],
    ['begin with a system message', [aside, user], /first message must use the "user" role/],
    [
      'end with the assistant',
      [user, { role: 'assistant', content: 'Hi' }],
      /does not support assistant message prefill/
    ],
    [
      'have a system message after the assistant',
      [user, { role: 'assistant', content: 'Hi' }, aside, user],
      'messages.2: a "system" message must follow a "user" message'
    ],
    [
      'use a tool and never tell the result',
      [user, use('toolu_1'), user],
      /^messages\.1: `tool_use` ids were found without `tool_result` blocks immediately after: toolu_1\./
    ],
    [
      'tell one of two results',
      [
        user,
        {
          role: 'assistant',
          content: ['toolu_1', 'toolu_2'].map((id) => ({ type: 'tool_use', id, name: 'Read', input: {} }))
        },
        result('toolu_1')
      ],
      /immediately after: toolu_2\./
    ],
    [
      'tell the result of nothing',
      [user, use('toolu_1'), result('toolu_1', 'toolu_9')],
      /^messages\.2\.content\.1: unexpected `tool_use_id` found in `tool_result` blocks: toolu_9\./
    ],
    ['tell a result first', [result('toolu_1')], /^messages\.0\.content\.0: unexpected `tool_use_id`/],
    [
      'tell a result twice',
      [user, use('toolu_1'), result('toolu_1', 'toolu_1')],
      /must have a single result/
    ],
    [
      'use one id twice',
      [user, use('toolu_1'), result('toolu_1'), use('toolu_1'), result('toolu_1')],
      'messages: `tool_use` ids must be unique'
    ],
    [
      'have the user use a tool',
      [{ role: 'user', content: [{ type: 'tool_use', id: 'toolu_1', name: 'Read', input: {} }] }],
      /can only be in `assistant` messages/
    ],
    [
      'have the assistant tell a result',
      [user, use('toolu_1'), { ...result('toolu_1'), role: 'assistant' }, user],
      /can only be in `user` messages/
    ]
  ])('that %s are invalid', async (_, messages, message) => {
    const anthropic = await startAnthropic()
    const answer = await post(anthropic, { ...REQUEST, messages })
    expect(answer).toMatchObject(refusal(400, 'invalid_request_error', message))
  })

  it('in good order are answered, system messages after the user included', async () => {
    const anthropic = await startAnthropic()
    const messages = [user, aside, use('toolu_1'), result('toolu_1'), aside, user, user]
    expect(await post(anthropic, { ...REQUEST, messages })).toMatchObject({ status: 200 })
  })

  it('are held to the same rules when their tokens are counted', async () => {
    const anthropic = await startAnthropic()
    const path = '/v1/messages/count_tokens'
    const { max_tokens, ...countable } = REQUEST
    const counted = await post(anthropic, countable, { path })
    expect(counted).toMatchObject({ status: 200, body: { input_tokens: expect.any(Number) } })
    expect(await post(anthropic, { ...countable, max_tokens }, { path })).toMatchObject({ status: 400 })
    expect(await post(anthropic, { ...countable, messages: [aside] }, { path })).toMatchObject({
      status: 400
    })
    expect(anthropic.played).toEqual([])
  })
})
