import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createPullRequests } from '../../../src/adapters/github/pull-requests.js'
import type { NewPullRequest, PullRequests } from '../../../src/fix-ports.js'
import { PUBLISHERS, TRUSTED } from '../../services/github/publishing.js'
import { PLACE, stage } from '../../services/github/stage.js'
import { settableClock, sourceFor } from './fixtures.js'

const { github, octokit } = stage({ tokens: PUBLISHERS })

let serial = 0
let branch = ''
let base = ''

beforeAll(async () => {
  await github.seedFiles({ 'src/cart.ts': 'old\n', 'README.md': '# Shop\n' })
  await github.addBranch('develop')
})

beforeEach(async () => {
  serial += 1
  branch = `PPL-${serial}/datadog-autofix-0a1b2c3d`
  base = (await github.head('develop')) ?? ''
  github.service.clearLog()
})

function pullsOf(): PullRequests {
  const source = sourceFor(github.url, { token: TRUSTED })
  return createPullRequests({ octokit: source, ...PLACE, clock: settableClock() })
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
    reviewers: [],
    ...change
  }
}

describe('going on with a pull request', () => {
  it('takes a branch along that an earlier try left where the base was', async () => {
    const { rest } = octokit(TRUSTED)
    await rest.git.createRef({ ...PLACE, ref: `refs/heads/${branch}`, sha: base })
    base = await github.seedFiles({ 'README.md': `# Shop ${serial}\n` }, { branch: 'develop' })
    const opened = await pullsOf().open(request())
    const { data } = await rest.repos.getCommit({ ...PLACE, ref: opened.commit })
    expect(data.parents.map(({ sha }) => sha)).toEqual([base])
    expect(github.service.requests.some(({ body }) => body.includes('"force":true'))).toBe(false)
  })

  it('goes on from its own commit on what the base was', async () => {
    const first = await pullsOf().open(request())
    base = await github.seedFiles({ 'README.md': `# Shop ${serial} again\n` }, { branch: 'develop' })
    expect(await pullsOf().open(request())).toMatchObject({ commit: first.commit, found: true })
  })

  it('reads a finished pull request and writes nothing, whatever people put on its branch', async () => {
    const first = await pullsOf().open(request())
    const head = await github.seedFiles({ 'src/cart.ts': 'by people\n' }, { branch })
    github.service.clearLog()
    const again = await pullsOf().open(request({ finished: first.number, body: 'Told better.' }))
    expect(again).toMatchObject({
      number: first.number,
      commit: head,
      found: true,
      draft: true,
      verified: false
    })
    expect(github.service.requests.every(({ method }) => method === 'GET')).toBe(true)
  })

  it('knows the tree of its commit beforehand, and warns of another one', async () => {
    const files = request().files.map(({ path, content }) => ({
      path,
      mode: '100644',
      text: new TextDecoder().decode(content)
    }))
    const tree = await pullsOf().treeWith(base, files)
    const executable = await pullsOf().treeWith(
      base,
      files.map((file) => ({ ...file, mode: '100755' }))
    )
    expect(executable).not.toBe(tree)
    expect(await pullsOf().open(request({ tree }))).toMatchObject({ warnings: [] })
    const warned = await pullsOf().open(request({ tree: executable }))
    expect(warned.warnings).toEqual([expect.stringContaining('modes of the changed files')])
  })

  it('does not take a commit of people for its own, be it the same change', async () => {
    const { rest } = octokit(TRUSTED)
    await rest.git.createRef({ ...PLACE, ref: `refs/heads/${branch}`, sha: base })
    const files = Object.fromEntries(
      request().files.map(({ path, content }) => [path, new TextDecoder().decode(content)])
    )
    const head = await github.seedFiles(files, { branch })
    base = await github.seedFiles({ 'README.md': `# Shop ${serial} moved\n` }, { branch: 'develop' })
    await expect(pullsOf().open(request())).rejects.toThrow('not one commit on top of')
    expect(await github.head(branch)).toBe(head)
  })
})
