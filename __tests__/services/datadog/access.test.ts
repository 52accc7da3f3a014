import { describe, expect, it } from '@jest/globals'
import { call, KEYS, NOW, startDatadog } from './running-datadog.js'

const SEARCHES = {
  logs: ['/api/v2/logs/events/search', {}],
  rum: ['/api/v2/rum/events/search', {}],
  spans: ['/api/v2/spans/events/search', { data: { type: 'search_request' } }]
} as const

describe('keys', () => {
  it('are all needed', async () => {
    const datadog = await startDatadog()
    for (const missing of ['dd-api-key', 'dd-application-key'] as const) {
      const rest = Object.fromEntries(Object.entries(KEYS).filter(([name]) => name !== missing))
      const answer = await call(datadog, 'POST', SEARCHES.logs[0], {}, rest)
      expect(answer).toMatchObject({ status: 401, body: { errors: ['Unauthorized'] } })
    }
  })

  it('have to be the right ones', async () => {
    const datadog = await startDatadog()
    for (const wrong of ['dd-api-key', 'dd-application-key']) {
      const answer = await call(datadog, 'POST', SEARCHES.logs[0], {}, { ...KEYS, [wrong]: 'other' })
      expect(answer).toMatchObject({ status: 403, body: { errors: ['Forbidden'] } })
    }
  })

  it('are validated without the application key', async () => {
    const datadog = await startDatadog()
    const path = '/api/v1/validate'
    expect(await call(datadog, 'GET', path, undefined, { 'dd-api-key': 'api-key' })).toMatchObject({
      status: 200,
      body: { valid: true }
    })
    expect(await call(datadog, 'GET', path, undefined, { 'dd-api-key': 'x' })).toMatchObject({ status: 403 })
    expect(await call(datadog, 'GET', path, undefined, {})).toMatchObject({
      status: 403,
      body: { errors: ['API key required'] }
    })
  })
})

describe('scopes', () => {
  const id = '5f8ebd5c-6dd9-11f0-8a28-da7ad0900002'
  const endpoints = [
    ['GET', `/api/v2/error-tracking/issues/${id}`, undefined, 'error_tracking_read'],
    ['POST', '/api/v2/error-tracking/issues/search', {}, 'error_tracking_read'],
    ['PUT', `/api/v2/error-tracking/issues/${id}/state`, {}, 'error_tracking_write'],
    ['PUT', `/api/v2/error-tracking/issues/${id}/assignee`, {}, 'error_tracking_write'],
    ['DELETE', `/api/v2/error-tracking/issues/${id}/assignee`, undefined, 'error_tracking_write'],
    ['POST', '/api/v2/logs/events/search', {}, 'logs_read_data'],
    ['POST', '/api/v2/logs/analytics/aggregate', {}, 'logs_read_data'],
    ['POST', '/api/v2/rum/events/search', {}, 'rum_apps_read'],
    ['POST', '/api/v2/rum/analytics/aggregate', {}, 'rum_apps_read'],
    ['POST', '/api/v2/spans/events/search', {}, 'apm_read'],
    ['POST', '/api/v2/spans/analytics/aggregate', {}, 'apm_read']
  ] as const

  it.each(endpoints)('%s %s', async (method, path, body, scope) => {
    const others = [...new Set(endpoints.map((each) => each[3]))].filter((each) => each !== scope)
    const without = await startDatadog({ scopes: others })
    expect(await call(without, method, path, body)).toMatchObject({
      status: 403,
      body: { errors: ['Forbidden'] }
    })
    const alone = await startDatadog({ scopes: [scope] })
    expect((await call(alone, method, path, body)).status).not.toBe(403)
  })
})

describe('rates', () => {
  it('stop spans after 300 requests in a calendar hour', async () => {
    let now = NOW + 60_500
    const datadog = await startDatadog({ now: () => now })
    const [path, body] = SEARCHES.spans
    for (let n = 0; n < 299; n += 1) await call(datadog, 'POST', path, body)
    const last = await call(datadog, 'POST', path, body)
    expect(last.status).toBe(200)
    expect(last.headers.get('x-ratelimit-remaining')).toBe('0')
    const over = await call(datadog, 'POST', path, body)
    expect(over).toMatchObject({ status: 429, body: { errors: ['Too many requests'] } })
    expect(Object.fromEntries(over.headers)).toMatchObject({
      'x-ratelimit-limit': '300',
      'x-ratelimit-period': '3600',
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': '3540',
      'x-ratelimit-name': 'spans_search'
    })
    now = NOW + 3_600_000
    expect((await call(datadog, 'POST', path, body)).status).toBe(200)
  })

  it('are set per endpoint, and are absent elsewhere', async () => {
    const datadog = await startDatadog({ rateLimits: { logs_search: { limit: 1, periodSeconds: 60 } } })
    expect((await call(datadog, 'POST', ...SEARCHES.logs)).status).toBe(200)
    expect((await call(datadog, 'POST', ...SEARCHES.logs)).status).toBe(429)
    const rum = await call(datadog, 'POST', ...SEARCHES.rum)
    expect(rum.status).toBe(200)
    expect(rum.headers.get('x-ratelimit-limit')).toBeNull()
  })

  it('do not count what the keys already refuse', async () => {
    const datadog = await startDatadog({ rateLimits: { logs_search: { limit: 1, periodSeconds: 60 } } })
    await call(datadog, 'POST', ...SEARCHES.logs, { ...KEYS, 'dd-api-key': 'x' })
    expect((await call(datadog, 'POST', ...SEARCHES.logs)).status).toBe(200)
  })
})

it('answers 404 to a route that it does not know', async () => {
  const datadog = await startDatadog()
  expect(await call(datadog, 'GET', '/api/v2/error-tracking/nothing')).toMatchObject({
    status: 404,
    body: { errors: ['Not found'] }
  })
})

it('answers 400 to a body that is not JSON', async () => {
  const datadog = await startDatadog()
  const response = await fetch(`${datadog.url}/api/v2/logs/events/search`, {
    method: 'POST',
    headers: KEYS,
    body: '{'
  })
  expect(response.status).toBe(400)
})
