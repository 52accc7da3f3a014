import { describe, expect, it } from '@jest/globals'
import { nodeTypeError } from '../../services/datadog/seeds.js'
import { HOUR, openTriage, type TriageRig } from './triage-rig.js'
import {
  claimsOf,
  descriptionOf,
  fingerprintOf,
  keysOf,
  labelsFor,
  memoryOf,
  onlyTicket
} from './vendors-hold.js'

const checkout = nodeTypeError()
/** Enough points for a ticket although the issue was moved to REVIEWED when its first ticket was filed. */
const highImpact = { monitor_kind: 'high_impact' }

async function file(rig: TriageRig): Promise<string> {
  const issueId = rig.seed(checkout)
  await rig.runOne({ issueId, alert: { cycle_key: 'cycle-0' } })
  return issueId
}

async function repeat(rig: TriageRig, issueId: string, cycle: number): Promise<void> {
  rig.recur(issueId, checkout)
  const { record } = await rig.runOne({ issueId, alert: { cycle_key: `cycle-${cycle}` } })
  expect(record).toMatchObject({ outcome: 'duplicate', reason: 'same-issue', ticket: { key: 'PPL-1' } })
}

describe('what people did to the ticket', () => {
  it('is followed by a new ticket when they deleted it', async () => {
    const rig = await openTriage()
    const issueId = await file(rig)
    rig.jira.remove('PPL-1')
    const { record } = await rig.runOne({ issueId, alert: highImpact })
    expect(record).toMatchObject({ outcome: 'ticketed', reason: 'new-bug', ticket: { key: 'PPL-2' } })
    expect(keysOf(rig)).toEqual(['PPL-2'])
    expect(await claimsOf(rig)).toMatchObject({ [`issue/${issueId}`]: { state: 'filed', ticket: 'PPL-2' } })
  })

  it('is followed by a new ticket while the search index still shows the deleted one', async () => {
    const rig = await openTriage()
    const issueId = await file(rig)
    rig.clock.pass(HOUR)
    rig.jira.indexLagMs = 60_000
    rig.jira.remove('PPL-1')
    await rig.runOne({ issueId, alert: highImpact })
    await rig.runOne({ issueId, alert: highImpact })
    expect(keysOf(rig)).toEqual(['PPL-2'])
  })

  it('holds when they took our labels off: the ticket is not touched, and the bug gets one of its own', async () => {
    const rig = await openTriage()
    const issueId = await file(rig)
    rig.jira.edit('PPL-1', { labels: ['theirs'] })
    const before = rig.jira.ticket('PPL-1')
    const { record } = await rig.runOne({ issueId, alert: highImpact })
    expect(record).toMatchObject({ outcome: 'ticketed', ticket: { key: 'PPL-2' } })
    expect(rig.jira.ticket('PPL-1')).toEqual(before)
    await rig.runOne({ issueId, alert: highImpact })
    expect(keysOf(rig)).toEqual(['PPL-1', 'PPL-2'])
  })

  it('stays when they added labels and moved it to a status in progress', async () => {
    const rig = await openTriage()
    const issueId = await file(rig)
    const { labels } = onlyTicket(rig)
    rig.jira.edit('PPL-1', { labels: [...labels, 'sprint-12'] })
    rig.jira.transition('PPL-1', 'In Progress')
    await repeat(rig, issueId, 1)
    expect(onlyTicket(rig)).toMatchObject({ status: 'In Progress', labels: [...labels, 'sprint-12'] })
  })
})

describe("a ticket of Datadog's own integration", () => {
  async function native(rig: TriageRig): Promise<string> {
    const issueId = rig.seed(checkout)
    const { key } = rig.jira.addNativeTicket({
      projectKey: 'PPL',
      summary: 'TypeError in orders-api',
      issueUrl: `https://app.datadoghq.eu/error-tracking/issue/${issueId}`,
      labels: ['from-datadog']
    })
    rig.datadog.linkCase(issueId, { key: 'CASE-7', jiraKey: key })
    return issueId
  }

  it('is adopted: it gets our labels beside its own and a memory, and there is no second ticket', async () => {
    const rig = await openTriage()
    const issueId = await native(rig)
    const { record } = await rig.runOne({ issueId, alert: { cycle_key: 'cycle-1' } })
    expect(record).toMatchObject({ outcome: 'duplicate', reason: 'native-ticket', ticket: { key: 'PPL-1' } })
    const ticket = onlyTicket(rig)
    expect(new Set(ticket.labels)).toEqual(new Set(['from-datadog', ...labelsFor(issueId, record)]))
    expect(ticket.summary).toBe('TypeError in orders-api')
    expect(memoryOf(ticket)).toMatchObject({ alerts: 1, issues: [{ id: issueId }] })
  })

  it('is one of ours from then on', async () => {
    const rig = await openTriage()
    const issueId = await native(rig)
    await rig.runOne({ issueId })
    const { record } = await rig.runOne({ issueId })
    expect(record.reason).toBe('same-issue')
    expect(onlyTicket(rig).comments).toHaveLength(1)
  })
})

describe('a ticket that an older release labelled', () => {
  async function formerLabel(rig: TriageRig, issueId: string): Promise<string> {
    const { record } = await rig.runOne({ issueId, dryRun: true })
    if (!record.fingerprint.known) throw new Error(record.fingerprint.reason)
    return `datadog-fp-${record.fingerprint.value.former[0]?.hash ?? ''}`
  }

  it('is found by its old label, and carries the new one from then on', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(checkout)
    const old = await formerLabel(rig, issueId)
    const issueUrl = 'https://app.datadoghq.eu/error-tracking/issue/of-another-service'
    rig.jira.addNativeTicket({
      projectKey: 'PPL',
      summary: 'TypeError',
      issueUrl,
      labels: ['datadog-autofix', old]
    })
    const { record } = await rig.runOne({ issueId })
    expect(record).toMatchObject({
      outcome: 'duplicate',
      reason: 'same-fingerprint',
      ticket: { key: 'PPL-1' }
    })
    const { labels } = onlyTicket(rig)
    expect(labels).toContain(old)
    expect(labels).toContain(`datadog-fp-${fingerprintOf(record)}`)
  })

  it('does not take in a bug that the newer fingerprint tells apart', async () => {
    const rig = await openTriage()
    const first = rig.seed(checkout)
    await rig.runOne({ issueId: first })
    const inLibrary = nodeTypeError({ service: 'orders-worker' })
    const second = rig.seed({
      ...inLibrary,
      event: (timestamp, number) => {
        const event = inLibrary.event(timestamp, number)
        const thrown = '\n    at parseMoney (/app/node_modules/money/parse.js:3:9)'
        return { ...event, stack: (event.stack ?? '').replace('\n', `${thrown}\n`) }
      }
    })
    expect(await formerLabel(rig, second)).toBe(await formerLabel(rig, first))
    const { record } = await rig.runOne({ issueId: second })
    expect(record).toMatchObject({ outcome: 'ticketed', reason: 'new-bug', ticket: { key: 'PPL-2' } })
  })
})

describe('an issue that holds two bugs', () => {
  it('says so on its ticket, with the places', async () => {
    const rig = await openTriage()
    const other = nodeTypeError({
      culprit: { function: 'applyVoucher', file: 'src/orders/voucher.ts', line: 7 }
    })
    const issueId = rig.seed(
      {
        ...checkout,
        event: (timestamp, number) => ({
          ...checkout.event(timestamp, number),
          stack: (number % 2 === 0 ? checkout : other).event(timestamp, number).stack ?? ''
        })
      },
      [5, 4, 3, 2]
    )
    const { record } = await rig.runOne({ issueId })
    expect(record.variants).toMatchObject({ events: 4, variants: [{ events: 2 }, { events: 2 }] })
    const text = descriptionOf(onlyTicket(rig))
    expect(text).toContain('2 bugs in one issue?')
    expect(text).toMatch(/2 of 4 fail in applyVoucher \(.*voucher.ts:7\)/)
  })
})
