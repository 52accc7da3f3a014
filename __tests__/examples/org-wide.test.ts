import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { REPOSITORY } from '../../services/stage.js'
import { repositoryDispatch, schedule } from '../../services/workflow/events.js'
import { playEvent, type WorkflowRun } from '../../services/workflow/play-workflow.js'
import type { BareRepository } from '../../services/github/bare-repository.js'
import { webhookPayload } from './webhook.js'
import {
  changed,
  example,
  openWorld,
  outputsOf,
  POLICY,
  secretsGivenTo,
  webhookTokens,
  type World
} from './world.js'

/* One workflow and one policy for a whole organisation: a repository of it calls them. */

const CALLED = 'your-org/.github/.github/workflows/error-triage.yml@main'
const JOB = 'triage / triage'
const caller = example('org-wide/caller.yml')
const called = example('org-wide/error-triage.yml')

let world: World
let shared: BareRepository
beforeAll(async () => {
  world = await openWorld({
    workflows: { 'error-triage.yml': caller },
    shared: { [CALLED]: called },
    files: { 'src/other.js': '' }
  })
  shared = await world.github.addRepository('your-org/.github', { visibility: 'public' })
  await shared.seedFiles({ 'datadog-autofix.yml': POLICY }, {})
})
afterAll(() => world.stop())

async function playWith(texts: {
  readonly caller?: string
  readonly called?: string
}): Promise<WorkflowRun | undefined> {
  const issueId = world.seed({ service: 'shared', culprit: { function: 'sharedTotal' } })
  const hosting = {
    ...world.hosting,
    workflows: { '.github/workflows/error-triage.yml': texts.caller ?? caller },
    shared: { [CALLED]: texts.called ?? called }
  }
  const sent = { ...webhookPayload({ issueId }), login: 'datadog-webhook', at: 0 }
  return (await playEvent(hosting, repositoryDispatch(sent, REPOSITORY)))[0]
}

describe('the shared triage', () => {
  it("files one ticket with the organisation's policy, for the event of the calling repository", async () => {
    const issueId = world.seed()
    await world.post('/dispatches', webhookTokens.contents, webhookPayload({ issueId }))
    const [run] = await world.playNewest()
    expect(outputsOf(run, JOB)).toMatchObject({ outcome: 'ticketed', 'issue-id': issueId })
    expect(run?.jobs.map(({ runsOn }) => runsOn)).toEqual(['ubuntu-latest'])
    expect(run?.jobs.map(secretsGivenTo)).toEqual([['DATADOG_API_KEY', 'DATADOG_APP_KEY', 'JIRA_API_TOKEN']])
    expect(world.jira.issues()).toHaveLength(1)
  })

  it('sweeps on schedule', async () => {
    const [run] = await playEvent(world.hosting, schedule('17 4 * * *', REPOSITORY))
    expect(run?.jobs[0]?.steps[0]).toMatchObject({
      conclusion: 'success',
      given: { query: 'env:production' }
    })
    expect(world.jira.issues()).toHaveLength(1)
  })

  it("runs on the organisation's own runners where the caller says so", async () => {
    const text = changed(caller, '# runner:', 'runner:')
    expect((await playWith({ caller: text }))?.jobs[0]).toMatchObject({
      result: 'success',
      runsOn: ['self-hosted', 'linux']
    })
  })

  it('does not start when the caller gives less than it needs', async () => {
    await expect(playWith({ caller: changed(caller, 'contents: write', 'contents: read') })).rejects.toThrow(
      'The called job triage wants more than its caller may: contents'
    )
    const without = changed(caller, '      JIRA_API_TOKEN: ${{ secrets.JIRA_API_TOKEN }}\n', '')
    await expect(playWith({ caller: without })).rejects.toThrow(
      'Required secrets are not passed: JIRA_API_TOKEN'
    )
  })

  it('takes a token that may read it for a policy that is not public', async () => {
    const hidden = changed(called, 'your-org/.github/datadog', 'your-org/policies/datadog')
    const policies = await world.github.addRepository('your-org/policies', { readers: ['policy-reader'] })
    await policies.seedFiles({ 'datadog-autofix.yml': POLICY }, {})
    const refused = await playWith({ called: hidden })
    expect(refused?.jobs[0]?.result).toBe('failure')
    expect(refused?.jobs[0]?.steps[0]?.log.join('\n')).toContain('your-org/policies')
    const token = 'github_pat_that_reads_the_policy'
    world.hosting.tokens.push({
      token,
      login: 'policy-reader',
      permissions: { metadata: 'read', contents: 'write' }
    })
    const last = '      JIRA_API_TOKEN: ${{ secrets.JIRA_API_TOKEN }}\n'
    const passed = changed(caller, last, `${last}      POLICY_TOKEN: ${token}\n`)
    expect((await playWith({ caller: passed, called: hidden }))?.jobs[0]?.result).toBe('success')
  })
})
