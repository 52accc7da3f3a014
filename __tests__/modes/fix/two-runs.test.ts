import { describe, expect, it } from '@jest/globals'
import { attemptsOf, BRANCH, otherBug, putAttempts } from './fix-ledger.js'
import { openFix } from './fix-rig.js'
import { fixWith } from './fix-with.js'
import { fixRequest } from './order-shop.js'

const HOUR = 3_600_000
const DAY = 24 * HOUR

const another = { issue_id: otherBug.issueId, fingerprint: otherBug.fingerprint, ticket_key: 'PPL-2' }

describe('two fix jobs at once', () => {
  it('at one bug: one works, the other hears of it and spends nothing', async () => {
    const rig = await openFix()
    const both = await Promise.all([fixWith(rig, { usd: 0.3 }), fixWith(rig, { usd: 0.3 })])
    const reasons = both.map(({ current }) => current.end?.reason).sort()
    expect(reasons).toEqual(['attempt-running', 'proven'])
    expect(await attemptsOf(rig)).toMatchObject([{ state: 'spent', spentUsd: 0.3 }])
  })

  it('at two bugs with money for one: one works, the other is over budget', async () => {
    const rig = await openFix({ autofix: { budget: { run: 2, day: 3, month: 100 } } })
    const both = await Promise.all([fixWith(rig), fixWith(rig, { request: another })])
    const reasons = both.map(({ current }) => current.end?.reason).sort()
    expect(reasons).toEqual(['day-budget', 'proven'])
    expect(await attemptsOf(rig)).toHaveLength(1)
  })
})

describe('a run that died', () => {
  it('holds its bug until its lease is over, and its money for good', async () => {
    const rig = await openFix({ autofix: { budget: { run: 2, day: 10, month: 100 } } })
    const died = {
      id: 'https://ci.example/1',
      state: 'reserved',
      spentUsd: undefined,
      outcome: undefined
    } as const
    await putAttempts(rig, { ...died, reason: undefined, leaseUntil: Date.now() + HOUR })
    const early = await fixWith(rig)
    expect(early.current.end).toMatchObject({ reason: 'attempt-running' })
    const later = await openFix({ autofix: { budget: { run: 2, day: 10, month: 100 } } })
    await putAttempts(later, { ...died, reason: undefined, leaseUntil: Date.now() - 1 })
    const { current } = await fixWith(later, { usd: 0.5 })
    expect(current.end).toMatchObject({ reason: 'proven' })
    expect(current.budget?.day).toMatchObject({ spentUsd: 2.5, reservedUsd: 0 })
  })
})

describe('what was proposed before', () => {
  it('holds the next attempt back: while it is open, and for the cooldown after people closed it', async () => {
    let now = Date.now()
    const rig = await openFix({ now: () => now, autofix: { limits: { cooldown: '14d' } } })
    await fixWith(rig)
    expect((await rig.publish()).outputs).toMatchObject({ reason: 'opened' })
    const open = await rig.autofix({})
    expect(open.outputs).toMatchObject({ outcome: 'already-proposed', reason: 'open-pull-request' })
    await rig.github.pullRequests.close(1)
    const closed = await rig.autofix({})
    expect(closed.outputs).toMatchObject({ outcome: 'already-proposed', reason: 'rejected-recently' })
    expect(closed.log).toContain('pull request #1 was closed without being merged')
    expect(rig.anthropic.service.requests).toEqual([])
    // The pull request was closed fifteen days ago by the time of GitHub.
    await rig.github.pullRequests.close(1)
    now -= 15 * DAY
    rig.github.pullRequests.reopen(1)
    await rig.github.pullRequests.close(1)
    now += 15 * DAY
    const { current } = await fixWith(rig)
    expect(current.end).toMatchObject({ reason: 'proven' })
    expect(current.earlier).toMatchObject([{ pullRequest: 1 }])
    expect((await rig.publish()).outputs).toMatchObject({ reason: 'opened', branch: `${BRANCH}-2` })
  })
})

describe('the limits of a team', () => {
  it.each([
    ['attempts in a day', { 'attempts-per-day': 1 }, { state: 'closed', leaseUntil: 1 }, 'daily-limit'],
    [
      'open pull requests',
      { 'open-pull-requests': 1 },
      { state: 'published', pullRequest: 7, leaseUntil: Date.now() + HOUR },
      'open-pull-request-limit'
    ]
  ] as const)('hold further %s back, and those of no other team', async (_, limits, attempt, reason) => {
    const rig = await openFix({ autofix: { limits } })
    const put = { id: 'https://ci.example/1', ...otherBug, ...attempt, reservedAt: Date.now() }
    await putAttempts(rig, put)
    const held = await rig.autofix({})
    expect(held.outputs).toMatchObject({ outcome: 'over-budget', reason })
    expect(rig.anthropic.service.requests).toEqual([])
    const { team, ...evidence } = fixRequest().evidence
    const other = await fixWith(rig, { request: { evidence: { ...evidence, team: `not ${team ?? ''}` } } })
    expect(other.current.end).toMatchObject({ reason: 'proven' })
  })
})
