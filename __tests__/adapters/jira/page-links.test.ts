import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { draft, rejection, SECRET, startBench, type Bench } from './board-bench.js'

let bench: Bench
let key: string
beforeEach(async () => {
  bench = await startBench()
  key = (await bench.board.create(draft)).key
  bench.jira.service.clearLog()
})
afterEach(() => bench.stop())

const page = { url: 'https://github.com/acme/shop/pull/34', title: 'Pull request #34' }

function links() {
  return bench.jira.ticket(key).remoteLinks.map(({ globalId, object }) => ({ globalId, object }))
}

describe('a page on a ticket', () => {
  it('is shown under its address, redacted', async () => {
    await bench.board.linkPage(key, { ...page, title: `Pull request ${SECRET}` })
    expect(links()).toEqual([
      { globalId: page.url, object: { url: page.url, title: 'Pull request [redacted]' } }
    ])
  })

  it('is there once, however often it is linked', async () => {
    await bench.board.linkPage(key, page)
    await bench.board.linkPage(key, { ...page, title: 'Merged' })
    expect(links()).toEqual([{ globalId: page.url, object: { url: page.url, title: 'Merged' } }])
    await bench.board.linkPage(key, { ...page, url: 'https://github.com/acme/shop/pull/35' })
    expect(links()).toHaveLength(2)
  })

  it.each(['drop', 'lose-reply'] as const)('is there once after %s', async (kind) => {
    bench.jira.service.inject({ kind, method: 'POST', path: /remotelink/ })
    await bench.board.linkPage(key, page)
    expect(links()).toHaveLength(1)
  })

  it('has a title that Jira takes', async () => {
    await bench.board.linkPage(key, { ...page, title: 'x\n'.repeat(1_000) })
    expect(String(links()[0]?.object['title']).length).toBeLessThanOrEqual(255)
  })

  it('is for a ticket that exists, and names what is missing', async () => {
    const error = await rejection(bench.board.linkPage('PPL-999', page))
    expect(error).toMatchObject({ name: 'VendorError', vendor: 'Jira', status: 404 })
    expect(error.message).toContain('link a page on ticket PPL-999')
  })

  it('never asks for a ticket whose key is none', async () => {
    await rejection(bench.board.linkPage('../../user', page))
    expect(bench.requests()).toEqual([])
  })
})
