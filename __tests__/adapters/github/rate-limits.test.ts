import { afterEach, describe, expect, it } from '@jest/globals'
import { VendorLimits } from '../../../src/adapters/vendor-limits.js'
import { PLACE, stage } from '../../services/github/stage.js'
import { rejection, sourceFor } from './fixtures.js'

const { github } = stage()

afterEach(() => {
  github.service.clearFaults()
  github.service.clearLog()
})

/** Waits are noted and take no time. */
function limitsAt(start: number): { limits: VendorLimits; slept: number[] } {
  let at = start
  const slept: number[] = []
  const limits = new VendorLimits({
    now: () => at,
    sleep: (milliseconds) => {
      slept.push(milliseconds)
      at += milliseconds
      return Promise.resolve()
    }
  })
  return { limits, slept }
}

function refuse(status: number, headers: Record<string, string>): void {
  github.service.inject({ kind: 'reply', reply: { status, body: { message: 'Slow down' }, headers } })
}

describe('the requests of one run', () => {
  it('all stop when one is told that the allowance is used up for longer than a run waits', async () => {
    const { limits, slept } = limitsAt(0)
    const octokit = await sourceFor(github.url, { limits })()
    refuse(403, { 'retry-after': '900' })
    const first = await rejection(octokit.rest.repos.get(PLACE))
    const others = await Promise.all([1, 2, 3].map(() => rejection(octokit.rest.repos.get(PLACE))))
    expect(github.service.requests.map(({ status }) => status)).toEqual([403])
    for (const other of others) expect(other).toBe(first)
    expect(slept).toEqual([])
    expect(limits.closed()).toMatchObject([{ lane: { vendor: 'GitHub' }, until: 900_000 }])
  })

  it('wait together for a secondary limit', async () => {
    const { limits, slept } = limitsAt(0)
    const octokit = await sourceFor(github.url, { limits })()
    refuse(403, { 'retry-after': '5' })
    expect((await octokit.rest.repos.get(PLACE)).status).toBe(200)
    expect(slept).toEqual([5_000])
  })

  it('know what is left of the hourly allowance from every reply', async () => {
    const { limits } = limitsAt(0)
    const octokit = await sourceFor(github.url, { limits })()
    await octokit.rest.repos.get(PLACE)
    const before = limits.left({ vendor: 'GitHub' })?.remaining ?? 0
    await octokit.rest.repos.get(PLACE)
    expect(limits.left({ vendor: 'GitHub' })?.remaining).toBe(before - 1)
    expect(before).toBeGreaterThan(0)
  })

  it('count what they write', async () => {
    const { limits } = limitsAt(0)
    const octokit = await sourceFor(github.url, { limits })()
    await octokit.rest.repos.get(PLACE)
    expect(limits.written('GitHub').count).toBe(0)
    await rejection(octokit.rest.git.createRef({ ...PLACE, ref: 'refs/heads/x', sha: '0'.repeat(40) }))
    expect(limits.written('GitHub').count).toBe(1)
  })
})
