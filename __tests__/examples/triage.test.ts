import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { playEvent, type WorkflowRun } from '../../services/workflow/play-workflow.js'
import { webhookInputs, webhookPayload } from './webhook.js'
import { changed, example, openWorld, outputsOf, secretsGivenTo, webhookTokens, type World } from './world.js'

/* examples/workflows/error-triage.yml, played from its own YAML for every way in which it starts. */

const FILE = 'error-triage.yml'
const DISPATCH = `/actions/workflows/${FILE}/dispatches`
const TRIAGE = ['DATADOG_API_KEY', 'DATADOG_APP_KEY', 'JIRA_API_TOKEN']

let world: World
beforeAll(async () => {
  world = await openWorld({ workflows: { [FILE]: example(FILE) } })
})
afterAll(() => world.stop())

function ticketsOf(issueId: string): number {
  return world.jira.issues().filter(({ labels }) => labels.includes(`datadog-issue-${issueId}`)).length
}

describe("Datadog's webhook, with the payload of the README", () => {
  let issueId: string
  let first: readonly WorkflowRun[]
  beforeAll(async () => {
    issueId = world.seed({ service: 'orders' })
    expect(await world.post('/dispatches', webhookTokens.contents, webhookPayload({ issueId }))).toBe(204)
    first = await world.playNewest()
  })

  it('files one ticket, although Datadog did not fill issue_id', () => {
    expect(first.map(({ file, jobs }) => [file, jobs.map(({ id, result }) => [id, result])])).toEqual([
      [`.github/workflows/${FILE}`, [['triage', 'success']]]
    ])
    expect(outputsOf(first[0], 'triage')).toMatchObject({ outcome: 'ticketed', 'issue-id': issueId })
    expect(ticketsOf(issueId)).toBe(1)
  })

  it('hands the error to auto-fix', () => {
    expect(world.github.dispatches.at(-1)).toMatchObject({
      event_type: 'error-autofix',
      login: 'github-actions[bot]',
      client_payload: { issue_id: issueId }
    })
  })

  it('gives the job its three credentials and no other, and leaves no token in the checkout', () => {
    const [job] = first[0]?.jobs ?? []
    expect(job && secretsGivenTo(job)).toEqual(TRIAGE)
    expect(job?.steps.map(({ name, conclusion }) => [name.split('@')[0], conclusion])).toEqual([
      ['actions/checkout', 'success'],
      ['org/datadog-autofix-action', 'success']
    ])
    expect(job?.steps[0]?.given).toMatchObject({ 'persist-credentials': 'false' })
  })

  it('files nothing when the same delivery comes again', async () => {
    await world.post('/dispatches', webhookTokens.contents, webhookPayload({ issueId }))
    const [again] = await world.playNewest()
    expect(outputsOf(again, 'triage')).toMatchObject({ outcome: 'duplicate', reason: 'repeated-delivery' })
    expect(ticketsOf(issueId)).toBe(1)
  })

  it('does nothing for a recovery', async () => {
    const other = world.seed({ service: 'recovered', message: 'recovered' })
    const payload = webhookPayload({ issueId: other, transition: 'Recovered' })
    await world.post('/dispatches', webhookTokens.contents, payload)
    const [run] = await world.playNewest()
    expect(outputsOf(run, 'triage')).toMatchObject({ outcome: 'suppressed', reason: 'recovery' })
    expect(ticketsOf(other)).toBe(0)
  })
})

describe('the webhook whose token may start workflows and nothing else', () => {
  it('files one ticket, too', async () => {
    const issueId = world.seed({ service: 'returns', culprit: { function: 'returnTotal' } })
    const inputs = webhookInputs({ issueId })
    expect(await world.post('/dispatches', webhookTokens.actions, webhookPayload({ issueId }))).toBe(403)
    expect(await world.post(DISPATCH, webhookTokens.contents, { ref: 'main', inputs })).toBe(403)
    expect(await world.post(DISPATCH, webhookTokens.actions, { ref: 'main', inputs })).toBe(204)
    const [run] = await world.playNewest('workflow')
    expect(outputsOf(run, 'triage')).toMatchObject({ outcome: 'ticketed', 'issue-id': issueId })
    expect(ticketsOf(issueId)).toBe(1)
  })

  it('has its recoveries dropped', async () => {
    const inputs = webhookInputs({ issueId: world.seed({ service: 'well' }), transition: 'Recovered' })
    await world.post(DISPATCH, webhookTokens.actions, { ref: 'main', inputs })
    const [run] = await world.playNewest('workflow')
    expect(outputsOf(run, 'triage')).toMatchObject({ outcome: 'suppressed', reason: 'recovery' })
  })
})

describe('a person', () => {
  async function start(inputs: Readonly<Record<string, string>>): Promise<WorkflowRun | undefined> {
    expect(await world.post(DISPATCH, webhookTokens.actions, { ref: 'main', inputs })).toBe(204)
    return (await world.playNewest('workflow'))[0]
  }

  it('gets a ticket of a quiet error only with force', async () => {
    const quiet = { env: 'staging', culprit: { function: 'quietTotal' } }
    const issueId = world.seed({ ...quiet, issue: { state: 'ACKNOWLEDGED' } })
    expect(outputsOf(await start({ issue_id: issueId }), 'triage')).toMatchObject({
      outcome: 'below-threshold'
    })
    const forced = await start({ issue_id: issueId, force_fix: 'true' })
    expect(outputsOf(forced, 'triage')).toMatchObject({ outcome: 'ticketed', reason: 'forced' })
    expect(ticketsOf(issueId)).toBe(1)
  })

  it('is told what to fill in', async () => {
    const run = await start({})
    expect(run?.jobs[0]?.result).toBe('failure')
    expect(run?.jobs[0]?.steps[1]?.log.join('\n')).toContain('Fill in "issue_id"')
  })
})

describe('what the workflow says is needed', () => {
  /** Plays the workflow with one part of it changed. */
  async function playWith(from: string, to: string): Promise<WorkflowRun | undefined> {
    const issueId = world.seed({ service: 'needed', culprit: { function: `needed${from.length}` } })
    const client_payload = webhookPayload({ issueId }).client_payload
    const workflows = { [FILE]: changed(example(FILE), from, to) }
    const payload = { action: 'error-triage', client_payload }
    return (await playEvent({ ...world.hosting, workflows }, { name: 'repository_dispatch', payload }))[0]
  }

  it('contents: write: without it the claim cannot be held, and the job is red', async () => {
    const before = world.jira.issues().length
    const run = await playWith('contents: write', 'contents: read')
    expect(run?.jobs[0]?.result).toBe('failure')
    expect(run?.jobs[0]?.steps[1]?.log.join('\n')).toMatch(/contents/)
    expect(world.jira.issues()).toHaveLength(before)
  })

  it('a permission at all: the checkout of a private repository fails without', async () => {
    const run = await playWith('      contents: write', '      issues: read')
    expect(run?.jobs[0]?.steps.map(({ conclusion }) => conclusion)).toEqual(['failure', 'skipped'])
  })

  it('its secrets: one that is misspelt is empty, and named', async () => {
    const run = await playWith('secrets.JIRA_API_TOKEN', 'secrets.JIRA_TOKEN')
    expect(run?.jobs[0]?.result).toBe('failure')
    expect(run?.jobs[0]?.steps[1]?.log.join('\n')).toContain('jira-api-token')
  })

  it('credentials of its own: every token of a job is gone with it', () => {
    expect(world.hosting.tokens.map(({ login }) => login)).toEqual(['datadog-webhook', 'datadog-webhook'])
  })
})
