import { describe, expect, it } from '@jest/globals'
import { nodeTypeError } from '../../services/datadog/seeds.js'
import type { OutcomeRecord } from '../../src/report/outcome-record.js'
import { DAY, openTriage, type Asked, type TriageRig } from './triage-rig.js'
import { writesOf } from './vendors-hold.js'

const checkout = nodeTypeError()
const FILED =
  "filed the ticket \"[orders-api] TypeError: Cannot read properties of undefined (reading 'amount') " +
  '(order-total.ts)" (team checkout)'

interface Scene {
  readonly title: string
  /** Prepares the vendors, and answers with what both runs are asked. */
  readonly prepare: (rig: TriageRig) => Promise<Asked & { readonly issueId: string }>
  readonly reason: string
  readonly wouldHave: (issueId: string) => readonly string[]
}

async function closedTicket(rig: TriageRig, age: number): Promise<string> {
  const issueId = rig.seed(checkout)
  await rig.runOne({ issueId })
  rig.jira.transition('PPL-1', 'Done', { resolution: 'Done' })
  rig.clock.pass(age)
  rig.recur(issueId, checkout)
  return issueId
}

const scenes: readonly Scene[] = [
  {
    title: 'a new bug that may go to auto-fix',
    prepare: (rig) =>
      Promise.resolve({
        issueId: rig.seed(checkout),
        alert: { monitor_kind: 'high_impact' },
        switchedOn: true
      }),
    reason: 'new-bug',
    wouldHave: (issueId) => [
      FILED,
      `moved the issue ${issueId} to REVIEWED in Datadog`,
      'handed the issue to auto-fix (null-safety-guard, 10 points)'
    ]
  },
  {
    title: 'the first repeat',
    prepare: async (rig) => {
      const issueId = rig.seed(checkout)
      await rig.runOne({ issueId })
      return { issueId }
    },
    reason: 'same-issue',
    wouldHave: () => ['added a comment to PPL-1']
  },
  {
    title: 'a repeat after the notify window',
    prepare: async (rig) => {
      const issueId = rig.seed(checkout)
      await rig.runOne({ issueId })
      await rig.runOne({ issueId })
      rig.clock.pass(2 * DAY)
      return { issueId }
    },
    reason: 'same-issue',
    wouldHave: () => ['updated the comment on PPL-1 and notified its watchers']
  },
  {
    title: 'the same bug in another service',
    prepare: async (rig) => {
      await rig.runOne({ issueId: rig.seed(checkout) })
      return { issueId: rig.seed(nodeTypeError({ service: 'orders-worker' })) }
    },
    reason: 'same-fingerprint',
    wouldHave: (issueId) => [
      'added a comment to PPL-1',
      `added the labels datadog-issue-${issueId} to PPL-1`,
      `moved the issue ${issueId} to REVIEWED in Datadog`
    ]
  },
  {
    title: 'a regression',
    prepare: async (rig) => ({ issueId: await closedTicket(rig, 3 * DAY) }),
    reason: 'reopened',
    wouldHave: () => ['reopened PPL-1', 'added a comment to PPL-1']
  },
  {
    title: 'a regression of an old ticket',
    prepare: async (rig) => ({ issueId: await closedTicket(rig, 40 * DAY) }),
    reason: 'new-after-closed',
    wouldHave: () => [FILED, 'linked the new ticket to PPL-1']
  },
  {
    title: 'an issue below the threshold',
    prepare: (rig) => Promise.resolve({ issueId: rig.seed(nodeTypeError({ env: 'staging' })) }),
    reason: 'score-below-threshold',
    wouldHave: () => []
  }
]

/** The decision with all that it came from. */
function decisionOf(record: OutcomeRecord): Partial<OutcomeRecord> {
  const { outcome, reason, why, score, gates, route, classification, fingerprint, culprit, title } = record
  return { outcome, reason, why, score, gates, route, classification, fingerprint, culprit, title }
}

describe('a dry run', () => {
  it.each(scenes)(
    'decides as the real run does, tells it in order, and writes nothing: $title',
    async (scene) => {
      const rig = await openTriage()
      const asked = await scene.prepare(rig)
      const dry = await rig.runOne({ ...asked, dryRun: true })
      expect(writesOf(dry.requests)).toEqual([])
      expect(dry.record.reason).toBe(scene.reason)
      expect(dry.record.wouldHave).toEqual(scene.wouldHave(asked.issueId))
      const real = await rig.runOne(asked)
      expect(decisionOf(dry.record)).toEqual(decisionOf(real.record))
      expect(real.record.wouldHave).toEqual([])
      expect(writesOf(real.requests).length > 0).toBe(scene.wouldHave(asked.issueId).length > 0)
    }
  )

  it('of a sweep writes nothing either, and decides about every issue as the real one does', async () => {
    const rig = await openTriage({ policy: { limits: { 'new-tickets-per-run': 3 } } })
    for (let bug = 0; bug < 6; bug += 1) rig.seed(nodeTypeError({ culprit: { function: `step${bug}` } }))
    rig.seed(nodeTypeError({ env: 'staging', culprit: { function: 'onStaging' } }))
    const dry = await rig.run({ query: '*', dryRun: true })
    expect(writesOf(dry.requests)).toEqual([])
    const real = await rig.run({ query: '*' })
    expect(dry.records.map(decisionOf)).toEqual(real.records.map(decisionOf))
    expect(rig.jira.issues()).toHaveLength(3)
  })
})
