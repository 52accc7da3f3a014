import { describe, expect, it } from '@jest/globals'
import { outages } from '../../../services/kit/faults.js'
import { flutterError, nodeTypeError, seedError } from '../../../services/datadog/seeds.js'
import { ConfigurationError, VendorError } from '../../../src/errors.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { DAY, failureOf, HOUR, NOW, setStage } from './stage.js'

const GET = /^\/api\/v2\/error-tracking\/issues\/[0-9a-f]/
const SEARCH = /\/issues\/search/
const SOME_ID = '67d80aa3-36ff-44b9-a694-c501a7591737'

describe('reading one issue', () => {
  it('reads the issue with its owners, its case and its impact in two requests', async () => {
    const stage = await setStage()
    const seed = nodeTypeError({
      issue: {
        teams: [{ handle: 'payments', name: 'Payments' }],
        assignee: { email: 'ada@example.com', name: 'Ada' },
        linkedCase: { key: 'ET-7', jiraKey: 'SHOP-12' },
        regression: { regressedAt: NOW - HOUR, resolvedAt: NOW - DAY, regressedAtVersion: '2.14.0' }
      }
    })
    const { id } = seedError(stage.datadog, seed, [NOW - 2 * DAY, NOW - 3 * HOUR, NOW - HOUR])
    const issue = await stage.source.readIssue(id.toUpperCase())
    expect(issue).toEqual({
      id,
      url: `https://app.datadoghq.eu/error-tracking/issue/${id}`,
      state: 'ACKNOWLEDGED',
      platform: 'BACKEND',
      service: 'orders-api',
      languages: ['TYPESCRIPT'],
      errorType: 'TypeError',
      errorMessage: "Cannot read properties of undefined (reading 'amount')",
      filePath: known('src/orders/order-total.ts'),
      functionName: known('orderTotal'),
      isCrash: false,
      firstSeen: { at: NOW - 2 * DAY, version: known('2.14.0') },
      lastSeen: { at: NOW - HOUR, version: known('2.14.0') },
      regression: { regressedAt: NOW - HOUR, resolvedAt: NOW - DAY, version: known('2.14.0') },
      assignee: 'Ada',
      teamOwners: [{ handle: 'payments', name: 'Payments' }],
      linkedCase: { key: 'ET-7', jiraKey: 'SHOP-12' },
      impact: {
        windowHours: 24,
        occurrences: known(2),
        users: unknown('Datadog counts users only for RUM issues'),
        sessions: unknown('Datadog counts sessions only for RUM issues')
      }
    })
    expect([...stage.calls()].sort()).toEqual([
      `GET /api/v2/error-tracking/issues/${id}`,
      'POST /api/v2/error-tracking/issues/search'
    ])
    expect(JSON.stringify(issue)).not.toContain('ada@example.com')
    expect(stage.lines).toEqual([])
  })

  it('asks for the impact over the window, in every state', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, nodeTypeError({ issue: { state: 'IGNORED' } }), [NOW - HOUR])
    expect((await stage.source.readIssue(id)).impact.occurrences).toEqual(known(1))
    const body = stage.requests().find(({ method }) => method === 'POST')?.body ?? ''
    expect(JSON.parse(body)).toMatchObject({
      data: { attributes: { from: NOW - 24 * HOUR, to: NOW, persona: 'ALL' } }
    })
  })

  it('knows users and sessions of a RUM issue', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, flutterError(), [NOW - 3 * HOUR, NOW - 2 * HOUR, NOW - HOUR])
    const { impact } = await stage.source.readIssue(id)
    expect(impact).toMatchObject({ users: known(3), sessions: known(3) })
  })

  it('says what an empty text means', async () => {
    const stage = await setStage()
    const { id } = stage.datadog.seedIssue({ errorType: 'Error', errorMessage: 'x', service: 'web' })
    const issue = await stage.source.readIssue(id)
    expect(issue.filePath).toEqual(unknown('Datadog names no file for this issue'))
    expect(issue.firstSeen.version).toEqual(unknown('the service sends no version tag'))
    expect(issue).toMatchObject({ assignee: undefined, linkedCase: undefined, regression: undefined })
  })

  it('takes an unlisted impact for zero only if the issue was last seen before the window', async () => {
    const stage = await setStage()
    const issue = { errorType: 'Error', errorMessage: 'x', service: 'web' }
    const old = stage.datadog.seedIssue({ ...issue, lastSeen: NOW - 3 * DAY })
    const fresh = stage.datadog.seedIssue({ ...issue, lastSeen: NOW - HOUR })
    const reason = 'the issue search listed no occurrence in the last 24 hours'
    expect((await stage.source.readIssue(old.id)).impact).toMatchObject({
      occurrences: known(0),
      users: unknown(reason)
    })
    expect((await stage.source.readIssue(fresh.id)).impact.occurrences).toEqual(unknown(reason))
  })

  it('ignores counts of another issue', async () => {
    const stage = await setStage()
    const { id } = stage.datadog.seedIssue({ errorType: 'Error', errorMessage: 'x', service: 'web' })
    const other = { id: SOME_ID, type: 'error_tracking_search_result', attributes: { total_count: 99 } }
    stage.datadog.service.inject({
      kind: 'reply',
      path: SEARCH,
      reply: { status: 200, body: { data: [other] } }
    })
    expect((await stage.source.readIssue(id)).impact.occurrences.known).toBe(false)
  })

  it.each([
    ['a refusal', { status: 403, body: { errors: ['Forbidden'] } }, 1, 'scope error_tracking_read'],
    ['an outage', outages.serverError, 3, '(500): Internal Server Error'],
    ['a log-in page', outages.htmlLogin, 1, 'an HTML page instead of JSON']
  ])('still loads when the impact search ends in %s', async (_what, reply, times, reason) => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
    stage.datadog.service.inject({ kind: 'reply', path: SEARCH, times, reply })
    const { impact } = await stage.source.readIssue(id)
    expect(impact.occurrences).toMatchObject({ known: false, reason: expect.stringContaining(reason) })
    expect(stage.lines).toMatchObject([
      {
        level: 'warning',
        sentence: 'The impact of the issue could not be read; it is unknown.',
        data: { issue: id }
      }
    ])
  })

  it('takes an issue that Datadog does not know for a configuration problem', async () => {
    const stage = await setStage()
    const error = await failureOf(stage.source.readIssue(SOME_ID))
    expect(error).toBeInstanceOf(ConfigurationError)
    expect((error as Error).message).toContain(`no Error Tracking issue ${SOME_ID} on datadoghq.eu`)
    expect((error as Error).message).toContain('datadog-site')
    expect(stage.sleeps).toEqual([])
  })

  it('asks nothing for an id that is none', async () => {
    const stage = await setStage()
    const error = await failureOf(stage.source.readIssue('x OR service:*'))
    expect(error).toBeInstanceOf(ConfigurationError)
    expect((error as Error).message).toContain('"x OR service:*" is not the id')
    expect(stage.calls()).toEqual([])
  })

  it('drops what it cannot read beside the issue, and says so', async () => {
    const stage = await setStage()
    const data = issueJson({
      relationships: { team_owners: { data: [{ id: 't1' }, { id: 't2' }, { id: 't3' }] } }
    })
    const included = [
      { id: 't1', type: 'team', attributes: { handle: 7 } },
      { id: 't2', type: 'team', attributes: { handle: 'payments', name: 'Payments' } },
      { id: 't3', type: 'team', attributes: { handle: 'web', name: '' } },
      { id: 'x', type: 'something_new' }
    ]
    stage.datadog.service.inject({
      kind: 'reply',
      path: GET,
      reply: { status: 200, body: { data, included } }
    })
    const { teamOwners } = await stage.source.readIssue(SOME_ID)
    expect(teamOwners).toEqual([
      { handle: 'payments', name: 'Payments' },
      { handle: 'web', name: 'web' }
    ])
    expect(stage.lines).toMatchObject([{ level: 'warning', data: { dropped: 1, of: 4 } }])
  })

  it('keeps the presence of an assignee and a case that the key may not see', async () => {
    const stage = await setStage()
    const data = issueJson({
      relationships: { assignee: { data: { id: 'u1' } }, case: { data: { id: 'c1' } } }
    })
    stage.datadog.service.inject({ kind: 'reply', path: GET, reply: { status: 200, body: { data } } })
    expect(await stage.source.readIssue(SOME_ID)).toMatchObject({
      assignee: 'u1',
      linkedCase: { key: 'c1', jiraKey: undefined }
    })
  })

  it('reads a platform that is new to us as unknown', async () => {
    const stage = await setStage()
    const data = issueJson({ attributes: { platform: 'CAR', is_crash: null, languages: ['GO', 3] } })
    stage.datadog.service.inject({ kind: 'reply', path: GET, reply: { status: 200, body: { data } } })
    expect(await stage.source.readIssue(SOME_ID)).toMatchObject({ platform: 'UNKNOWN', languages: ['GO'] })
  })

  it.each([
    ['a state that nobody knows', { attributes: { state: 'SNOOZED' } }, 'data.attributes.state'],
    ['no time', { attributes: { first_seen: 'yesterday' } }, 'data.attributes.first_seen'],
    ['the id of another issue', { id: '00000000-36ff-44b9-a694-c501a7591737' }, 'another issue']
  ])('fails on %s', async (_what, change, word) => {
    const stage = await setStage()
    const reply = { status: 200, body: { data: issueJson(change) } }
    stage.datadog.service.inject({ kind: 'reply', path: GET, reply })
    const error = await failureOf(stage.source.readIssue(SOME_ID))
    expect(error).toBeInstanceOf(VendorError)
    expect(error).toMatchObject({
      vendor: 'Datadog',
      retryable: false,
      message: expect.stringContaining(word)
    })
  })

  it('repairs text that is not well formed and cuts what is too long', async () => {
    const stage = await setStage()
    const data = issueJson({ attributes: { error_message: `\ud83d ${'x'.repeat(30_000)}` } })
    stage.datadog.service.inject({ kind: 'reply', path: GET, reply: { status: 200, body: { data } } })
    const { errorMessage } = await stage.source.readIssue(SOME_ID)
    expect(errorMessage).toHaveLength(20_000)
    expect(errorMessage.startsWith('\ufffd x')).toBe(true)
  })
})

function issueJson(change: {
  readonly id?: string
  readonly attributes?: Readonly<Record<string, unknown>>
  readonly relationships?: unknown
}): unknown {
  return {
    id: change.id ?? SOME_ID,
    type: 'issue',
    attributes: {
      error_type: 'Error',
      error_message: 'HTTP error',
      file_path: '',
      function_name: '',
      is_crash: false,
      languages: [],
      platform: 'BACKEND',
      service: 'web',
      state: 'OPEN',
      first_seen: NOW - DAY,
      first_seen_version: '',
      last_seen: NOW - HOUR,
      last_seen_version: '',
      ...change.attributes
    },
    relationships: change.relationships ?? {}
  }
}
