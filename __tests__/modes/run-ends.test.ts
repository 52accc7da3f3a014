import { describe, expect, it } from '@jest/globals'
import { SITE_URL, type Stage } from '../../services/stage.js'
import { runStepHere } from './run-here.js'
import { openShop, seedBug } from './shop-stage.js'

function refuseOneTicket({ jira }: Stage): void {
  jira.service.inject({
    kind: 'reply',
    method: 'POST',
    path: /\/rest\/api\/3\/issue$/,
    reply: { status: 403, body: {} }
  })
}

describe('the end of a run', () => {
  it.each([
    { policy: 'on-error: fail', exitCode: 1 },
    { policy: 'on-error: warn', exitCode: 0 }
  ])(
    'in which one issue of a sweep failed has the colour that the policy says ($policy)',
    async ({ policy, exitCode }) => {
      const stage = await openShop(policy)
      for (const name of ['one', 'two', 'three']) seedBug(stage, name)
      refuseOneTicket(stage)
      const ended = await runStepHere(stage, { inputs: { query: '*' } })
      expect(ended.exitCode).toBe(exitCode)
      expect(ended.outputs).toMatchObject({ outcome: 'swept', reason: 'swept' })
      expect(stage.jira.issues()).toHaveLength(2)
      expect(ended.lines.filter((line) => line.startsWith('::error'))).toHaveLength(1)
    }
  )

  it('is red when a single issue failed, whatever the policy says of sweeps', async () => {
    const stage = await openShop('on-error: warn')
    refuseOneTicket(stage)
    const ended = await runStepHere(stage, { inputs: { 'issue-id': seedBug(stage, 'one') } })
    expect(ended.exitCode).toBe(1)
  })

  it('is red when the sweep itself failed, whatever the policy says of its issues', async () => {
    const stage = await openShop('on-error: warn')
    seedBug(stage, 'one')
    stage.datadog.service.inject({ kind: 'reply', path: /issues\/search/, reply: { status: 403, body: {} } })
    const ended = await runStepHere(stage, { inputs: { query: '*' } })
    expect(ended.exitCode).toBe(1)
    expect(stage.jira.issues()).toEqual([])
  })

  it('is green, and known as a recovery, when the monitor recovered', async () => {
    const stage = await openShop('')
    const issueId = seedBug(stage, 'one')
    stage.takeRequests()
    const ended = await runStepHere(stage, { payload: { issue_id: issueId, transition: 'Recovered' } })
    expect(ended.exitCode).toBe(0)
    expect(ended.outputs).toMatchObject({ outcome: 'suppressed', reason: 'recovery' })
    // The policy file is read from GitHub, and the run is counted; nobody is asked about the issue.
    expect(stage.takeRequests().map(({ service, method }) => `${service} ${method}`)).toEqual([
      'github GET',
      'datadog POST'
    ])
  })

  it('names the ticket and its team in the outputs', async () => {
    const stage = await openShop('')
    const ended = await runStepHere(stage, { inputs: { 'issue-id': seedBug(stage, 'one') } })
    expect(ended.exitCode).toBe(0)
    expect(ended.outputs).toMatchObject({
      outcome: 'ticketed',
      reason: 'new-bug',
      'ticket-key': 'PPL-1',
      'ticket-url': `${SITE_URL}/browse/PPL-1`,
      'autofix-eligible': 'false'
    })
  })
})
