import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AUTOFIX, ONLOOKER, PUBLISHERS } from './publishing.js'
import { NOW, PLACE, stage } from './stage.js'

let now = NOW
const { github, octokit } = stage({
  tokens: [
    ...PUBLISHERS,
    {
      token: 'ghs_short',
      login: 'acme-short[bot]',
      permissions: { metadata: 'read', contents: 'read' },
      expiresAt: NOW + 1
    },
    { token: 'ghs_nothing', login: 'nobody', permissions: { metadata: 'read' } }
  ],
  now: () => now
})

let folder = ''
let first = ''
let head = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'smart-http-'))
  first = await github.seedFiles({ 'a.txt': 'first\n' })
  head = await github.seedFiles({ 'a.txt': 'second\n' })
})

afterAll(async () => {
  await rm(folder, { recursive: true, force: true })
})

interface Outcome {
  readonly code: number
  readonly stderr: string
}

/** The real git, with nothing of this machine's configuration. */
async function git(args: readonly string[], token?: string): Promise<Outcome> {
  const basic = Buffer.from(`x-access-token:${token ?? ''}`).toString('base64')
  const header = token === undefined ? [] : ['-c', `http.extraheader=AUTHORIZATION: basic ${basic}`]
  return await new Promise((resolve) => {
    const child = execFile(
      'git',
      [...header, ...args],
      {
        cwd: folder,
        env: {
          PATH: process.env['PATH'] ?? '/usr/bin:/bin',
          HOME: folder,
          GIT_CONFIG_NOSYSTEM: '1',
          GIT_TERMINAL_PROMPT: '0'
        }
      },
      (_error, _stdout, stderr) => resolve({ code: child.exitCode ?? -1, stderr })
    )
  })
}

const address = (repository = 'acme/shop'): string => `${github.serverUrl}/${repository}.git`

describe('git over HTTP', () => {
  it('clones with a token', async () => {
    expect(await git(['clone', '--quiet', address(), 'clone'], AUTOFIX)).toMatchObject({ code: 0 })
    expect(await readFile(join(folder, 'clone', 'a.txt'), 'utf8')).toBe('second\n')
  })

  it.each(['0', '2'])('fetches one commit by its sha, under version %s of the protocol', async (version) => {
    const { data } = await octokit(AUTOFIX).rest.git.getCommit({ ...PLACE, commit_sha: first })
    const made = await octokit(AUTOFIX).rest.git.createCommit({
      ...PLACE,
      message: 'No ref has it',
      tree: data.tree.sha,
      parents: [head]
    })
    const name = `by-sha-${version}`
    await git(['init', '--quiet', name])
    const args = ['-c', `protocol.version=${version}`, '-C', name, 'fetch', '--quiet', '--depth=1', address()]
    expect(await git([...args, made.data.sha], AUTOFIX)).toMatchObject({ code: 0 })
    expect(await git(['-C', name, 'checkout', '--quiet', 'FETCH_HEAD'])).toMatchObject({ code: 0 })
    expect(await readFile(join(folder, name, 'a.txt'), 'utf8')).toBe('first\n')
  })

  it.each<[string, string | undefined, RegExp]>([
    ['no token', undefined, /could not read Username|Authentication failed/],
    ['a token that nobody knows', 'nope', /Authentication failed|could not read Username|Invalid username/],
    ['a token without contents', 'ghs_nothing', /not found/]
  ])('is refused with %s', async (_, token, message) => {
    const outcome = await git(['ls-remote', address()], token)
    expect(outcome.code).toBe(128)
    expect(outcome.stderr).toMatch(message)
  })

  it('is refused with a token whose time is over', async () => {
    expect(await git(['ls-remote', address()], 'ghs_short')).toMatchObject({ code: 0 })
    now = NOW + 1
    expect(await git(['ls-remote', address()], 'ghs_short')).toMatchObject({ code: 128 })
    await expect(octokit('ghs_short').rest.repos.get(PLACE)).rejects.toMatchObject({ status: 401 })
    now = NOW
  })

  it('finds no repository that is not there', async () => {
    const outcome = await git(['ls-remote', address('acme/nope')], AUTOFIX)
    expect(outcome).toMatchObject({ code: 128, stderr: expect.stringContaining('not found') })
  })

  it('asks nobody for credentials to read a public repository', async () => {
    const open = await github.addRepository('acme/open', { visibility: 'public' })
    await open.seedFiles({ a: 'b' })
    expect(await git(['ls-remote', address('acme/open')])).toMatchObject({ code: 0 })
  })

  // Who may write is let in, and told no at the push itself.
  it.each([
    [AUTOFIX, 1],
    [ONLOOKER, 128]
  ] as const)('takes no push', async (token, code) => {
    const name = `push-${token}`
    await git(['clone', '--quiet', address(), name], token)
    const outcome = await git(['-C', name, 'push', '--quiet', 'origin', 'HEAD:refs/heads/pushed'], token)
    expect(outcome).toMatchObject({ code, stderr: expect.stringMatching(/denied|403/) })
    expect(await github.head('pushed')).toBeUndefined()
  })
})
