import { describe, expect, it } from '@jest/globals'
import { SCOPES } from '../../services/datadog/access.js'
import { nodeTypeError } from '../../services/datadog/seeds.js'
import type { Fault } from '../../services/kit/faults.js'
import { FIRST_RUN, openTriage, type Asked } from './triage-rig.js'
import { claimsOf, keysOf, memoryOf, onlyTicket, writesOf } from './vendors-hold.js'

const MINUTE = 60_000
const DOWN = { status: 500, body: {} } as const
/** Outlasts the retries. */
const dispatchesDown: Fault = {
  kind: 'reply',
  method: 'POST',
  path: /\/dispatches$/,
  reply: DOWN,
  times: 4
}
const filing = { method: 'POST', path: /\/rest\/api\/3\/issue$/ }

/** The alert as it is delivered; a workflow that is run again gets the same. */
function alertOf(issueId: string): Asked {
  return { issueId, alert: { monitor_kind: 'high_impact', cycle_key: 'cycle-1' }, switchedOn: true }
}

describe('a hand-off that fails', () => {
  it('is an error, with the ticket filed, told and pointed at, and Datadog in step', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError())
    rig.github.service.inject(dispatchesDown)
    const { record, failures } = await rig.runOne(alertOf(issueId))
    expect(failures.map(({ error }) => error.message)).toEqual([
      expect.stringContaining('GitHub failed to send the repository_dispatch error-autofix (500)')
    ])
    expect(record).toMatchObject({
      outcome: 'failed',
      ticket: { key: 'PPL-1' },
      handedOff: false,
      acknowledged: true
    })
    expect(memoryOf(onlyTicket(rig)).handedOffAt).toBeUndefined()
    expect(Object.values(await claimsOf(rig))).toEqual(
      Array(2).fill({ version: 1, state: 'filed', ticket: 'PPL-1' })
    )
    expect(rig.datadog.issue(issueId)?.state).toBe('ACKNOWLEDGED')
  })

  it('is made up for when the workflow is run again, which files nothing and comments on nothing', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError())
    rig.github.service.inject(dispatchesDown)
    await rig.run(alertOf(issueId))
    const again = { ...alertOf(issueId), runId: FIRST_RUN }
    const { record, failures } = await rig.runOne(again)
    expect(failures).toEqual([])
    expect(record).toMatchObject({ reason: 'repeated-delivery', handedOff: true, ticket: { key: 'PPL-1' } })
    expect(rig.github.dispatches).toHaveLength(1)
    expect(onlyTicket(rig).comments).toEqual([])
    const third = await rig.runOne(again)
    expect(third.record.handedOff).toBe(false)
    expect(writesOf(third.requests)).toEqual([])
  })

  it('is made up for by the next alert, once', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError())
    rig.github.service.inject(dispatchesDown)
    await rig.run(alertOf(issueId))
    await rig.run({ issueId, switchedOn: true })
    await rig.run({ issueId, switchedOn: true })
    expect(rig.github.dispatches).toHaveLength(1)
    expect(keysOf(rig)).toEqual(['PPL-1'])
  })
})

describe('a filing whose reply is lost', () => {
  it('is looked for and found: there is one ticket, with its claim, and the run goes on', async () => {
    const rig = await openTriage({ jira: { indexLagMs: 5_000 } })
    const issueId = rig.seed(nodeTypeError())
    rig.jira.service.inject({ kind: 'lose-reply', ...filing })
    const { record, failures } = await rig.runOne(alertOf(issueId))
    expect(failures).toEqual([])
    expect(record).toMatchObject({ outcome: 'ticketed', ticket: { key: 'PPL-1' }, handedOff: true })
    expect(keysOf(rig)).toEqual(['PPL-1'])
    expect(await claimsOf(rig)).toMatchObject({ [`issue/${issueId}`]: { state: 'filed', ticket: 'PPL-1' } })
  })

  it('and that cannot be looked for is an error; whenever it runs again, there is one ticket', async () => {
    const rig = await openTriage({ jira: { indexLagMs: 3 * MINUTE } })
    const issueId = rig.seed(nodeTypeError())
    rig.jira.service.inject({ kind: 'lose-reply', ...filing })
    rig.jira.service.inject({ kind: 'drop', path: /bulkfetch/, times: 8 })
    const lost = await rig.runOne(alertOf(issueId))
    expect(lost.record).toMatchObject({ outcome: 'failed', ticket: undefined })
    expect(lost.failures[0]?.error.message).toContain('may exist')
    // At once: the claim of the first run keeps a second ticket from being filed.
    const early = await rig.runOne(alertOf(issueId))
    expect(early.record).toMatchObject({ outcome: 'suppressed', reason: 'claimed-elsewhere' })
    // Later: the index shows it, and what the first run left undone is done.
    rig.clock.pass(11 * MINUTE)
    const late = await rig.runOne({ ...alertOf(issueId), alert: { cycle_key: 'cycle-2' } })
    expect(late.record).toMatchObject({ reason: 'same-issue', ticket: { key: 'PPL-1' }, handedOff: true })
    expect(keysOf(rig)).toEqual(['PPL-1'])
  })

  it('and that did not file anything: the bug gets its ticket once the claim has lapsed', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError())
    rig.jira.service.inject({ kind: 'drop', ...filing })
    const { failures } = await rig.runOne(alertOf(issueId))
    expect(failures).toHaveLength(1)
    expect(keysOf(rig)).toEqual([])
    rig.clock.pass(10 * MINUTE)
    const { record } = await rig.runOne(alertOf(issueId))
    expect(record).toMatchObject({ outcome: 'ticketed', ticket: { key: 'PPL-1' } })
    expect(keysOf(rig)).toEqual(['PPL-1'])
  })
})

describe('a filing that Jira refuses', () => {
  it('gives the claim back, so that the next run can file at once', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError())
    rig.jira.service.inject({ kind: 'reply', ...filing, reply: { status: 403, body: {} } })
    const { record } = await rig.runOne(alertOf(issueId))
    expect(record).toMatchObject({ outcome: 'failed', ticket: undefined, acknowledged: false })
    expect(await claimsOf(rig)).toEqual({})
    expect((await rig.runOne(alertOf(issueId))).record.outcome).toBe('ticketed')
  })
})

describe('a claim that cannot be settled', () => {
  const settlingDown: Fault = {
    kind: 'reply',
    method: 'PATCH',
    path: /\/git\/refs\//,
    reply: DOWN,
    times: 40
  }

  it('is told, with everything else done', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError())
    rig.github.service.inject(settlingDown)
    const { record, failures } = await rig.runOne(alertOf(issueId))
    expect(failures[0]?.error.message).toContain('move a claim')
    expect(record).toMatchObject({ outcome: 'failed', ticket: { key: 'PPL-1' }, handedOff: true })
    expect(rig.datadog.issue(issueId)?.state).toBe('ACKNOWLEDGED')
  })

  it('leaves no room for a second ticket, neither at once nor when it has lapsed', async () => {
    const rig = await openTriage({ jira: { indexLagMs: MINUTE } })
    const issueId = rig.seed(nodeTypeError())
    rig.github.service.inject(settlingDown)
    await rig.run(alertOf(issueId))
    rig.github.service.clearFaults()
    const again = { ...alertOf(issueId), alert: { monitor_kind: 'high_impact', cycle_key: 'cycle-2' } }
    expect((await rig.runOne(again)).record).toMatchObject({ reason: 'same-issue', ticket: { key: 'PPL-1' } })
    rig.clock.pass(11 * MINUTE)
    const late = { ...again, alert: { ...again.alert, cycle_key: 'cycle-3' } }
    expect((await rig.runOne(late)).record).toMatchObject({ reason: 'same-issue', ticket: { key: 'PPL-1' } })
    expect(keysOf(rig)).toEqual(['PPL-1'])
  })
})

describe('a key that may not acknowledge', () => {
  it('is a warning that names the scope, and no failure', async () => {
    const rig = await openTriage({
      datadog: { scopes: SCOPES.filter((scope) => scope !== 'error_tracking_write') }
    })
    const issueId = rig.seed(nodeTypeError())
    const { record, failures } = await rig.runOne(alertOf(issueId))
    expect(failures).toEqual([])
    expect(record).toMatchObject({ outcome: 'ticketed', acknowledged: false, handedOff: true })
    expect(record.warnings).toEqual([expect.stringContaining('error_tracking_write')])
    expect(rig.datadog.issue(issueId)?.state).toBe('OPEN')
  })

  it('is no matter when the policy asks for no acknowledgement', async () => {
    const rig = await openTriage({ policy: { datadog: { acknowledge: false } } })
    const issueId = rig.seed(nodeTypeError())
    const { record } = await rig.runOne({ issueId })
    expect(record).toMatchObject({ acknowledged: false, warnings: [] })
    expect(rig.datadog.issue(issueId)?.state).toBe('OPEN')
  })
})

describe('an acknowledgement that fails', () => {
  it('is an error, with everything else done', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError())
    rig.datadog.service.inject({ kind: 'reply', method: 'PUT', path: /\/state$/, reply: DOWN, times: 4 })
    const { record, failures } = await rig.runOne(alertOf(issueId))
    expect(failures.map(({ error }) => error.message)).toEqual([
      expect.stringContaining('Datadog failed to acknowledge the issue')
    ])
    expect(record).toMatchObject({ outcome: 'failed', ticket: { key: 'PPL-1' }, handedOff: true })
    expect(memoryOf(onlyTicket(rig)).handedOffAt).toBeDefined()
    expect(Object.values(await claimsOf(rig))).toEqual(
      Array(2).fill({ version: 1, state: 'filed', ticket: 'PPL-1' })
    )
  })

  it('is made up for when the workflow is run again', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError())
    rig.datadog.service.inject({ kind: 'reply', method: 'PUT', path: /\/state$/, reply: DOWN, times: 4 })
    await rig.run(alertOf(issueId))
    const { record } = await rig.runOne({ ...alertOf(issueId), runId: FIRST_RUN })
    expect(record).toMatchObject({ reason: 'repeated-delivery', acknowledged: true, handedOff: false })
    expect(rig.datadog.issue(issueId)?.state).toBe('ACKNOWLEDGED')
    expect(rig.github.dispatches).toHaveLength(1)
  })

  it('together with a hand-off that fails is one error that tells both', async () => {
    const rig = await openTriage()
    rig.datadog.service.inject({ kind: 'reply', method: 'PUT', path: /\/state$/, reply: DOWN, times: 4 })
    rig.github.service.inject(dispatchesDown)
    const { record, failures } = await rig.runOne(alertOf(rig.seed(nodeTypeError())))
    expect(failures).toHaveLength(1)
    expect(record.error?.message).toMatch(/repository_dispatch.* Also: .*acknowledge/)
    expect(record.ticket?.key).toBe('PPL-1')
  })
})

describe('faults that pass', () => {
  it('on every vendor leave one ticket, one hand-off and no failure', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(nodeTypeError())
    rig.datadog.service.inject({ kind: 'reply', reply: DOWN, after: 1 })
    rig.jira.service.inject({ kind: 'reply', path: /search\/jql/, reply: DOWN })
    rig.jira.service.inject({
      kind: 'reply',
      ...filing,
      reply: { status: 429, headers: { 'retry-after': '7' } }
    })
    rig.github.service.inject({ kind: 'drop', path: /\/git\/trees\// })
    rig.github.service.inject({ kind: 'lose-reply', method: 'POST', path: /\/git\/refs$/ })
    const before = rig.clock.now()
    const { record, failures } = await rig.runOne(alertOf(issueId))
    expect(failures).toEqual([])
    expect(record).toMatchObject({ outcome: 'ticketed', handedOff: true, route: { team: 'checkout' } })
    expect(keysOf(rig)).toEqual(['PPL-1'])
    expect(rig.github.dispatches).toHaveLength(1)
    expect(rig.clock.now() - before).toBeGreaterThanOrEqual(7_000)
  })
})
