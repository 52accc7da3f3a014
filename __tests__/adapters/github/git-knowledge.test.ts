import { beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import type { BookPlace } from '../../../src/adapters/github/git-book.js'
import { createGitKnowledge } from '../../../src/adapters/github/git-knowledge.js'
import { createGitProposals } from '../../../src/adapters/github/git-proposals.js'
import { createPatternBranch } from '../../../src/adapters/github/pattern-branch.js'
import type { KnownDiagnosis } from '../../../src/flow/decision/diagnosis.js'
import type { Knowledge } from '../../../src/knowledge-ports.js'
import { APP, PLACE, stage } from '../../services/github/stage.js'
import { settableClock, sourceFor } from './fixtures.js'

const { github } = stage()
const REF = 'datadog-autofix/knowledge'

beforeAll(async () => {
  await github.seedFiles({ 'policy.yml': 'jira: { project: PPL }\n' })
})

beforeEach(async () => {
  const { rest } = await sourceFor(github.url)()
  await rest.git.deleteRef({ ...PLACE, ref: REF }).catch(() => undefined)
  github.service.clearLog()
})

function place(): BookPlace {
  return { octokit: sourceFor(github.url), ...PLACE, clock: settableClock(), random: () => 0.5 }
}

function knowledge(): Knowledge {
  return createGitKnowledge(place())
}

function known(fingerprint: string): KnownDiagnosis {
  return {
    fingerprint,
    ticketKey: 'PPL-7',
    category: 'external',
    confidence: 0.8,
    rootCause: 'Their answers lack prices.',
    files: [],
    at: 1_000,
    confirmed: false
  }
}

const [one, two] = ['1111111111111111', '2222222222222222'] as const

describe('what is known of bugs', () => {
  it('is nothing before the first diagnosis, and is read once for each run', async () => {
    const book = knowledge()
    expect(await book.find([one])).toBeUndefined()
    const { length } = github.service.requests
    expect(await book.find([two])).toBeUndefined()
    expect(github.service.requests).toHaveLength(length)
  })

  it('is kept of runs at the same time', async () => {
    const hashes = Array.from({ length: 4 }, (_, index) => String(index).padStart(16, '0'))
    await Promise.all(hashes.map((hash) => knowledge().note(known(hash))))
    const book = knowledge()
    const found = await Promise.all(hashes.map((hash) => book.find([hash])))
    expect(found.map((each) => each?.fingerprint)).toEqual(hashes)
  })

  it('is confirmed and forgotten by people, and the same run sees it', async () => {
    const book = knowledge()
    await book.note(known(one))
    await book.settle([one], 'confirmed')
    expect(await book.find([one])).toMatchObject({ confirmed: true })
    await book.note({ ...known(one), category: 'data' })
    expect(await book.find([one])).toMatchObject({ category: 'external', confirmed: true })
    await book.settle([one], 'wrong')
    expect(await book.find([one])).toBeUndefined()
  })

  it('is not taken for nothing when it cannot be read', async () => {
    const { rest } = await sourceFor(github.url)()
    const file = { path: 'knowledge.json', mode: '100644', type: 'blob', content: '{"version":2}' } as const
    const tree = await rest.git.createTree({ ...PLACE, tree: [file] })
    const commit = await rest.git.createCommit({
      ...PLACE,
      tree: tree.data.sha,
      message: 'Damage',
      parents: []
    })
    await rest.git.createRef({ ...PLACE, ref: `refs/${REF}`, sha: commit.data.sha })
    await expect(knowledge().find([one])).rejects.toThrow('git push origin :refs/datadog-autofix/knowledge')
    await expect(knowledge().note(known(one))).rejects.toThrow('no diagnoses that can be read')
  })
})

describe('proposals', () => {
  it('are written when something changed, and not else', async () => {
    const book = createGitProposals(place())
    expect(await book.change((state) => state, 'Look')).toEqual({ version: 1, proposals: [] })
    const refs = await github.refs()
    expect(refs.map(({ ref }) => ref)).not.toContain('refs/datadog-autofix/proposals')
  })
})

describe('the branch of patterns', () => {
  it('takes commits on top of what is there, and overwrites nothing', async () => {
    const branch = createPatternBranch(sourceFor(github.url, { token: APP }), PLACE)
    const main = (await branch.readFile('main', 'policy.yml')) ?? { head: '', text: '' }
    expect(main.text).toBe('jira: { project: PPL }\n')
    await branch.create('patterns', main.head)
    await branch.create('patterns', main.head)
    const change = { branch: 'patterns', head: main.head, path: 'policy.yml', headline: 'Add', body: '' }
    expect(await branch.commit({ ...change, text: 'one: 1\n' })).toBe(true)
    // Another run, which has seen the branch before.
    expect(await branch.commit({ ...change, text: 'two: 2\n' })).toBe(false)
    expect((await branch.readFile('patterns', 'policy.yml'))?.text).toBe('one: 1\n')
    expect(await branch.readFile('nowhere', 'policy.yml')).toBeUndefined()
    expect((await branch.readFile('main', 'none.yml'))?.text).toBeUndefined()
  })
})
