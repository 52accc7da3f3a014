import { describe, expect, it } from '@jest/globals'
import { nodeTypeError, pythonKeyError } from '../../services/datadog/seeds.js'
import { deleteComment } from './people.js'
import { HOUR, openTriage, START, type TriageRig } from './triage-rig.js'
import {
  claimsOf,
  fingerprintOf,
  keysOf,
  labelsFor,
  mailsOf,
  memoryOf,
  onlyTicket,
  textOf,
  writesOf
} from './vendors-hold.js'

const checkout = nodeTypeError()

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

describe('the ticket of a bug', () => {
  it('carries the labels by which it is found again, and a memory from its first moment', async () => {
    const rig = await openTriage()
    const issueId = rig.seed(checkout)
    const { record } = await rig.runOne({ issueId, alert: { cycle_key: 'cycle-0' } })
    const ticket = onlyTicket(rig)
    expect(new Set(ticket.labels)).toEqual(new Set(labelsFor(issueId, record)))
    expect(memoryOf(ticket)).toMatchObject({
      issues: [{ id: issueId, service: 'orders-api', env: 'production' }],
      fingerprint: fingerprintOf(record),
      scoreAtFiling: 7,
      alerts: 1,
      notifiedAt: START,
      cycleKeys: ['cycle-0 triggered']
    })
    expect(await claimsOf(rig)).toEqual({
      [`issue/${issueId}`]: { version: 1, state: 'filed', ticket: 'PPL-1' },
      [`fingerprint/${fingerprintOf(record)}`]: { version: 1, state: 'filed', ticket: 'PPL-1' }
    })
  })
})

describe('repeats of an open ticket', () => {
  it('rewrite one comment, and notify at the first and then once per window', async () => {
    const rig = await openTriage()
    const issueId = await file(rig)
    for (const [cycle, hours] of [1, 3, 20, 5].entries()) {
      rig.clock.pass(hours * HOUR)
      await repeat(rig, issueId, cycle + 1)
    }
    const { comments } = onlyTicket(rig)
    expect(comments).toHaveLength(1)
    // 1 h: the comment is new. 4 h and 24 h: within 24 hours of it. 29 h: the window is over.
    expect(comments[0]?.versions.map(({ at, notified }) => [(at - START) / HOUR, notified])).toEqual([
      [1, true],
      [4, false],
      [24, false],
      [29, true]
    ])
    expect(mailsOf(rig)).toEqual(['created PPL-1', 'commented PPL-1', 'comment-edited PPL-1'])
    expect(textOf(comments[0])).toContain('Alerted 5 times')
    expect(memoryOf(onlyTicket(rig))).toMatchObject({ alerts: 5, notifiedAt: START + 29 * HOUR })
  })

  it('start a new comment when a person has deleted theirs', async () => {
    const rig = await openTriage()
    const issueId = await file(rig)
    await repeat(rig, issueId, 1)
    const deleted = onlyTicket(rig).comments[0]?.id ?? ''
    await deleteComment(rig, 'PPL-1', deleted)
    await repeat(rig, issueId, 2)
    await repeat(rig, issueId, 3)
    const { comments } = onlyTicket(rig)
    expect(comments).toHaveLength(1)
    expect(comments[0]?.id).not.toBe(deleted)
    expect(comments[0]?.versions.map(({ notified }) => notified)).toEqual([true, false])
    expect(memoryOf(onlyTicket(rig)).commentId).toBe(comments[0]?.id)
  })

  it('leave the comments of people alone', async () => {
    const rig = await openTriage()
    const issueId = await file(rig)
    rig.jira.comment('PPL-1', 'I am looking at it.')
    await repeat(rig, issueId, 1)
    await repeat(rig, issueId, 2)
    const { comments } = onlyTicket(rig)
    expect(comments.map((comment) => comment.versions.length)).toEqual([1, 2])
    expect(textOf(comments[0])).toBe('I am looking at it.')
  })

  it('keep a ticket up to date that no longer reaches the threshold', async () => {
    const rig = await openTriage()
    const issueId = await file(rig)
    await repeatWith(rig, issueId)
    expect(onlyTicket(rig).comments).toHaveLength(1)
  })

  it('write nothing when the same alert is delivered again', async () => {
    const rig = await openTriage()
    const issueId = await file(rig)
    const again = await rig.runOne({ issueId, alert: { cycle_key: 'cycle-0' } })
    expect(again.record).toMatchObject({ reason: 'repeated-delivery', ticket: { key: 'PPL-1' } })
    expect(writesOf(again.requests)).toEqual([])
  })

  it('count a renewed notification of the same cycle as news', async () => {
    const rig = await openTriage()
    const issueId = await file(rig)
    const { record } = await rig.runOne({
      issueId,
      alert: { cycle_key: 'cycle-0', transition: 'Re-Triggered' }
    })
    expect(record.reason).toBe('same-issue')
    expect(onlyTicket(rig).comments).toHaveLength(1)
  })
})

async function repeatWith(rig: TriageRig, issueId: string): Promise<void> {
  const { record } = await rig.runOne({
    issueId,
    alert: { env: 'staging', cycle_key: 'cycle-1' },
    policy: { rubric: { 'ticket-at': 50, 'autofix-at': 50 } }
  })
  expect(record).toMatchObject({ outcome: 'duplicate', reason: 'same-issue' })
}

describe('the same bug in another Datadog issue', () => {
  it('joins the ticket by its fingerprint, and is found by its own id from then on', async () => {
    const rig = await openTriage()
    const api = await file(rig)
    const worker = rig.seed(nodeTypeError({ service: 'orders-worker' }))
    const joined = await rig.runOne({ issueId: worker })
    expect(joined.record).toMatchObject({ outcome: 'duplicate', reason: 'same-fingerprint' })
    const { labels, comments } = onlyTicket(rig)
    expect(new Set(labels)).toEqual(new Set([...labelsFor(api, joined.record), `datadog-issue-${worker}`]))
    expect(textOf(comments[0])).toContain('The same bug was seen in another issue')
    expect(textOf(comments[0])).toContain('orders-worker')
    expect(memoryOf(onlyTicket(rig)).issues.map(({ id, service }) => [id, service])).toEqual([
      [api, 'orders-api'],
      [worker, 'orders-worker']
    ])
    const again = await rig.runOne({ issueId: worker })
    expect(again.record.reason).toBe('same-issue')
    expect(onlyTicket(rig).comments).toHaveLength(1)
  })

  it('lists every service in the comment, whichever alerts last', async () => {
    const rig = await openTriage()
    const api = await file(rig)
    await rig.runOne({ issueId: rig.seed(nodeTypeError({ service: 'orders-worker' })) })
    await repeat(rig, api, 1)
    expect(textOf(onlyTicket(rig).comments[0])).toMatch(/orders-api[\s\S]*orders-worker/)
  })

  it('does not take in a bug that only looks alike', async () => {
    const rig = await openTriage()
    await file(rig)
    await rig.runOne({ issueId: rig.seed(nodeTypeError({ culprit: { function: 'orderWeight' } })) })
    await rig.runOne({ issueId: rig.seed(pythonKeyError()) })
    expect(keysOf(rig)).toEqual(['PPL-1', 'PPL-2', 'PPL-3'])
  })
})
