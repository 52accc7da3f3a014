import { afterEach, describe, expect, it } from '@jest/globals'
import { readAdvisories } from '../../../src/adapters/github/advisories.js'
import { createApiRepository } from '../../../src/adapters/github/api-repository.js'
import { PLACE, stage, WORKFLOW } from '../../services/github/stage.js'
import { recordingLog, sourceFor } from './fixtures.js'

const { github } = stage({
  tokens: [
    { token: WORKFLOW, login: 'github-actions[bot]', permissions: { metadata: 'read', contents: 'read' } }
  ]
})

const hosted = {
  ghsaId: 'GHSA-aaaa-bbbb-cccc',
  ecosystem: 'npm',
  name: 'tiny-list',
  versions: ['2.1.0'],
  range: '< 2.3.1',
  firstPatched: '2.3.1',
  cwes: ['CWE-248'],
  summary: 'Uncaught TypeError',
  description: 'in walkList()'
}

afterEach(() => {
  github.service.clearFaults()
  github.service.clearLog()
  github.advisories.length = 0
})

const read = (version: string) =>
  readAdvisories(sourceFor(github.url), { ecosystem: 'npm', name: 'tiny-list' }, version)

describe('advisories', () => {
  it('that affect a version are read with one request', async () => {
    github.advisories.push(hosted, { ...hosted, ghsaId: 'GHSA-dddd-eeee-ffff', withdrawn: true })
    expect(await read('2.1.0')).toEqual({
      known: true,
      value: [
        {
          ecosystem: 'npm',
          name: 'tiny-list',
          url: 'https://github.com/advisories/GHSA-aaaa-bbbb-cccc',
          cwes: ['CWE-248'],
          text: 'Uncaught TypeError\nin walkList()',
          affected: '< 2.3.1',
          fixed: '2.3.1'
        }
      ]
    })
    expect(await read('2.3.1')).toEqual({ known: true, value: [] })
    expect(github.schemaViolations).toEqual([])
  })
})

describe('one file at a commit', () => {
  const open = () =>
    createApiRepository({ octokit: sourceFor(github.url), ...PLACE, commit: 'main', log: recordingLog() })

  it('is read as it was', async () => {
    const before = await github.seedFiles({ 'src/größe.ts': 'one\n' })
    await github.seedFiles({ 'src/größe.ts': 'two\n' })
    expect(await open().readFile('src/größe.ts', before, 100)).toEqual({ known: true, value: 'one\n' })
  })

  it.each([
    ['it is too long', 'src/cart.ts', 3],
    ['it is not there', 'src/none.ts', 100],
    ['it is a folder', 'src', 100]
  ])('is unknown where %s', async (_, path, bytes) => {
    const commit = await github.seedFiles({ 'src/cart.ts': 'long\n' })
    expect(await open().readFile(path, commit, bytes)).toMatchObject({ known: false })
  })

  it('is unknown of what is no commit, and nothing is asked', async () => {
    expect(await open().readFile('src/cart.ts', 'refs/pull/1/head', 100)).toMatchObject({ known: false })
  })
})
