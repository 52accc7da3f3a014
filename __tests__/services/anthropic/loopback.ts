import { afterEach } from '@jest/globals'
import { scripted } from '../../../services/anthropic/developers.js'
import { EmbeddedAnthropic, type AnthropicOptions } from '../../../services/anthropic/embedded-anthropic.js'
import { say } from '../../../services/anthropic/moves.js'

export const API_KEY = 'sk-ant-api03-loopback'
export const HEADERS = {
  'x-api-key': API_KEY,
  'anthropic-version': '2023-06-01',
  'content-type': 'application/json'
}
export const READ_TOOL = {
  name: 'Read',
  input_schema: { type: 'object', properties: { file_path: { type: 'string' } } }
}

/** A request that is in order, and is a turn of the developer. */
export const REQUEST = {
  model: 'claude-sonnet-5-5',
  max_tokens: 1024,
  messages: [{ role: 'user', content: 'Fix it.' }],
  tools: [READ_TOOL]
}

const running: EmbeddedAnthropic[] = []

afterEach(async () => {
  for (const anthropic of running.splice(0)) await anthropic.stop()
})

/** A started service that the end of the test stops. */
export async function startAnthropic(options: Partial<AnthropicOptions> = {}): Promise<EmbeddedAnthropic> {
  const developer = scripted('talker', [say('Done.')])
  const anthropic = new EmbeddedAnthropic({ apiKey: API_KEY, developer, ...options })
  running.push(anthropic)
  await anthropic.start()
  return anthropic
}

export interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** Parsed; `undefined` when the text is no JSON. */
  readonly body: unknown
}

export async function post(
  anthropic: EmbeddedAnthropic,
  body: unknown,
  {
    path = '/v1/messages?beta=true',
    headers = HEADERS
  }: { path?: string; headers?: Record<string, string> } = {}
): Promise<Answer> {
  const response = await fetch(anthropic.url + path, {
    method: 'POST',
    headers,
    body: typeof body === 'string' ? body : JSON.stringify(body)
  })
  const text = await response.text()
  const json = response.headers.get('content-type')?.startsWith('application/json') === true
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: json ? JSON.parse(text) : undefined
  }
}
