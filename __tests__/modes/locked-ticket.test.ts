import { describe, expect, it } from '@jest/globals'
import { nodeTypeError } from '../../services/datadog/seeds.js'
import { HOUR, openTriage, type EndedOne, type TriageRig } from './triage-rig.js'
import { claimsOf, keysOf, mailsOf, memoryOf, onlyTicket, textOf } from './vendors-hold.js'

const checkout = nodeTypeError()
const MINUTE = 60_000

async function filed(): Promise<{ readonly rig: TriageRig; readonly issueId: string }> {
  const rig = await openTriage({ jira: { indexLagMs: 30_000 } })
  const issueId = rig.seed(checkout)
  await rig.runOne({ issueId, alert: { cycle_key: 'first' } })
  rig.clock.pass(MINUTE)
  return { rig, issueId }
}

/** So many alerts of the issue at the same moment, each a run of its own. */
function together(rig: TriageRig, issueId: string, count: number): Promise<readonly EndedOne[]> {
  const runs = Array.from({ length: count }, (_, index) =>
    rig.runOne({ issueId, alert: { cycle_key: `at once ${index}`, monitor_kind: 'high_impact' } })
  )
  return Promise.all(runs)
}

async function locksOf({ github }: TriageRig): Promise<readonly string[]> {
  return (await github.refs()).map(({ ref }) => ref).filter((ref) => ref.includes('/ticket/'))
}

describe('runs at the same time on one ticket', () => {
  it('write one first comment, and notify once', async () => {
    const { rig, issueId } = await filed()
    const ended = await together(rig, issueId, 6)
    expect(ended.flatMap(({ failures }) => failures)).toEqual([])
    expect(ended.map(({ record }) => record.reason)).toEqual(Array(6).fill('same-issue'))
    expect(onlyTicket(rig).comments).toHaveLength(1)
    expect(mailsOf(rig)).toEqual(['created PPL-1', 'commented PPL-1'])
    expect(await locksOf(rig)).toEqual([])
  })

  it('notify once when a quiet time is over', async () => {
    const { rig, issueId } = await filed()
    await together(rig, issueId, 1)
    rig.clock.pass(25 * HOUR)
    rig.recur(issueId, checkout)
    await together(rig, issueId, 6)
    expect(mailsOf(rig)).toEqual(['created PPL-1', 'commented PPL-1', 'comment-edited PPL-1'])
    expect(onlyTicket(rig).comments).toHaveLength(1)
  })

  it('reopen it once, and tell it once', async () => {
    const { rig, issueId } = await filed()
    await together(rig, issueId, 1)
    rig.jira.transition('PPL-1', 'Done', { resolution: 'Done' })
    rig.clock.pass(26 * HOUR)
    rig.recur(issueId, checkout)
    await together(rig, issueId, 5)
    const { comments, status } = onlyTicket(rig)
    expect(status).not.toBe('Done')
    expect(comments).toHaveLength(2)
    expect(memoryOf(onlyTicket(rig))).toMatchObject({ reopens: 1 })
    expect(mailsOf(rig).filter((mail) => mail === 'commented PPL-1')).toHaveLength(2)
  })
})

describe('a run that ends in the middle of a first comment', () => {
  const memory = { method: 'PUT', path: /\/properties\// } as const
  const refused = { status: 403, body: { errorMessages: ['no'], errors: {} } }

  it('leaves the lock to the next attempt, which finds the comment and writes no second one', async () => {
    const { rig, issueId } = await filed()
    rig.jira.service.inject({ kind: 'reply', ...memory, reply: refused })
    const alert = { cycle_key: 'second' }
    const broken = await rig.runOne({ issueId, alert, runId: 8000 })
    expect(broken.failures).toHaveLength(1)
    expect(await locksOf(rig)).toEqual(['refs/datadog-autofix/ticket/PPL-1'])
    const again = await rig.runOne({ issueId, alert, runId: 8000, attempt: 2 })
    expect(again).toMatchObject({ failures: [], record: { reason: 'same-issue' } })
    const [comment, ...others] = onlyTicket(rig).comments
    expect(others).toEqual([])
    expect(memoryOf(onlyTicket(rig)).commentId).toBe(comment?.id)
    expect(textOf(comment)).toContain('Alerted 2 times')
    expect(mailsOf(rig)).toEqual(['created PPL-1', 'commented PPL-1'])
    expect(await locksOf(rig)).toEqual([])
  })

  it('is waited for by others, who say so and leave the ticket alone', async () => {
    const { rig, issueId } = await filed()
    rig.jira.service.inject({ kind: 'reply', ...memory, reply: refused })
    await rig.runOne({ issueId, alert: { cycle_key: 'second' } })
    const { record } = await rig.runOne({ issueId, alert: { cycle_key: 'third' } })
    expect(record).toMatchObject({ outcome: 'suppressed', reason: 'claimed-elsewhere' })
    rig.clock.pass(10 * MINUTE)
    const late = await rig.runOne({ issueId, alert: { cycle_key: 'fourth' } })
    expect(late.record).toMatchObject({ reason: 'same-issue' })
    expect(onlyTicket(rig).comments).toHaveLength(1)
  })

  it('gives the lock back where Jira refused the comment itself', async () => {
    const { rig, issueId } = await filed()
    rig.jira.service.inject({ kind: 'reply', method: 'POST', path: /\/comment$/, reply: refused })
    const broken = await rig.runOne({ issueId, alert: { cycle_key: 'second' } })
    expect(broken.failures).toHaveLength(1)
    expect(await locksOf(rig)).toEqual([])
    await rig.runOne({ issueId, alert: { cycle_key: 'third' } })
    expect(onlyTicket(rig).comments).toHaveLength(1)
  })
})

describe('a run that ends before it gives the lock back', () => {
  const removal = { method: 'DELETE', path: /ticket.*PPL-1$/ } as const

  it.each([
    ['the next alert, which notifies nobody', { cycle_key: 'third' }],
    ['the same alert, delivered again', { cycle_key: 'second' }]
  ])('leaves it to %s', async (_, alert) => {
    const { rig, issueId } = await filed()
    rig.github.service.inject({ kind: 'drop', ...removal, times: 9 })
    expect((await rig.runOne({ issueId, alert: { cycle_key: 'second' } })).failures).toHaveLength(1)
    rig.github.service.clearFaults()
    expect(await locksOf(rig)).toEqual(['refs/datadog-autofix/ticket/PPL-1'])
    rig.clock.pass(11 * MINUTE)
    expect((await rig.runOne({ issueId, alert })).failures).toEqual([])
    expect(await locksOf(rig)).toEqual([])
    expect(onlyTicket(rig).comments).toHaveLength(1)
  })
})

describe('a lock whose run may be alive', () => {
  it('is left by the next alert, and removed by one that comes when its time is over', async () => {
    const { rig, issueId } = await filed()
    rig.github.service.inject({ kind: 'drop', method: 'DELETE', path: /ticket.*PPL-1$/, times: 9 })
    await rig.runOne({ issueId, alert: { cycle_key: 'second' } })
    rig.github.service.clearFaults()
    await rig.runOne({ issueId, alert: { cycle_key: 'third' } })
    expect(await locksOf(rig)).toHaveLength(1)
    rig.clock.pass(11 * MINUTE)
    await rig.runOne({ issueId, alert: { cycle_key: 'fourth' } })
    expect(await locksOf(rig)).toEqual([])
  })
})

describe('a run that was killed after it reopened a ticket', () => {
  it('is finished by its next attempt: watchers are told, and the reopening is counted', async () => {
    const { rig, issueId } = await filed()
    await together(rig, issueId, 1)
    rig.jira.transition('PPL-1', 'Done', { resolution: 'Done' })
    rig.clock.pass(26 * HOUR)
    rig.recur(issueId, checkout)
    const alert = { cycle_key: 'back' }
    rig.jira.service.inject({ kind: 'drop', method: 'POST', path: /\/comment$/, times: 9 })
    expect((await rig.runOne({ issueId, alert, runId: 8000 })).failures).toHaveLength(1)
    rig.jira.service.clearFaults()
    const again = await rig.runOne({ issueId, alert, runId: 8000, attempt: 2 })
    expect(again.record).toMatchObject({ outcome: 'regression', reason: 'reopened' })
    expect(onlyTicket(rig).comments).toHaveLength(2)
    expect(memoryOf(onlyTicket(rig))).toMatchObject({ reopens: 1 })
  })
})

describe('a run that was killed between the ticket and its pointers', () => {
  const refs = { method: 'PATCH', path: /\/git\/refs\/datadog-autofix.*(issue|fingerprint)/ } as const

  it('is healed by the first repeat', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(checkout)
    rig.github.service.inject({ kind: 'drop', ...refs, times: 99 })
    expect((await rig.runOne({ issueId, alert: { cycle_key: 'first' } })).failures).toHaveLength(1)
    rig.github.service.clearFaults()
    rig.clock.pass(11 * MINUTE)
    await rig.runOne({ issueId, alert: { cycle_key: 'second' } })
    const pointers = Object.values(await claimsOf(rig))
    expect(pointers).toHaveLength(2)
    for (const pointer of pointers) expect(pointer).toMatchObject({ state: 'filed', ticket: 'PPL-1' })
  })

  it('is healed at once by its next attempt, which files no second ticket although the index shows none', async () => {
    const rig = await openTriage({ jira: { indexLagMs: 10 * MINUTE } })
    const issueId = rig.seed(checkout)
    rig.github.service.inject({ kind: 'drop', ...refs, times: 99 })
    const alert = { cycle_key: 'first' }
    expect((await rig.runOne({ issueId, alert, runId: 8000 })).failures).toHaveLength(1)
    rig.github.service.clearFaults()
    const again = await rig.runOne({ issueId, alert, runId: 8000, attempt: 2 })
    expect(again.record).toMatchObject({ outcome: 'duplicate', ticket: { key: 'PPL-1' } })
    expect(keysOf(rig)).toEqual(['PPL-1'])
    for (const pointer of Object.values(await claimsOf(rig)))
      expect(pointer).toMatchObject({ state: 'filed' })
  })
})
