import { expect, describe, it, beforeAll } from '@jest/globals'
import { PLACE, READER, refusal, stage } from './stage.js'

const { github, octokit, ask } = stage({ treeLimit: 3 })

beforeAll(async () => {
  await github.seedFiles({
    'README.md': '# Shop\n',
    'src/cart.ts': 'export const total = 1\n',
    'src/deep/a b.ts': 'x\n',
    'bin/run.sh': { content: '#!/bin/sh\n', mode: '100755' },
    'link.md': { content: 'README.md', mode: '120000' },
    'dangling.md': { content: 'nowhere.md', mode: '120000' },
    'large.txt': 'x'.repeat(1024 * 1024 + 1),
    'long.txt': 'y'.repeat(100)
  })
  await github.seedFiles({ 'README.md': '# Shop, developed\n' }, { branch: 'feature/cart' })
})

async function contents(path: string, ref?: string): Promise<Record<string, unknown>> {
  const { data } = await octokit(READER).rest.repos.getContent({ ...PLACE, path, ...(ref ? { ref } : {}) })
  return data as unknown as Record<string, unknown>
}

describe('contents', () => {
  it('gives a file in base64 with line breaks, under the blob that git has', async () => {
    const file = await contents('long.txt')
    expect(file).toMatchObject({
      type: 'file',
      name: 'long.txt',
      path: 'long.txt',
      size: 100,
      encoding: 'base64'
    })
    expect(
      String(file['content'])
        .split('\n')
        .map((line) => line.length)
    ).toEqual([60, 60, 16, 0])
    expect(Buffer.from(String(file['content']), 'base64').toString()).toBe('y'.repeat(100))
    expect(file['sha']).toMatch(/^[0-9a-f]{40}$/)
  })

  it('reads another branch, whose name has a slash', async () => {
    const file = await contents('README.md', 'feature/cart')
    expect(Buffer.from(String(file['content']), 'base64').toString()).toBe('# Shop, developed\n')
  })

  it('gives the bare text to the raw media type', async () => {
    const { data } = await octokit(READER).rest.repos.getContent({
      ...PLACE,
      path: 'src/deep/a b.ts',
      mediaType: { format: 'raw+json' }
    })
    expect(data).toBe('x\n')
    const reply = await ask('/repos/acme/shop/contents/README.md', {
      headers: { accept: 'application/vnd.github.raw+json' }
    })
    expect(reply.body).toBe('# Shop\n')
    expect(reply.headers.get('content-type')).toBe('application/vnd.github.raw+json; charset=utf-8')
  })

  it('lists directories, the root among them', async () => {
    const root = (await contents('')) as unknown as { path: string; type: string }[]
    expect(root.map((each) => `${each.type} ${each.path}`)).toEqual([
      ...['file README.md', 'dir bin', 'symlink dangling.md', 'file large.txt', 'symlink link.md'],
      ...['file long.txt', 'dir src']
    ])
    expect(await contents('src')).toMatchObject([{ path: 'src/cart.ts' }, { path: 'src/deep', type: 'dir' }])
  })

  it('gives a directory as an object where that is asked for', async () => {
    const reply = await ask('/repos/acme/shop/contents/src', {
      headers: { accept: 'application/vnd.github.object+json' }
    })
    expect(reply.body).toMatchObject({
      type: 'dir',
      path: 'src',
      entries: [{ name: 'cart.ts' }, { name: 'deep' }]
    })
  })

  it('follows a link to a file, and names the target of one that dangles', async () => {
    expect(await contents('link.md')).toMatchObject({ type: 'file', path: 'link.md', size: 7 })
    expect(await contents('dangling.md')).toMatchObject({ type: 'symlink', target: 'nowhere.md' })
  })

  it('leaves the content out above one megabyte', async () => {
    expect(await contents('large.txt')).toMatchObject({
      encoding: 'none',
      content: '',
      size: 1024 * 1024 + 1
    })
  })

  it('does not find a missing path, a missing ref and an empty repository, each in its own words', async () => {
    await expect(contents('nope.md')).rejects.toMatchObject(refusal(404, 'Not Found'))
    await expect(contents('README.md', 'nope')).rejects.toMatchObject(
      refusal(404, 'No commit found for the ref nope')
    )
    await github.addRepository('acme/empty')
    const reply = await ask('/repos/acme/empty/contents/README.md')
    expect(reply).toMatchObject({
      status: 404,
      body: { message: 'This repository is empty.', status: '404' }
    })
  })
})

describe('other repositories', () => {
  it('give their contents to whom they are shared with, and nothing else', async () => {
    const shared = await github.addRepository('acme/policies', { readers: ['reader'] })
    await shared.seedFiles({ 'team.yml': 'a: 1\n' })
    const place = { owner: 'ACME', repo: 'policies', path: 'team.yml' }
    await expect(octokit(READER).rest.repos.getContent(place)).resolves.toMatchObject({ status: 200 })
    await expect(octokit().rest.repos.getContent(place)).rejects.toMatchObject(refusal(404, 'Not Found'))
    const open = await github.addRepository('acme/open')
    const sha = await open.seedFiles({ a: 'b' })
    const ref = { owner: 'acme', repo: 'open', ref: 'refs/heads/x', sha }
    await expect(octokit().rest.git.createRef(ref)).rejects.toMatchObject(
      refusal(403, 'Resource not accessible by integration')
    )
  })
})

describe('trees', () => {
  it('lists one level, and every level with a flag of any value', async () => {
    const flat = await octokit()
      .rest.git.getTree({ ...PLACE, tree_sha: 'main:src' })
      .catch((error: unknown) => error)
    expect(flat).toMatchObject(refusal(404, 'Not Found'))
    const head = await github.head()
    const { data } = await octokit().rest.git.getTree({ ...PLACE, tree_sha: head ?? '', recursive: '0' })
    expect(data.tree.map((each) => each.path)).toEqual(['README.md', 'bin', 'bin/run.sh'])
    expect(data.tree[2]).toMatchObject({ mode: '100755', type: 'blob', size: 10 })
    expect(data.truncated).toBe(true)
  })

  it('takes the name of a branch', async () => {
    const { data } = await octokit().rest.git.getTree({ ...PLACE, tree_sha: 'feature/cart' })
    expect(data.tree.map((each) => each.path)).toEqual(['README.md'])
    expect(data.truncated).toBe(false)
  })
})

describe('commits and branches', () => {
  it('show what the commit changed', async () => {
    const sha = await github.seedFiles(
      { 'README.md': '# Shop\nmore\n', 'long.txt': null },
      { message: 'Change' }
    )
    const { data } = await octokit().rest.repos.getCommit({ ...PLACE, ref: 'heads/main' })
    expect(data).toMatchObject({
      sha,
      commit: { message: 'Change' },
      stats: { additions: 1, deletions: 1, total: 2 }
    })
    expect(data.files?.map((each) => [each.filename, each.status, each.additions])).toEqual([
      ['README.md', 'modified', 1],
      ['long.txt', 'removed', 0]
    ])
    const branch = await octokit().rest.repos.getBranch({ ...PLACE, branch: 'main' })
    expect(branch.data).toMatchObject({ name: 'main', commit: { sha }, protected: false })
  })

  it('refuse what does not exist', async () => {
    await expect(octokit().rest.repos.getCommit({ ...PLACE, ref: 'nope' })).rejects.toMatchObject(
      refusal(422, 'No commit found for SHA: nope')
    )
    await expect(octokit().rest.repos.getBranch({ ...PLACE, branch: 'nope' })).rejects.toMatchObject(
      refusal(404, 'Branch not found')
    )
  })

  it('find a commit by a short sha and give the bare sha', async () => {
    const head = (await github.head()) ?? ''
    const reply = await ask(`/repos/acme/shop/commits/${head.slice(0, 7)}`, {
      headers: { accept: 'application/vnd.github.sha' }
    })
    expect(reply.body).toBe(head)
  })
})

describe('repository and code owners', () => {
  it('describe the repository', async () => {
    const { data } = await octokit().rest.repos.get(PLACE)
    expect(data).toMatchObject({ full_name: 'acme/shop', private: true, default_branch: 'main' })
  })

  it('name the lines of CODEOWNERS that are wrong', async () => {
    await expect(octokit().rest.repos.codeownersErrors(PLACE)).rejects.toMatchObject(
      refusal(404, 'Not Found')
    )
    await github.seedFiles({
      '.github/CODEOWNERS': '# all\n* @acme/web a@b.co\n!x @me\ndocs/ nobody # why\n/empty\n'
    })
    const { data } = await octokit().rest.repos.codeownersErrors(PLACE)
    expect(data.errors.map(({ line, column, kind, path }) => ({ line, column, kind, path }))).toEqual([
      { line: 3, column: 1, kind: 'Invalid pattern', path: '.github/CODEOWNERS' },
      { line: 4, column: 7, kind: 'Invalid owner', path: '.github/CODEOWNERS' }
    ])
  })
})
