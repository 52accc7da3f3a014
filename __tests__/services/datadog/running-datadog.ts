import { afterEach } from '@jest/globals'
import { EmbeddedDatadog, type DatadogOptions } from '../../../services/datadog/datadog.js'

export const NOW = Date.parse('2026-03-10T12:00:00.000Z')
export const HOUR = 3_600_000
export const KEYS = { 'dd-api-key': 'api-key', 'dd-application-key': 'app-key' }

const running: EmbeddedDatadog[] = []

afterEach(async () => {
  for (const datadog of running.splice(0)) await datadog.stop()
})

/** A started service that the end of the test stops. */
export async function startDatadog(options: Partial<DatadogOptions> = {}): Promise<EmbeddedDatadog> {
  const datadog = new EmbeddedDatadog({ now: () => NOW, apiKey: 'api-key', appKey: 'app-key', ...options })
  running.push(datadog)
  await datadog.start()
  return datadog
}

export interface Answer {
  readonly status: number
  readonly type: string
  readonly headers: Headers
  readonly body: unknown
}

export async function call(
  datadog: EmbeddedDatadog,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = KEYS
): Promise<Answer> {
  const response = await fetch(datadog.url + path, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) })
  })
  const text = await response.text()
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    headers: response.headers,
    body: text === '' ? undefined : JSON.parse(text)
  }
}
