import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { draft, ISSUE_LABEL, rejection, startBench, type Bench } from './board-bench.js'

let bench: Bench
beforeEach(async () => {
  bench = await startBench()
})
afterEach(() => bench.stop())

/** Tickets of other people, one after the other. */
async function others(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) await bench.board.create({ ...draft, labels: ['other'] })
}

describe('the newest tickets of a project', () => {
  it('are none in an empty one', async () => {
    expect(await bench.board.findRecent([ISSUE_LABEL])).toEqual([])
  })

  it('are seen although the index shows none of them', async () => {
    bench.jira.indexLagMs = 3_600_000
    await others(3)
    await bench.board.create(draft)
    expect(await bench.board.findByLabels([ISSUE_LABEL])).toEqual([])
    expect(await bench.board.findRecent([ISSUE_LABEL])).toMatchObject([{ key: 'PPL-4' }])
  })

  it('are seen beyond a key that is missing', async () => {
    await others(2)
    bench.jira.remove('PPL-2')
    await bench.board.create(draft)
    expect((await bench.board.findRecent([ISSUE_LABEL])).map(({ key }) => key)).toEqual(['PPL-3'])
  })

  it('are those with one of the labels, oldest first, in three requests', async () => {
    await bench.board.create(draft)
    await others(1)
    await bench.board.create(draft)
    bench.jira.service.clearLog()
    const found = await bench.board.findRecent([ISSUE_LABEL, 'datadog-fp-none'])
    expect(found.map(({ key }) => key)).toEqual(['PPL-1', 'PPL-3'])
    expect(bench.jira.service.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /rest/api/3/search/jql',
      'POST /rest/api/3/issue/bulkfetch',
      'POST /rest/api/3/issue/bulkfetch'
    ])
  })

  it('are the last hundred and no more', async () => {
    await bench.board.create(draft)
    await others(100)
    expect(await bench.board.findRecent([ISSUE_LABEL])).toEqual([])
    await bench.board.create(draft)
    expect((await bench.board.findRecent([ISSUE_LABEL])).map(({ key }) => key)).toEqual(['PPL-102'])
  })

  it.each(['/search/jql', '/issue/bulkfetch'])(
    'that %s does not give are an error, and not none',
    async (path) => {
      await bench.board.create(draft)
      const reply = { status: 403, body: { errorMessages: ['no'], errors: {} } }
      bench.jira.service.inject({ kind: 'reply', path: new RegExp(path), times: 9, reply })
      expect(await rejection(bench.board.findRecent([ISSUE_LABEL]))).toMatchObject({ status: 403 })
    }
  )
})
