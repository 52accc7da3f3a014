import { describe, expect, it } from '@jest/globals'
import type { EmbeddedDatadog } from '../../../services/datadog/datadog.js'
import { call, HOUR, NOW, startDatadog, type Answer } from './running-datadog.js'

function list(datadog: EmbeddedDatadog, attributes: Readonly<Record<string, unknown>> = {}): Promise<Answer> {
  const body = { data: { type: 'dora_deployments_list_request', attributes } }
  return call(datadog, 'POST', '/api/v2/dora/deployments', body)
}

function versions({ body }: Answer): readonly unknown[] {
  const { data } = body as { data: readonly { attributes: { version: string } }[] }
  return data.map(({ attributes }) => attributes.version)
}

async function stocked(): Promise<EmbeddedDatadog> {
  const datadog = await startDatadog()
  for (let number = 1; number <= 12; number += 1) {
    datadog.seedDeployment({
      service: number % 2 === 0 ? 'web' : 'api',
      env: 'prod',
      version: String(number),
      startedAt: NOW - number * HOUR
    })
  }
  return datadog
}

describe('listing deployments', () => {
  it('gives the newest ten unless it is asked for more', async () => {
    const datadog = await stocked()
    expect(versions(await list(datadog))).toEqual(['1', '2', '3', '4', '5', '6', '7', '8', '9', '10'])
    expect(versions(await list(datadog, { limit: 100 }))).toHaveLength(12)
  })

  it('filters by window and query', async () => {
    const datadog = await stocked()
    const from = new Date(NOW - 5 * HOUR).toISOString()
    const to = new Date(NOW - 2 * HOUR).toISOString()
    expect(versions(await list(datadog, { from, to, query: 'service:web env:prod' }))).toEqual(['2', '4'])
    expect(versions(await list(datadog, { query: 'env:staging' }))).toEqual([])
  })

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['times as numbers', { from: NOW }],
    ['date math', { from: 'now-1d' }],
    ['no place for a deployment', { limit: 0 }],
    ['a broken query', { query: '"' }],
    ['a page', { page: { limit: 1 } }]
  ])('refuses %s', async (_what, attributes) => {
    expect((await list(await startDatadog(), attributes)).status).toBe(400)
  })

  it('takes the scope dora_metrics_read, and the product', async () => {
    expect((await list(await startDatadog({ scopes: ['apm_read'] }))).status).toBe(403)
    expect((await list(await startDatadog({ dora: false }))).status).toBe(404)
  })
})
