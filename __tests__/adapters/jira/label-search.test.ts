import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { VendorError } from '../../../src/errors.js'
import { draft, ISSUE_LABEL, rejection, startBench, type Bench } from './board-bench.js'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

const searches = { method: 'POST', path: /\/search\/jql/ }
const answering = (body: unknown) => ({ ...searches, kind: 'reply' as const, reply: { status: 200, body } })

describe('finding tickets by label', () => {
  it('finds open and closed tickets with any of the labels', async () => {
    const first = await bench.board.create(draft)
    bench.pass(1_000)
    const second = await bench.board.create({ ...draft, labels: ['datadog-fp-ffff'] })
    await bench.board.create({ ...draft, labels: ['datadog-fp-other'] })
    bench.jira.transition(first.key, 'Done', { resolution: 'Done' })
    const found = await bench.board.findByLabels([ISSUE_LABEL, 'datadog-fp-ffff'])
    expect(found.map(({ key }) => key)).toEqual([first.key, second.key])
    expect(found[0]?.labels).toContain(ISSUE_LABEL)
  })

  it('asks a bounded, quoted query within the project', async () => {
    await bench.board.findByLabels(['datadog-fp-1', 'a"b\\c'])
    expect(JSON.parse(bench.jira.service.requests[0]?.body ?? '')).toMatchObject({
      jql: 'project = "PPL" AND labels in ("datadog-fp-1", "a\\"b\\\\c") ORDER BY created ASC',
      fields: ['labels']
    })
  })

  it('sends nothing when there are no labels', async () => {
    expect(await bench.board.findByLabels([])).toEqual([])
    expect(bench.requests()).toEqual([])
  })

  it('reads every page', async () => {
    for (let number = 0; number < 105; number += 1) await bench.board.create(draft)
    bench.jira.service.clearLog()
    expect(await bench.board.findByLabels([ISSUE_LABEL])).toHaveLength(105)
    expect(bench.requests()).toEqual(['POST /search/jql 200', 'POST /search/jql 200'])
  })

  it('splits many labels into queries and lists a ticket once', async () => {
    const labels = Array.from({ length: 160 }, (_, index) => `datadog-fp-${index}`)
    const { key } = await bench.board.create({ ...draft, labels })
    bench.jira.service.clearLog()
    expect((await bench.board.findByLabels(labels)).map((ticket) => ticket.key)).toEqual([key])
    expect(bench.requests()).toHaveLength(2)
  })

  it('gives up on a search without end instead of cutting it short', async () => {
    const page = { issues: [], isLast: false, nextPageToken: 'again' }
    bench.jira.service.inject({ ...answering(page), times: 1_000 })
    const error = await rejection(bench.board.findByLabels([ISSUE_LABEL]))
    expect(error).toBeInstanceOf(VendorError)
    expect(error.message).toContain('cannot all be read')
  })

  it.each([
    ['no list of issues', { isLast: true }],
    ['an empty object', {}],
    ['neither an end nor a next page', { issues: [] }],
    ['more pages without the token of the next', { issues: [], isLast: false }],
    ['a ticket without its key', { issues: [{ id: '1', fields: { labels: [ISSUE_LABEL] } }], isLast: true }],
    ['a ticket without its labels', { issues: [{ key: 'PPL-1' }], isLast: true }],
    ['a ticket with other labels', { issues: [{ key: 'PPL-1', fields: { labels: ['x'] } }], isLast: true }],
    ['a log-in page', '<html><title>Log in</title></html>'],
    ['an empty body', undefined]
  ])('takes a reply with %s for an error, never for nothing found', async (_, body) => {
    bench.jira.service.inject(answering(body))
    const error = await rejection(bench.board.findByLabels([ISSUE_LABEL]))
    expect(error).toBeInstanceOf(VendorError)
    expect(error).toMatchObject({ vendor: 'Jira', status: undefined })
  })

  it('takes the labels in any case, as JQL does', async () => {
    const issues = [{ key: 'PPL-1', fields: { labels: [ISSUE_LABEL.toUpperCase()] } }]
    bench.jira.service.inject(answering({ issues, isLast: true }))
    expect(await bench.board.findByLabels([ISSUE_LABEL])).toHaveLength(1)
  })

  it('does not believe an empty result that Jira gave to a visitor', async () => {
    await bench.board.create(draft)
    bench.jira.failedLogin = 'anonymous'
    bench.jira.apiToken = 'renewed'
    const error = await rejection(bench.board.findByLabels([ISSUE_LABEL]))
    expect(error).toMatchObject({ name: 'VendorError', status: 401, retryable: false })
    expect(error.message).toContain('jira-api-token')
  })

  it('tries again after a passing failure', async () => {
    await bench.board.create(draft)
    bench.jira.service.inject({ ...searches, kind: 'drop' })
    bench.jira.service.inject({ ...searches, kind: 'partial' })
    expect(await bench.board.findByLabels([ISSUE_LABEL])).toHaveLength(1)
    expect(bench.sleeps).toEqual([100, 200])
  })
})
