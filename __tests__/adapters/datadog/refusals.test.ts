import { describe, expect, it } from '@jest/globals'
import { outages } from '../../../services/kit/faults.js'
import { nodeTypeError, seedError } from '../../../services/datadog/seeds.js'
import { ConfigurationError, VendorError } from '../../../src/errors.js'
import { failureOf, HOUR, NOW, setStage, type Stage } from './stage.js'

const GET = /^\/api\/v2\/error-tracking\/issues\/[0-9a-f]/

async function stageWithIssue(
  ...options: Parameters<typeof setStage>
): Promise<Stage & { readonly id: string }> {
  const stage = await setStage(...options)
  const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
  return { ...stage, id }
}

describe('what Datadog refuses', () => {
  it.each([
    ['a wrong key', {}, { apiKey: 'wrong' }, 403],
    ['an empty key', {}, { appKey: '' }, 401],
    ['a missing scope', { scopes: ['apm_read'] }, {}, 403]
  ])('names inputs, scope and site for %s', async (_what, service, options, status) => {
    const stage = await stageWithIssue(service, options)
    const error = await failureOf(stage.source.readIssue(stage.id))
    expect(error).toBeInstanceOf(VendorError)
    expect(error).toMatchObject({ status, retryable: false })
    const { message } = error as Error
    for (const word of ['datadog-api-key', 'datadog-app-key', 'error_tracking_read', 'datadoghq.eu']) {
      expect(message).toContain(word)
    }
    expect(message).not.toContain('the-api-key')
    expect(stage.calls()).toHaveLength(2)
  })

  it.each([
    ['strings', { errors: ['Bad Request', 'query is odd'] }, 'Bad Request; query is odd'],
    ['objects', { errors: [{ title: 'Generic Error', detail: 'query is odd' }] }, 'query is odd'],
    ['titles only', { errors: [{ title: 'Generic Error' }] }, 'Generic Error'],
    ['nothing', undefined, 'an empty body'],
    ['something else', { message: 'no' }, '{"message":"no"}']
  ])('reads errors worded as %s', async (_what, body, words) => {
    const stage = await stageWithIssue()
    stage.datadog.service.inject({ kind: 'reply', path: GET, reply: { status: 400, body } })
    const error = await failureOf(stage.source.readIssue(stage.id))
    expect(error).toMatchObject({
      status: 400,
      retryable: false,
      message: expect.stringContaining(`(400): ${words}`)
    })
  })

  it('does not follow a redirect, because the keys would go with it', async () => {
    const stage = await stageWithIssue()
    const elsewhere = await setStage()
    stage.datadog.service.inject({
      kind: 'reply',
      path: GET,
      reply: { status: 302, headers: { location: `${elsewhere.datadog.url}/stolen` } }
    })
    const error = await failureOf(stage.source.readIssue(stage.id))
    expect(error).toMatchObject({ status: 302, message: expect.stringContaining('datadog-api-url') })
    expect(elsewhere.calls()).toEqual([])
  })

  it('takes a log-in page with status 200 for an error', async () => {
    const stage = await stageWithIssue()
    stage.datadog.service.inject({ kind: 'reply', path: GET, reply: outages.htmlLogin })
    const error = await failureOf(stage.source.readIssue(stage.id))
    expect(error).toMatchObject({
      status: 200,
      retryable: false,
      message: expect.stringContaining('an HTML page instead of JSON')
    })
  })

  it('fails on JSON without an issue', async () => {
    const stage = await stageWithIssue()
    stage.datadog.service.inject({ kind: 'reply', path: GET, reply: { status: 200, body: {} } })
    expect(await failureOf(stage.source.readIssue(stage.id))).toMatchObject({
      retryable: false,
      message: expect.stringContaining('data: invalid_type')
    })
  })
})

describe('what passes', () => {
  it.each([
    ['a server error', { kind: 'reply', reply: outages.serverError }],
    ['a bad gateway in HTML', { kind: 'reply', reply: outages.htmlBadGateway }],
    ['a reset connection', { kind: 'drop' }],
    ['a lost reply', { kind: 'lose-reply' }],
    ['half a body', { kind: 'partial' }]
  ] as const)('tries again after %s', async (_what, fault) => {
    const stage = await stageWithIssue()
    stage.datadog.service.inject({ ...fault, path: GET, times: 2 })
    expect((await stage.source.readIssue(stage.id)).id).toBe(stage.id)
    expect(stage.sleeps).toEqual([100, 200])
  })

  it('gives up after the last attempt, with the page named', async () => {
    const stage = await stageWithIssue()
    stage.datadog.service.inject({ kind: 'reply', reply: outages.htmlBadGateway, path: GET, times: 3 })
    const error = await failureOf(stage.source.readIssue(stage.id))
    expect(error).toMatchObject({ status: 502, retryable: true })
    expect((error as Error).message).toContain('an HTML page titled "502 Bad Gateway"')
  })

  it('gives up on a service that never answers, and says for how long it waited', async () => {
    const stage = await stageWithIssue({}, { deadlineMs: 60 })
    stage.datadog.service.inject({ kind: 'slow', delayMs: 400, path: GET, times: 3 })
    const error = await failureOf(stage.source.readIssue(stage.id))
    expect(error).toMatchObject({ status: undefined, retryable: true })
    expect((error as Error).message).toContain('gave no answer within 0.06 s')
    expect(stage.sleeps).toEqual([100, 200])
  })

  it('names the cause of a lost connection', async () => {
    const stage = await stageWithIssue()
    await stage.datadog.stop()
    const error = await failureOf(stage.source.readIssue(stage.id))
    expect((error as Error).message).toMatch(
      /could not be reached \(ECONN\w+\).*datadoghq\.eu \(through http/
    )
  })

  it.each([
    ['X-RateLimit-Reset', { 'X-RateLimit-Reset': '7' }, 7000],
    ['Retry-After in seconds', { 'Retry-After': '3' }, 3000],
    ['Retry-After as a date', { 'Retry-After': new Date(NOW + 5000).toUTCString() }, 5000]
  ])('waits as long as %s says', async (_what, headers, wait) => {
    const stage = await stageWithIssue()
    stage.datadog.service.inject({ kind: 'reply', path: GET, reply: outages.rateLimited(headers) })
    await stage.source.readIssue(stage.id)
    expect(stage.sleeps).toEqual([wait])
  })

  it('does not wait for a limit that resets too late', async () => {
    const stage = await stageWithIssue()
    const reply = outages.rateLimited({ 'X-RateLimit-Reset': '3600' })
    stage.datadog.service.inject({ kind: 'reply', path: GET, reply })
    const error = await failureOf(stage.source.readIssue(stage.id))
    expect(error).toMatchObject({ status: 429, retryAfterMs: 3_600_000 })
    expect((error as Error).message).toContain('the limit resets in 3600 s')
    expect(stage.sleeps).toEqual([])
  })

  it('does not take the reset of a limit for a wait when the answer is another failure', async () => {
    const stage = await stageWithIssue()
    const headers = { 'X-RateLimit-Reset': '3600' }
    const busy = { status: 503, headers: { ...headers, 'Retry-After': '2' } }
    stage.datadog.service.inject({ kind: 'reply', path: GET, reply: { ...outages.serverError, headers } })
    stage.datadog.service.inject({ kind: 'reply', path: GET, reply: busy })
    await stage.source.readIssue(stage.id)
    expect(stage.sleeps).toEqual([100, 2000])
  })
})

describe('acknowledging', () => {
  it('moves the issue to ACKNOWLEDGED', async () => {
    const stage = await stageWithIssue()
    expect(await stage.source.acknowledge(stage.id)).toEqual({ done: true })
    expect(stage.datadog.issue(stage.id)?.state).toBe('ACKNOWLEDGED')
    expect(JSON.parse(stage.requests()[0]?.body ?? '')).toEqual({
      data: { id: stage.id, type: 'error_tracking_issue', attributes: { state: 'ACKNOWLEDGED' } }
    })
  })

  it('answers which scope is missing', async () => {
    const stage = await stageWithIssue({ scopes: ['error_tracking_read'] })
    expect(await stage.source.acknowledge(stage.id)).toEqual({
      done: false,
      reason: expect.stringContaining('scope error_tracking_write')
    })
    expect(stage.datadog.issue(stage.id)?.state).toBe('OPEN')
  })

  it('fails on anything else', async () => {
    const stage = await stageWithIssue()
    stage.datadog.service.inject({ kind: 'reply', method: 'PUT', reply: outages.serverError, times: 3 })
    expect(await failureOf(stage.source.acknowledge(stage.id))).toBeInstanceOf(VendorError)
    stage.datadog.removeIssue(stage.id)
    expect(await failureOf(stage.source.acknowledge(stage.id))).toBeInstanceOf(ConfigurationError)
  })
})

describe('the environment', () => {
  it('neither redirects the calls nor lends them keys', async () => {
    const before = { ...process.env }
    Object.assign(process.env, { DD_SITE: 'evil.example', DD_API_KEY: 'other', DD_APP_KEY: 'other' })
    try {
      const stage = await stageWithIssue()
      await stage.source.readIssue(stage.id)
      expect(stage.requests()[0]?.headers).toMatchObject({
        'dd-api-key': 'the-api-key',
        'dd-application-key': 'the-app-key'
      })
    } finally {
      for (const name of ['DD_SITE', 'DD_API_KEY', 'DD_APP_KEY']) {
        if (before[name] === undefined) delete process.env[name]
        else process.env[name] = before[name]
      }
    }
  })
})
