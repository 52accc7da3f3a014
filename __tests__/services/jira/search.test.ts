import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { defaultProject } from '../../../services/jira/default-project.js'
import { startJira } from './loopback.js'

type Started = Awaited<ReturnType<typeof startJira>>
const MINUTE = 60_000
let started: Started

beforeEach(async () => {
  started = await startJira({ projects: [defaultProject('SHOP'), defaultProject('PAY')] })
})
afterEach(() => started.jira.stop())

describe('the removed search', () => {
  it.each(['GET', 'POST'])('answers %s with 410 and where to go', async (method) => {
    const { status, json } = await started.call(
      method,
      '/search',
      method === 'POST' ? { jql: 'project = SHOP' } : undefined
    )
    expect(status).toBe(410)
    expect(json).toMatchObject({
      errorMessages: [expect.stringContaining('/rest/api/3/search/jql')],
      errors: {}
    })
  })
})

describe('JQL', () => {
  beforeEach(async () => {
    await started.create({ summary: 'TypeError in cart', labels: ['datadog-fp-0011', 'web'] })
    started.clock.now += 10 * MINUTE
    await started.create({ summary: 'Cart total is wrong', labels: ['Payments'] })
    started.clock.now += 10 * MINUTE
    await started.create({ summary: 'Timeout', project: { key: 'PAY' } })
    started.jira.transition('SHOP-2', 'Done', { resolution: 'Done' })
  })

  it.each([
    ['project = SHOP', ['SHOP-2', 'SHOP-1']],
    ['project = "shop services" ORDER BY key', ['SHOP-1', 'SHOP-2']],
    ['project in (SHOP, PAY) order by created asc', ['SHOP-1', 'SHOP-2', 'PAY-1']],
    ['labels = "datadog-fp-0011"', ['SHOP-1']],
    ['labels = payments', ['SHOP-2']],
    ['labels in ("web", nothing)', ['SHOP-1']],
    ['labels = "datadog-fp-001"', []],
    ['labels is EMPTY', ['PAY-1']],
    ['project = SHOP AND status = "To Do"', ['SHOP-1']],
    ['statusCategory = Done', ['SHOP-2']],
    ['statusCategory != Done ORDER BY key ASC', ['PAY-1', 'SHOP-1']],
    ['resolution = Unresolved AND project = SHOP', ['SHOP-1']],
    ['resolution is not empty', ['SHOP-2']],
    ['issuekey in (SHOP-1, "PAY-1") ORDER BY key', ['PAY-1', 'SHOP-1']],
    ['summary ~ "cart" ORDER BY key', ['SHOP-1', 'SHOP-2']],
    ['summary ~ "total cart"', ['SHOP-2']],
    ['summary ~ "\\"total cart\\""', []],
    ['summary ~ "tim*"', ['PAY-1']],
    ['summary ~ "tim"', []],
    ['created >= "-15m" AND project = SHOP', ['SHOP-2']],
    ['created < "2026-01-31 09:10"', ['SHOP-1']],
    ['updated >= "2026/01/31 09:20" ORDER BY key', ['PAY-1', 'SHOP-2']],
    ['created >= "-7d" AND (labels = web OR labels = payments) ORDER BY key', ['SHOP-1', 'SHOP-2']],
    ['reporter = currentUser() AND NOT project = SHOP', ['PAY-1']]
  ])('%s', async (jql, keys) => {
    expect(await started.search(jql)).toEqual(keys)
  })

  it.each([
    ['labels != web'],
    ['labels not in (web)'],
    ['NOT labels = web'],
    ['NOT (labels = web OR labels = other)']
  ])('%s leaves out tickets without labels, as Jira does', async (jql) => {
    expect(await started.search(jql)).toEqual(['SHOP-2'])
  })

  it('escapes quotes and backslashes', async () => {
    const key = await started.create({ labels: ['a"b\\c'] })
    expect(await started.search('labels = "a\\"b\\\\c"')).toEqual([key])
  })

  it.each([
    ['', 'Unbounded JQL queries are not allowed here'],
    ['ORDER BY created DESC', 'Unbounded JQL queries are not allowed here'],
    ['fingerprint = x', "Field 'fingerprint' does not exist or you do not have permission to view it."],
    ['project = NOPE', "The value 'NOPE' does not exist for the field 'project'."],
    ['status = Sleeping', "The value 'Sleeping' does not exist for the field 'status'."],
    ['key = SHOP-99', "An issue with key 'SHOP-99' does not exist for field 'key'."],
    ['project SHOP', 'Expecting operator but got'],
    ['project = SHOP labels = x', "Expecting either 'OR' or 'AND' but got 'labels'"],
    ['labels in web', "Expecting '('"],
    ['(project = SHOP', "Expecting ')'"],
    ['labels = "open', 'has not been completed'],
    ['labels = a@b', "The character '@' is a reserved JQL character"],
    ['labels ~ web', "The operator '~' is not supported by the 'labels' field."],
    ['summary = web', "The operator '=' is not supported by the 'summary' field."],
    ['created > yesterday', "Date value 'yesterday' for field 'created' is invalid"],
    ['created > "2026-02-30"', 'is invalid'],
    ['assignee = membersOf()', "Unable to find JQL function 'membersOf()'."],
    ['project = SHOP ORDER BY colour', "Not able to sort using field 'colour'."],
    ['project = SHOP ORDER BY key, created, updated, status, summary, labels, project, priority', 'ORDER BY']
  ])('refuses %p', async (jql, message) => {
    const { status, json } = await started.call('POST', '/search/jql', { jql })
    expect(status).toBe(400)
    expect(json).toMatchObject({ errorMessages: [expect.stringContaining(message)], errors: {} })
  })
})

describe('paging and fields', () => {
  it('gives ids alone unless fields are asked for', async () => {
    await started.create()
    const { json } = await started.call('GET', '/search/jql?jql=project%20%3D%20SHOP')
    expect(json).toEqual({ issues: [{ id: started.jira.ticket('SHOP-1').id }], isLast: true })
  })

  it('pages by token, without a total', async () => {
    for (let index = 0; index < 5; index += 1) await started.create()
    const keys: string[] = []
    let token: string | undefined
    let pages = 0
    do {
      const body = { jql: 'project = SHOP', fields: ['key'], maxResults: 2, nextPageToken: token }
      const { json } = await started.call('POST', '/search/jql', body)
      const page = json as {
        issues: { key: string }[]
        nextPageToken?: string
        isLast: boolean
        total?: number
      }
      expect(page.isLast).toBe(page.nextPageToken === undefined)
      expect(page.total).toBeUndefined()
      keys.push(...page.issues.map((issue) => issue.key))
      token = page.nextPageToken
      pages += 1
    } while (token !== undefined)
    expect(keys).toEqual(['SHOP-5', 'SHOP-4', 'SHOP-3', 'SHOP-2', 'SHOP-1'])
    expect(pages).toBe(3)
  })

  it('says that a full last page is the last', async () => {
    for (let index = 0; index < 2; index += 1) await started.create()
    const { json } = await started.call('POST', '/search/jql', { jql: 'project = SHOP', maxResults: 2 })
    expect(json).toEqual({ issues: [{ id: expect.any(String) }, { id: expect.any(String) }], isLast: true })
  })

  it('refuses a token of another query and one older than seven days', async () => {
    for (let index = 0; index < 2; index += 1) await started.create()
    const first = await started.call('POST', '/search/jql', { jql: 'project = SHOP', maxResults: 1 })
    const nextPageToken = (first.json as { nextPageToken: string }).nextPageToken
    const other = await started.call('POST', '/search/jql', { jql: 'project = PAY', nextPageToken })
    expect(other.status).toBe(400)
    started.clock.now += 8 * 24 * 60 * MINUTE
    const late = await started.call('POST', '/search/jql', { jql: 'project = SHOP', nextPageToken })
    expect(late.status).toBe(400)
  })

  it('caps a page with fields at 100 and refuses more than 5000', async () => {
    for (let index = 0; index < 101; index += 1) {
      started.jira.addNativeTicket({
        projectKey: 'PAY',
        summary: `t${index}`,
        issueUrl: 'https://app.datadoghq.com/x'
      })
    }
    const query = { jql: 'project = PAY', maxResults: 5_000 }
    const bare = await started.call('POST', '/search/jql', query)
    expect((bare.json as { issues: unknown[] }).issues).toHaveLength(101)
    const full = await started.call('POST', '/search/jql', { ...query, fields: ['summary'] })
    expect((full.json as { issues: unknown[] }).issues).toHaveLength(100)
    const tooMany = await started.call('POST', '/search/jql', { ...query, maxResults: 5_001 })
    expect(tooMany.status).toBe(400)
  })

  it('counts', async () => {
    await started.create()
    const { json } = await started.call('POST', '/search/approximate-count', { jql: 'project = SHOP' })
    expect(json).toEqual({ count: 1 })
  })
})

describe('the lagging index', () => {
  beforeEach(() => {
    started.jira.indexLagMs = 5_000
  })

  it('hides a new ticket until the lag has passed, while reading it by key works at once', async () => {
    const key = await started.create()
    expect(await started.search('project = SHOP')).toEqual([])
    expect((await started.call('GET', `/issue/${key}`)).status).toBe(200)
    started.clock.now += 5_000
    expect(await started.search('project = SHOP')).toEqual([key])
  })

  it('shows an edited ticket as it was', async () => {
    const key = await started.create({ labels: ['old'] })
    started.clock.now += 5_000
    await started.call('PUT', `/issue/${key}`, { fields: { labels: ['new'] } })
    expect(await started.search('labels = old')).toEqual([key])
    expect(await started.search('labels = new')).toEqual([])
    started.clock.now += 5_000
    expect(await started.search('labels = new')).toEqual([key])
  })

  it('sees the reconciled tickets at once, and only those', async () => {
    const first = await started.create()
    await started.create()
    const reconcileIssues = [Number(started.jira.ticket(first).id)]
    expect(await started.search('project = SHOP', { reconcileIssues })).toEqual([first])
  })

  it.each([
    ['a key', ['SHOP-1']],
    ['an id that does not exist', [999_999]],
    ['more than 50 ids', Array.from({ length: 51 }, (_, index) => index)]
  ])('refuses to reconcile %s', async (_, reconcileIssues) => {
    await started.create()
    const { status } = await started.call('POST', '/search/jql', { jql: 'project = SHOP', reconcileIssues })
    expect(status).toBe(400)
  })

  it('still shows a deleted ticket', async () => {
    const key = await started.create()
    started.clock.now += 5_000
    started.jira.remove(key)
    expect(await started.search('project = SHOP')).toEqual([key])
    expect((await started.call('GET', `/issue/${key}`)).status).toBe(404)
    started.clock.now += 5_000
    expect(await started.search('project = SHOP')).toEqual([])
  })
})
