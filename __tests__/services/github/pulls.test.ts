import { beforeAll, describe, expect, it } from '@jest/globals'
import { AUTOFIX, AUTOFIX_LOGIN, ONLOOKER, PUBLISHERS, RUN } from './publishing.js'
import { pullStage, type NewPull, type Pull } from './pull-stage.js'
import { PLACE, refusal, stage } from './stage.js'

const { github, octokit, open, branch } = pullStage()
const plain = stage({ tokens: PUBLISHERS, draftsSupported: false, actionsMayOpenPullRequests: false })

beforeAll(async () => {
  await plain.github.seedFiles({ a: '1\n' })
  await plain.github.seedFiles({ a: '2\n' }, { branch: 'fix' })
})

describe('opening a pull request', () => {
  it('gives a draft from the branch to the base, as its author made it', async () => {
    const pull = await open({ maintainer_can_modify: false })
    expect(pull).toMatchObject({
      state: 'open',
      draft: true,
      title: 'fix: total',
      body: 'Why.',
      user: { login: AUTOFIX_LOGIN, type: 'Bot' },
      head: { ref: branch(), label: `acme:${branch()}`, sha: await github.head(branch()) },
      base: { ref: 'develop', repo: { full_name: 'acme/shop' } },
      html_url: `https://github.com/acme/shop/pull/${pull.number}`,
      maintainer_can_modify: false,
      mergeable: true,
      mergeable_state: 'draft',
      merged: false,
      ...{ commits: 1, changed_files: 1, additions: 1, deletions: 1 }
    })
    expect((await octokit(AUTOFIX).rest.pulls.get({ ...PLACE, pull_number: pull.number })).data).toEqual(pull)
    expect(github.pullRequests.events.at(-1)).toMatchObject({ kind: 'opened', login: AUTOFIX_LOGIN })
  })

  it('is refused where one is open for the branch', async () => {
    const { number } = await open()
    await expect(open({ head: `acme:${branch()}` })).rejects.toMatchObject(
      refusal(422, `A pull request already exists for acme:${branch()}.`)
    )
    expect((await open({ base: 'main' })).number).toBeGreaterThan(number)
    await github.pullRequests.close(number)
    expect((await open()).number).toBeGreaterThan(number)
  })

  it('succeeds once for many callers at the same time', async () => {
    const tries = await Promise.allSettled([1, 2, 3, 4].map(async () => await open()))
    expect(tries.filter((each) => each.status === 'fulfilled')).toHaveLength(1)
  })

  it.each<[string, Partial<NewPull>, string]>([
    ['nothing between the branches', { head: 'main' }, 'No commits between develop and main'],
    ['a head that is not there', { head: 'nope' }, '"field":"head","code":"invalid"'],
    ['a base that is not there', { base: 'nope' }, '"field":"base","code":"invalid"'],
    ['a body past its limit', { body: 'x'.repeat(65_537) }, 'body is too long (maximum is 65536 characters)'],
    ['a title past its limit', { title: 'x'.repeat(257) }, 'title is too long (maximum is 256 characters)'],
    ['no title', { title: ' ' }, '"field":"title"']
  ])('is refused for %s', async (_, more, message) => {
    await expect(open(more)).rejects.toMatchObject(refusal(422, message))
    expect(await github.pullRequests.list()).not.toContainEqual(expect.objectContaining({ head: branch() }))
  })

  it('takes texts at their limits', async () => {
    const pull = await open({ title: 'x'.repeat(256), body: 'y'.repeat(65_536) })
    expect(pull.body).toHaveLength(65_536)
  })

  it('takes the permission', async () => {
    await expect(open({}, ONLOOKER)).rejects.toMatchObject(
      refusal(403, 'Resource not accessible by integration')
    )
  })

  it('is refused as a draft where the plan has none, and from a workflow where that is switched off', async () => {
    const ask = { ...PLACE, title: 'x', head: 'fix', base: 'main' }
    await expect(plain.octokit(AUTOFIX).rest.pulls.create({ ...ask, draft: true })).rejects.toMatchObject(
      refusal(422, 'Draft pull requests are not supported in this repository.')
    )
    await expect(plain.octokit(RUN).rest.pulls.create(ask)).rejects.toMatchObject(
      refusal(403, 'GitHub Actions is not permitted to create or approve pull requests.')
    )
    expect((await plain.octokit(AUTOFIX).rest.pulls.create(ask)).data.draft).toBe(false)
  })
})

describe('pull requests that are there', () => {
  it('are listed by state, head and base, newest first, page by page', async () => {
    const one = await open()
    const two = await open({ base: 'main' })
    await github.pullRequests.close(one.number)
    const list = async (more: object): Promise<number[]> =>
      (await octokit(AUTOFIX).rest.pulls.list({ ...PLACE, ...more })).data.map((each) => each.number)
    const head = `acme:${branch()}`
    expect(await list({ head, state: 'all' })).toEqual([two.number, one.number])
    expect(await list({ head, state: 'all', direction: 'asc' })).toEqual([one.number, two.number])
    expect(await list({ head })).toEqual([two.number])
    expect(await list({ head, state: 'closed' })).toEqual([one.number])
    expect(await list({ head, state: 'all', base: 'main' })).toEqual([two.number])
    expect(await list({ head: 'other:main', state: 'all' })).toEqual([])
    // A head without its owner filters nothing.
    expect((await list({ head: 'nope', state: 'all' })).length).toBeGreaterThan(2)
    const first = await octokit(AUTOFIX).rest.pulls.list({ ...PLACE, head, state: 'all', per_page: 1 })
    expect(first.headers.link).toMatch(/state=all.*page=2>; rel="next"/)
    const pages = await octokit(AUTOFIX).paginate('GET /repos/{owner}/{repo}/pulls', {
      ...PLACE,
      ...{ head, state: 'all' as const, per_page: 1 }
    })
    expect(pages.map((each) => each.number)).toEqual([two.number, one.number])
  })

  it('change their texts and state, and nothing else', async () => {
    const { number } = await open()
    const { update } = octokit(AUTOFIX).rest.pulls
    const at = { ...PLACE, pull_number: number }
    expect((await update({ ...at, title: 'new', body: 'text' })).data).toMatchObject({
      title: 'new',
      body: 'text'
    })
    const unknown = { ...at, draft: false }
    await expect(update(unknown)).rejects.toMatchObject(refusal(422, '"draft" is not a permitted key'))
    await expect(update({ ...at, body: 'x'.repeat(65_537) })).rejects.toMatchObject(refusal(422, 'too long'))
    expect((await update({ ...at, state: 'closed' })).data).toMatchObject({ state: 'closed', draft: true })
    expect((await update({ ...at, state: 'open' })).data).toMatchObject({ state: 'open', closed_at: null })
    await expect(update({ ...PLACE, pull_number: 9999, title: 'x' })).rejects.toMatchObject(
      refusal(404, 'Not Found')
    )
  })

  it('follow their branch, and end with it', async () => {
    const { number } = await open()
    const sha = await github.seedFiles({ 'src/more.ts': 'x\n' }, { branch: branch() })
    const get = async (): Promise<Pull> =>
      (await octokit(AUTOFIX).rest.pulls.get({ ...PLACE, pull_number: number })).data
    expect(await get()).toMatchObject({ head: { sha }, commits: 2 })
    await octokit(AUTOFIX).rest.git.deleteRef({ ...PLACE, ref: `heads/${branch()}` })
    expect(await get()).toMatchObject({ state: 'closed', merged: false, head: { sha } })
    await expect(
      octokit(AUTOFIX).rest.pulls.update({ ...PLACE, pull_number: number, state: 'open' })
    ).rejects.toMatchObject(refusal(422, 'state cannot be changed'))
  })

  it('are merged by people', async () => {
    const { number } = await open({ base: 'main', draft: false })
    const sha = await github.pullRequests.merge(number, 'ann')
    expect(await github.head()).toBe(sha)
    const { data } = await octokit(AUTOFIX).rest.pulls.get({ ...PLACE, pull_number: number })
    expect(data).toMatchObject({
      ...{ state: 'closed', merged: true, merge_commit_sha: sha, merged_by: { login: 'ann' } }
    })
    expect(data.merged_at).toBe(data.closed_at)
  })

  it('are made ready for review by people', async () => {
    const { number } = await open()
    github.pullRequests.convert(number, false, 'ann')
    expect((await octokit(AUTOFIX).rest.pulls.get({ ...PLACE, pull_number: number })).data.draft).toBe(false)
    expect(github.pullRequests.events.at(-1)).toMatchObject({ kind: 'ready-for-review', login: 'ann' })
  })
})
