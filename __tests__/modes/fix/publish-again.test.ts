import { describe, expect, it } from '@jest/globals'
import { openFix, type FixRig, type FixRigOptions } from './fix-rig.js'
import { attemptsOf, putAttempts } from './fix-ledger.js'
import { BRANCH, git, leaveBundle, provenBundle } from './proven-bundle.js'

/** A rig with a proven bundle that waits for its publish job. */
async function ready(options: FixRigOptions = {}): Promise<FixRig> {
  const rig = await openFix(options)
  const bundle = await provenBundle(rig)
  await putAttempts(rig, { id: bundle.attemptId ?? '' })
  leaveBundle(rig, bundle)
  return rig
}

/** How much of everything there is. */
async function stands(rig: FixRig): Promise<Readonly<Record<string, number>>> {
  const branches = git(rig, ['for-each-ref', '--format=%(refname)', 'refs/heads/'])
  const pulls = await rig.github.pullRequests.list()
  const { comments, remoteLinks } = rig.jira.ticket('PPL-1')
  return {
    branches: branches.split('\n').filter((name) => name.includes('datadog-autofix')).length,
    commits: Number(git(rig, ['rev-list', '--count', `develop..${BRANCH}`])),
    pulls: pulls.length,
    comments: comments.length,
    links: remoteLinks.length
  }
}

const oneOfEach = { branches: 1, commits: 1, pulls: 1, comments: 1, links: 1 }

describe('a publish job that is run again', () => {
  it('gives the pull request its texts again, and doubles nothing', async () => {
    const rig = await ready()
    expect((await rig.publish()).outputs).toMatchObject({ outcome: 'pull-request', reason: 'opened' })
    const again = await rig.publish()
    expect(again.outputs).toMatchObject({ outcome: 'pull-request', reason: 'found-again' })
    expect(await stands(rig)).toEqual(oneOfEach)
    expect(await attemptsOf(rig)).toMatchObject([{ state: 'published', pullRequest: 1 }])
  })
})
