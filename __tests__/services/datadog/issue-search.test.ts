import { describe, expect, it } from '@jest/globals'
import type { EmbeddedDatadog } from '../../../services/datadog/datadog.js'
import { call, HOUR, NOW, startDatadog, type Answer } from './running-datadog.js'

const ISSUES = '/api/v2/error-tracking/issues'
const plain = { errorType: 'Error', errorMessage: 'HTTP error', service: 'web' }

async function search(
  datadog: EmbeddedDatadog,
  attributes: Readonly<Record<string, unknown>>,
  include = ''
): Promise<Answer & { readonly found: readonly Record<string, unknown>[] }> {
  const answer = await call(datadog, 'POST', `${ISSUES}/search${include && `?include=${include}`}`, {
    data: {
      type: 'search_request',
      attributes: { query: '*', from: NOW - 24 * HOUR, to: NOW, persona: 'ALL', ...attributes }
    }
  })
  return { ...answer, found: (answer.body as { data?: Record<string, unknown>[] }).data ?? [] }
}

describe('searching issues', () => {
  it('counts what happened in the window, and users and sessions in RUM alone', async () => {
    const datadog = await startDatadog()
    const rum = datadog.seedIssue({ ...plain, platform: 'BROWSER' })
    datadog.seedCounts(rum.id, 'rum', [5, 10, 20], NOW, { users: 3, sessions: 7 })
    const spans = datadog.seedIssue(plain)
    datadog.seedCounts(spans.id, 'spans', [4], NOW, { users: 2 })
    const { found } = await search(datadog, { from: NOW - 2 * HOUR })
    expect(found).toEqual([
      {
        id: rum.id,
        type: 'error_tracking_search_result',
        attributes: { impacted_sessions: 7, impacted_users: 3, total_count: 30 },
        relationships: { issue: { data: { id: rum.id, type: 'issue' } } }
      },
      expect.objectContaining({ id: spans.id, attributes: { total_count: 4 } })
    ])
    expect((await search(datadog, { to: NOW - 3 * HOUR })).found).toEqual([])
  })

  it('takes the first millisecond of the window and not the last', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue(plain)
    datadog.seedEvents(id, 'logs', [{ timestamp: NOW - HOUR }])
    expect((await search(datadog, { from: NOW - HOUR })).found).toHaveLength(1)
    expect((await search(datadog, { to: NOW - HOUR })).found).toHaveLength(0)
  })

  it('selects by query, product, persona and state', async () => {
    const datadog = await startDatadog()
    const mobile = datadog.seedIssue({ ...plain, service: 'app', platform: 'FLUTTER' })
    const backend = datadog.seedIssue({ ...plain, service: 'api', state: 'RESOLVED' })
    datadog.seedEvents(mobile.id, 'rum', [{ timestamp: NOW - 1, env: 'staging' }])
    datadog.seedEvents(backend.id, 'logs', [{ timestamp: NOW - 2, env: 'production' }])
    const ids = async (attributes: Readonly<Record<string, unknown>>): Promise<readonly unknown[]> =>
      (await search(datadog, attributes)).found.map(({ id }) => id)
    expect(await ids({ query: 'env:staging' })).toEqual([mobile.id])
    expect(await ids({ query: `issue.id:${backend.id}` })).toEqual([backend.id])
    expect(await ids({ query: 'service:ap* AND @error.type:Error env:production' })).toEqual([backend.id])
    expect(await ids({ persona: 'MOBILE' })).toEqual([mobile.id])
    expect(await ids({ persona: 'BACKEND' })).toEqual([backend.id])
    expect(await ids({ persona: undefined, track: 'logs' })).toEqual([backend.id])
    expect(await ids({ persona: undefined, track: 'trace' })).toEqual([])
    expect(await ids({ states: ['OPEN'] })).toEqual([mobile.id])
  })

  it('never gives more than 100', async () => {
    const datadog = await startDatadog()
    for (let n = 0; n < 101; n += 1) {
      datadog.seedCounts(datadog.seedIssue(plain).id, 'spans', [n + 1], NOW)
    }
    const { found } = await search(datadog, {})
    expect(found).toHaveLength(100)
    expect(found[0]).toMatchObject({ attributes: { total_count: 101 } })
    expect(found[99]).toMatchObject({ attributes: { total_count: 2 } })
  })

  it('gives attributes only when asked to include the issue', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue({ ...plain, teams: [{ handle: 'web' }] })
    datadog.seedEvents(id, 'logs', [{ timestamp: NOW - 1 }])
    expect((await search(datadog, {})).body).not.toHaveProperty('included')
    const { body } = await search(datadog, {}, 'issue,issue.team_owners')
    expect(body).toMatchObject({ included: [{ type: 'issue', id }, { type: 'team' }] })
    expect((await search(datadog, {}, 'team_owners')).status).toBe(400)
  })

  it.each<[string, Readonly<Record<string, unknown>>, string]>([
    [
      'a track nobody knows',
      { persona: undefined, track: 'invalid-track' },
      'invalid json value for TrackType: invalid-track'
    ],
    ['track and persona', { track: 'rum' }, 'exactly one of track and persona must be given'],
    ['neither of them', { persona: undefined }, 'exactly one of track and persona must be given'],
    ['no query', { query: ' ' }, 'query cannot be empty'],
    ['a broken query', { query: '(a' }, "invalid query: ')' is missing at position 2"],
    ['a time as text', { from: 'now-1d' }, 'from'],
    ['a reversed window', { from: NOW, to: NOW - 1 }, 'from should be before to'],
    ['an unknown state', { states: ['CLOSED'] }, 'states'],
    ['an unknown field', { limit: 10 }, 'limit']
  ])('refuses %s', async (_what, attributes, reason) => {
    const { status, type, body } = await search(await startDatadog(), attributes)
    expect(status).toBe(400)
    expect(type).toBe('application/vnd.api+json')
    expect((body as { errors: { detail: string }[] }).errors[0]?.detail).toContain(reason)
  })
})
