import { describe, expect, it } from '@jest/globals'
import { call, HOUR, NOW, startDatadog } from './running-datadog.js'

const ISSUES = '/api/v2/error-tracking/issues'
const plain = { errorType: 'Error', errorMessage: 'HTTP error', service: 'web' }

describe('reading an issue', () => {
  it('gives what was never set as empty text, and nothing of its impact', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue({ ...plain, firstSeen: 1_753_944_082_256, lastSeen: 1_755_686_259_367 })
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-8a28-da7ad0900002$/)
    const answer = await call(datadog, 'GET', `${ISSUES}/${id}`)
    expect(answer.status).toBe(200)
    expect(answer.type).toBe('application/vnd.api+json')
    expect(answer.body).toEqual({
      data: {
        id,
        type: 'issue',
        attributes: {
          error_message: 'HTTP error',
          error_type: 'Error',
          file_path: '',
          first_seen: 1_753_944_082_256,
          first_seen_version: '',
          function_name: '',
          is_crash: false,
          languages: [],
          last_seen: 1_755_686_259_367,
          last_seen_version: '',
          platform: 'BACKEND',
          service: 'web',
          state: 'OPEN'
        },
        relationships: {}
      }
    })
  })

  it('includes only what is asked for', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue({
      ...plain,
      teams: [{ handle: 'payments' }],
      assignee: { email: 'ada@example.com' },
      linkedCase: { key: 'ET-1', jiraKey: 'SHOP-12' }
    })
    const types = async (include: string): Promise<unknown> => {
      const { body } = await call(datadog, 'GET', `${ISSUES}/${id}${include}`)
      return (body as { included?: { type: string }[] }).included?.map(({ type }) => type)
    }
    expect(await types('')).toBeUndefined()
    expect(await types('?include=team_owners')).toEqual(['team'])
    expect(await types('?include=assignee%2Ccase,team_owners')).toEqual(['case', 'user', 'team'])
    expect(await call(datadog, 'GET', `${ISSUES}/${id}?include=assignee,owner`)).toMatchObject({
      status: 400
    })
    const { body } = await call(datadog, 'GET', `${ISSUES}/${id}?include=case`)
    expect(body).toMatchObject({
      data: { attributes: { state: 'ACKNOWLEDGED' } },
      included: [{ attributes: { jira_issue: { result: { issue_key: 'SHOP-12', project_key: 'SHOP' } } } }]
    })
  })

  it('refuses what is no id, and does not know every id', async () => {
    const datadog = await startDatadog()
    expect(await call(datadog, 'GET', `${ISSUES}/invalid-issue-id`)).toMatchObject({
      status: 400,
      body: { errors: [{ status: '400', title: 'Bad Request', detail: 'issue id is not an uuid' }] }
    })
    const { id } = datadog.seedIssue(plain)
    datadog.removeIssue(id)
    expect(await call(datadog, 'GET', `${ISSUES}/${id}`)).toMatchObject({
      status: 404,
      body: { errors: [{ status: '404', title: 'Not Found', detail: 'issue not found' }] }
    })
  })
})

describe('changing an issue', () => {
  const state = (id: string, value: string, type = 'error_tracking_issue'): unknown => ({
    data: { id, type, attributes: { state: value } }
  })

  it('sets every state and refuses others', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue(plain)
    for (const value of ['ACKNOWLEDGED', 'RESOLVED', 'IGNORED', 'EXCLUDED', 'OPEN']) {
      const answer = await call(datadog, 'PUT', `${ISSUES}/${id}/state`, state(id, value))
      expect(answer).toMatchObject({ status: 200, body: { data: { attributes: { state: value } } } })
      expect(datadog.issue(id)?.state).toBe(value)
    }
    expect(await call(datadog, 'PUT', `${ISSUES}/${id}/state`, state(id, 'invalid-state'))).toMatchObject({
      status: 400,
      body: { errors: [{ detail: 'invalid json value for IssueState: "invalid-state"' }] }
    })
    expect(await call(datadog, 'PUT', `${ISSUES}/${id}/state`, state(id, 'OPEN', 'issue'))).toMatchObject({
      status: 400
    })
  })

  it('reviews an open issue when somebody is assigned or a case is linked', async () => {
    const datadog = await startDatadog()
    const user = '87cb11a0-278c-440a-99fe-701223c80296'
    const { id } = datadog.seedIssue(plain)
    const assigned = await call(datadog, 'PUT', `${ISSUES}/${id}/assignee`, {
      data: { id: user, type: 'assignee' }
    })
    expect(assigned).toMatchObject({
      status: 200,
      body: {
        data: { attributes: { state: 'ACKNOWLEDGED' }, relationships: { assignee: { data: { id: user } } } },
        included: [{ type: 'user', attributes: { email: '', handle: '', name: '' } }]
      }
    })
    expect(await call(datadog, 'DELETE', `${ISSUES}/${id}/assignee`)).toMatchObject({
      status: 204,
      body: undefined
    })
    expect(datadog.issue(id)).toMatchObject({ assignee: undefined, state: 'ACKNOWLEDGED' })
    const ignored = datadog.seedIssue({ ...plain, state: 'IGNORED' })
    expect(datadog.linkCase(ignored.id, { key: 'ET-2' }).state).toBe('IGNORED')
    expect(datadog.linkCase(datadog.seedIssue(plain).id, { key: 'ET-3' }).state).toBe('ACKNOWLEDGED')
  })

  it('refuses an assignee that is no uuid', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue(plain)
    const body = { data: { id: 'invalid-id', type: 'assignee' } }
    expect(await call(datadog, 'PUT', `${ISSUES}/${id}/assignee`, body)).toMatchObject({
      status: 400,
      body: { errors: [{ detail: 'invalid UUID length: 10' }] }
    })
  })
})

describe('a resolved issue', () => {
  const resolved = {
    ...plain,
    state: 'RESOLVED',
    firstSeen: NOW - 90 * HOUR,
    lastSeen: NOW - 80 * HOUR
  } as const

  it('comes back in a version that it was not seen in', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue({ ...resolved, firstSeenVersion: '1.0', lastSeenVersion: '1.1' })
    datadog.seedEvents(id, 'spans', [{ timestamp: NOW - HOUR, version: '1.1' }])
    expect(datadog.issue(id)).toMatchObject({
      state: 'RESOLVED',
      regression: undefined,
      lastSeen: NOW - HOUR
    })
    datadog.seedEvents(id, 'spans', [{ timestamp: NOW - HOUR / 2, version: '1.2' }])
    const { body } = await call(datadog, 'GET', `${ISSUES}/${id}`)
    expect(body).toMatchObject({
      data: {
        attributes: {
          state: 'OPEN',
          last_seen_version: '1.2',
          regression: {
            regressed_at: '2026-03-10T11:30:00.000Z',
            regressed_at_version: '1.2',
            resolved_at: '2026-03-07T04:00:00.000Z'
          }
        }
      }
    })
  })

  it('comes back at any recurrence when its service has no versions', async () => {
    const datadog = await startDatadog()
    const { id } = datadog.seedIssue(resolved)
    datadog.seedEvents(id, 'logs', [{ timestamp: NOW - 85 * HOUR }])
    expect(datadog.issue(id)?.state).toBe('RESOLVED')
    datadog.seedEvents(id, 'logs', [{ timestamp: NOW - HOUR }])
    expect(datadog.issue(id)?.state).toBe('OPEN')
  })
})
