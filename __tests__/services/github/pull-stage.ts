import { beforeAll, beforeEach } from '@jest/globals'
import type { EmbeddedGitHub } from '../../../services/github/embedded-github.js'
import { AUTOFIX, PUBLISHERS } from './publishing.js'
import { NOW, PLACE, stage, type Octokit } from './stage.js'

export type NewPull = NonNullable<Parameters<Octokit['rest']['pulls']['create']>[0]>
export type Pull = Awaited<ReturnType<Octokit['rest']['pulls']['create']>>['data']

interface PullStage {
  readonly github: EmbeddedGitHub
  readonly octokit: (token?: string) => Octokit
  /** Opens a draft from the test's own branch to `develop`; `more` changes any of it. */
  readonly open: (more?: Partial<NewPull>, token?: string) => Promise<Pull>
  /** The branch of the test that runs, one commit ahead of `main` and `develop`. */
  readonly branch: () => string
  /** Milliseconds that the service's clock is moved. */
  readonly wait: (ms: number) => void
}

/** A repository with `main`, `develop` and a fresh branch for each test; each test begins a minute after the last. */
export function pullStage(): PullStage {
  let now = NOW
  let branches = 0
  let branch = ''
  const { github, octokit } = stage({
    tokens: PUBLISHERS,
    now: () => now,
    teams: ['checkout', 'web'],
    collaborators: ['jo', 'ann']
  })
  beforeAll(async () => {
    await github.seedFiles({ 'src/cart.ts': '1\n', 'src/other.ts': '1\n' })
    await github.addBranch('develop')
  })
  beforeEach(async () => {
    branches += 1
    now += 60_000
    branch = `PPL-${branches}/datadog-autofix-0a1b2c3d`
    await github.addBranch(branch)
    await github.seedFiles({ 'src/cart.ts': `fixed ${branches}\n` }, { branch, message: 'fix: total' })
  })
  return {
    github,
    octokit,
    branch: () => branch,
    wait: (ms) => {
      now += ms
    },
    open: async (more = {}, token = AUTOFIX) => {
      const { data } = await octokit(token).rest.pulls.create({
        ...PLACE,
        title: 'fix: total',
        head: branch,
        base: 'develop',
        body: 'Why.',
        draft: true,
        ...more
      })
      return data
    }
  }
}
