import { describe, expect, it } from '@jest/globals'
import { attemptsOf, BRANCH, putAttempts } from './fix-ledger.js'
import type { FixRig } from './fix-rig.js'
import { git, leaveBundle, provenBundle, readyToPublish } from './proven-bundle.js'

/** How much of everything there is. */
async function stands(rig: FixRig): Promise<Readonly<Record<string, number>>> {
  const branches = git(rig, ['for-each-ref', '--format=%(refname)', 'refs/heads/'])
  const { comments, remoteLinks } = rig.jira.ticket('PPL-1')
  const pulls = await rig.github.pullRequests.list()
  return {
    branches: branches.split('\n').filter((name) => name.includes('datadog-autofix')).length,
    commits: Number(git(rig, ['rev-list', '--count', `develop..${BRANCH}`])),
    pulls: pulls.length,
    labels: pulls.flatMap(({ labels }) => labels).length,
    comments: comments.length,
    links: remoteLinks.length
  }
}

const oneOfEach = { branches: 1, commits: 1, pulls: 1, labels: 1, comments: 1, links: 1 }

describe('a publish job that is run again', () => {
  it('finds what stands, and doubles nothing', async () => {
    const rig = await readyToPublish()
    expect((await rig.publish()).outputs).toMatchObject({ outcome: 'pull-request', reason: 'opened' })
    // People work on: the job leaves it as they have it.
    await rig.github.seedFiles({ 'src/orders/order-total.js': 'export const by = 1\n' }, { branch: BRANCH })
    await rig.github.seedFiles({ 'src/orders/order-total.js': '// moved\n' }, { branch: 'develop' })
    const head = await rig.github.head(BRANCH)
    const again = await rig.publish()
    expect(again.outputs).toMatchObject({
      outcome: 'pull-request',
      reason: 'found-again',
      'pull-request-number': '1',
      'commit-sha': head
    })
    expect(await stands(rig)).toEqual({ ...oneOfEach, commits: 2 })
    expect(await attemptsOf(rig)).toMatchObject([{ state: 'published', pullRequest: 1, reason: 'opened' }])
  })

  it('makes one of each when the reply to every single write is lost', async () => {
    const rig = await readyToPublish()
    for (const path of [/\/git\/refs$/, /\/graphql$/, /\/pulls$/, /\/labels$/, /\/requested_reviewers$/]) {
      rig.github.service.inject({ kind: 'lose-reply', method: 'POST', path })
    }
    rig.github.service.inject({
      kind: 'lose-reply',
      method: 'PATCH',
      path: /\/refs\/datadog-autofix.*ledger$/
    })
    rig.jira.service.inject({ kind: 'lose-reply', method: 'POST', path: /\/comment$/ })
    rig.jira.service.inject({ kind: 'lose-reply', method: 'PUT', path: /\/properties\// })
    rig.jira.service.inject({ kind: 'lose-reply', method: 'POST', path: /\/remotelink$/ })
    expect((await rig.publish()).log).not.toContain('::error')
    expect(await stands(rig)).toEqual(oneOfEach)
    await rig.publish()
    expect(await stands(rig)).toEqual(oneOfEach)
  })

  it('goes on where each earlier run was stopped, on a base that moved every time', async () => {
    const rig = await readyToPublish()
    const stops = [
      { service: 'github', method: 'POST', path: /\/graphql$/ },
      { service: 'github', method: 'POST', path: /\/pulls$/ },
      { service: 'github', method: 'PATCH', path: /\/refs\/datadog-autofix.*ledger$/ },
      { service: 'jira', method: 'POST', path: /\/comment$/ },
      { service: 'jira', method: 'PUT', path: /\/properties\// }
    ] as const
    for (const [index, { service, ...where }] of stops.entries()) {
      const reply = { status: 403, body: { message: 'no', errorMessages: ['no'] } }
      rig[service].service.inject({ kind: 'reply', ...where, reply })
      const stopped = await rig.publish()
      expect([where.path.source, stopped.exitCode]).toEqual([where.path.source, 1])
      await rig.github.seedFiles({ 'README.md': `# moved ${index}\n` }, { branch: 'develop' })
    }
    const last = await rig.publish()
    expect(last.log).not.toContain('::error')
    expect(last.outputs).toMatchObject({ outcome: 'pull-request', reason: 'found-again' })
    expect(await stands(rig)).toEqual(oneOfEach)
    expect(await attemptsOf(rig)).toMatchObject([{ state: 'published', pullRequest: 1 }])
  })

  it('opens one pull request when two jobs run at once', async () => {
    const rig = await readyToPublish()
    const both = await Promise.all([rig.publish(), rig.publish()])
    expect(both.map(({ exitCode }) => exitCode)).toEqual([0, 0])
    const { comments, ...others } = await stands(rig)
    expect(others).toEqual({ branches: 1, commits: 1, pulls: 1, labels: 1, links: 1 })
    expect(comments).toBeGreaterThan(0)
  })

  it('does not open again what people closed, also when they deleted the branch', async () => {
    const rig = await readyToPublish()
    await rig.publish()
    await rig.github.pullRequests.close(1)
    git(rig, ['update-ref', '-d', `refs/heads/${BRANCH}`])
    const again = await rig.publish()
    expect(again.outputs).toMatchObject({ outcome: 'already-proposed', reason: 'rejected-recently' })
    expect(await rig.github.pullRequests.list()).toHaveLength(1)
    expect(await rig.github.head(BRANCH)).toBeUndefined()
  })

  it('is done when the pull request was merged', async () => {
    const rig = await readyToPublish()
    await rig.publish()
    rig.github.pullRequests.convert(1, false)
    await rig.github.pullRequests.merge(1)
    const again = await rig.publish()
    expect(again.outputs).toMatchObject({ outcome: 'pull-request', reason: 'found-again' })
    expect(await rig.github.pullRequests.list()).toHaveLength(1)
  })

  it('takes a branch of its own where an earlier attempt that people closed has left one', async () => {
    const rig = await readyToPublish()
    await rig.publish()
    await rig.github.pullRequests.close(1)
    const old = await rig.github.head(BRANCH)
    const later = { ...(await provenBundle(rig)), attemptId: 'https://ci.example/runs/9' }
    await putAttempts(rig, { id: later.attemptId, reservedAt: Date.now() + 1000 })
    leaveBundle(rig, later)
    for (const reason of ['opened', 'found-again']) {
      expect((await rig.publish()).outputs).toMatchObject({ reason, branch: `${BRANCH}-2` })
    }
    expect(await rig.github.head(BRANCH)).toBe(old)
    expect(await rig.github.pullRequests.list()).toHaveLength(2)
  })

  it('stands back when another run has taken the bug since its lease was over', async () => {
    const rig = await readyToPublish()
    await putAttempts(rig, { id: 'https://ci.example/runs/9', state: 'reserved' })
    expect((await rig.publish()).outputs).toMatchObject({
      outcome: 'already-proposed',
      reason: 'attempt-running'
    })
    expect(await rig.github.pullRequests.list()).toHaveLength(0)
    expect(rig.jira.ticket('PPL-1').comments).toHaveLength(0)
  })
})
