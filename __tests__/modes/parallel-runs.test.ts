import { describe, expect, it } from '@jest/globals'
import { nodeTypeError } from '../../services/datadog/seeds.js'
import { HOUR, openTriage, type TriageRig } from './triage-rig.js'
import { claimsOf, keysOf, mailsOf, onlyTicket } from './vendors-hold.js'

const MINUTE_OF_LAG = 60_000

/** So many alerts of one issue, told to as many runs; each has enough points for a ticket of its own. */
function alertsOf(issueId: string, count: number): { issueId: string; alert: Record<string, string> }[] {
  return Array.from({ length: count }, (_, index) => ({
    issueId,
    alert: { cycle_key: `cycle-${index}`, monitor_kind: 'high_impact' }
  }))
}

async function expectOneTicketInTheEnd(rig: TriageRig): Promise<void> {
  expect(keysOf(rig)).toEqual(['PPL-1'])
  expect(mailsOf(rig).filter((mail) => mail.startsWith('created'))).toEqual(['created PPL-1'])
  const claims = Object.values(await claimsOf(rig))
  expect(claims.length).toBeGreaterThan(1)
  expect(new Set(claims.map((claim) => JSON.stringify(claim)))).toEqual(
    new Set([JSON.stringify({ version: 1, state: 'filed', ticket: 'PPL-1' })])
  )
}

describe('while the search index is a minute behind', () => {
  it('five runs one after another file one ticket and keep one comment', async () => {
    const rig = await openTriage({ jira: { indexLagMs: MINUTE_OF_LAG } })
    const issueId = rig.seed(nodeTypeError())
    for (const asked of alertsOf(issueId, 5)) {
      const { record } = await rig.runOne(asked)
      expect(record.ticket?.key).toBe('PPL-1')
    }
    expect(onlyTicket(rig).comments).toHaveLength(1)
    await expectOneTicketInTheEnd(rig)
  })

  it('five runs at the same time file one ticket', async () => {
    const rig = await openTriage({ jira: { indexLagMs: MINUTE_OF_LAG } })
    const issueId = rig.seed(nodeTypeError())
    const ended = await Promise.all(alertsOf(issueId, 5).map((asked) => rig.runOne(asked)))
    expect(ended.flatMap(({ failures }) => failures)).toEqual([])
    expect(ended.map(({ record }) => record.ticket?.key)).toEqual(Array(5).fill('PPL-1'))
    expect(ended.map(({ record }) => record.outcome).sort()).toEqual([
      ...Array<string>(4).fill('duplicate'),
      'ticketed'
    ])
    await expectOneTicketInTheEnd(rig)
  })

  it('five issues of one bug at the same time end in one ticket that names them all', async () => {
    const rig = await openTriage({ jira: { indexLagMs: MINUTE_OF_LAG } })
    const ids = ['api', 'worker', 'batch', 'admin', 'mail'].map((name) =>
      rig.seed(nodeTypeError({ service: `orders-${name}` }))
    )
    const ended = await Promise.all(ids.map((issueId) => rig.runOne({ issueId })))
    expect(ended.map(({ record }) => record.ticket?.key)).toEqual(Array(5).fill('PPL-1'))
    await expectOneTicketInTheEnd(rig)
    for (const id of ids) expect(onlyTicket(rig).labels).toContain(`datadog-issue-${id}`)
  })

  it('two issues of one bug, each told to two runs at the same time, end in one ticket', async () => {
    const rig = await openTriage({ jira: { indexLagMs: MINUTE_OF_LAG } })
    const api = rig.seed(nodeTypeError())
    const worker = rig.seed(nodeTypeError({ service: 'orders-worker' }))
    const asked = [...alertsOf(api, 2), ...alertsOf(worker, 2)]
    const ended = await Promise.all(asked.map((each) => rig.runOne(each)))
    expect(ended.map(({ record }) => record.ticket?.key)).toEqual(Array(4).fill('PPL-1'))
    await expectOneTicketInTheEnd(rig)
  })
})

describe('runs at the same time', () => {
  it('give each of three bugs its own ticket, and no bug two', async () => {
    const rig = await openTriage()
    const ids = ['a', 'b', 'c'].map((name) => rig.seed(nodeTypeError({ culprit: { function: name } })))
    const ended = await Promise.all([...ids, ...ids].map((issueId) => rig.runOne({ issueId })))
    const keys = ended.map(({ record }) => record.ticket?.key)
    expect(keysOf(rig)).toHaveLength(3)
    expect(keys.slice(0, 3)).toEqual(keys.slice(3))
    expect(new Set(keys).size).toBe(3)
  })

  it('follow an old closed ticket with one new one', async () => {
    const rig = await openTriage({ jira: { indexLagMs: MINUTE_OF_LAG } })
    const error = nodeTypeError()
    const issueId = rig.seed(error)
    await rig.runOne({ issueId })
    rig.clock.pass(HOUR)
    rig.jira.transition('PPL-1', 'Done', { resolution: 'Done' })
    rig.clock.pass(31 * 24 * HOUR)
    rig.recur(issueId, error)
    const ended = await Promise.all(alertsOf(issueId, 3).map((asked) => rig.runOne(asked)))
    expect(ended.map(({ record }) => record.ticket?.key)).toEqual(Array(3).fill('PPL-2'))
    expect(keysOf(rig)).toEqual(['PPL-1', 'PPL-2'])
    expect(rig.jira.ticket('PPL-2').links.map(({ key }) => key)).toEqual(['PPL-1'])
  })

  it('hand the bug to auto-fix once, although each of them may', async () => {
    const rig = await openTriage({ jira: { indexLagMs: MINUTE_OF_LAG } })
    const issueId = rig.seed(nodeTypeError())
    await Promise.all(alertsOf(issueId, 3).map((asked) => rig.runOne({ ...asked, switchedOn: true })))
    expect(keysOf(rig)).toEqual(['PPL-1'])
    expect(rig.github.dispatches).toHaveLength(1)
  })
})
