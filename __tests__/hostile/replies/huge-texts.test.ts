import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { nodeTypeError } from '../../../services/datadog/seeds.js'
import { alertOf, seedRecent } from '../../privacy/scenario.js'
import { openHostileStage, type HostileStage } from '../stage/hostile-stage.js'
import { judgeRun } from '../stage/judge-run.js'

const MEGABYTE = 1_000_000

const texts: readonly (readonly [string, { readonly message?: string; readonly stack?: string }])[] = [
  ['a message of a megabyte', { message: 'no price '.repeat(MEGABYTE / 9) }],
  [
    'a stack of a hundred thousand lines',
    { stack: `E: x\n${'    at f (/app/src/a.ts:1:2)\n'.repeat(100_000)}` }
  ],
  ['one line of two megabytes', { stack: `E: ${'at f (/a.ts:1:2) '.repeat((2 * MEGABYTE) / 17)}` }],
  ['a megabyte of characters that nobody sees', { message: `x${'\u200b\u202e'.repeat(MEGABYTE / 2)}` }],
  [
    'a megabyte of signs that are escaped',
    { message: '|<`@#$&'.repeat(MEGABYTE / 7), stack: '\u0000'.repeat(MEGABYTE) }
  ]
]

describe('an event with a huge text', () => {
  let open: HostileStage
  beforeAll(async () => {
    open = await openHostileStage()
  })
  afterAll(() => open.stop())

  it.each(texts)('becomes a ticket of a readable size: %s', async (name, { message, stack }) => {
    const seed = nodeTypeError({ commit: open.stage.commit, culprit: { function: name } })
    const id = seedRecent(
      open.stage,
      {
        ...seed,
        event: (at, number) => {
          const event = seed.event(at, number)
          return { ...event, ...(message && { message }), ...(stack && { stack }) }
        }
      },
      1
    )
    const run = await open.play(alertOf(id))
    expect(judgeRun(run, open.stage.jira)).toEqual({})
    expect(run.exitCode).toBe(0)
    expect(run.output.length).toBeLessThan(20_000)
    expect(run.summary.length).toBeLessThan(100_000)
    expect(run.report.length).toBeLessThan(200_000)
    const sent = run.requests.map(({ body }) => body.length)
    expect(Math.max(...sent)).toBeLessThan(65_535)
  })
})
