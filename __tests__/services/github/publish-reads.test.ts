import { beforeAll, describe, expect, it } from '@jest/globals'
import { AUTOFIX, PUBLISHERS, TRUSTED } from './publishing.js'
import { NOW, PLACE, refusal, stage } from './stage.js'

const { github, octokit } = stage({
  now: () => NOW,
  tokens: [
    ...PUBLISHERS,
    {
      token: 'ghs_watch',
      login: 'watch[bot]',
      permissions: { metadata: 'read', contents: 'read', variables: 'read' }
    },
    { token: 'ghs_late', login: 'late[bot]', permissions: { metadata: 'read' }, expiresAt: NOW }
  ]
})

const SWITCH = { ...PLACE, name: 'AUTOFIX_ENABLED' }

beforeAll(async () => {
  await github.seedFiles({
    'src/cart.ts': 'one\n',
    'run.sh': { content: '#!/bin/sh\n', mode: '100755' }
  })
  github.variables.set('AUTOFIX_ENABLED', 'true')
})

describe('reading a commit without a checkout', () => {
  it('gives names and modes of its paths, whatever the branch has become', async () => {
    const before = (await github.head()) ?? ''
    await github.seedFiles({ 'src/cart.ts': 'two\n', 'src/new.ts': '' })
    const tree = async (tree_sha: string): Promise<string[]> => {
      const { data } = await octokit(AUTOFIX).rest.git.getTree({ ...PLACE, tree_sha, recursive: '1' })
      return data.tree.map((each) => `${each.mode} ${each.type} ${each.path}`)
    }
    expect(await tree(before)).toEqual(['100755 blob run.sh', '040000 tree src', '100644 blob src/cart.ts'])
    const old = { ...PLACE, path: 'src/cart.ts', ref: before }
    const { data: file } = await octokit(AUTOFIX).rest.repos.getContent(old)
    expect(file).toMatchObject({ type: 'file', content: 'b25lCg==\n' })
    await expect(
      octokit(AUTOFIX).rest.repos.getContent({ ...old, path: 'src/new.ts' })
    ).rejects.toMatchObject(refusal(404, 'Not Found'))
  })
})

describe('a file behind a ref that is no branch', () => {
  it('is written as a commit and read by its sha', async () => {
    const { git, repos } = octokit(AUTOFIX).rest
    const tree = await git.createTree({
      ...PLACE,
      tree: [{ path: 'ledger.json', mode: '100644', type: 'blob', content: '{"version":1}\n' }]
    })
    const commit = await git.createCommit({ ...PLACE, message: 'Begin', tree: tree.data.sha })
    const { sha } = commit.data
    await git.createRef({ ...PLACE, ref: 'refs/datadog-autofix/ledger', sha })
    const { data: file } = await repos.getContent({ ...PLACE, path: 'ledger.json', ref: sha })
    if (Array.isArray(file) || file.type !== 'file') throw new Error('It is no file')
    expect(Buffer.from(file.content, 'base64').toString()).toBe('{"version":1}\n')
    const blob = await git.getBlob({ ...PLACE, file_sha: file.sha })
    expect(blob.data).toMatchObject({ sha: file.sha, size: 14 })
  })

  it('keeps what one of two writers wrote, and tells the other', async () => {
    const { git } = octokit(AUTOFIX).rest
    const ref = 'datadog-autofix/ledger'
    const before = (await git.getRef({ ...PLACE, ref })).data.object.sha
    const base_tree = (await git.getCommit({ ...PLACE, commit_sha: before })).data.tree.sha
    const write = async (content: string): Promise<string> => {
      const tree = await git.createTree({
        ...PLACE,
        base_tree,
        tree: [{ path: 'ledger.json', mode: '100644', content }]
      })
      const parents = [before]
      const made = await git.createCommit({ ...PLACE, message: content, tree: tree.data.sha, parents })
      return (await git.updateRef({ ...PLACE, ref, sha: made.data.sha })).data.object.sha
    }
    const writers = await Promise.allSettled([write('a'), write('b')])
    const won = writers.filter((each) => each.status === 'fulfilled')
    const lost = writers.filter((each) => each.status === 'rejected')
    expect([won.length, lost.length]).toEqual([1, 1])
    expect(lost[0]?.reason).toMatchObject(refusal(422, 'Update is not a fast forward'))
    expect((await git.getRef({ ...PLACE, ref })).data.object.sha).toBe(won[0]?.value)
  })
})

describe('the switch', () => {
  it('is read and turned off by tokens that may', async () => {
    const { actions } = octokit('ghs_watch').rest
    expect((await actions.getRepoVariable(SWITCH)).data.value).toBe('true')
    await expect(actions.updateRepoVariable({ ...SWITCH, value: 'false' })).rejects.toMatchObject(
      refusal(403, 'Resource not accessible by integration')
    )
    await octokit(TRUSTED).rest.actions.updateRepoVariable({ ...SWITCH, value: 'false' })
    expect(github.variables.get('AUTOFIX_ENABLED')?.value).toBe('false')
    await expect(actions.getRepoVariable({ ...SWITCH, name: 'NOPE' })).rejects.toMatchObject(
      refusal(404, 'Not Found')
    )
  })

  it('is out of reach for the App of the runbook', async () => {
    const { actions } = octokit(AUTOFIX).rest
    const refused = refusal(403, 'Resource not accessible by integration')
    await expect(actions.getRepoVariable(SWITCH)).rejects.toMatchObject(refused)
    await expect(actions.updateRepoVariable({ ...SWITCH, value: 'x' })).rejects.toMatchObject(refused)
    await expect(actions.createRepoVariable({ ...SWITCH, value: 'x' })).rejects.toMatchObject(refused)
  })
})

describe('a token whose time is over', () => {
  it('is one that nobody knows', async () => {
    await expect(octokit('ghs_late').rest.repos.get(PLACE)).rejects.toMatchObject(
      refusal(401, 'Bad credentials')
    )
  })
})
