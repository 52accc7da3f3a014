import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { PLACE, READER, stage } from '../../services/github/stage.js'
import { claimant, LEASE_MS, mustClaim, newBug, refName, shaOf } from './claiming.js'
import { rejection, settableClock, sourceFor } from './fixtures.js'

const { github } = stage()

beforeAll(async () => {
  await github.seedFiles({ 'README.md': '# Shop\n' })
})

afterEach(() => {
  github.service.clearFaults()
  github.service.clearLog()
})

describe('a ref that holds something else', () => {
  async function putRef(ref: string, message: string): Promise<void> {
    const { rest } = await sourceFor(github.url)()
    const tip = await rest.git.getCommit({ ...PLACE, commit_sha: (await github.head()) ?? '' })
    const commit = { ...PLACE, message, tree: tip.data.tree.sha, parents: [] }
    const { sha } = (await rest.git.createCommit(commit)).data
    await rest.git.createRef({ ...PLACE, ref, sha })
  }

  it.each([
    ['prose', 'Merge branch main'],
    ['other JSON', '{"state":"claimed"}'],
    ['a ticket key that is none', '{"version":1,"state":"filed","ticket":"see wiki"}']
  ])('is an error that says how to mend it: %s', async (_, message) => {
    const bug = newBug()
    await putRef(refName(bug.issue), message)
    const error = await rejection((await claimant(github, 'run 1')).claim(bug.both, 'file'))
    expect(error).toMatchObject({ vendor: 'GitHub', retryable: false })
    expect(String(error)).toContain(`git push origin :${refName(bug.issue)}`)
    expect(await shaOf(github, bug.fingerprint)).toBeUndefined()
  })

  it('is an error also where it is no commit', async () => {
    const bug = newBug()
    const { rest } = await sourceFor(github.url)()
    const blob = await rest.git.createBlob({ ...PLACE, content: 'x' })
    await rest.git.createRef({ ...PLACE, ref: refName(bug.issue), sha: blob.data.sha })
    const error = await rejection((await claimant(github, 'run 1')).claim(bug.both, 'file'))
    expect(String(error)).toContain('holds something that is not a claim')
  })
})

describe('what goes wrong on the way', () => {
  it('is a token that may only read: the error names the permission', async () => {
    const error = await rejection(
      (await claimant(github, 'run 1', { token: READER })).claim(newBug().both, 'file')
    )
    expect(error).toMatchObject({ vendor: 'GitHub', status: 403, retryable: false })
    expect(String(error)).toContain('"contents: write"')
  })

  it('is a commit that GitHub does not know', async () => {
    const error = await rejection(
      (await claimant(github, 'x', { commit: '1'.repeat(40) })).claim(newBug().both, 'file')
    )
    expect(error).toMatchObject({ status: 404 })
  })

  it('is the lost reply to the creation of a ref: the claim is ours', async () => {
    const bug = newBug()
    const runs = await claimant(github, 'run 1')
    github.service.inject({ kind: 'lose-reply', method: 'POST', path: /git\/refs$/, times: 2 })
    const { claim } = await mustClaim(runs, bug.both)
    expect(github.service.requests.filter(({ status }) => status === 0).length).toBeGreaterThan(0)
    await claim.settle('PPL-7')
    expect(await runs.claim(bug.both, 'file')).toMatchObject({ kind: 'filed', ticketKey: 'PPL-7' })
  })

  it('is the lost reply to a move: the ticket is noted', async () => {
    const bug = newBug()
    const runs = await claimant(github, 'run 1')
    const { claim } = await mustClaim(runs, bug.both)
    github.service.inject({ kind: 'lose-reply', method: 'PATCH', path: /git\/refs/, times: 2 })
    await claim.settle('PPL-7')
    expect(await runs.claim(bug.both, 'file')).toMatchObject({ kind: 'filed', ticketKey: 'PPL-7' })
  })

  it('is a refusal of the moment: the ticket is noted at the second attempt', async () => {
    const bug = newBug()
    const runs = await claimant(github, 'run 1')
    const { claim } = await mustClaim(runs, bug.both)
    const reply = { status: 422, body: { message: 'Reference update failed' } }
    github.service.inject({ kind: 'reply', method: 'PATCH', path: /git\/refs/, reply })
    await claim.settle('PPL-7')
    for (const key of bug.both) expect(await runs.claim([key], 'file')).toMatchObject({ ticketKey: 'PPL-7' })
  })

  it('is a person who removes the ref: the ticket is noted all the same', async () => {
    const bug = newBug()
    const runs = await claimant(github, 'run 1')
    const { claim } = await mustClaim(runs, bug.both)
    const { rest } = await sourceFor(github.url)()
    await rest.git.deleteRef({ ...PLACE, ref: refName(bug.issue).slice('refs/'.length) })
    await claim.settle('PPL-7')
    expect(await runs.claim([bug.issue], 'file')).toMatchObject({ ticketKey: 'PPL-7' })
  })

  it('is a run that took so long that another has the claim: the error names the ticket', async () => {
    const bug = newBug()
    const clock = settableClock()
    const { claim } = await mustClaim(await claimant(github, 'run 1', { clock }), bug.both)
    clock.time += LEASE_MS + 1
    await mustClaim(await claimant(github, 'run 2', { clock }), [bug.issue])
    const error = await rejection(claim.settle('PPL-7'))
    expect(String(error)).toContain(`before its ticket PPL-7 could be noted: ${refName(bug.issue)}.`)
    expect(await (await claimant(github, 'run 3', { clock })).claim([bug.issue], 'file')).toMatchObject({
      kind: 'held'
    })
  })

  it('is an outage, which a later claim of the same run does not remember', async () => {
    const runs = await claimant(github, 'run 1')
    const reply = { status: 500, body: { message: 'Server Error' } }
    github.service.inject({ kind: 'reply', method: 'GET', path: /git\/commits/, times: 4, reply })
    expect(await rejection(runs.claim(newBug().both, 'file'))).toMatchObject({ status: 500, retryable: true })
    await mustClaim(runs, newBug().both)
  })

  it('is an outage between two keys: the first is given back', async () => {
    const bug = newBug()
    const reply = { status: 500, body: { message: 'Server Error' } }
    github.service.inject({ kind: 'reply', method: 'POST', path: /git\/refs$/, times: 4, after: 1, reply })
    const error = await rejection((await claimant(github, 'run 1')).claim(bug.both, 'file'))
    expect(error).toMatchObject({ status: 500 })
    expect(await shaOf(github, bug.issue)).toBeUndefined()
    expect(await shaOf(github, bug.fingerprint)).toBeUndefined()
  })

  it('is a ref that GitHub never takes: the error tells why', async () => {
    const reply = { status: 422, body: { message: 'Repository rule violations found' } }
    github.service.inject({ kind: 'reply', method: 'POST', path: /git\/refs$/, times: 9, reply })
    const error = await rejection((await claimant(github, 'run 1')).claim(newBug().both, 'file'))
    expect(String(error)).toContain('Repository rule violations found')
  })
})
