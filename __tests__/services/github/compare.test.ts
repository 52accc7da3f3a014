import { beforeAll, describe, expect, it } from '@jest/globals'
import { git } from '../../adapters/git/checkout.js'
import { addCommit, HISTORIAN, HISTORY_TOKENS, STRANGER } from './history-stage.js'
import { PLACE, refusal, stage } from './stage.js'

const { github, octokit } = stage({ tokens: HISTORY_TOKENS })
const historian = () => octokit(HISTORIAN)

const BODY = Array.from({ length: 20 }, (_, index) => `line ${index}\n`).join('')
let base = ''
let head = ''

beforeAll(async () => {
  base = await github.seedFiles({ 'src/a.ts': 'one\ntwo\n', 'src/old.ts': BODY, 'gone.txt': 'x\n' })
  await git(github.gitDir, 'tag', 'v1', base)
  await addCommit(github, historian(), {
    message: 'Second',
    date: '2026-03-01T08:00:00Z',
    files: { 'src/a.ts': 'one\n2\n3\n', 'gone.txt': null }
  })
  head = await addCommit(github, historian(), {
    message: 'Third',
    date: '2026-03-01T09:00:00Z',
    files: { 'src/old.ts': null, 'src/new name.ts': BODY, 'größe.bin': 'a\u0000b' }
  })
  await addCommit(github, historian(), {
    message: 'Beside',
    date: '2026-03-01T09:30:00Z',
    files: { 'beside.txt': 'x\n' },
    parent: base,
    branch: 'release/2'
  })
})

const compare = async (basehead: string, more: object = {}) =>
  (await historian().rest.repos.compareCommitsWithBasehead({ ...PLACE, basehead, ...more })).data

describe('a comparison', () => {
  it('has the commits oldest first, and the files as git tells them apart', async () => {
    const found = await compare('tags/v1...main')
    expect(found).toMatchObject({ status: 'ahead', ahead_by: 2, behind_by: 0, total_commits: 2 })
    expect(found.merge_base_commit.sha).toBe(base)
    expect(found.commits.map(({ commit }) => commit.message)).toEqual(['Second', 'Third'])
    expect(found.files?.map((each) => [each.filename, each.status, each.previous_filename])).toEqual([
      ['gone.txt', 'removed', undefined],
      ['größe.bin', 'added', undefined],
      ['src/a.ts', 'modified', undefined],
      ['src/new name.ts', 'renamed', 'src/old.ts']
    ])
  })

  it('has patches, but for what has none', async () => {
    const { files = [] } = await compare(`${base}...${head}`)
    expect(files.map(({ patch }) => patch)).toEqual([
      '@@ -1 +0,0 @@\n-x',
      undefined,
      '@@ -1,2 +1,3 @@\n one\n-two\n+2\n+3',
      undefined
    ])
    expect(files.map(({ additions, deletions }) => [additions, deletions])).toEqual([
      [0, 1],
      [0, 0],
      [2, 1],
      [0, 0]
    ])
  })

  it.each([
    ['main...main', 'identical', 0],
    ['main...v1', 'behind', 0],
    ['main...release/2', 'diverged', 1]
  ])('of %s is %s', async (range, status, files) => {
    const found = await compare(range)
    expect([found.status, found.files?.length]).toEqual([status, files])
  })

  it('comes in pages where a page is asked for, with the files on the first', async () => {
    const second = await compare('v1...main', { per_page: 1, page: 2 })
    expect([second.commits.map(({ commit }) => commit.message), second.files]).toEqual([['Third'], []])
    expect(second.total_commits).toBe(2)
  })

  it.each([['v1...nope'], ['nope...main'], ['v1']])('of %s is not found', async (basehead) => {
    await expect(compare(basehead)).rejects.toMatchObject(refusal(404, 'Not Found'))
  })

  it('takes Contents: read', async () => {
    const { compareCommitsWithBasehead } = octokit(STRANGER).rest.repos
    await expect(compareCommitsWithBasehead({ ...PLACE, basehead: 'v1...main' })).rejects.toMatchObject(
      refusal(403, 'Resource not accessible by integration')
    )
  })
})

describe('the list of commits', () => {
  const list = async (more: object) =>
    (await historian().rest.repos.listCommits({ ...PLACE, ...more })).data.map(({ commit }) => commit.message)

  it.each([
    ['of a file', { path: 'src/a.ts' }, ['Second', 'Seed']],
    ['of a folder', { path: 'src' }, ['Third', 'Second', 'Seed']],
    ['of a path that is no pattern', { path: 'src/*.ts' }, []],
    ['since a time', { since: '2026-03-01T08:30:00Z' }, ['Third', 'Seed']],
    ['up to a revision', { sha: 'release/2' }, ['Beside', 'Seed']],
    ['of a page', { per_page: 1, page: 2 }, ['Second']]
  ])('%s is the newest first', async (_, more, messages) => {
    expect(await list(more)).toEqual(messages)
  })

  it('is refused of a revision that does not exist, and without Contents: read', async () => {
    await expect(list({ sha: 'nope' })).rejects.toMatchObject(refusal(404, 'No commit found for SHA: nope'))
    await expect(octokit(STRANGER).rest.repos.listCommits(PLACE)).rejects.toMatchObject(
      refusal(403, 'Resource not accessible by integration')
    )
  })
})
