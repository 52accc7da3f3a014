import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { flutterError, nodeTypeError, pythonKeyError } from '../../services/datadog/seeds.js'
import { datumKinds } from './private-data.js'
import { findLeaks, openPrivacyStage, type Played, type PrivacyStage } from './privacy-stage.js'
import { alertOf, resolveIssue, seedRecent } from './scenario.js'

const SWITCHED_ON = { inputs: { 'autofix-enabled': 'true' } }
const TEAM = {
  id: '5d0e6f2c-0f1b-4c57-9d0e-7a3e1f2b4c6d',
  handle: 'web',
  name: 'Web Platform',
  summary: 'Ours'
}

/** Of what is no identifier. */
const readFields = [
  'datadog data.attributes.error_message',
  'datadog data.attributes.error_type',
  'datadog data.attributes.file_path',
  'datadog data.attributes.function_name',
  'datadog data.attributes.service',
  'datadog data.attributes.first_seen_version',
  'datadog data.attributes.languages[]',
  'datadog included[].attributes.handle',
  'datadog included[].attributes.name',
  'datadog included[].attributes.email',
  'datadog included[].attributes.title',
  'datadog included[].attributes.error_message',
  'datadog data[].attributes.custom.error.message',
  'datadog data[].attributes.custom.error.stack',
  'datadog data[].attributes.custom.http.url',
  'datadog data[].attributes.resource_name',
  'datadog data[].attributes.tags[]',
  'datadog data[].attributes.attributes.error.stack',
  'datadog data[].attributes.attributes.usr.email',
  'datadog data[].attributes.attributes.session.ip',
  'datadog data[].attributes.attributes.geo.city',
  'datadog data[].attributes.attributes.context.usr.handle',
  'jira fields.summary',
  'jira fields.status.name',
  'jira fields.resolution.name',
  'jira properties.datadog-autofix.issues[].service',
  'jira properties.datadog-autofix.issues[].version',
  'jira transitions[].name',
  'github author.name'
]

describe.each([
  { mode: 'standard', shift: 0 },
  { mode: 'strict', shift: 11 }
] as const)('private data in every reply of the vendors, privacy: $mode', ({ mode, shift }) => {
  let open: PrivacyStage
  const ids = { node: '', python: '' }
  beforeAll(async () => {
    open = await openPrivacyStage({ mode, shift })
    ids.node = seedRecent(
      open.stage,
      nodeTypeError({
        commit: open.stage.commit,
        issue: {
          teams: [TEAM],
          assignee: { email: 'mia@example.com', name: 'Mia Krystof' },
          linkedCase: { key: 'CASE-7' }
        }
      })
    )
    ids.python = seedRecent(open.stage, pythonKeyError())
  })
  afterAll(() => open.stop())

  function expectNoLeak({ result, sent }: Played, outcome: string, exitCode = 0): void {
    expect({ exitCode: result.exitCode, outcome: result.outputs['outcome'], stderr: result.stderr }).toEqual({
      exitCode,
      outcome,
      stderr: ''
    })
    expect(findLeaks(open.planter, sent)).toEqual([])
  }

  it('a new ticket shows none of it', async () => {
    expectNoLeak(await open.play({ ...alertOf(ids.node), ...SWITCHED_ON }), 'ticketed')
    const ticket = JSON.stringify(open.stage.jira.issues()[0])
    if (mode === 'standard') expect(ticket).toContain('[redacted:')
    const planted = new Set(open.planter.plantings.map(({ kind }) => kind))
    expect([...planted].sort()).toEqual([...datumKinds].sort())
  })

  it('nor does the comment of a repeat', async () => {
    expectNoLeak(await open.play({ ...alertOf(ids.node), ...SWITCHED_ON }), 'duplicate')
    expect(open.planter.plantings.some(({ place }) => place.startsWith('jira fields.'))).toBe(true)
  })

  it('nor a regression', async () => {
    const { stage } = open
    const [ticket] = stage.jira.issues()
    stage.jira.transition(ticket?.key ?? '', 'Done', { resolution: 'Done', at: Date.now() - 30_000 })
    await resolveIssue(stage, ids.node)
    const again = nodeTypeError({ version: '2.15.0', commit: stage.commit })
    stage.datadog.seedEvents(ids.node, 'spans', [again.event(Date.now() + 10, 1)])
    expectNoLeak(await open.play({ ...alertOf(ids.node), ...SWITCHED_ON }), 'regression')
    expect(open.planter.plantings.some(({ place }) => place.startsWith('jira transitions[]'))).toBe(true)
  })

  it('nor a dry run', async () => {
    const played = await open.play({ ...alertOf(ids.python), inputs: { 'dry-run': 'true' } })
    expectNoLeak(played, 'ticketed')
    expect(played.result.stdout).toContain('Dry run: would have filed the ticket')
    expect(
      open.planter.plantings.some(({ place }) => place.includes('attributes.attributes.error.stack'))
    ).toBe(true)
  })

  it('nor a sweep', async () => {
    const { stage } = open
    seedRecent(stage, flutterError({ service: 'sweep-app' }))
    seedRecent(stage, pythonKeyError({ service: 'sweep-worker', culprit: { line: 91 } }))
    const played = await open.play({ inputs: { query: 'service:sweep-*' } })
    expectNoLeak(played, 'swept')
    expect(open.planter.plantings.some(({ place }) => place.includes('attributes.usr.email'))).toBe(true)
    expect(open.stage.jira.issues()).toHaveLength(3)
  })

  it('was planted into every field that the action reads', () => {
    const places = new Set(open.planter.plantings.map(({ place }) => place.replace(/ \(.*/s, '')))
    expect(readFields.filter((field) => !places.has(field))).toEqual([])
  })

  it.each([
    {
      vendor: 'jira',
      method: 'POST',
      path: /\/issue$/,
      reply: { status: 400, body: { errorMessages: ['Not today.'], errors: { summary: 'Too bad.' } } }
    },
    {
      vendor: 'jira',
      method: 'POST',
      path: /\/search\/jql/,
      reply: { status: 200, body: '<html><head><title>Log in</title></head></html>' }
    },
    {
      vendor: 'datadog',
      method: 'GET',
      path: /\/issues\//,
      reply: { status: 400, body: { errors: ['Bad request', { title: 'Bad', detail: 'Worse' }] } }
    },
    {
      vendor: 'github',
      method: 'POST',
      path: /\/git\/refs/,
      reply: { status: 403, body: { message: 'Resource not accessible by integration' } }
    }
  ] as const)('nor a run that fails because of $vendor ($reply.status)', async (fault) => {
    const { vendor, method, path, reply } = fault
    // Another bug each time, or it would be a repeat.
    const culprit = { function: `fails.${vendor}${reply.status}`, line: reply.status }
    const id = seedRecent(open.stage, flutterError({ culprit }))
    open.stage[vendor].service.inject({ kind: 'reply', method, path, reply, times: 9 })
    const played = await open.play(alertOf(id))
    open.stage[vendor].service.clearFaults()
    expectNoLeak(played, '', 1)
    expect(played.result.stdout).toContain('::error')
  })
})
