import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { NOW, PLACE, stage } from '../../services/github/stage.js'
import { claimant, LEASE_MS, mustClaim, newBug, refName, shaOf } from './claiming.js'
import { settableClock, sourceFor } from './fixtures.js'

const { github } = stage()

beforeAll(async () => {
  await github.seedFiles({ 'README.md': '# Shop\n' })
})

afterEach(() => {
  github.service.clearFaults()
  github.service.clearLog()
})

describe('a claim', () => {
  it('is granted on keys that nobody holds', async () => {
    const bug = newBug()
    await mustClaim(await claimant(github, 'run 1'), bug.both)
    expect(await shaOf(github, bug.issue)).toMatch(/^[0-9a-f]{40}$/)
    expect(await shaOf(github, bug.fingerprint)).toBe(await shaOf(github, bug.issue))
  })

  it('is not granted while another run holds it, and says who does and until when', async () => {
    const bug = newBug()
    await mustClaim(await claimant(github, 'run 1'), bug.both)
    expect(await (await claimant(github, 'run 2')).claim(bug.both, 'file')).toEqual({
      kind: 'held',
      by: `run 1 for ${bug.issue.id} ${bug.fingerprint.id}`,
      until: NOW + LEASE_MS
    })
  })

  it('is given back as a whole when one of its keys is held', async () => {
    const [bug, other] = [newBug(), newBug()]
    await mustClaim(await claimant(github, 'run 1'), [bug.issue])
    const result = await (await claimant(github, 'run 2')).claim([bug.issue, other.fingerprint], 'file')
    expect(result.kind).toBe('held')
    expect(await shaOf(github, other.fingerprint)).toBeUndefined()
    expect(await shaOf(github, bug.issue)).toBeDefined()
  })

  it('is nothing that a list of branches or tags shows', async () => {
    const bug = newBug()
    await mustClaim(await claimant(github, 'run 1'), bug.both)
    const names = (await github.refs()).map(({ ref }) => ref)
    expect(names).toContain(refName(bug.issue))
    expect(names.filter((name) => name.startsWith('refs/heads/'))).toEqual(['refs/heads/main'])
    const { rest } = await sourceFor(github.url)()
    const branches = await rest.git.listMatchingRefs({ ...PLACE, ref: 'heads/' })
    expect(branches.data.map(({ ref }) => ref)).toEqual(['refs/heads/main'])
    expect((await rest.git.listMatchingRefs({ ...PLACE, ref: 'tags/' })).data).toEqual([])
  })
})

describe('a ticket that was filed', () => {
  it('is what every later claim on one of its keys is told', async () => {
    const [bug, sibling] = [newBug(), newBug()]
    const { claim } = await mustClaim(await claimant(github, 'run 1'), bug.both)
    await claim.settle('PPL-7')
    expect(await shaOf(github, bug.issue)).toBe(await shaOf(github, bug.fingerprint))
    const later = await claimant(github, 'run 2')
    expect(await later.claim(bug.both, 'file')).toEqual({
      kind: 'filed',
      ticketKey: 'PPL-7',
      under: bug.issue
    })
    const keys = [sibling.issue, bug.fingerprint]
    expect(await later.claim(keys, 'file')).toEqual({
      kind: 'filed',
      ticketKey: 'PPL-7',
      under: bug.fingerprint
    })
  })

  it('becomes what the other keys of a later claim point at', async () => {
    const [bug, sibling] = [newBug(), newBug()]
    await (await mustClaim(await claimant(github, 'run 1'), bug.both)).claim.settle('PPL-7')
    const later = await claimant(github, 'run 2')
    await later.claim([sibling.issue, bug.fingerprint], 'file')
    const told = await later.claim([sibling.issue], 'file')
    expect(told).toEqual({ kind: 'filed', ticketKey: 'PPL-7', under: sibling.issue })
  })

  it('does not count when it is the one that is superseded', async () => {
    const bug = newBug()
    const runs = await claimant(github, 'run 1')
    await (await mustClaim(runs, bug.both)).claim.settle('PPL-7')
    expect((await runs.claim(bug.both, 'file', 'PPL-6')).kind).toBe('filed')
    await (await mustClaim(runs, bug.both, 'PPL-7')).claim.settle('PPL-8')
    expect(await runs.claim(bug.both, 'file', 'PPL-7')).toMatchObject({ kind: 'filed', ticketKey: 'PPL-8' })
  })

  it('stays noted when the claim is given back after it was settled', async () => {
    const bug = newBug()
    const { claim } = await mustClaim(await claimant(github, 'run 1'), bug.both)
    await claim.settle('PPL-7')
    await claim.release()
    expect(await (await claimant(github, 'run 2')).claim(bug.both, 'file')).toMatchObject({
      ticketKey: 'PPL-7'
    })
  })
})

describe('giving a claim back', () => {
  it('removes its refs, so that the next run gets it', async () => {
    const bug = newBug()
    const { claim } = await mustClaim(await claimant(github, 'run 1'), bug.both)
    await claim.release()
    expect(await shaOf(github, bug.issue)).toBeUndefined()
    expect(await shaOf(github, bug.fingerprint)).toBeUndefined()
    await mustClaim(await claimant(github, 'run 2'), bug.both)
  })

  it('leaves a claim alone that went to another run meanwhile', async () => {
    const bug = newBug()
    const clock = settableClock()
    const { claim } = await mustClaim(await claimant(github, 'run 1', { clock }), bug.both)
    clock.time += LEASE_MS + 1
    await mustClaim(await claimant(github, 'run 2', { clock }), bug.both)
    const taken = await shaOf(github, bug.issue)
    // The slow run's machine may have another idea of the time.
    for (const time of [clock.time, NOW]) {
      clock.time = time
      await claim.release()
      expect(await shaOf(github, bug.issue)).toBe(taken)
    }
  })

  it('leaves it to lapse when its time is nearly over, since a removal may come late', async () => {
    const bug = newBug()
    const clock = settableClock()
    const { claim } = await mustClaim(await claimant(github, 'run 1', { clock }), bug.both)
    clock.time += LEASE_MS - 60_000
    await claim.release()
    expect(await shaOf(github, bug.issue)).toBeDefined()
  })

  it('is no error when the refs are gone', async () => {
    const bug = newBug()
    const { claim } = await mustClaim(await claimant(github, 'run 1'), bug.both)
    await claim.release()
    await claim.release()
    expect(await shaOf(github, bug.issue)).toBeUndefined()
  })
})
