import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createPullRequests } from '../../../src/adapters/github/pull-requests.js'
import type { NewPullRequest, PullRequests } from '../../../src/fix-ports.js'
import { AUTOFIX, ONLOOKER, PUBLISHERS, TRUSTED } from '../../services/github/publishing.js'
import { PLACE, stage } from '../../services/github/stage.js'
import { rejection, settableClock, sourceFor } from './fixtures.js'

const { github, octokit } = stage({ tokens: PUBLISHERS, teams: ['checkout'], collaborators: ['jo'] })

let serial = 0
let branch = ''
let base = ''

beforeAll(async () => {
  await github.seedFiles({ 'src/cart.ts': 'old\n', 'src/deep/er/other.ts': '1\n', 'README.md': '# Shop\n' })
  await github.addBranch('develop')
})

beforeEach(async () => {
  serial += 1
  branch = `PPL-${serial}/datadog-autofix-0a1b2c3d`
  base = (await github.head('develop')) ?? ''
  github.service.clearLog()
})

afterEach(() => {
  github.service.clearFaults()
  github.checks.configure({})
})

function pullsOf(token: string = TRUSTED, clock = settableClock()): PullRequests {
  return createPullRequests({ octokit: sourceFor(github.url, { token }), ...PLACE, clock })
}

function request(change: Partial<NewPullRequest> = {}): NewPullRequest {
  return {
    branch,
    base: 'develop',
    baseCommit: base,
    files: [
      { path: 'src/cart.ts', content: Buffer.from(`new ${serial}\n`) },
      { path: 'test/cart.test.ts', content: Buffer.from('expect\n') }
    ],
    headline: 'fix(cart): total of an empty cart',
    commitBody: 'Why.',
    title: 'fix(cart): total of an empty cart',
    body: 'What and why.',
    labels: ['datadog-autofix'],
    reviewers: ['@acme/checkout'],
    ...change
  }
}

/** How often the operation was asked for, and answered or not. */
function asked(method: string, path: RegExp): number {
  return github.service.requests.filter((each) => each.method === method && path.test(each.path)).length
}

async function countOf(): Promise<number> {
  const { data } = await octokit(TRUSTED).rest.pulls.list({ ...PLACE, state: 'all', head: `acme:${branch}` })
  return data.length
}

describe('opening', () => {
  it('makes branch, verified commit and draft, with label and reviewer', async () => {
    const opened = await pullsOf().open(request())
    expect(opened).toMatchObject({ verified: true, draft: true, found: false, warnings: [] })
    const { data } = await octokit(TRUSTED).rest.pulls.get({ ...PLACE, pull_number: opened.number })
    expect(data).toMatchObject({
      draft: true,
      title: request().title,
      body: 'What and why.',
      base: { ref: 'develop' },
      head: { ref: branch, sha: opened.commit },
      labels: [{ name: 'datadog-autofix' }],
      requested_teams: [{ slug: 'checkout' }]
    })
    const commit = await octokit(TRUSTED).rest.repos.getCommit({ ...PLACE, ref: opened.commit })
    expect(commit.data.parents.map(({ sha }) => sha)).toEqual([base])
    expect(commit.data.files?.map(({ filename }) => filename)).toEqual(['src/cart.ts', 'test/cart.test.ts'])
    expect(github.service.requests.some(({ path }) => path.includes('/merge'))).toBe(false)
  })

  it('again finds what stands, gives it the new texts and doubles nothing', async () => {
    const first = await pullsOf().open(request())
    github.service.clearLog()
    const second = await pullsOf().open(request({ body: 'Told better.' }))
    expect(second).toEqual({ ...first, found: true })
    expect(asked('POST', /graphql|pulls$/)).toBe(0)
    expect(await countOf()).toBe(1)
    const { data } = await octokit(TRUSTED).rest.pulls.get({ ...PLACE, pull_number: first.number })
    expect(data.body).toBe('Told better.')
  })

  it('goes on from a branch at the base', async () => {
    const { rest } = octokit(TRUSTED)
    await rest.git.createRef({ ...PLACE, ref: `refs/heads/${branch}`, sha: base })
    expect(await pullsOf().open(request())).toMatchObject({ found: false })
  })

  it('leaves a branch with anything else on it alone', async () => {
    await pullsOf().open(request())
    const head = await github.head(branch)
    const other = [{ path: 'src/cart.ts', content: Buffer.from('other\n') }]
    const error = await rejection(pullsOf().open(request({ files: other })))
    expect(error).toMatchObject({ vendor: 'GitHub', retryable: false })
    expect(String(error)).toContain('delete the branch')
    await github.seedFiles({ 'x.ts': '1\n' }, { branch })
    const moved = await github.head(branch)
    expect(moved).not.toBe(head)
    expect(String(await rejection(pullsOf().open(request())))).toContain('not one commit on top of')
    expect(await github.head(branch)).toBe(moved)
  })

  it.each([
    ['the branch', 'POST', /git\/refs$/],
    ['the commit', 'POST', /graphql/],
    ['the pull request', 'POST', /pulls$/]
  ])('survives the lost reply to the making of %s, and makes it once', async (_, method, path) => {
    github.service.inject({ kind: 'lose-reply', method, path })
    const opened = await pullsOf().open(request())
    expect(opened.warnings).toEqual([])
    expect(asked(method, path)).toBe(1)
    expect(await countOf()).toBe(1)
    expect(
      (await octokit(TRUSTED).rest.pulls.get({ ...PLACE, pull_number: opened.number })).data.commits
    ).toBe(1)
  })

  it('sends the commit again when it had not arrived', async () => {
    github.service.inject({ kind: 'drop', method: 'POST', path: /graphql/ })
    expect(await pullsOf().open(request())).toMatchObject({ verified: true })
    expect(asked('POST', /graphql/)).toBe(2)
  })

  it('of two runs at once opens one pull request', async () => {
    const opened = await Promise.all([pullsOf().open(request()), pullsOf().open(request())])
    expect(new Set(opened.map(({ number }) => number)).size).toBe(1)
    expect(await countOf()).toBe(1)
  })

  it('falls back to an ordinary pull request where drafts are not supported', async () => {
    const message = 'Draft pull requests are not supported in this repository.'
    const reply = { status: 422, body: { message, documentation_url: 'https://docs.github.com' } }
    github.service.inject({ kind: 'reply', method: 'POST', path: /pulls$/, reply })
    const opened = await pullsOf().open(request())
    expect(opened).toMatchObject({
      draft: false,
      warnings: [expect.stringContaining('does not support draft')]
    })
  })

  it('warns of a label and of reviewers that GitHub refuses, and asks the others', async () => {
    const reviewers = ['@acme/checkout', '@acme/nobody', '@jo', 'jo@example.com']
    const opened = await pullsOf().open(request({ reviewers, labels: ['x'.repeat(51)] }))
    expect(opened.warnings).toEqual([
      expect.stringContaining('label pull request'),
      expect.stringContaining('jo@example.com'),
      expect.stringContaining('request a review from @acme/nobody')
    ])
    const { data } = await octokit(TRUSTED).rest.pulls.get({ ...PLACE, pull_number: opened.number })
    expect(data.requested_reviewers?.map((each) => 'login' in each && each.login)).toEqual(['jo'])
    expect(data.requested_teams?.map(({ slug }) => slug)).toEqual(['checkout'])
  })

  it('warns where the App may not name a team', async () => {
    const { warnings } = await pullsOf(AUTOFIX).open(request())
    expect(warnings).toEqual([expect.stringContaining('"Members: read"')])
  })

  it('names the input and the permission that is missing', async () => {
    const error = await rejection(pullsOf(ONLOOKER).open(request()))
    expect(String(error)).toMatch(/input "app-token" needs the permission "contents: write"/)
  })
})

describe('reading', () => {
  it('finds open ones by label, and those of a branch in any state, newest first', async () => {
    const pulls = pullsOf()
    const first = await pulls.open(request())
    await octokit(TRUSTED).rest.pulls.update({ ...PLACE, pull_number: first.number, state: 'closed' })
    const closed = branch
    branch = `${branch}-other`
    const second = await pulls.open(request())
    branch = `${branch}-unlabelled`
    await pulls.open(request({ labels: [] }))
    const found = await pulls.find([closed, 'no-such-branch'])
    const numbers = found.map(({ number }) => number)
    expect(numbers).toEqual([...numbers].sort((one, other) => other - one))
    expect(found.filter((each) => each.number >= first.number)).toEqual([
      {
        number: second.number,
        url: second.url,
        state: 'open',
        branch: `${closed}-other`,
        closedAt: undefined
      },
      { number: first.number, url: first.url, state: 'closed', branch: closed, closedAt: expect.any(Number) }
    ])
  })

  it('a head, and that there is none', async () => {
    expect(await pullsOf().head('develop')).toBe(base)
    expect(await pullsOf().head('nothing')).toBeUndefined()
  })

  it('names of files, with a request for each folder on the way', async () => {
    const paths = [
      'src/cart.ts',
      'src/deep/er/other.ts',
      'src/deep',
      'src/none.ts',
      'no/folder.ts',
      'README.md/x'
    ]
    const blobs = await pullsOf().blobs(base, paths)
    expect([...blobs.keys()]).toEqual(['src/cart.ts', 'src/deep/er/other.ts'])
    expect(blobs.get('src/cart.ts')).toEqual({ mode: '100644', oid: expect.stringMatching(/^[0-9a-f]{40}$/) })
    expect(asked('GET', /git\/trees/)).toBe(4)
  })
})

describe('checks', () => {
  it('are waited for', async () => {
    github.checks.configure({ runs: ['test'], delayRequests: 3 })
    const { commit } = await pullsOf().open(request())
    expect(await pullsOf().checksStarted(commit, 120_000)).toEqual({ known: true, value: 1 })
    expect(asked('GET', /check-runs/)).toBe(4)
  })

  it('that never begin are none, after the time', async () => {
    github.checks.configure({ runs: [], idleApps: ['listener'] })
    const { commit } = await pullsOf().open(request())
    const sleeps: number[] = []
    const clock = { ...settableClock(), sleep: async (ms: number) => void sleeps.push(ms) }
    expect(await pullsOf(TRUSTED, clock).checksStarted(commit, 40_000)).toEqual({ known: true, value: 0 })
    expect(sleeps).toEqual([2_000, 4_000, 8_000, 15_000, 11_000])
  })

  it('are unknown where the token may not read them', async () => {
    const started = await pullsOf(ONLOOKER).checksStarted(base, 0)
    expect(started).toMatchObject({ known: false, reason: expect.stringContaining('"checks: read"') })
  })
})
