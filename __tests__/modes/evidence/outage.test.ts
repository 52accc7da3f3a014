import { describe, expect, it } from '@jest/globals'
import type { OutcomeRecord } from '../../../src/report/outcome-record.js'
import { openTriage, type TriageRig } from '../triage-rig.js'
import { descriptionOf, keysOf, mailsOf, onlyTicket, textOf, writesOf } from '../vendors-hold.js'
import { refusedByProvider, seedCascade, seedRise } from './outages.js'

const highImpact = { monitor_kind: 'high_impact' }
const linking = { policy: { cascade: { children: 'link' } } }

function closedGates({ gates }: OutcomeRecord): readonly string[] {
  return gates.filter(({ passed }) => !passed).map(({ name }) => name)
}

function outageLabelsOf({ jira }: TriageRig): readonly string[] {
  return jira.issues().flatMap(({ labels }) => labels.filter((label) => label.startsWith('datadog-outage-')))
}

describe('a cascade', () => {
  it('gets one parent ticket from two runs at once, and its issues get none', async () => {
    const rig = await openTriage({ jira: { indexLagMs: 60_000 } })
    const ids = seedCascade(rig)
    const asked = [ids['orders-api'][0], ids['mail-api'][0]].map((issueId) => ({ issueId: issueId ?? '' }))
    const ended = await Promise.all(asked.map((each) => rig.runOne({ ...each, alert: highImpact })))
    expect(ended.flatMap(({ failures }) => failures)).toEqual([])
    expect(ended.map(({ record }) => [record.reason, record.ticket?.key])).toEqual([
      ['part-of-cascade', 'PPL-1'],
      ['part-of-cascade', 'PPL-1']
    ])
    expect(onlyTicket(rig).labels).toEqual(['datadog-autofix', expect.stringMatching(/^datadog-outage-/)])
    const told = descriptionOf(onlyTicket(rig))
    for (const service of Object.keys(ids)) expect(told).toContain(service)
  })

  it('hears of each further issue in the one comment of its parent', async () => {
    const rig = await openTriage()
    const ids = seedCascade(rig)
    for (const service of ['orders-api', 'mail-api', 'stock-api', 'mail-api'] as const) {
      const { record } = await rig.runOne({ issueId: ids[service][0] ?? '' })
      expect(record).toMatchObject({ reason: 'part-of-cascade', ticket: { key: 'PPL-1' } })
    }
    const { comments } = onlyTicket(rig)
    expect(comments).toHaveLength(1)
    expect(textOf(comments[0])).toContain('3 issues joined')
    expect(mailsOf(rig)).toEqual(['created PPL-1', 'commented PPL-1'])
  })

  it('is told once by a sweep that finds all of it', async () => {
    const rig = await openTriage()
    const ids = Object.values(seedCascade(rig)).flat()
    const { records, failures } = await rig.run({ query: '*' })
    expect(failures).toEqual([])
    const joined = records.filter(({ reason }) => reason === 'part-of-cascade')
    expect(joined.map(({ issueId }) => issueId).sort()).toEqual([...ids].sort())
    expect(new Set(joined.map(({ ticket }) => ticket?.key)).size).toBe(1)
    expect(outageLabelsOf(rig)).toHaveLength(1)
  })

  it('gets linked tickets where the policy says so, which auto-fix leaves alone', async () => {
    const rig = await openTriage(linking)
    const ids = seedCascade(rig)
    const issueId = ids['orders-api'][0] ?? ''
    const { record } = await rig.runOne({ issueId, alert: highImpact, switchedOn: true })
    expect(record).toMatchObject({ outcome: 'ticketed', ticket: { key: 'PPL-2' } })
    expect(outageLabelsOf(rig)).toHaveLength(1)
    expect(rig.jira.ticket('PPL-2').links.map(({ key }) => key)).toEqual(['PPL-1'])
    expect(closedGates(record)).toEqual(['cause'])
    expect(rig.github.dispatches).toEqual([])
  })

  it('does not keep a person from a ticket of its own', async () => {
    const rig = await openTriage()
    const issueId = seedCascade(rig)['orders-api'][0] ?? ''
    const { record } = await rig.runOne({ issueId, force: true })
    expect(record).toMatchObject({ outcome: 'ticketed', ticket: { key: 'PPL-1' } })
    expect(outageLabelsOf(rig)).toEqual([])
  })

  it('that comes back after its parent was closed gets a new one', async () => {
    const rig = await openTriage()
    const ids = seedCascade(rig)
    await rig.runOne({ issueId: ids['orders-api'][0] ?? '' })
    rig.jira.transition('PPL-1', 'Done', { resolution: 'Done' })
    const again = await rig.runOne({ issueId: ids['mail-api'][0] ?? '' })
    const third = await rig.runOne({ issueId: ids['stock-api'][0] ?? '' })
    expect([again, third].map(({ record }) => record.ticket?.key)).toEqual(['PPL-2', 'PPL-2'])
    expect(keysOf(rig)).toEqual(['PPL-1', 'PPL-2'])
    expect(rig.jira.ticket('PPL-1').comments).toEqual([])
  })

  it('is only talked of in a dry run', async () => {
    const rig = await openTriage(linking)
    const ids = seedCascade(rig)
    const dry = await rig.runOne({ issueId: ids['orders-api'][0] ?? '', dryRun: true })
    expect(writesOf(dry.requests)).toEqual([])
    expect(dry.record.wouldHave).toHaveLength(3)
    expect(dry.record.wouldHave[0]).toMatch(
      /^filed the ticket "\[production] Cascade: 8 errors in 4 services/
    )
    expect(dry.record.wouldHave[1]).toMatch(/^filed the ticket "\[orders-api] TypeError/)
  })
})

describe('an error that names a host of somebody else', () => {
  it('goes to a parent of that host while it rises, whichever service meets it', async () => {
    const rig = await openTriage()
    const ids = ['checkout-web', 'billing-web'].map((service) => seedRise(rig, refusedByProvider(service)))
    for (const issueId of ids) {
      const { record } = await rig.runOne({ issueId, alert: highImpact })
      expect(record).toMatchObject({ reason: 'part-of-cascade', ticket: { key: 'PPL-1' } })
    }
    expect(descriptionOf(onlyTicket(rig))).toContain('api.example-payments.com')
    expect(textOf(onlyTicket(rig).comments[0])).toContain('2 issues joined so far')
  })

  it('gets a ticket of its own while it is new: the address may as well be wrong', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(refusedByProvider('checkout-web'))
    const { record } = await rig.runOne({ issueId, alert: highImpact, switchedOn: true })
    expect(record).toMatchObject({ outcome: 'ticketed', ticket: { key: 'PPL-1' } })
    expect(outageLabelsOf(rig)).toEqual([])
    expect(closedGates(record)).toContain('cause')
  })

  it('is left alone by auto-fix also where a person forces its ticket', async () => {
    const rig = await openTriage()
    const issueId = seedRise(rig, refusedByProvider('checkout-web'))
    const { record } = await rig.runOne({ issueId, force: true, switchedOn: true })
    expect(record).toMatchObject({ outcome: 'ticketed' })
    expect(closedGates(record)).toContain('cause')
    expect(rig.github.dispatches).toEqual([])
  })
})
