import { describe, expect, it } from '@jest/globals'
import { nodeTypeError, pythonKeyError } from '../../../services/datadog/seeds.js'
import { renderJobSummary } from '../../../src/report/job-summary.js'
import type { OutcomeRecord } from '../../../src/report/outcome-record.js'
import { report } from '../../report/report-case.js'
import type { PolicyChanges } from '../shop.js'
import { openTriage } from '../triage-rig.js'
import { keysOf, onlyTicket } from '../vendors-hold.js'

const highImpact = { monitor_kind: 'high_impact' }

/** One pattern for the errors of `orders-api`. */
function knownAs(change: Readonly<Record<string, unknown>>): PolicyChanges {
  const known = { name: 'night', match: { services: ['orders-*'] }, reason: 'the partner sleeps' }
  return { patterns: [{ ...known, ...change }] }
}

function summaryOf(records: readonly OutcomeRecord[]): string {
  const trigger = { kind: 'sweep', query: '*', force: false, shard: { index: 1, count: 1 } } as const
  return renderJobSummary(report({ trigger, outcome: 'swept', records }))
}

describe('a known pattern', () => {
  it('keeps its errors out of Jira and in the digest of the sweep', async () => {
    const rig = await openTriage({ policy: knownAs({ tier: 'digest' }) })
    const known = rig.seed(nodeTypeError())
    rig.seed(pythonKeyError())
    const { records } = await rig.run({ query: '*' })
    expect(keysOf(rig)).toEqual(['PPL-1'])
    const record = records.find(({ issueId }) => issueId === known)
    expect(record).toMatchObject({
      outcome: 'suppressed',
      reason: 'pattern-digest',
      ticket: undefined,
      evidence: { pattern: { tier: 'digest', pattern: { name: 'night' } } }
    })
    const [, digest = ''] = summaryOf(records).split('### Digest')
    expect(digest).toContain(known)
    expect(digest).toContain('pattern "night" fits by')
  })

  it('that has expired is reported, and not obeyed', async () => {
    const rig = await openTriage({ policy: knownAs({ tier: 'ignore', expires: '2026-03-09' }) })
    rig.seed(nodeTypeError())
    const { records } = await rig.run({ query: '*' })
    expect(records).toMatchObject([{ outcome: 'ticketed', evidence: { pattern: { pattern: undefined } } }])
    const [, expired = ''] = summaryOf(records).split('### Expired patterns')
    expect(expired).toContain('night')
    expect(expired).toContain('expired on 2026-03-09')
  })

  it('is obeyed on its last day', async () => {
    const rig = await openTriage({ policy: knownAs({ tier: 'ignore', expires: '2026-03-10' }) })
    rig.seed(nodeTypeError())
    const { records } = await rig.run({ query: '*' })
    expect(records).toMatchObject([{ reason: 'pattern-ignore' }])
    expect(summaryOf(records)).toContain('1 issue ignored')
  })

  it('gives the ticket to its owner, whoever owns the code', async () => {
    const rig = await openTriage({ policy: knownAs({ tier: 'ticket', owner: 'payments' }) })
    const { record } = await rig.runOne({ issueId: rig.seed(nodeTypeError()) })
    expect(record.route?.team).toBe('payments')
    expect(onlyTicket(rig).components).toEqual(['payments'])
  })

  it('that says never keeps auto-fix away, also when a person forces it', async () => {
    const rig = await openTriage({ policy: knownAs({ tier: 'ticket', autofix: 'never' }) })
    const issueId = rig.seed(nodeTypeError())
    const { record } = await rig.runOne({ issueId, alert: highImpact, switchedOn: true })
    expect(record.gates.filter(({ passed }) => !passed).map(({ name }) => name)).toEqual(['pattern'])
    const forced = await rig.runOne({ issueId, force: true, switchedOn: true })
    expect(forced.record.handedOff).toBe(false)
    expect(rig.github.dispatches).toEqual([])
  })

  it('of the tier escalate marks the ticket as one to look at now', async () => {
    const rig = await openTriage({ policy: knownAs({ tier: 'escalate' }) })
    const { record } = await rig.runOne({ issueId: rig.seed(nodeTypeError({ env: 'staging' })) })
    expect(record).toMatchObject({ outcome: 'ticketed', reason: 'known-pattern', escalated: true })
    expect(onlyTicket(rig).labels).toContain('datadog-autofix-escalated')
  })
})
