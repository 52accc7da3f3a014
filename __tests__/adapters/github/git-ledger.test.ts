import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createGitLedger } from '../../../src/adapters/github/git-ledger.js'
import type { LedgerBook } from '../../../src/fix-ports.js'
import { admitAttempt } from '../../../src/flow/fix/admit-attempt.js'
import { settleAttempt } from '../../../src/flow/fix/ledger-changes.js'
import { emptyLedger, type Ledger } from '../../../src/flow/fix/ledger.js'
import { attempt, facts, ledgerOf, policy } from '../../flow/fix/ledger-examples.js'
import { PLACE, READER, stage } from '../../services/github/stage.js'
import { rejection, settableClock, sourceFor } from './fixtures.js'

const REF = 'refs/datadog-autofix/ledger'
const { github } = stage()

beforeAll(async () => {
  await github.seedFiles({ 'README.md': '# Shop\n' })
})

beforeEach(async () => {
  const { rest } = await sourceFor(github.url)()
  await rest.git.deleteRef({ ...PLACE, ref: REF.replace('refs/', '') }).catch(() => undefined)
  github.service.clearLog()
})

afterEach(() => github.service.clearFaults())

/** A run with a client of its own, that really waits: runs that never let each other go ahead write far more often in vain. */
function bookOf(run = 0, token?: string): LedgerBook {
  const clock = {
    ...settableClock(),
    sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
  }
  const octokit = sourceFor(github.url, token === undefined ? {} : { token })
  return createGitLedger({ octokit, ...PLACE, clock, random: () => (run % 10) / 10 })
}

function add(book: LedgerBook, id: string, note?: string): Promise<string> {
  return book.change((ledger) => ({
    result: id,
    ledger: ledgerOf(...ledger.attempts, attempt({ id })),
    ...(note === undefined ? {} : { note })
  }))
}

async function idsOf(book: LedgerBook): Promise<readonly string[]> {
  return (await book.read()).attempts.map(({ id }) => id)
}

async function putRef(text: string, path = 'ledger.json'): Promise<void> {
  const { rest } = await sourceFor(github.url)()
  const tree = await rest.git.createTree({
    ...PLACE,
    tree: [{ path, mode: '100644', type: 'blob', content: text }]
  })
  const commit = await rest.git.createCommit({ ...PLACE, message: 'x', tree: tree.data.sha, parents: [] })
  await rest.git.createRef({ ...PLACE, ref: REF, sha: commit.data.sha })
}

describe('the ledger', () => {
  it('is empty before the first attempt, and is not written by looking', async () => {
    expect(await bookOf().read()).toEqual(emptyLedger)
    expect(await bookOf().change(() => ({ result: 7 }))).toBe(7)
    expect(await github.refs()).not.toContainEqual(expect.objectContaining({ ref: REF }))
  })

  it('keeps what was written, with its history', async () => {
    await add(bookOf(), 'run-1', 'Reserve $2.00 for PPL-7')
    await add(bookOf(), 'run-2', 'Reserve $2.00 for PPL-8')
    expect(await idsOf(bookOf())).toEqual(['run-1', 'run-2'])
    const { rest } = await sourceFor(github.url)()
    const head = (await rest.git.getRef({ ...PLACE, ref: REF.replace('refs/', '') })).data.object.sha
    const commit = await rest.git.getCommit({ ...PLACE, commit_sha: head })
    expect(commit.data).toMatchObject({ message: 'Reserve $2.00 for PPL-8', parents: [{}] })
  })

  it('takes two requests to read and three to write', async () => {
    await add(bookOf(), 'run-1')
    github.service.clearLog()
    await add(bookOf(), 'run-2')
    expect(github.service.requests.map(({ method }) => method)).toEqual([
      'GET',
      'GET',
      'POST',
      'POST',
      'PATCH'
    ])
  })
})

const WRITERS = 6
/** Each of them takes some fifty processes of git. */
const TIMEOUT_MS = 180_000

describe(`${WRITERS} runs at once`, () => {
  const runs = Array.from({ length: WRITERS }, (_, run) => run)

  it(
    'all get through where the ledger does not exist yet',
    async () => {
      await Promise.all(runs.map((run) => add(bookOf(run), `run-${run}`)))
      expect((await idsOf(bookOf())).toSorted()).toEqual(runs.map((run) => `run-${run}`))
    },
    TIMEOUT_MS
  )

  it(
    'never reserve more than the budget of the day, and settle what they spent',
    async () => {
      const reserve = (run: number): Promise<boolean> =>
        bookOf(run).change((ledger) => {
          const request = { ...facts.request, issue_id: `issue ${run}`, fingerprint: `${run}` }
          const own = { ...facts, request, attemptId: `run-${run}`, branch: `b-${run}`, team: `team ${run}` }
          const admission = admitAttempt(own, ledger, policy)
          return admission.admitted ? { result: true, ledger: admission.ledger } : { result: false }
        })
      const admitted = await Promise.all(runs.map(reserve))
      expect(admitted.filter(Boolean)).toHaveLength(policy.dayUsd / policy.runUsd)
      const settle = (run: number): Promise<void> =>
        bookOf(run).change((ledger) => {
          const told = { spentUsd: 1, told: true, reason: 'declined', now: facts.now } as const
          const settled: Ledger | undefined = settleAttempt(ledger, `run-${run}`, told)
          return settled ? { result: undefined, ledger: settled } : { result: undefined }
        })
      await Promise.all(runs.map(settle))
      const { attempts } = await bookOf().read()
      expect(attempts).toHaveLength(5)
      expect(attempts.every(({ state, spentUsd }) => state === 'closed' && spentUsd === 1)).toBe(true)
    },
    TIMEOUT_MS
  )
})

describe('a reply that is lost', () => {
  const lose = { kind: 'lose-reply', path: /git\/refs/ } as const

  it.each([
    ['the first write', 'POST', []],
    ['a later write', 'PATCH', ['run-0']]
  ] as const)('of %s does not make it twice', async (_, method, before) => {
    for (const id of before) await add(bookOf(), id)
    github.service.inject({ ...lose, method, times: 1 })
    let decisions = 0
    await bookOf().change((ledger) => {
      decisions += 1
      return { result: undefined, ledger: ledgerOf(...ledger.attempts, attempt({ id: 'run-1' })) }
    })
    expect(decisions).toBe(1)
    expect(await idsOf(bookOf())).toEqual([...before, 'run-1'])
  })

  it('is found in the history where others have written on top of it since', async () => {
    await add(bookOf(), 'run-0')
    github.service.inject({ ...lose, method: 'PATCH', times: 4 })
    let decisions = 0
    const octokit = sourceFor(github.url, { retryUnitMs: 60 })
    const slow = createGitLedger({ octokit, ...PLACE, clock: settableClock(), random: () => 0 })
    const mine = slow.change((ledger) => {
      decisions += 1
      return { result: undefined, ledger: ledgerOf(...ledger.attempts, attempt({ id: 'run-1' })) }
    })
    const until = Date.now() + 20_000
    while (!(await idsOf(bookOf())).includes('run-1')) expect(Date.now()).toBeLessThan(until)
    github.service.clearFaults()
    await add(bookOf(), 'run-2')
    await mine
    expect(decisions).toBe(1)
    expect(await idsOf(bookOf())).toEqual(['run-0', 'run-1', 'run-2'])
  })
})

describe('a ledger that cannot be read', () => {
  it.each([
    ['is half a file', '{"version":1,"attem', 'ledger.json', 'it is not JSON'],
    ['is of another version', '{"version":2,"attempts":[]}', 'ledger.json', 'version'],
    ['is another file', '{}', 'other.json', 'no ledger.json']
  ])(
    'is an error that says how to mend it, and is not written over: it %s',
    async (_, text, path, problem) => {
      await putRef(text, path)
      const before = await github.refs()
      for (const error of [await rejection(bookOf().read()), await rejection(add(bookOf(), 'run-1'))]) {
        expect(error).toMatchObject({ vendor: 'GitHub', retryable: false })
        expect(String(error)).toContain(problem)
        expect(String(error)).toContain(`git push --force origin <commit>:${REF}`)
      }
      expect(await github.refs()).toEqual(before)
    }
  )

  it('is no commit', async () => {
    const { rest } = await sourceFor(github.url)()
    const { sha } = (await rest.git.createBlob({ ...PLACE, content: 'x' })).data
    await rest.git.createRef({ ...PLACE, ref: REF, sha })
    expect(String(await rejection(bookOf().read()))).toContain('holds no ledger')
  })
})

describe('a refusal', () => {
  it('names the permission', async () => {
    const error = await rejection(add(bookOf(0, READER), 'run-1'))
    expect(error).toMatchObject({ vendor: 'GitHub', status: 403 })
    expect(String(error)).toContain('"contents: write"')
  })

  it('that never ends is told after a bounded number of rounds', async () => {
    await add(bookOf(), 'run-0')
    const reply = { status: 422, body: { message: 'Update is not a fast forward' } }
    github.service.inject({ kind: 'reply', method: 'PATCH', path: /git\/refs/, times: 100, reply })
    const octokit = sourceFor(github.url)
    const hasty = createGitLedger({ octokit, ...PLACE, clock: settableClock(), random: () => 0 })
    expect(String(await rejection(add(hasty, 'run-1')))).toContain('could not be written in 16 rounds')
    expect(await idsOf(bookOf())).toEqual(['run-0'])
  })
})
