import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { createHandlerLog, type HandlerLog } from '../../../src/adapters/github/handler-log.js'
import type { HandlerBooking } from '../../../src/flow/decision/patterns/handler-limits.js'
import { NOW, PLACE, READER, stage } from '../../services/github/stage.js'
import { rejection, settableClock, sourceFor } from './fixtures.js'

const REF = 'refs/datadog-autofix/handlers'
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

/** A run with a client of its own, that really waits when another one was faster. */
function logOf(run = 0, token?: string): HandlerLog {
  const clock = {
    ...settableClock(),
    sleep: (ms: number) => new Promise<void>((done) => setTimeout(done, ms))
  }
  const octokit = sourceFor(github.url, token === undefined ? {} : { token })
  return createHandlerLog({ octokit, ...PLACE, clock, random: () => (run % 10) / 10 })
}

const booking = (more: Partial<HandlerBooking> = {}): HandlerBooking => ({
  pattern: 'queue full',
  workflow: 'restart.yml',
  issueId: 'issue-1',
  now: NOW,
  cooldownHours: 4,
  perDay: 2,
  ...more
})

async function putRef(text: string, path = 'handlers.json'): Promise<void> {
  const { rest } = await sourceFor(github.url)()
  const file = { path, mode: '100644', type: 'blob', content: text } as const
  const tree = await rest.git.createTree({ ...PLACE, tree: [file] })
  const commit = await rest.git.createCommit({ ...PLACE, message: 'x', tree: tree.data.sha, parents: [] })
  await rest.git.createRef({ ...PLACE, ref: REF, sha: commit.data.sha })
}

describe('the log of started handlers', () => {
  it('books a start, and lets no other run start it before its cooldown', async () => {
    expect(await logOf().book(booking())).toEqual({ booked: true })
    const before = await github.refs()
    expect(before.map(({ ref }) => ref)).toContain(REF)
    expect(await logOf(1).book(booking({ issueId: 'issue-2', now: NOW + 1000 }))).toEqual({
      booked: false,
      why: expect.stringContaining('rests 4 hours')
    })
    expect(await github.refs()).toEqual(before)
    expect(await logOf(1).book(booking({ now: NOW + 4 * 3_600_000 }))).toEqual({ booked: true })
  })

  it('gives a start back, and keeps what other runs booked', async () => {
    await logOf().book(booking())
    await logOf().book(booking({ pattern: 'disk full' }))
    await logOf().cancel(booking())
    expect(await logOf().book(booking())).toEqual({ booked: true })
    expect(await logOf().book(booking({ pattern: 'disk full' }))).toMatchObject({ booked: false })
    const before = await github.refs()
    await logOf().cancel(booking({ pattern: 'never booked' }))
    expect(await github.refs()).toEqual(before)
  })

  it('survives a reply that was lost, and counts the start once', async () => {
    github.service.inject({ kind: 'lose-reply', method: 'POST', path: /git\/refs/ })
    expect(await logOf().book(booking({ cooldownHours: 0 }))).toEqual({ booked: true })
    github.service.inject({ kind: 'lose-reply', method: 'PATCH', path: /git\/refs/ })
    expect(await logOf().book(booking({ cooldownHours: 0 }))).toEqual({ booked: true })
    expect(await logOf().book(booking({ cooldownHours: 0 }))).toMatchObject({ booked: false })
  })
})

/** Each run takes some fifty processes of git. */
const TIMEOUT_MS = 180_000

describe('runs at the same time', () => {
  const race = async (runs: number, more: Partial<HandlerBooking>): Promise<number> => {
    const all = Array.from({ length: runs }, (_, run) =>
      logOf(run).book(booking({ issueId: `issue-${run}`, ...more }))
    )
    return (await Promise.all(all)).filter(({ booked }) => booked).length
  }

  it('start a handler once, where the log does not exist yet', async () => {
    expect(await race(2, {})).toBe(1)
  })

  it(
    'start it as often as the day allows, where it does',
    async () => {
      await logOf().book(booking({ pattern: 'other' }))
      expect(await race(5, { cooldownHours: 0, perDay: 2 })).toBe(2)
    },
    TIMEOUT_MS
  )
})

describe('a log that cannot be read', () => {
  it.each([
    ['half a file', '{"version":1,"star', 'handlers.json', 'it is not JSON'],
    ['another version', '{"version":2,"starts":[]}', 'handlers.json', 'version is not as expected'],
    ['a start of another form', '{"version":1,"starts":[{"at":"now"}]}', 'handlers.json', 'starts.0'],
    ['another file', '{}', 'other.json', 'no handlers.json']
  ])('starts nothing, says how to mend it, and is not written over: %s', async (_, text, path, problem) => {
    await putRef(text, path)
    const before = await github.refs()
    for (const error of [
      await rejection(logOf().book(booking())),
      await rejection(logOf().cancel(booking()))
    ]) {
      expect(error).toMatchObject({ vendor: 'GitHub', retryable: false })
      expect(String(error)).toContain(problem)
      expect(String(error)).toContain(`git push --force origin <commit>:${REF}`)
    }
    expect(await github.refs()).toEqual(before)
  })
})

describe('a failure', () => {
  it('names the permission that a token lacks', async () => {
    const error = await rejection(logOf(0, READER).book(booking()))
    expect(error).toMatchObject({ vendor: 'GitHub', status: 403 })
    expect(String(error)).toContain('"contents: write"')
  })

  it('of GitHub books nothing', async () => {
    const reply = { status: 500, body: { message: 'Oops' } }
    github.service.inject({ kind: 'reply', times: 9, reply })
    expect(await rejection(logOf().book(booking()))).toMatchObject({ vendor: 'GitHub', status: 500 })
    github.service.clearFaults()
    expect(await logOf().book(booking())).toEqual({ booked: true })
  })

  it('that never ends is told after a bounded number of rounds', async () => {
    await logOf().book(booking())
    const reply = { status: 422, body: { message: 'Update is not a fast forward' } }
    github.service.inject({ kind: 'reply', method: 'PATCH', path: /git\/refs/, times: 100, reply })
    const hasty = createHandlerLog({
      octokit: sourceFor(github.url),
      ...PLACE,
      clock: settableClock(),
      random: () => 0
    })
    expect(String(await rejection(hasty.book(booking({ cooldownHours: 0 }))))).toContain('in 16 rounds')
  })
})
