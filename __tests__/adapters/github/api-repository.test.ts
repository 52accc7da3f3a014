import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { createApiRepository } from '../../../src/adapters/github/api-repository.js'
import { openWorkspaceRepository } from '../../../src/adapters/git/workspace-repository.js'
import { git, SEARCH_PATH } from '../git/checkout.js'
import { PLACE, stage, WORKFLOW } from '../../services/github/stage.js'
import { recordingLog, sourceFor } from './fixtures.js'

const TREE_LIMIT = 20
const NO_CONTENTS = 'ghs_metadata_only'

const { github } = stage({
  treeLimit: TREE_LIMIT,
  tokens: [
    { token: WORKFLOW, login: 'github-actions[bot]', permissions: { metadata: 'read', contents: 'write' } },
    { token: NO_CONTENTS, login: 'nobody', permissions: { metadata: 'read' } }
  ]
})

const ODD_PATHS = ['src/größe.ts', 'src/日本/語.py', 'src/a\nb.js', 'src/"quoted".ts']

let commit = ''

beforeAll(async () => {
  commit = await github.seedFiles({
    ...Object.fromEntries(ODD_PATHS.map((path) => [path, 'x\n'])),
    link: { content: 'src/größe.ts', mode: '120000' },
    'docs/CODEOWNERS': '* @acme/docs\n',
    CODEOWNERS: '# Größe\n* @acme/everyone\n'
  })
})

afterEach(() => {
  github.service.clearFaults()
  github.service.clearLog()
})

function open(options: { commit?: string; token?: string } = {}) {
  const log = recordingLog()
  const octokit = sourceFor(github.url, options.token === undefined ? {} : { token: options.token })
  const repository = createApiRepository({ octokit, ...PLACE, commit: options.commit ?? commit, log })
  return { log, paths: () => repository.paths(), codeOwners: () => repository.codeOwners() }
}

describe('a repository that is not checked out', () => {
  it('is listed through the API, files only', async () => {
    const { paths, log } = open()
    const found = await paths()
    expect([...(found.known ? found.value : [])].sort()).toEqual(
      [...ODD_PATHS, 'link', 'docs/CODEOWNERS', 'CODEOWNERS'].sort()
    )
    expect(log.lines).toEqual([])
  })

  it('is the same as a checkout of it', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'autofix-test-'))
    try {
      await git('/', 'clone', '--quiet', `file://${github.gitDir}`, join(folder, 'shop'))
      const checkout = await openWorkspaceRepository(join(folder, 'shop'), SEARCH_PATH)
      expect(await open().paths()).toEqual(await checkout?.paths())
      const [owners, same] = [await open().codeOwners(), await checkout?.codeOwners()]
      expect(owners.known).toBe(true)
      expect(JSON.stringify(owners)).toBe(JSON.stringify(same))
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })

  it('is read at the commit that was asked for', async () => {
    const later = await github.seedFiles({ 'later.ts': 'x\n', CODEOWNERS: null, 'docs/CODEOWNERS': null })
    const [before, after] = [await open().paths(), await open({ commit: later }).paths()]
    expect(before.known && before.value).not.toContain('later.ts')
    expect(after.known && after.value).toContain('later.ts')
    expect((await open().codeOwners()).known).toBe(true)
    const { codeOwners, log } = open({ commit: later })
    expect(await codeOwners()).toEqual({ known: false, reason: 'the repository has no CODEOWNERS file' })
    expect(log.lines).toEqual([])
  })

  it('costs one request for the files and one for the owners, however often it is asked', async () => {
    const { paths, codeOwners } = open()
    await Promise.all([codeOwners(), paths(), codeOwners(), paths()])
    await codeOwners()
    expect(github.service.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `GET /repos/acme/shop/git/trees/${commit}?recursive=true`,
      `GET /repos/acme/shop/contents/CODEOWNERS?ref=${commit}`
    ])
  })

  it('reads the CODEOWNERS that GitHub reads', async () => {
    const owners = await open().codeOwners()
    expect(owners.known && owners.value.source).toBe('CODEOWNERS')
    expect(owners.known && owners.value.rules).toMatchObject([
      { line: 2, pattern: '*', owners: ['@acme/everyone'] }
    ])
  })

  it('does not take a reply that broke off for an empty file', async () => {
    github.service.inject({ kind: 'partial', path: /contents/, times: 2 })
    const owners = await open().codeOwners()
    expect(owners.known && owners.value.rules).toHaveLength(1)
  })
})

describe('a repository that cannot be read', () => {
  it('is unknown where GitHub does not list all of it', async () => {
    const many = Object.fromEntries(
      Array.from({ length: TREE_LIMIT }, (_, index) => [`many/${index}.ts`, 'x'])
    )
    const large = await github.seedFiles(many, { branch: 'large' })
    const paths = await open({ commit: large }).paths()
    expect(paths).toMatchObject({ known: false, reason: expect.stringContaining('actions/checkout') })
  })

  it.each([
    ['a token without the permission', { token: NO_CONTENTS }, '"contents: read"'],
    ['a commit that is not there', { commit: '1'.repeat(40) }, 'it does not exist']
  ])('is unknown, with a warning, because of %s', async (_, options, reason) => {
    const { paths, codeOwners, log } = open(options)
    expect(await paths()).toMatchObject({ known: false, reason: expect.stringContaining(reason) })
    expect(await codeOwners()).toEqual(await paths())
    expect(log.lines).toMatchObject([{ kind: 'warning', data: { reason: expect.stringContaining(reason) } }])
  })

  it('is unknown, and not without owners, when GitHub fails for the one file', async () => {
    const reply = { status: 500, body: { message: 'Server Error' } }
    github.service.inject({ kind: 'reply', path: /contents/, times: 4, reply })
    const { codeOwners, log } = open()
    expect(await codeOwners()).toMatchObject({
      known: false,
      reason: expect.stringContaining('failed to read CODEOWNERS (500)')
    })
    expect(log.lines).toHaveLength(1)
  })
})
