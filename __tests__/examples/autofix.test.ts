import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { APP_LOGIN } from '../../services/stage.js'
import { repositoryDispatch } from '../../services/workflow/events.js'
import type { JobRecord } from '../../services/workflow/play-job.js'
import { playEvent, type WorkflowRun } from '../../services/workflow/play-workflow.js'
import { webhookPayload } from './webhook.js'
import { changed, example, openWorld, outputsOf, secretsGivenTo, webhookTokens, type World } from './world.js'

/*
 * From the alert to the draft pull request: triage hands off by itself, and what it sent starts the fix workflow. The real agent
 * program works there, against an embedded model.
 */

const TIME_LIMIT_MS = 180_000
const FIX = 'error-autofix.yml'

let world: World
let run: WorkflowRun | undefined

beforeAll(async () => {
  const workflows = { 'error-triage.yml': example('error-triage.yml'), [FIX]: example(FIX) }
  world = await openWorld({ workflows })
  await world.post('/dispatches', webhookTokens.contents, webhookPayload({ issueId: world.seed() }))
  const [triage] = await world.playNewest()
  expect(outputsOf(triage, 'triage')).toMatchObject({ outcome: 'ticketed', 'autofix-eligible': 'true' })
}, TIME_LIMIT_MS)
afterAll(() => world.stop())

/** Plays a changed workflow for the same hand-off. */
async function play(text: string): Promise<WorkflowRun | undefined> {
  const sent = world.github.dispatches.at(-1)
  if (sent?.event_type !== 'error-autofix') throw new Error('Nothing was handed off')
  const hosting = { ...world.hosting, workflows: { [FIX]: text } }
  return (await playEvent(hosting, repositoryDispatch(sent, hosting.repository)))[0]
}

function jobOf(id: string, played = run): JobRecord {
  const job = played?.jobs.find((each) => each.id === id)
  if (!job) throw new Error(`The job ${id} was not played`)
  return job
}

function resultsOf(played: WorkflowRun | undefined): Readonly<Record<string, string>> {
  return Object.fromEntries(played?.jobs.map(({ id, result }) => [id, result]) ?? [])
}

describe('an attempt that fails before the agent starts', () => {
  it(
    'lacks the permission to see pull requests: red, before there is anything to publish',
    async () => {
      const broken = await play(changed(example(FIX), '      pull-requests: read #', '      #'))
      const [fix, publish] = [jobOf('fix', broken), jobOf('publish', broken)]
      expect(fix.steps.map(({ name, conclusion }) => [name.split('@')[0], conclusion])).toEqual([
        ['actions/checkout', 'success'],
        ['actions/setup-node', 'success'],
        ['npm install --global ', 'success'],
        ['fix', 'failure'],
        ['actions/upload-artifact', 'success']
      ])
      expect(fix.steps[3]?.log.join('\n')).toContain('pull requests: read')
      expect(publish.steps.at(-1)?.log.join('\n')).toContain('fix.json cannot be read')
    },
    TIME_LIMIT_MS
  )

  it(
    'lacks the program: publish runs all the same and tells the ticket, because its `if:` says so',
    async () => {
      const install = '      - run: npm install --global @anthropic-ai/claude-code@2.1.330\n'
      const withoutAgent = changed(example(FIX), install, '')
      expect(resultsOf(await play(withoutAgent))).toEqual({ fix: 'failure', publish: 'success' })
      expect(world.jira.issues().map(({ comments }) => comments.length)).toEqual([1])
      const usual = changed(withoutAgent, '    if: ${{ !cancelled() }} #', '    #')
      expect(resultsOf(await play(usual))).toEqual({ fix: 'failure', publish: 'skipped' })
    },
    TIME_LIMIT_MS
  )
})

describe('an attempt that succeeds', () => {
  beforeAll(async () => {
    ;[run] = await world.playNewest()
  }, TIME_LIMIT_MS)

  it('ends with a draft pull request, made of the bundle that the fix job left', async () => {
    expect(resultsOf(run)).toEqual({ fix: 'success', publish: 'success' })
    expect(jobOf('fix').outputs).toEqual({ outcome: 'fix-ready' })
    expect(outputsOf(run, 'publish')).toMatchObject({ outcome: 'pull-request', 'pull-request-number': '1' })
    const pulls = await world.github.pullRequests.list()
    expect(pulls).toMatchObject([{ draft: true, base: 'develop', login: APP_LOGIN }])
    expect(world.jira.issues()).toHaveLength(1)
  })

  it('gives the fix job the key of the model alone', () => {
    expect(secretsGivenTo(jobOf('fix'))).toEqual(['ANTHROPIC_API_KEY'])
    expect(jobOf('fix').permissions).toEqual({ metadata: 'read', contents: 'write', pull_requests: 'read' })
  })

  it("gives the publish job what it needs to publish, and mints the App's token there", () => {
    const publish = jobOf('publish')
    expect(secretsGivenTo(publish)).toEqual(['JIRA_API_TOKEN', 'AUTOFIX_APP_PRIVATE_KEY'])
    const token = publish.steps.find(({ name }) => name === 'app')?.outputs['token'] ?? ''
    expect(token).toMatch(/^ghs_/)
    expect(publish.steps.at(-1)?.given['app-token']).toBe(token)
    expect(JSON.stringify(jobOf('fix'))).not.toContain(token)
    // Taken back when the job was over, like the jobs' own.
    expect(world.hosting.tokens.map(({ login }) => login)).toEqual(['datadog-webhook', 'datadog-webhook'])
  })
})
