import { afterEach, describe, expect, it } from '@jest/globals'
import { anotherBug, manyBugs } from './bugs.js'
import { acts, drive, removeDriven } from './drive-autofix.js'
import { attemptsOf } from './fix-ledger.js'
import { openFix } from './fix-rig.js'
import { commentOf } from './nothing-follows.js'
import { goodAnswer } from './order-shop.js'

afterEach(removeDriven)

describe('an agent that spends past the ceiling of the day', () => {
  it('is the last one of the day, and people are told to turn the switch off', async () => {
    const rig = await openFix({ autofix: { ...manyBugs, budget: { run: 2, day: 2, month: 50 } } })
    const declines = { ...goodAnswer, decision: 'declined', test: null, declined_because: 'Not today.' }
    const usage = {
      ...{ usd: 2.5, told: true, turns: 9, durationMs: 1_000 },
      ...{ inputTokens: 1, outputTokens: 1, cacheReadTokens: 0, cacheWriteTokens: 0 }
    }
    const first = await drive(rig, { request: anotherBug(), agent: acts(() => declines, { usage }) })
    expect(first.error).toBeUndefined()
    expect(first.current.end?.reason).toBe('declined')
    expect(first.current.budget?.crossed).toBe('day')
    const [warning = ''] = first.current.warnings
    expect(warning).toContain('Set the variable AUTOFIX_ENABLED to false')

    let started = false
    const request = anotherBug()
    const second = await drive(rig, { request, agent: acts(() => (started = true)) })
    expect({ started, error: second.error }).toEqual({ started: false, error: undefined })
    expect(second.current.end?.reason).toBe('day-budget')
    expect(await attemptsOf(rig)).toMatchObject([{ state: 'closed', spentUsd: 2.5 }])
    expect(rig.bundle()).toMatchObject({ attemptId: null, agent: null, end: { reason: 'day-budget' } })
    const published = await rig.publish({ request })
    expect(published.outputs).toMatchObject({ outcome: 'refused', reason: 'nothing-to-publish' })
    expect(commentOf(rig)).toContain('the budget of the day does not cover another attempt')
  })
})
