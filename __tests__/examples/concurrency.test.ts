import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { lostRuns, type Concurrency } from '../../services/workflow/concurrency.js'
import type { WorkflowEvent } from '../../services/workflow/events.js'
import { planRuns } from '../../services/workflow/play-workflow.js'
import { webhookInputs, webhookPayload } from './webhook.js'
import { changed, example, openWorld, type World } from './world.js'

/* Which runs of triage wait for each other, and that none of them is lost; asked of the YAML, without running a job. */

const FILES = ['error-triage.yml', 'org-wide/caller.yml'] as const
const ONE = '6c1f2a40-91d3-11f0-8b0a-da7ad0900002'
const OTHER = '0b6a1c9e-7a10-11f0-9d3c-da7ad0900002'

let world: World
beforeAll(async () => {
  world = await openWorld({ workflows: {} })
})
afterAll(() => world.stop())

function concurrencyOf(text: string, event: WorkflowEvent): Concurrency {
  const workflows = { '.github/workflows/triage.yml': text }
  const [run] = planRuns({ ...world.hosting, workflows }, { ...event, workflow: 'triage.yml' })
  if (run?.concurrency === undefined) throw new Error('The workflow does not run, or waits for nobody')
  return run.concurrency
}

function delivery(issueId: string, change: Readonly<Record<string, unknown>> = {}): WorkflowEvent {
  const client_payload = { ...webhookPayload({ issueId }).client_payload, ...change }
  return { name: 'repository_dispatch', payload: { action: 'error-triage', client_payload } }
}

function byHand(inputs: Readonly<Record<string, string>>): WorkflowEvent {
  return { name: 'workflow_dispatch', payload: { inputs } }
}

describe.each(FILES)('%s', (file) => {
  const text = example(file)
  const groupOf = (event: WorkflowEvent): string => concurrencyOf(text, event).group

  it.each<[string, Readonly<Record<string, unknown>>]>([
    ['is as Datadog sends it, unexpanded', {}],
    ['is empty', { issue_id: '' }],
    ['is "null"', { issue_id: 'null' }],
    ['is null', { issue_id: null }],
    ['is missing', { issue_id: undefined }]
  ])('one group for each issue where issue_id %s: the scope names it', (_, change) => {
    expect(groupOf(delivery(ONE, change))).toBe(`error-triage-issue.id:${ONE}`)
    expect(groupOf(delivery(OTHER, change))).toBe(`error-triage-issue.id:${OTHER}`)
  })

  it('the same group where issue_id is filled, in whatever case, and for a person', () => {
    const filled = { issue_id: ONE.toUpperCase(), scope: 'service:cart' }
    expect(groupOf(delivery(ONE, filled))).toBe(`error-triage-issue.id:${ONE}`)
    expect(groupOf(byHand({ issue_id: ONE }))).toBe(`error-triage-issue.id:${ONE}`)
    expect(groupOf(byHand({ issue_id: OTHER }))).toBe(`error-triage-issue.id:${OTHER}`)
  })

  it.each(['$ALERT_SCOPE', '', 'null', undefined, 'service:cart'])(
    'a group of its own where nothing names the issue (scope %j)',
    (scope) => {
      const [first, second] = [delivery(ONE, { scope }), delivery(OTHER, { scope })].map(groupOf)
      expect(first).toMatch(/^error-triage-\d+$/)
      expect(second).toMatch(/^error-triage-\d+$/)
      expect(first).not.toBe(second)
    }
  )

  it('loses no run of a burst: of one issue, or of many', () => {
    const burst = Array.from({ length: 40 }, (_, index) => delivery(index % 2 === 0 ? ONE : OTHER))
    const runs = (source: string): { readonly concurrency: Concurrency }[] =>
      burst.map((event) => ({ concurrency: concurrencyOf(source, event) }))
    expect(lostRuns(runs(text))).toEqual([])
    // GitHub's default, to see that the count means something: all but the first and the last of each issue.
    expect(lostRuns(runs(changed(text, '  queue: max', '  cancel-in-progress: false')))).toHaveLength(36)
  })
})

describe('error-triage.yml, started by the webhook through workflow_dispatch', () => {
  it('has the same groups', () => {
    const groupOf = (issueId: string): string =>
      concurrencyOf(example('error-triage.yml'), byHand(webhookInputs({ issueId }))).group
    expect([ONE, OTHER].map(groupOf)).toEqual([
      `error-triage-issue.id:${ONE}`,
      `error-triage-issue.id:${OTHER}`
    ])
  })
})

describe.each(['error-autofix.yml', 'error-autofix-one-job.yml'])('%s', (file) => {
  it('one group for each bug, which loses nothing', () => {
    const handOff = (fingerprint: string): WorkflowEvent => ({
      name: 'repository_dispatch',
      payload: { action: 'error-autofix', client_payload: { fingerprint } }
    })
    expect(concurrencyOf(example(file), handOff('a1b2c3d4e5f60718'))).toEqual({
      group: 'error-autofix-a1b2c3d4e5f60718',
      queue: 'max',
      cancelInProgress: false
    })
  })
})
