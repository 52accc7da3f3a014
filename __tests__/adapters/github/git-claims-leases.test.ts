import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { ClaimKey } from '../../../src/ports.js'
import { stage } from '../../services/github/stage.js'
import { claimant, isClaimed, LEASE_MS, mustClaim, newBug, recordAt } from './claiming.js'
import { settableClock } from './fixtures.js'

const { github } = stage()

beforeAll(async () => {
  await github.seedFiles({ 'README.md': '# Shop\n' })
})

afterEach(() => github.service.clearLog())

const run = 'https://github.com/acme/shop/actions/runs/7'

function ticket(id: string): ClaimKey {
  return { kind: 'ticket', id }
}

describe('a claim that a run left behind', () => {
  it('goes to the next attempt of that run at once, which learns what the first one was at', async () => {
    const bug = newBug()
    await mustClaim(await claimant(github, 'first', { attempt: { run, number: 1 } }), bug.both)
    const again = await claimant(github, 'again', { attempt: { run, number: 2 } })
    const { claim } = await mustClaim(again, bug.both)
    expect(claim.inherited).toBe('file')
    await claim.settle('PPL-7')
    expect(await recordAt(github, bug.issue)).toMatchObject({ state: 'filed', ticket: 'PPL-7' })
  })

  it.each([
    ['of another run', { run: `${run}1`, number: 2 }],
    ['the same attempt', { run, number: 1 }]
  ])('is held as long as its lease lasts for one %s', async (_, attempt) => {
    const bug = newBug()
    await mustClaim(await claimant(github, 'first', { attempt: { run, number: 1 } }), bug.both)
    const other = await claimant(github, 'other', { attempt })
    expect(await other.claim(bug.both, 'file')).toMatchObject({ kind: 'held' })
  })

  it('goes to anybody when its lease is over, with what it was for', async () => {
    const clock = settableClock()
    await mustClaim(await claimant(github, 'first', { clock }), [ticket('PPL-1')])
    clock.time += LEASE_MS
    const other = await claimant(github, 'other', { clock })
    const taken = await other.claim([ticket('PPL-1')], 'comment')
    expect(isClaimed(taken) && taken.claim.inherited).toBe('file')
  })

  it('is nothing that a new claim inherits, and neither is a ticket that is superseded', async () => {
    const bug = newBug()
    const runs = await claimant(github, 'run')
    const first = await mustClaim(runs, bug.both)
    expect(first.claim.inherited).toBeUndefined()
    await first.claim.settle('PPL-7')
    expect((await mustClaim(runs, bug.both, 'PPL-7')).claim.inherited).toBeUndefined()
  })
})

describe('holding on to a claim', () => {
  it('asks nothing of GitHub while there is time', async () => {
    const clock = settableClock()
    const { claim } = await mustClaim(await claimant(github, 'run', { clock }), newBug().both)
    github.service.clearLog()
    clock.time += 3 * 60_000
    expect(await claim.hold()).toBe(true)
    expect(github.service.requests).toEqual([])
  })

  it('begins a new lease when the old one would end too soon', async () => {
    const clock = settableClock()
    const bug = newBug()
    const { claim } = await mustClaim(await claimant(github, 'run', { clock }), bug.both)
    clock.time += 9 * 60_000
    expect(await claim.hold()).toBe(true)
    clock.time += 9 * 60_000
    const other = await claimant(github, 'other', { clock })
    expect(await other.claim(bug.both, 'file')).toMatchObject({ kind: 'held' })
    await claim.settle('PPL-7')
    for (const key of bug.both) expect(await recordAt(github, key)).toMatchObject({ ticket: 'PPL-7' })
  })

  it('fails when another run has taken over, and gives up what is left', async () => {
    const clock = settableClock()
    const bug = newBug()
    const { claim } = await mustClaim(await claimant(github, 'slow', { clock }), bug.both)
    clock.time += LEASE_MS
    await mustClaim(await claimant(github, 'other', { clock }), [bug.issue])
    expect(await claim.hold()).toBe(false)
    expect(await recordAt(github, bug.fingerprint)).toBeUndefined()
    expect(await recordAt(github, bug.issue)).toMatchObject({ by: expect.stringContaining('other') })
  })
})

describe('healing', () => {
  it('points what a dead run has claimed at the ticket, and leaves everything else', async () => {
    const clock = settableClock()
    const [dead, alive, filed, nobody] = [newBug(), newBug(), newBug(), newBug()]
    await mustClaim(await claimant(github, 'dead', { clock }), dead.both)
    clock.time += LEASE_MS
    const runs = await claimant(github, 'run', { clock })
    await mustClaim(runs, alive.both)
    await (await mustClaim(runs, filed.both)).claim.settle('PPL-1')
    for (const bug of [dead, alive, filed, nobody]) await runs.heal(bug.both, 'PPL-7')
    const states = [dead, alive, filed, nobody].map((bug) => recordAt(github, bug.issue))
    expect(await Promise.all(states)).toMatchObject([
      { state: 'filed', ticket: 'PPL-7' },
      { state: 'claimed' },
      { state: 'filed', ticket: 'PPL-1' },
      undefined
    ])
    expect(await recordAt(github, dead.fingerprint)).toMatchObject({ ticket: 'PPL-7' })
  })
})

describe('tidying up', () => {
  it('removes the claims of dead runs on tickets, and no other', async () => {
    const clock = settableClock()
    const bug = newBug()
    const dead = await claimant(github, 'dead', { clock })
    for (const id of ['TIDY-1', 'TIDY-2']) await mustClaim(dead, [ticket(id)])
    await mustClaim(dead, bug.both)
    clock.time += LEASE_MS
    const runs = await claimant(github, 'run', { clock })
    await mustClaim(runs, [ticket('TIDY-3')])
    expect(await runs.tidy()).toBeGreaterThanOrEqual(1)
    const left = await Promise.all(['1', '2', '3'].map((id) => recordAt(github, ticket(`TIDY-${id}`))))
    expect(left).toMatchObject([undefined, undefined, { state: 'claimed' }])
    expect(await recordAt(github, bug.issue)).toMatchObject({ state: 'claimed' })
    expect(await runs.tidy('TIDY-1')).toBe(0)
    expect(await runs.tidy('TIDY-3')).toBe(1)
  })
})
