import { describe, expect, it } from '@jest/globals'
import { nodeTypeError } from '../../../services/datadog/seeds.js'
import { DAY, openTriage, START, type TriageRig } from '../triage-rig.js'
import { descriptionOf, onlyTicket } from '../vendors-hold.js'
import { changeCulprit, deploy, githubWith, MINUTE, NEW, OLD, ONSET, seedSpike } from './shop-deploys.js'

const reader = { github: githubWith('read') }
const highImpact = { monitor_kind: 'high_impact' }

/** The old version stands for a week; the new one changes the culprit's file. */
async function openShop(at: number): Promise<{ readonly rig: TriageRig; readonly changed: string }> {
  const rig = await openTriage(reader)
  deploy(rig, rig.commit, START - 7 * DAY, OLD)
  const changed = await changeCulprit(rig, 'Round totals of orders')
  deploy(rig, changed, at, NEW)
  return { rig, changed }
}

describe('the change that a spike came with', () => {
  it('is named on the ticket with version, commit and author, and there is advice', async () => {
    const { rig, changed } = await openShop(ONSET - 3 * MINUTE)
    const { record } = await rig.runOne({ issueId: seedSpike(rig, [NEW]), alert: highImpact })
    expect(record.evidence?.attribution).toMatchObject({ verdict: 'caused', deploys: [{ version: NEW }] })
    const told = descriptionOf(onlyTicket(rig))
    expect(told).toContain('caused by a change of ours')
    expect(told).not.toContain('likely caused')
    expect(told).toContain(`${NEW} (commit ${changed.slice(0, 10)})`)
    expect(told).toContain(`${changed.slice(0, 10)} of Ann: “Round totals of orders”`)
    expect(told).toContain('src/orders/order-total.ts')
    expect(told).toMatch(/\b(roll back|fix forward)\b/i)
    expect(record.evidence?.attribution?.advice).toMatch(/People decide\.$/)
  })

  it('is never one that came after the spike began', async () => {
    const { rig } = await openShop(ONSET + 15 * MINUTE)
    const { record } = await rig.runOne({ issueId: seedSpike(rig, [OLD]), alert: highImpact })
    expect(record.evidence?.attribution).toMatchObject({ deploys: [], advice: undefined })
    expect(record.evidence?.attribution?.verdict).toBe('unknown')
    expect(descriptionOf(onlyTicket(rig))).not.toContain('caused by a change of ours')
  })

  it('may be one of two that fit equally: both are named, and auto-fix leaves the bug alone', async () => {
    const { rig } = await openShop(ONSET - 3 * MINUTE)
    const next = await changeCulprit(rig, 'Round totals twice')
    deploy(rig, next, ONSET - MINUTE, '2.15.0')
    const issueId = seedSpike(rig, [NEW, '2.15.0'])
    const { record } = await rig.runOne({ issueId, alert: highImpact, switchedOn: true })
    const named = record.evidence?.attribution?.deploys.map(({ version }) => version)
    expect(record.evidence?.attribution?.verdict).toBe('likely')
    expect([...(named ?? [])].sort()).toEqual([NEW, '2.15.0'])
    expect(descriptionOf(onlyTicket(rig))).toContain('Deploys that fit equally')
    expect(record.gates.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual(['cause'])
    expect(rig.github.dispatches).toEqual([])
  })
})

describe('the change that a new error came with', () => {
  it('is named although the error has no usual rate yet', async () => {
    const { rig, changed } = await openShop(START - 45 * MINUTE)
    const error = nodeTypeError({ version: NEW })
    const issueId = rig.seed(
      error,
      Array.from({ length: 40 }, (_, number) => (41 - number) / 60)
    )
    const { record } = await rig.runOne({ issueId })
    expect(record).toMatchObject({ outcome: 'ticketed' })
    expect(record.evidence?.attribution).toMatchObject({ verdict: 'caused', deploys: [{ version: NEW }] })
    expect(descriptionOf(onlyTicket(rig))).toContain(`${changed.slice(0, 10)} of Ann`)
  })
})

describe('a token that may not read deployments', () => {
  it('files the ticket all the same, and the reasons say what is missing', async () => {
    const rig = await openTriage({ github: githubWith(undefined) })
    deploy(rig, rig.commit, ONSET - 3 * MINUTE, NEW)
    const { record, failures } = await rig.runOne({ issueId: seedSpike(rig, [OLD]), alert: highImpact })
    expect(failures).toEqual([])
    expect(record.evidence?.attribution).toMatchObject({ verdict: 'unknown', deploys: [] })
    expect(descriptionOf(onlyTicket(rig))).toMatch(/not every deploy is known: .*deployments: read/)
  })
})
