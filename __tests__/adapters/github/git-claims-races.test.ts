import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { ClaimKey, ClaimResult } from '../../../src/ports.js'
import { stage } from '../../services/github/stage.js'
import { claimant, isClaimed, LEASE_MS, mustClaim, newBug, shaOf } from './claiming.js'
import { settableClock } from './fixtures.js'

const { github } = stage()

beforeAll(async () => {
  await github.seedFiles({ 'README.md': '# Shop\n' })
})

afterEach(() => github.service.clearLog())

const RUNS = 10

/** Every run has a client of its own, and asks for the keys that `keysOf` gives it. */
async function race(
  keysOf: (run: number) => readonly ClaimKey[],
  clock = settableClock(),
  superseding?: string
): Promise<readonly ClaimResult[]> {
  const runs = await Promise.all(
    Array.from({ length: RUNS }, (_, run) => claimant(github, `racer ${run}`, { clock }))
  )
  return Promise.all(runs.map((each, run) => each.claim(keysOf(run), 'file', superseding)))
}

function kinds(results: readonly ClaimResult[]): string[] {
  return results.map(({ kind }) => kind).sort()
}

const ONE_OF_ALL = ['claimed', ...Array.from({ length: RUNS - 1 }, () => 'held')]

describe(`${RUNS} runs that race for one bug`, () => {
  it('get one claim', async () => {
    const bug = newBug()
    const results = await race(() => bug.both)
    expect(kinds(results)).toEqual(ONE_OF_ALL)
    const winner = results.findIndex(isClaimed)
    for (const result of results.filter(({ kind }) => kind === 'held')) {
      expect(result).toMatchObject({ by: expect.stringContaining(`racer ${winner} for`) })
    }
  })

  it('get one claim also when they name its keys in different orders', async () => {
    // Runs that take the keys in their own order would each get one of them, and all give up.
    for (let round = 0; round < 3; round += 1) {
      const bug = newBug()
      const results = await race((run) => (run % 2 === 0 ? bug.both : bug.both.toReversed()))
      expect(kinds(results)).toEqual(ONE_OF_ALL)
    }
  })

  it('get one claim for one fingerprint of many issues, and one that is not held up in a ring', async () => {
    const bugs = Array.from({ length: RUNS }, newBug)
    const ring = await race((run) => {
      const [own, next] = [bugs[run], bugs[(run + 1) % RUNS]]
      return own && next ? [own.issue, next.issue] : []
    })
    expect(ring.filter(isClaimed).length).toBeGreaterThanOrEqual(1)
    const shared = newBug()
    const same = await race((run) => [bugs[run]?.fingerprint ?? shared.issue, shared.fingerprint])
    expect(kinds(same)).toEqual(ONE_OF_ALL)
  })

  it('take over a lease that is over exactly once', async () => {
    const bug = newBug()
    const clock = settableClock()
    const { claim: dead } = await mustClaim(await claimant(github, 'dead run', { clock }), bug.both)
    expect(kinds(await race(() => bug.both, clock))).toEqual(Array.from({ length: RUNS }, () => 'held'))
    clock.time += LEASE_MS
    const results = await race(() => bug.both, clock)
    expect(kinds(results)).toEqual(ONE_OF_ALL)
    await results.find(isClaimed)?.claim.settle('PPL-7')
    const later = await (await claimant(github, 'later run', { clock })).claim(bug.both, 'file')
    expect(later).toMatchObject({ kind: 'filed', ticketKey: 'PPL-7' })
    await expect(dead.settle('PPL-8')).rejects.toThrow('was lost')
  })

  it('supersede a ticket exactly once', async () => {
    const bug = newBug()
    await (await mustClaim(await claimant(github, 'first run'), bug.both)).claim.settle('PPL-7')
    expect(kinds(await race(() => bug.both, settableClock(), 'PPL-7'))).toEqual(ONE_OF_ALL)
  })

  it('all learn of the ticket that one of them files', async () => {
    const bug = newBug()
    const results = await race(() => bug.both)
    await results.find(isClaimed)?.claim.settle('PPL-7')
    expect(kinds(await race(() => bug.both))).toEqual(Array.from({ length: RUNS }, () => 'filed'))
  })
})

describe('one run that triages two issues at once', () => {
  it('claims a fingerprint that both have only once, also where a lease is over', async () => {
    const [one, two] = [newBug(), newBug()]
    const clock = settableClock()
    const sweep = await claimant(github, 'sweep', { clock })
    const ask = (): Promise<ClaimResult[]> =>
      Promise.all([
        sweep.claim([one.issue, one.fingerprint], 'file'),
        sweep.claim([two.issue, one.fingerprint], 'file'),
        sweep.claim([one.issue, one.fingerprint], 'file')
      ])
    expect(kinds(await ask())).toEqual(['claimed', 'held', 'held'])
    expect(await shaOf(github, one.fingerprint)).toBeDefined()
    clock.time += LEASE_MS + 1
    expect(kinds(await ask())).toEqual(['claimed', 'held', 'held'])
  })
})
