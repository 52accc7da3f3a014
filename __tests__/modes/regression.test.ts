import { describe, expect, it } from '@jest/globals'
import { nodeTypeError } from '../../services/datadog/seeds.js'
import { setIssueState } from './people.js'
import { DAY, HOUR, openTriage, type EndedOne, type RigOptions, type TriageRig } from './triage-rig.js'
import { claimsOf, descriptionOf, keysOf, memoryOf, onlyTicket, textOf, writesOf } from './vendors-hold.js'

const checkout = nodeTypeError()

interface Closed {
  readonly rig: TriageRig
  readonly issueId: string
  /** Closes the ticket now, lets time pass, and has the error come back. */
  readonly comeBack: (close: { resolution: string; key?: string; after: number }) => Promise<EndedOne>
}

async function openWithTicket(options?: RigOptions): Promise<Closed> {
  const rig = await openTriage(options)
  const issueId = rig.seed(checkout)
  await rig.runOne({ issueId, alert: { monitor_kind: 'high_impact' }, switchedOn: true })
  rig.clock.pass(HOUR)
  return {
    rig,
    issueId,
    comeBack: async ({ resolution, key = 'PPL-1', after }) => {
      rig.jira.transition(key, 'Done', { resolution })
      rig.clock.pass(after)
      rig.recur(issueId, checkout)
      return rig.runOne({ issueId })
    }
  }
}

describe('the error of a closed ticket is back', () => {
  it('within a month: the ticket is reopened, and watchers are told why', async () => {
    const { rig, issueId, comeBack } = await openWithTicket()
    const { record } = await comeBack({ resolution: 'Done', after: 3 * DAY })
    expect(record).toMatchObject({ outcome: 'regression', reason: 'reopened', ticket: { key: 'PPL-1' } })
    const ticket = onlyTicket(rig)
    expect(ticket).toMatchObject({ status: 'To Do', statusCategory: 'new', resolution: null })
    expect(ticket.history.map(({ from, to }) => `${from} -> ${to}`)).toEqual([
      'To Do -> Done',
      'Done -> To Do'
    ])
    expect(textOf(ticket.comments[0])).toContain('Reopened: the error is back')
    expect(textOf(ticket.comments[0])).toContain('PPL-1 was closed as "Done" 3 days ago')
    expect(memoryOf(ticket)).toMatchObject({ reopens: 1, alerts: 2, issues: [{ id: issueId }] })
  })

  it('after it was handed to auto-fix: the next attempt is free, as soon as the conditions are met', async () => {
    const { rig, issueId, comeBack } = await openWithTicket()
    expect(rig.github.dispatches).toHaveLength(1)
    await comeBack({ resolution: 'Done', after: 3 * DAY })
    expect(memoryOf(onlyTicket(rig)).handedOffAt).toBeUndefined()
    await rig.runOne({ issueId, switchedOn: true })
    await rig.runOne({ issueId, switchedOn: true })
    expect(rig.github.dispatches).toHaveLength(2)
  })

  it('after it was handed to auto-fix, with the switch on: it is handed over again with the reopening', async () => {
    const { rig, issueId } = await openWithTicket()
    for (let times = 1; times <= 2; times += 1) {
      rig.jira.transition('PPL-1', 'Done', { resolution: 'Done' })
      rig.clock.pass(3 * DAY)
      rig.recur(issueId, checkout)
      const { record } = await rig.runOne({ issueId, switchedOn: true })
      expect(record).toMatchObject({ reason: 'reopened', handedOff: true })
    }
    expect(rig.github.dispatches).toHaveLength(3)
  })

  it('after more than a month: a new ticket follows the old one, and has the claims from then on', async () => {
    const { rig, issueId, comeBack } = await openWithTicket()
    const old = rig.jira.ticket('PPL-1').comments
    const { record } = await comeBack({ resolution: 'Done', after: 31 * DAY })
    expect(record).toMatchObject({ reason: 'new-after-closed', ticket: { key: 'PPL-2' } })
    expect(rig.jira.ticket('PPL-1')).toMatchObject({ status: 'Done', comments: old })
    const follower = rig.jira.ticket('PPL-2')
    expect(follower.links).toMatchObject([{ type: 'Relates', key: 'PPL-1' }])
    expect(descriptionOf(follower)).toContain('The bug came back: this ticket follows PPL-1')
    expect(Object.values(await claimsOf(rig))).toEqual(
      Array(2).fill({ version: 1, state: 'filed', ticket: 'PPL-2' })
    )
    const again = await rig.runOne({ issueId })
    expect(again.record).toMatchObject({ reason: 'same-issue', ticket: { key: 'PPL-2' } })
    expect(keysOf(rig)).toEqual(['PPL-1', 'PPL-2'])
  })

  it('once more than tickets are reopened: a new ticket follows the old one', async () => {
    const { rig, comeBack } = await openWithTicket({
      policy: { dedupe: { regression: { 'maximum-reopens': 2 } } }
    })
    await comeBack({ resolution: 'Done', after: 2 * DAY })
    await comeBack({ resolution: 'Done', after: 2 * DAY })
    expect(memoryOf(onlyTicket(rig)).reopens).toBe(2)
    const { record } = await comeBack({ resolution: 'Done', after: 2 * DAY })
    expect(record).toMatchObject({ reason: 'new-after-closed', ticket: { key: 'PPL-2' } })
    expect(rig.jira.ticket('PPL-1').status).toBe('Done')
    expect(rig.jira.ticket('PPL-2').links.map(({ key }) => key)).toEqual(['PPL-1'])
    expect(memoryOf(rig.jira.ticket('PPL-2')).reopens).toBe(0)
  })

  it.each(["Won't Do", 'Duplicate', 'Cannot Reproduce'])(
    'although people closed it as %s: nothing is written',
    async (resolution) => {
      const { rig, comeBack } = await openWithTicket()
      const { record, requests } = await comeBack({ resolution, after: 90 * DAY })
      expect(record).toMatchObject({ outcome: 'suppressed', reason: 'closed-deliberately' })
      expect(record.ticket?.key).toBe('PPL-1')
      expect(writesOf(requests)).toEqual([])
      expect(onlyTicket(rig)).toMatchObject({ status: 'Done', resolution })
    }
  )

  it('within a day: the fix may still be on its way, and nothing is written', async () => {
    const { rig, comeBack } = await openWithTicket()
    const { record, requests } = await comeBack({ resolution: 'Done', after: 23 * HOUR })
    expect(record).toMatchObject({ outcome: 'suppressed', reason: 'closed-recently' })
    expect(writesOf(requests)).toEqual([])
    expect(onlyTicket(rig).status).toBe('Done')
  })

  it('within a day, and Datadog itself reports a regression: the ticket is reopened at once', async () => {
    const { rig, issueId } = await openWithTicket()
    await setIssueState(rig, issueId, 'RESOLVED')
    rig.jira.transition('PPL-1', 'Done', { resolution: 'Done' })
    rig.clock.pass(HOUR)
    rig.recur(issueId, nodeTypeError({ version: '2.15.0' }))
    expect(rig.datadog.issue(issueId)?.state).toBe('OPEN')
    const { record } = await rig.runOne({ issueId })
    expect(record.reason).toBe('reopened')
    expect(onlyTicket(rig).status).toBe('To Do')
    expect(textOf(onlyTicket(rig).comments[0])).toContain('Datadog reports a regression since')
    expect(rig.datadog.issue(issueId)?.state).toBe('ACKNOWLEDGED')
  })

  it('was never back: an alert about events from before it was closed changes nothing', async () => {
    const { rig, issueId } = await openWithTicket()
    rig.jira.transition('PPL-1', 'Done', { resolution: 'Done' })
    rig.clock.pass(5 * DAY)
    const { record, requests } = await rig.runOne({ issueId, alert: { monitor_kind: 'high_impact' } })
    expect(record.reason).toBe('closed-recently')
    expect(writesOf(requests)).toEqual([])
  })

  it('in another service: the ticket of the bug is reopened all the same', async () => {
    const { rig } = await openWithTicket()
    rig.jira.transition('PPL-1', 'Done', { resolution: 'Done' })
    rig.clock.pass(2 * DAY)
    const worker = rig.seed(nodeTypeError({ service: 'orders-worker' }))
    const { record } = await rig.runOne({ issueId: worker })
    expect(record).toMatchObject({ reason: 'reopened', ticket: { key: 'PPL-1' } })
    expect(onlyTicket(rig).labels).toContain(`datadog-issue-${worker}`)
  })
})
