import { execFileSync } from 'node:child_process'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { APP, PLACE, refusal, stage } from './stage.js'

const { github, octokit } = stage({
  tokens: [
    { token: APP, login: 'autofix[bot]', permissions: { metadata: 'read', contents: 'write' } },
    { token: 'user', login: 'jo', permissions: { metadata: 'read', contents: 'write', workflows: 'write' } }
  ]
})

const WORKFLOW_FILE = '.github/workflows/ci.yml'
let base = ''

beforeAll(async () => {
  const head = await github.seedFiles({
    'src/a.ts': 'a\n',
    'src/b.ts': 'b\n',
    'run.sh': { content: '#!/bin/sh\n', mode: '100755' },
    [WORKFLOW_FILE]: 'on: push\n'
  })
  const { data } = await octokit(APP).rest.git.getCommit({ ...PLACE, commit_sha: head })
  base = data.tree.sha
})

type Entry = NonNullable<
  Parameters<ReturnType<typeof octokit>['rest']['git']['createTree']>[0]
>['tree'][number]

async function createTree(tree: Entry[], base_tree?: string, token = APP): Promise<string> {
  const { data } = await octokit(token).rest.git.createTree({
    ...PLACE,
    tree,
    ...(base_tree ? { base_tree } : {})
  })
  return data.sha
}

function listed(tree: string): string[] {
  const text = execFileSync('git', ['ls-tree', '-r', tree], { cwd: github.gitDir, encoding: 'utf8' })
  return text
    .trim()
    .split('\n')
    .map((line) => line.replace(/^(\d+) .*\t/, '$1 '))
}

describe('blobs', () => {
  it.each([
    ['utf-8', 'grüße\n', Buffer.from('grüße\n')],
    ['base64', Buffer.from([0, 255, 10]).toString('base64'), Buffer.from([0, 255, 10])]
  ])('keep %s content byte for byte', async (encoding, content, bytes) => {
    const made = await octokit(APP).rest.git.createBlob({ ...PLACE, content, encoding })
    const { data } = await octokit(APP).rest.git.getBlob({ ...PLACE, file_sha: made.data.sha })
    expect(Buffer.from(data.content, 'base64')).toEqual(bytes)
    expect(data.size).toBe(bytes.length)
  })

  it('refuse text that is not base64, and do not find a tree', async () => {
    await expect(
      octokit(APP).rest.git.createBlob({ ...PLACE, content: '%%%', encoding: 'base64' })
    ).rejects.toMatchObject(refusal(422, 'content is not valid Base64'))
    await expect(octokit(APP).rest.git.getBlob({ ...PLACE, file_sha: base })).rejects.toMatchObject(
      refusal(404, 'Not')
    )
  })
})

describe('trees', () => {
  it('change, add and remove paths of a base tree, with their modes', async () => {
    const tree = await createTree(
      [
        { path: 'src/a.ts', mode: '100644', type: 'blob', content: 'A\n' },
        { path: 'bin/tool', mode: '100755', content: 'x' },
        { path: 'link', mode: '120000', content: 'src/a.ts' },
        { path: 'src/b.ts', mode: '100644', sha: null }
      ],
      base
    )
    expect(listed(tree)).toEqual([
      `100644 ${WORKFLOW_FILE}`,
      ...['100755 bin/tool', '120000 link', '100755 run.sh', '100644 src/a.ts']
    ])
  })

  it('replace a folder by a file, and take a whole tree', async () => {
    const tree = await createTree([{ path: 'src', mode: '100644', content: 'x' }], base)
    expect(listed(tree)).toContain('100644 src')
    expect(listed(await createTree([{ path: 'copy', mode: '040000', type: 'tree', sha: tree }]))).toContain(
      '100755 copy/run.sh'
    )
  })

  it('replace a file by a folder', async () => {
    const tree = await createTree([{ path: 'run.sh/now', mode: '100644', content: 'x' }], base)
    expect(listed(tree)).toContain('100644 run.sh/now')
    expect(listed(tree)).not.toContain('100755 run.sh')
  })

  it.each<[string, Entry[], string]>([
    ['an empty list', [], 'Invalid tree info'],
    ['a path upwards', [{ path: '../x', mode: '100644', content: '' }], 'malformed path component'],
    [
      'a path into .git',
      [{ path: 'a/.GIT/config', mode: '100644', content: '' }],
      'malformed path component'
    ],
    ['an absolute path', [{ path: '/x', mode: '100644', content: '' }], 'cannot start with a slash'],
    ['a missing blob', [{ path: 'x', mode: '100644', sha: 'a'.repeat(40) }], 'is not a valid blob'],
    [
      'sha and content',
      [{ path: 'x', mode: '100644', sha: 'a'.repeat(40), content: '' }],
      'Must supply either'
    ],
    ['removal of a missing path', [{ path: 'nope', mode: '100644', sha: null }], 'GitRPC::BadObjectState']
  ])('refuse %s', async (_, tree, message) => {
    await expect(createTree(tree)).rejects.toMatchObject(refusal(422, message))
  })

  it('carry submodules, which the contents show under the version that the caller speaks', async () => {
    const entry: Entry = { path: 'lib/sub', mode: '160000', type: 'commit', sha: 'd'.repeat(40) }
    const url = 'https://github.com/acme/sub.git'
    const modules = `[submodule "the sub"]\n\tpath = lib/sub\n\turl = ${url}\n`
    const commit = await octokit(APP).rest.git.createCommit({
      ...PLACE,
      message: 'sub',
      tree: await createTree([{ path: '.gitmodules', mode: '100644', content: modules }, entry])
    })
    const list = async (version: string, path: string): Promise<unknown> =>
      (
        await octokit(APP).rest.repos.getContent({
          ...PLACE,
          path,
          ref: commit.data.sha,
          headers: { 'x-github-api-version': version }
        })
      ).data
    expect(await list('2022-11-28', 'lib')).toMatchObject([{ type: 'file', path: 'lib/sub' }])
    expect(await list('2026-03-10', 'lib')).toMatchObject([{ type: 'submodule', path: 'lib/sub' }])
    expect(await list('2022-11-28', 'lib/sub')).toMatchObject({
      ...{ type: 'submodule', sha: entry.sha, submodule_git_url: url }
    })
  })

  it('refuse a base tree that does not exist', async () => {
    await expect(
      createTree([{ path: 'x', mode: '100644', content: '' }], 'b'.repeat(40))
    ).rejects.toMatchObject(refusal(422, 'base_tree'))
  })

  it('refuse changed workflow files without the permission for them', async () => {
    const change: Entry[] = [{ path: WORKFLOW_FILE, mode: '100644', content: 'on: pull_request\n' }]
    const refused = refusal(403, 'Resource not accessible by integration')
    await expect(createTree(change, base)).rejects.toMatchObject(refused)
    await expect(createTree(change)).rejects.toMatchObject(refused)
    await expect(
      createTree([{ path: WORKFLOW_FILE, mode: '100644', sha: null }], base)
    ).rejects.toMatchObject(refused)
    await expect(createTree(change, base, 'user')).resolves.toMatch(/^[0-9a-f]{40}$/)
    await expect(createTree([{ path: 'other', mode: '100644', content: '' }])).resolves.toMatch(
      /^[0-9a-f]{40}$/
    )
  })
})

describe('commits', () => {
  const message = 'fix: total\n\nbody'

  it('of an App without author are by GitHub and verified', async () => {
    const parents = [(await github.head()) ?? '']
    const made = await octokit(APP).rest.git.createCommit({ ...PLACE, message, tree: base, parents })
    expect(made.data).toMatchObject({
      message,
      parents: [{ sha: parents[0] }],
      author: { name: 'autofix[bot]', date: '2026-03-02T10:00:00Z' },
      committer: { name: 'GitHub', email: 'noreply@github.com' },
      verification: { verified: true, reason: 'valid' }
    })
    const shown = await octokit(APP).rest.git.getCommit({ ...PLACE, commit_sha: made.data.sha })
    expect(shown.data).toEqual(made.data)
    const full = await octokit(APP).rest.repos.getCommit({ ...PLACE, ref: made.data.sha })
    expect(full.data).toMatchObject({
      author: { login: 'autofix[bot]', type: 'Bot' },
      committer: { login: 'web-flow' }
    })
    expect(execFileSync('git', ['fsck', '--strict'], { cwd: github.gitDir, encoding: 'utf8' })).not.toMatch(
      /error/
    )
  })

  it('with a named author are unsigned, and the committer is the author', async () => {
    const author = { name: 'Jo', email: 'jo@example.com', date: '2026-01-01T00:00:00Z' }
    const { data } = await octokit(APP).rest.git.createCommit({ ...PLACE, message, tree: base, author })
    expect(data).toMatchObject({
      author,
      committer: author,
      parents: [],
      verification: { verified: false, reason: 'unsigned' }
    })
  })

  it('of a person are unsigned', async () => {
    const { data } = await octokit('user').rest.git.createCommit({ ...PLACE, message, tree: base })
    expect(data).toMatchObject({ committer: { name: 'jo' }, verification: { verified: false } })
  })

  it('do not trust a signature from outside', async () => {
    const signature = '-----BEGIN PGP SIGNATURE-----\n\nabc\n-----END PGP SIGNATURE-----\n'
    const { data } = await octokit(APP).rest.git.createCommit({ ...PLACE, message, tree: base, signature })
    expect(data.verification).toMatchObject({
      verified: false,
      reason: 'unknown_key',
      signature: signature.trim()
    })
  })

  it('need a tree and parents that exist', async () => {
    const missing = 'c'.repeat(40)
    const { createCommit } = octokit(APP).rest.git
    await expect(createCommit({ ...PLACE, message, tree: missing })).rejects.toMatchObject(
      refusal(422, 'Tree SHA does not exist')
    )
    await expect(createCommit({ ...PLACE, message, tree: base, parents: [base] })).rejects.toMatchObject(
      refusal(422, 'Parent SHA does not exist or is not a commit object')
    )
    await expect(octokit(APP).rest.git.getCommit({ ...PLACE, commit_sha: base })).rejects.toMatchObject(
      refusal(404, 'Not Found')
    )
  })
})
