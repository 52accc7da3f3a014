import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { createApiRepository } from '../../../src/adapters/github/api-repository.js'
import { openWorkspaceRepository } from '../../../src/adapters/git/workspace-repository.js'
import { git, SEARCH_PATH } from '../git/checkout.js'
import { PLACE, stage } from '../../services/github/stage.js'
import { recordingLog, sourceFor } from './fixtures.js'

const { github } = stage()

let released = ''

beforeAll(async () => {
  released = await github.seedFiles({ 'src/cart.ts': 'one\n' })
  await git(github.gitDir, 'tag', 'v1.4.0', released)
  await git(github.gitDir, 'tag', '--annotate', '--message', 'Release', 'shop@1.5.0+7', released)
  const tree = (await git(github.gitDir, 'rev-parse', `${released}^{tree}`)).trim()
  await git(github.gitDir, 'tag', 'v0.0.1', tree)
  await github.seedFiles({ 'src/cart.ts': 'two\n' })
})

afterEach(() => {
  github.service.clearFaults()
  github.service.clearLog()
})

const repositories = [
  ['not checked out', () => Promise.resolve(remote())],
  ['checked out', checkedOut]
] as const

function remote() {
  const octokit = sourceFor(github.url)
  return createApiRepository({ octokit, ...PLACE, commit: released, log: recordingLog() })
}

const folders: string[] = []

async function checkedOut() {
  const folder = await mkdtemp(join(tmpdir(), 'autofix-test-'))
  folders.push(folder)
  await git('/', 'clone', '--quiet', `file://${github.gitDir}`, join(folder, 'shop'))
  const repository = await openWorkspaceRepository(join(folder, 'shop'), SEARCH_PATH)
  if (!repository) throw new Error('not taken for a checkout')
  return repository
}

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

describe.each(repositories)('of a repository that is %s, the commit', (_, open) => {
  it.each([
    ['of a tag', ['tags/v1.4.0']],
    ['that an annotated tag leads to', ['tags/shop@1.5.0+7']],
    ['of the first revision that exists', ['tags/v9', 'tags/9', 'tags/v1.4.0', 'tags/shop@1.5.0+7']]
  ])('%s', async (_name, revisions) => {
    expect(await (await open()).commitOf(revisions)).toEqual({ known: true, value: released })
  })

  it('that is abbreviated', async () => {
    const repository = await open()
    expect(await repository.commitOf([released.slice(0, 8)])).toEqual({ known: true, value: released })
  })

  it.each([
    ['of no tag', ['tags/v9.9.9', 'tags/9.9.9']],
    ['of a branch', ['tags/main']],
    ['of a tag of something else', ['tags/v0.0.1']]
  ])('%s is unknown', async (_name, revisions) => {
    expect(await (await open()).commitOf(revisions)).toEqual({
      known: false,
      reason: `the repository has none of ${revisions.join(', ')}`
    })
  })
})

it('costs a request for each revision up to the one that exists', async () => {
  await remote().commitOf(['tags/1.4.0', 'tags/v1.4.0', 'tags/shop@1.4.0'])
  expect(github.service.requests.map(({ method, path }) => `${method} ${decodeURIComponent(path)}`)).toEqual([
    'GET /repos/acme/shop/commits/tags/1.4.0',
    'GET /repos/acme/shop/commits/tags/v1.4.0'
  ])
})

it('is unknown, and asked no further, where GitHub fails', async () => {
  const reply = { status: 500, body: { message: 'Server Error' } }
  github.service.inject({ kind: 'reply', path: /commits/, times: 4, reply })
  const found = await remote().commitOf(['tags/v1.4.0', 'tags/shop@1.5.0+7'])
  expect(found).toMatchObject({
    known: false,
    reason: expect.stringContaining('failed to look up tags/v1.4.0')
  })
  expect(github.service.requests).toHaveLength(4)
})
