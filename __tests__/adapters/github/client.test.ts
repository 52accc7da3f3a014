import { inspect } from 'node:util'
import { afterEach, describe, expect, it } from '@jest/globals'
import { toVendorError, type GitHubOptions } from '../../../src/adapters/github/client.js'
import { VendorError } from '../../../src/errors.js'
import type { Fault } from '../../../services/kit/faults.js'
import { outages } from '../../../services/kit/faults.js'
import { APP, PLACE, stage, WORKFLOW } from '../../services/github/stage.js'
import { rejection, sourceFor } from './fixtures.js'

const { github } = stage()

afterEach(() => {
  github.service.clearFaults()
  github.service.clearLog()
})

async function readRepository(options: Partial<GitHubOptions> = {}): Promise<string> {
  try {
    const { rest } = await sourceFor(github.url, options)()
    return (await rest.repos.get(PLACE)).data.full_name
  } catch (error) {
    throw toVendorError(error, 'read the repository', 'metadata: read')
  }
}

function refuse(status: number, message: string, headers: Record<string, string> = {}, times = 1): void {
  github.service.inject({ kind: 'reply', times, reply: { status, body: { message }, headers } })
}

function statuses(): number[] {
  return github.service.requests.map(({ status }) => status)
}

async function timed<T>(run: () => Promise<T>): Promise<{ value: T; ms: number }> {
  const start = performance.now()
  return { value: await run(), ms: performance.now() - start }
}

describe('the limits of GitHub', () => {
  it.each([403, 429])('waits as long as retry-after of a %d asks', async (status) => {
    refuse(status, 'You have exceeded a secondary rate limit.', { 'retry-after': '5' })
    const { value, ms } = await timed(() => readRepository({ retryUnitMs: 20 }))
    expect(value).toBe('acme/shop')
    expect(statuses()).toEqual([status, 200])
    expect(ms).toBeGreaterThanOrEqual(95)
  })

  it('waits for the reset of an hourly allowance that is used up', async () => {
    const date = new Date('2026-03-02T10:00:00Z')
    refuse(403, 'API rate limit exceeded', {
      date: date.toUTCString(),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(date.getTime() / 1000 + 4)
    })
    const { ms } = await timed(() => readRepository({ retryUnitMs: 20 }))
    expect(statuses()).toEqual([403, 200])
    expect(ms).toBeGreaterThanOrEqual(75)
  })

  it('gives up at once on a reset that is too far away, and says how far', async () => {
    const date = new Date('2026-03-02T10:00:00Z')
    refuse(403, 'API rate limit exceeded', {
      date: date.toUTCString(),
      'x-ratelimit-remaining': '0',
      'x-ratelimit-reset': String(date.getTime() / 1000 + 1800)
    })
    const error = await rejection(readRepository())
    expect(statuses()).toEqual([403])
    expect(error).toMatchObject({ vendor: 'GitHub', status: 403, retryable: true, retryAfterMs: 1_800_000 })
    expect(String(error)).toContain('the rate limit is used up for another 1800 s')
  })

  it('waits a minute where a limit does not say how long', async () => {
    refuse(403, 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.')
    const { ms } = await timed(() => readRepository({ retryUnitMs: 2 }))
    expect(statuses()).toEqual([403, 200])
    expect(ms).toBeGreaterThanOrEqual(115)
  })

  it('waits a minute where the reset makes no sense', async () => {
    refuse(403, 'API rate limit exceeded', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': 'soon' })
    await readRepository()
    expect(statuses()).toEqual([403, 200])
  })

  it('gives up when it is refused again after every wait', async () => {
    refuse(429, 'Too many requests', { 'retry-after': '1' }, 9)
    const error = await rejection(readRepository())
    expect(statuses()).toEqual([429, 429, 429, 429, 429, 429, 429])
    expect(error).toMatchObject({ status: 429, retryable: true, retryAfterMs: 1000 })
  })
})

describe('faults of the moment', () => {
  const cases: [string, Fault][] = [
    ['502 with a web page', { kind: 'reply', reply: outages.htmlBadGateway }],
    ['500', { kind: 'reply', reply: { status: 500, body: { message: 'Server Error' } } }],
    ['connection that is closed', { kind: 'drop' }],
    ['reply that breaks off', { kind: 'partial' }],
    ['log-in page of a proxy', { kind: 'reply', reply: outages.htmlLogin }]
  ]

  it.each(cases)('tries again after a %s', async (_, fault) => {
    github.service.inject({ ...fault, times: 3 })
    expect(await readRepository()).toBe('acme/shop')
    expect(github.service.requests).toHaveLength(4)
  })

  it.each(cases)('says after four times a %s that another run may succeed', async (_, fault) => {
    github.service.inject({ ...fault, times: 9 })
    const error = await rejection(readRepository())
    expect(github.service.requests).toHaveLength(4)
    expect(error).toBeInstanceOf(VendorError)
    expect(error).toMatchObject({ vendor: 'GitHub', retryable: true })
    expect(String(error)).toMatch(/GitHub (failed|did not answer when asked) to read the repository/)
    expect(String(error)).not.toContain('<')
  })

  it('limits the time of each attempt', async () => {
    github.service.inject({ kind: 'slow', delayMs: 2000 })
    const { value, ms } = await timed(() => readRepository({ attemptTimeoutMs: 100 }))
    expect(value).toBe('acme/shop')
    expect(ms).toBeLessThan(1900)
  })

  it('tells a GitHub that is always too slow as no answer', async () => {
    github.service.inject({ kind: 'slow', delayMs: 600, times: 4 })
    const error = await rejection(readRepository({ attemptTimeoutMs: 50 }))
    expect(error).toMatchObject({ vendor: 'GitHub', status: undefined, retryable: true })
  })
})

describe('refusals', () => {
  it('says that a token is not valid, without asking again', async () => {
    const error = await rejection(readRepository({ token: 'ghs_expired' }))
    expect(statuses()).toEqual([401])
    expect(error).toMatchObject({ status: 401, retryable: false })
    expect(String(error)).toContain('the input "github-token" is not valid, or has expired')
  })

  it('names the permission and keeps the request id, without asking again', async () => {
    refuse(403, 'Resource not accessible by integration', { 'x-github-request-id': 'AB:1' })
    const error = await rejection(readRepository())
    expect(statuses()).toEqual([403])
    expect(error).toMatchObject({ status: 403, retryable: false, requestId: 'AB:1' })
    expect(String(error)).toContain('needs the permission "metadata: read"')
    expect(String(error)).toContain('Resource not accessible by integration')
  })

  it('does not take a 404 for a missing permission alone', async () => {
    refuse(404, 'Not Found')
    expect(String(await rejection(readRepository()))).toContain('(404): it does not exist, or the input')
  })

  it('shortens what GitHub says', async () => {
    refuse(422, 'x'.repeat(100_000))
    const error = await rejection(readRepository())
    expect(String(error).length).toBeLessThan(700)
  })

  it('leaves our own errors alone', () => {
    const error = new VendorError('ours', { vendor: 'GitHub', retryable: false })
    expect(toVendorError(error, 'x', 'y')).toBe(error)
  })
})

describe('secrecy', () => {
  it.each<[string, Fault]>([
    ['500', { kind: 'reply', reply: { status: 500, body: { message: 'Server Error' } }, times: 9 }],
    ['403', { kind: 'reply', reply: { status: 403, body: { message: 'No' } } }],
    ['401', { kind: 'reply', reply: { status: 401, body: { message: 'Bad credentials' } } }],
    ['closed connection', { kind: 'drop', times: 9 }],
    ['time limit', { kind: 'slow', delayMs: 600, times: 9 }]
  ])('keeps the token out of the error for a %s', async (_, fault) => {
    // The repository is private: the token is sent.
    expect(await readRepository({ token: APP })).toBe('acme/shop')
    github.service.inject(fault)
    const error = await rejection(readRepository({ token: APP, attemptTimeoutMs: 100 }))
    const shown = inspect(error, { depth: 20, showHidden: true })
    expect(shown).toContain('GitHub')
    expect(shown).not.toContain(APP)
    expect(shown).not.toContain(WORKFLOW)
    expect(shown).not.toMatch(/authorization/i)
  })
})
