import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { VendorError } from '../../../src/errors.js'
import { draft, memory, rejection, START, startBench, type Bench } from './board-bench.js'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

const reads = { method: 'GET', path: /\/issue\/PPL-/ }

describe('reading a ticket', () => {
  it('reads an open ticket with its memory in one request', async () => {
    const { key } = await bench.board.create(draft)
    bench.jira.service.clearLog()
    expect(await bench.board.read(key)).toEqual({
      key,
      url: `https://example.atlassian.net/browse/${key}`,
      summary: 'TypeError in checkout',
      status: 'To Do',
      stage: 'new',
      resolution: undefined,
      resolvedAt: undefined,
      createdAt: START,
      labels: ['backend', ...draft.labels].sort(),
      memory
    })
    expect(bench.requests()).toEqual([`GET /issue/${key} 200`])
  })

  it('reads how and when a ticket was closed', async () => {
    const { key } = await bench.board.create(draft)
    bench.pass(60_000)
    bench.jira.transition(key, 'Cancelled', { resolution: "Won't Do" })
    expect(await bench.board.read(key)).toMatchObject({
      status: 'Cancelled',
      stage: 'done',
      resolution: "Won't Do",
      resolvedAt: START + 60_000
    })
  })

  it('knows no ticket that does not exist', async () => {
    expect(await bench.board.read('PPL-99')).toBeUndefined()
  })

  it.each([
    ['a 404 that is not Jira’s own', { status: 404, body: '<html><title>Unknown site</title></html>' }],
    ['a 404 of the gateway', { status: 404, body: { code: 404, message: 'Not Found' } }],
    ['a page instead of the ticket', { status: 200, body: '<html></html>' }],
    ['a ticket without a status', { status: 200, body: { key: 'PPL-1', fields: { summary: '' } } }]
  ])('takes %s for an error, not for a missing ticket', async (_, reply) => {
    bench.jira.service.inject({ ...reads, kind: 'reply', reply })
    expect(await rejection(bench.board.read('PPL-1'))).toBeInstanceOf(VendorError)
  })

  it('does not believe the 404 that Jira gives to a visitor', async () => {
    const { key } = await bench.board.create(draft)
    bench.jira.failedLogin = 'anonymous'
    bench.jira.apiToken = 'renewed'
    expect(await rejection(bench.board.read(key))).toMatchObject({ status: 401 })
  })

  it('has no memory of a ticket that is not ours', async () => {
    const { key } = bench.jira.addNativeTicket({
      projectKey: 'PPL',
      summary: 'From Datadog',
      issueUrl: 'https://app.datadoghq.com/error-tracking/issue/1'
    })
    expect((await bench.board.read(key))?.memory).toBeUndefined()
    expect(bench.warnings).toEqual([])
  })

  it('warns of a memory that it cannot read', async () => {
    const { key } = await bench.board.create(draft)
    const ticket = { ...bench.jira.ticket(key) }
    const fields = {
      summary: ticket.summary,
      status: { name: 'To Do', statusCategory: { key: 'undefined' } },
      created: '2026-03-01T12:00:00.000+0100'
    }
    const body = { key, fields, properties: { 'datadog-autofix': { version: 2 } } }
    bench.jira.service.inject({ ...reads, kind: 'reply', reply: { status: 200, body } })
    expect(await bench.board.read(key)).toMatchObject({
      memory: undefined,
      stage: 'new',
      createdAt: Date.parse('2026-03-01T11:00:00Z')
    })
    expect(bench.warnings).toEqual([
      { sentence: expect.stringContaining('cannot be read'), data: expect.objectContaining({ ticket: key }) }
    ])
  })

  it.each(['', 'PPL', 'ppl-1', 'PPL-1/../../user', 'PPL-1?x=1', 'PPL-1\n'])(
    'refuses the key %j before it gets into a path',
    async (key) => {
      for (const act of [
        bench.board.read(key),
        bench.board.comment(key, draft.description),
        bench.board.updateComment(key, '1', draft.description, false),
        bench.board.remember(key, memory),
        bench.board.addLabels(key, ['x']),
        bench.board.reopen(key),
        bench.board.link(key, 'PPL-1'),
        bench.board.link('PPL-1', key)
      ]) {
        expect((await rejection(act)).message).toContain('not the key of a Jira ticket')
      }
      expect(bench.requests()).toEqual([])
    }
  )
})
