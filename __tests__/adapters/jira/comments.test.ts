import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { draft, memory, rejection, SECRET, startBench, text, type Bench } from './board-bench.js'

let bench: Bench
let key: string
beforeEach(async () => {
  bench = await startBench()
  key = (await bench.board.create(draft)).key
  bench.jira.service.clearLog()
})
afterEach(() => bench.stop())

const posts = { method: 'POST', path: /\/comment/ }

describe('comments', () => {
  it('adds a redacted comment and rewrites it in place, with or without a notification', async () => {
    const id = await bench.board.comment(key, text(`Again: ${SECRET}`))
    expect(await bench.board.updateComment(key, id, text('Twice.'), false)).toBe('updated')
    expect(await bench.board.updateComment(key, id, text(`Thrice ${SECRET}.`), true)).toBe('updated')
    const { comments } = bench.jira.ticket(key)
    expect(comments.map((comment) => comment.id)).toEqual([id])
    expect(comments[0]?.versions.map(({ body, notified }) => [body, notified])).toEqual([
      [text('Again: [redacted]'), true],
      [text('Twice.'), false],
      [text('Thrice [redacted].'), true]
    ])
  })

  it('says that a comment is gone when somebody deleted it, or never had that id', async () => {
    const id = await bench.board.comment(key, text('Again'))
    const url = `${bench.jira.url}/rest/api/3/issue/${key}/comment/${id}`
    const authorization = bench.jira.service.requests[0]?.headers['authorization'] ?? ''
    await fetch(url, { method: 'DELETE', headers: { authorization } })
    expect(await bench.board.updateComment(key, id, text('x'), false)).toBe('gone')
    bench.jira.service.clearLog()
    expect(await bench.board.updateComment(key, '../../x', text('x'), false)).toBe('gone')
    expect(bench.requests()).toEqual([])
  })

  it('needs a new comment where the old one belongs to another account, and says so', async () => {
    const { id } = bench.jira.comment(key, 'from a person')
    expect(await bench.board.updateComment(key, id, text('x'), false)).toBe('gone')
    expect(bench.warnings).toHaveLength(1)
    expect(bench.jira.ticket(key).comments[0]?.body).toEqual(text('from a person'))
  })

  it('finds the newest comment that links to a page, and none that only names it', async () => {
    const page = 'https://github.com/acme/shop/actions/runs/1'
    const linked = { type: 'text', text: 'run', marks: [{ type: 'link', attrs: { href: page } }] } as const
    const body = { ...text(''), content: [{ type: 'paragraph', content: [linked] }] } as const
    expect(await bench.board.findComment(key, page)).toBeUndefined()
    const id = await bench.board.comment(key, body)
    await bench.board.comment(key, text(`See ${page}`))
    expect(await bench.board.findComment(key, page)).toEqual({ id, createdAt: expect.any(Number) })
    expect(await bench.board.findComment(key, `${page}2`)).toBeUndefined()
  })

  it.each(['lose-reply', 'partial'] as const)('does not comment twice after %s', async (kind) => {
    bench.jira.service.inject({ ...posts, kind })
    const id = await bench.board.comment(key, text('Again'))
    expect(bench.jira.ticket(key).comments.map((comment) => comment.id)).toEqual([id])
  })

  it('comments again when the first attempt had no effect', async () => {
    bench.jira.service.inject({ ...posts, kind: 'drop' })
    const id = await bench.board.comment(key, text('Again'))
    expect(bench.jira.ticket(key).comments.map((comment) => comment.id)).toEqual([id])
    expect(bench.requests().map((line) => line.split(' ')[0])).toEqual(['POST', 'GET', 'POST'])
  })

  it('does not take an old comment of the same words for the lost one', async () => {
    const old = await bench.board.comment(key, text('Again'))
    bench.pass(3_600_000)
    bench.jira.service.inject({ ...posts, kind: 'drop' })
    expect(await bench.board.comment(key, text('Again'))).not.toBe(old)
    expect(bench.jira.ticket(key).comments).toHaveLength(2)
  })

  it('gives up after the second attempt', async () => {
    bench.jira.service.inject({ ...posts, kind: 'drop', times: 99 })
    expect(await rejection(bench.board.comment(key, text('Again')))).toMatchObject({ name: 'VendorError' })
    expect(bench.requests().filter((line) => line.startsWith('POST'))).toHaveLength(2)
  })

  it('waits for the limit on writes to one ticket', async () => {
    await bench.stop()
    bench = await startBench({ perIssueWrites: { writes: 2, windowMs: 30_000 } })
    key = (await bench.board.create(draft)).key
    for (const words of ['one', 'two', 'three']) await bench.board.comment(key, text(words))
    expect(bench.sleeps).toEqual([30_000])
    expect(bench.jira.ticket(key).comments).toHaveLength(3)
  })
})

describe('memory and labels', () => {
  it('remembers, redacted, and reads back at once while the index lags', async () => {
    bench.jira.indexLagMs = 60_000
    await bench.board.remember(key, { ...memory, alerts: 7, commentId: '10002', cycleKeys: [SECRET] })
    expect((await bench.board.read(key))?.memory).toEqual({
      ...memory,
      alerts: 7,
      commentId: '10002',
      cycleKeys: ['[redacted]']
    })
  })

  it('remembers although a reply was lost', async () => {
    bench.jira.service.inject({ method: 'PUT', kind: 'lose-reply' })
    await bench.board.remember(key, { ...memory, alerts: 3 })
    expect((await bench.board.read(key))?.memory?.alerts).toBe(3)
  })

  it('adds labels beside those of people', async () => {
    bench.jira.edit(key, { labels: ['mine', 'datadog-autofix'] })
    await bench.board.addLabels(key, ['datadog-autofix', 'datadog-fp-2'])
    expect(bench.jira.ticket(key).labels).toEqual(['datadog-autofix', 'datadog-fp-2', 'mine'])
    bench.jira.service.clearLog()
    await bench.board.addLabels(key, [])
    expect(bench.requests()).toEqual([])
  })
})
