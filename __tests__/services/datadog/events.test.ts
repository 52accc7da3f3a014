import { describe, expect, it } from '@jest/globals'
import type { EmbeddedDatadog } from '../../../services/datadog/datadog.js'
import { TRACKS, type SeedEvent, type Track } from '../../../services/datadog/event.js'
import { call, HOUR, NOW, startDatadog, type Answer } from './running-datadog.js'

const plain = { errorType: 'Error', errorMessage: 'HTTP error', service: 'web' }

interface Page {
  readonly data: readonly { id: string; type: string; attributes: Readonly<Record<string, unknown>> }[]
  readonly meta?: { readonly page: { readonly after: string } }
}

function search(
  datadog: EmbeddedDatadog,
  track: Track,
  asked: Readonly<Record<string, unknown>>
): Promise<Answer> {
  const body = track === 'spans' ? { data: { type: 'search_request', attributes: asked } } : asked
  return call(datadog, 'POST', `/api/v2/${track}/events/search`, body)
}

const DAY = { query: '*', from: 'now-1d', to: 'now' }

async function startWith(
  track: Track,
  events: readonly SeedEvent[]
): Promise<{ datadog: EmbeddedDatadog; id: string }> {
  const datadog = await startDatadog()
  const { id } = datadog.seedIssue({ ...plain, platform: 'FLUTTER', firstSeen: NOW - 2 * HOUR })
  datadog.seedEvents(id, track, events)
  return { datadog, id }
}

const detailed: SeedEvent = {
  timestamp: NOW - HOUR,
  env: 'production',
  version: '1.2.3',
  stack: 'Error: HTTP error\n    at a',
  tags: ['region:eu'],
  attributes: { 'usr.email': 'ada@example.com', 'session.ip': '203.0.113.9', context: { cart: 3 } }
}

describe('where each product keeps its fields', () => {
  it('spans under custom', async () => {
    const { datadog } = await startWith('spans', [detailed])
    const { body, type } = await search(datadog, 'spans', { filter: DAY })
    expect(type).toBe('application/vnd.api+json')
    expect((body as Page).data).toEqual([
      {
        id: expect.any(String),
        type: 'spans',
        attributes: expect.objectContaining({
          service: 'web',
          env: 'production',
          start_timestamp: '2026-03-10T11:00:00.000Z',
          tags: ['env:production', 'version:1.2.3', 'source:apm', 'region:eu'],
          custom: {
            error: { type: 'Error', message: 'HTTP error', stack: 'Error: HTTP error\n    at a' },
            env: 'production',
            version: '1.2.3',
            usr: { email: 'ada@example.com' },
            session: { ip: '203.0.113.9' },
            context: { cart: 3 }
          }
        })
      }
    ])
  })

  it('logs under attributes, with the kind of the error', async () => {
    const { datadog } = await startWith('logs', [detailed])
    const { body, type } = await search(datadog, 'logs', { filter: DAY })
    expect(type).toBe('application/json')
    expect((body as Page).data[0]).toEqual({
      id: expect.any(String),
      type: 'log',
      attributes: {
        timestamp: '2026-03-10T11:00:00.000Z',
        service: 'web',
        status: 'error',
        message: 'HTTP error',
        host: expect.any(String),
        tags: ['env:production', 'version:1.2.3', 'source:nodejs', 'region:eu'],
        attributes: {
          error: { kind: 'Error', message: 'HTTP error', stack: 'Error: HTTP error\n    at a' },
          usr: { email: 'ada@example.com' },
          session: { ip: '203.0.113.9' },
          context: { cart: 3 }
        }
      }
    })
  })

  it('RUM under attributes, with its issue, session and user', async () => {
    const { datadog, id } = await startWith('rum', [detailed])
    const { body } = await search(datadog, 'rum', { filter: DAY })
    expect((body as Page).data[0]).toMatchObject({
      type: 'rum',
      attributes: {
        service: 'web',
        timestamp: '2026-03-10T11:00:00.000Z',
        tags: ['env:production', 'service:web', 'version:1.2.3', 'source:flutter', 'region:eu'],
        attributes: {
          type: 'error',
          error: { type: 'Error', message: 'HTTP error', source_type: 'flutter', is_crash: false },
          issue: { id, first_seen: NOW - 2 * HOUR, age: HOUR },
          session: { type: 'user', ip: '203.0.113.9' },
          usr: { email: 'ada@example.com' },
          context: { cart: 3 }
        }
      }
    })
  })
})

describe.each(TRACKS)('searching %s', (track) => {
  const times = [5, 1, 4, 2, 3].map((hours) => ({ timestamp: NOW - hours * HOUR, message: `m${hours}` }))

  it('sorts, pages by cursor to the empty page, and repeats nothing', async () => {
    const { datadog } = await startWith(track, times)
    for (const [sort, expected] of [
      ['timestamp', ['m5', 'm4', 'm3', 'm2', 'm1']],
      ['-timestamp', ['m1', 'm2', 'm3', 'm4', 'm5']]
    ] as const) {
      const messages: string[] = []
      let cursor: string | undefined
      for (;;) {
        const { body } = await search(datadog, track, { filter: DAY, sort, page: { limit: 2, cursor } })
        const page = body as Page
        messages.push(...page.data.map((event) => /m\d/.exec(JSON.stringify(event))?.[0] ?? ''))
        cursor = page.meta?.page.after
        if (cursor === undefined) {
          expect(body).toEqual({ data: [] })
          break
        }
      }
      expect(messages).toEqual(expected)
    }
  })

  it('keeps events of one millisecond apart across pages', async () => {
    const { datadog } = await startWith(track, [{ timestamp: NOW - 1 }, { timestamp: NOW - 1 }])
    const first = (await search(datadog, track, { filter: DAY, page: { limit: 1 } })).body as Page
    const cursor = first.meta?.page.after
    const second = (await search(datadog, track, { filter: DAY, page: { limit: 1, cursor } })).body as Page
    expect(second.data).toHaveLength(1)
    expect(second.data[0]?.id).not.toBe(first.data[0]?.id)
  })

  it('understands only its own spelling of the issue id', async () => {
    const { datadog, id } = await startWith(track, times)
    datadog.seedEvents(datadog.seedIssue(plain).id, track, [{ timestamp: NOW - 1 }])
    const count = async (query: string): Promise<number> =>
      ((await search(datadog, track, { filter: { ...DAY, query } })).body as Page).data.length
    expect(await count(`issue.id:${id}`)).toBe(track === 'logs' ? 5 : 0)
    expect(await count(`@issue.id:${id}`)).toBe(track === 'logs' ? 0 : 5)
    expect(await count(`issue.id:${id} OR @issue.id:${id}`)).toBe(5)
  })

  it('does not find what is not indexed, no longer kept, or only counted', async () => {
    const datadog = await startDatadog({ retention: { [track]: 3 * HOUR } })
    const { id } = datadog.seedIssue(plain)
    datadog.seedEvents(id, track, [
      { timestamp: NOW - HOUR, message: 'kept' },
      { timestamp: NOW - HOUR, indexed: false },
      { timestamp: NOW - 4 * HOUR }
    ])
    datadog.seedCounts(id, track, [7], NOW)
    const { data } = (await search(datadog, track, { filter: DAY })).body as Page
    expect(data).toHaveLength(1)
    expect(JSON.stringify(data)).toContain('kept')
  })

  it.each<[string, Readonly<Record<string, unknown>>, number]>([
    ['more than 1000', { page: { limit: 1001 } }, 400],
    ['none', { page: { limit: 0 } }, 400],
    ['a limit as text', { page: { limit: '10' } }, 400],
    ['an unknown field', { filters: {} }, 400],
    ['an unknown sort', { sort: 'newest' }, 400],
    ['a time as a number', { filter: { from: NOW - 1 } }, 400],
    ['a time nobody can read', { filter: { from: 'yesterday' } }, 400],
    ['a broken query', { filter: { query: 'a AND' } }, 400],
    ['a cursor of its own', { page: { cursor: 'abc' } }, 400],
    ['a reversed window', { filter: { from: 'now', to: 'now-15m' } }, 422]
  ])('refuses %s', async (_what, asked, status) => {
    const { datadog } = await startWith(track, times)
    expect((await search(datadog, track, asked)).status).toBe(status)
  })

  it('takes 1000, and times as ISO 8601 or milliseconds', async () => {
    const { datadog } = await startWith(track, times)
    const filter = { from: '2026-03-10T10:00:00+01:00', to: String(NOW - HOUR) }
    const answer = await search(datadog, track, { filter, page: { limit: 1000 } })
    expect((answer.body as Page).data).toHaveLength(2)
  })
})

it('explains a reversed window', async () => {
  const datadog = await startDatadog()
  expect((await search(datadog, 'spans', { filter: { from: 'now', to: 'now-15m' } })).body).toEqual({
    errors: [
      {
        title: 'Generic Error',
        detail: "invalid_argument(Field 'filter.from,to' is invalid: 'from' should be anterior to 'to')"
      }
    ]
  })
})

it('wants spans wrapped, and the others not', async () => {
  const datadog = await startDatadog()
  const wrapped = { data: { type: 'search_request', attributes: { filter: DAY } } }
  expect((await call(datadog, 'POST', '/api/v2/spans/events/search', { filter: DAY })).status).toBe(400)
  expect((await call(datadog, 'POST', '/api/v2/logs/events/search', wrapped)).status).toBe(400)
  expect((await call(datadog, 'POST', '/api/v2/rum/events/search', wrapped)).status).toBe(400)
})
