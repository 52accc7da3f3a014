import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { SEVERITY_FIELD, TEAM_FIELD } from '../../../services/jira/default-project.js'
import { draft, memory, policy, rejection, SECRET, startBench, team, type Bench } from './board-bench.js'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

describe('filing a ticket', () => {
  it('files everything, memory included, in one request', async () => {
    const board = bench.boardWith({ policy: { ...policy, fields: { [SEVERITY_FIELD]: { value: 'Major' } } } })
    const filed = await board.create(draft)
    expect(filed).toEqual({ key: 'PPL-1', url: 'https://example.atlassian.net/browse/PPL-1', warnings: [] })
    expect(bench.requests()).toEqual(['POST /issue 201'])
    expect(bench.jira.ticket('PPL-1')).toMatchObject({
      issueType: 'Bug',
      summary: 'TypeError in checkout',
      description: draft.description,
      labels: ['backend', ...draft.labels].sort(),
      components: ['checkout'],
      assignee: team.assignee,
      priority: 'High',
      custom: { [TEAM_FIELD]: team.jiraTeam, [SEVERITY_FIELD]: 'Major' },
      properties: { 'datadog-autofix': JSON.parse(JSON.stringify(memory)) }
    })
  })

  it('sends no team fields without a team, and none that the config lacks', async () => {
    const board = bench.boardWith({ policy: { ...policy, teamField: undefined, priority: undefined } })
    await board.create({ ...draft, team: undefined })
    await board.create({ ...draft, team: { ...team, component: undefined, assignee: undefined } })
    for (const { body } of bench.jira.service.requests) {
      expect(Object.keys(JSON.parse(body).fields).sort()).toEqual(
        ['description', 'issuetype', 'labels', 'project', 'summary'].sort()
      )
    }
  })

  it('puts the summary on one line within the limit', async () => {
    await bench.board.create({ ...draft, summary: `Error:\r\n\tat x\u2028${'😀'.repeat(200)}` })
    const { summary } = bench.jira.ticket('PPL-1')
    expect(summary).toMatch(/^Error: at x 😀+…$/u)
    expect(summary.length).toBeLessThanOrEqual(254)
    // Half a character would not encode.
    expect(() => encodeURIComponent(summary)).not.toThrow()
  })

  it('redacts summary, text, attributes and memory on the way out', async () => {
    const href = `https://example.com/?password=${SECRET}`
    await bench.board.create({
      ...draft,
      summary: `login with ${SECRET}`,
      description: {
        type: 'doc',
        version: 1,
        content: [
          {
            type: 'expand',
            attrs: { title: SECRET },
            content: [
              {
                type: 'paragraph',
                content: [
                  { type: 'text', text: `see ${SECRET}`, marks: [{ type: 'link', attrs: { href } }] },
                  {
                    type: 'text',
                    text: 'docs',
                    marks: [{ type: 'link', attrs: { href: 'https://example.com/' } }, { type: 'strong' }]
                  }
                ]
              }
            ]
          }
        ]
      },
      memory: { ...memory, cycleKeys: [`key-${SECRET}`] }
    })
    expect(bench.jira.service.requests.map(({ body }) => body).join()).not.toContain(SECRET)
    const ticket = bench.jira.ticket('PPL-1')
    expect(ticket.summary).toBe('login with [redacted]')
    expect(ticket.properties['datadog-autofix']).toMatchObject({ cycleKeys: ['key-[redacted]'] })
    expect(JSON.stringify(ticket.description)).toContain('{"type":"text","text":"see [redacted]"}')
    expect(JSON.stringify(ticket.description)).toContain('"href":"https://example.com/"')
  })

  it.each([
    [
      'component',
      { component: 'billing' },
      ['component "billing"', 'project PPL', 'ownership.teams.checkout.component']
    ],
    [
      'assignee',
      { assignee: '5b10a0effa615349cb016cd8' },
      ['5b10a0effa615349cb016cd8', 'ownership.teams.checkout.assignee']
    ],
    ['Team', { jiraTeam: 'nobody' }, ['nobody', TEAM_FIELD, 'ownership.teams.checkout.jira-team']]
  ])(
    'files again without a %s that the project refuses, and says how to mend it',
    async (_, change, words) => {
      const filed = await bench.board.create({ ...draft, team: { ...team, ...change } })
      expect(bench.requests()).toEqual(['POST /issue 400', 'POST /issue 201'])
      expect(filed.warnings).toHaveLength(1)
      for (const word of words) expect(filed.warnings[0]).toContain(word)
      const { components, assignee, custom } = bench.jira.ticket(filed.key)
      expect([components, assignee, custom[TEAM_FIELD]]).toEqual([
        'component' in change ? [] : ['checkout'],
        'assignee' in change ? null : team.assignee,
        'jiraTeam' in change ? null : team.jiraTeam
      ])
    }
  )

  it('leaves out all three at once', async () => {
    const wrong = { ...team, component: 'billing', assignee: 'nobody', jiraTeam: 'none' }
    const filed = await bench.board.create({ ...draft, team: wrong })
    expect(bench.requests()).toEqual(['POST /issue 400', 'POST /issue 201'])
    expect(filed.warnings).toHaveLength(3)
  })

  it('waits as long as a rate limit asks, and files once', async () => {
    const limited = { status: 429, body: {}, headers: { 'retry-after': '7' } }
    bench.jira.service.inject({ method: 'POST', path: /\/issue$/, kind: 'reply', reply: limited })
    await bench.board.create(draft)
    expect(bench.sleeps).toEqual([7_000])
    expect(bench.jira.issues()).toHaveLength(1)
  })

  it('says which permission is missing', async () => {
    const reply = { status: 403, body: { errorMessages: ['You may not.'], errors: {} } }
    bench.jira.service.inject({ method: 'POST', path: /\/issue$/, kind: 'reply', reply })
    const error = await rejection(bench.board.create(draft))
    expect(error).toMatchObject({ name: 'VendorError', status: 403 })
    expect(error.message).toContain('Create Issues')
    expect(error.message).toContain('write:jira-work')
  })
})

describe('filing a ticket whose reply is lost', () => {
  const filings = { method: 'POST', path: /\/issue$/ }

  it.each([
    ['the connection breaks after the ticket was filed', 'lose-reply'],
    ['half the reply comes', 'partial']
  ] as const)('finds the ticket when %s', async (_, kind) => {
    bench.jira.service.inject({ ...filings, kind })
    expect((await bench.board.create(draft)).key).toBe('PPL-1')
    expect(bench.jira.issues()).toHaveLength(1)
    expect(bench.requests().filter((line) => line.startsWith('POST /issue '))).toHaveLength(1)
  })

  it('sees past the search index', async () => {
    bench.jira.indexLagMs = 3_600_000
    bench.jira.service.inject({ ...filings, kind: 'lose-reply' })
    expect((await bench.board.create(draft)).key).toBe('PPL-1')
    expect(bench.sleeps).toEqual([1_000])
  })

  it('does not take an earlier ticket of the same issue for the lost one', async () => {
    const old = await bench.board.create({ ...draft, memory: { ...memory, notifiedAt: 1 } })
    bench.jira.transition(old.key, 'Done', { resolution: 'Done' })
    bench.jira.service.inject({ ...filings, kind: 'lose-reply' })
    expect((await bench.board.create(draft)).key).toBe('PPL-2')
  })

  it.each([
    ['the request never arrived', { kind: 'drop' as const }],
    ['Jira failed', { kind: 'reply' as const, reply: { status: 500, body: '<html></html>' } }],
    ['a log-in page came back', { kind: 'reply' as const, reply: { status: 200, body: '<html></html>' } }],
    ['the reply has no key', { kind: 'reply' as const, reply: { status: 201, body: {} } }]
  ])('says that the ticket may exist, and files none twice, when %s', async (_, fault) => {
    bench.jira.service.inject({ ...filings, ...fault })
    const error = await rejection(bench.board.create(draft))
    expect(error).toMatchObject({ name: 'VendorError', retryable: false })
    expect(error.message).toMatch(/may exist in PPL.*Run this again/)
    expect(bench.requests().filter((line) => line.startsWith('POST /issue '))).toHaveLength(1)
    expect(bench.sleeps).toEqual([1_000, 4_000, 10_000])
  })

  it('says so too when the search fails', async () => {
    bench.jira.service.inject({ ...filings, kind: 'lose-reply' })
    bench.jira.service.inject({ path: /search/, kind: 'drop', times: 99 })
    const error = await rejection(bench.board.create(draft))
    expect(error.message).toMatch(/may exist in PPL.*could not be looked for/)
    expect(bench.jira.issues()).toHaveLength(1)
  })

  it('does not look for a ticket that cannot have been filed', async () => {
    const board = bench.boardWith({ apiUrl: 'http://127.0.0.1:1' })
    const error = await rejection(board.create(draft))
    expect(error.message).toContain('ECONNREFUSED')
    expect(error.message).not.toContain('may exist')
    expect(bench.sleeps).toEqual([])
  })
})
