import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { decliner } from '../../../services/anthropic/working-developers.js'
import { anotherBug, manyBugs } from './bugs.js'
import { acts, drive, removeDriven } from './drive-autofix.js'
import { closeFix, openFix, type FixRig } from './fix-rig.js'
import { commentOf, nothingFollows } from './nothing-follows.js'
import { fixedTotal, goodAnswer } from './order-shop.js'

const declines = {
  ...goodAnswer,
  decision: 'declined',
  summary: '',
  changes: [],
  test: null,
  declined_because: 'The price list of the partner lacks the price, and nobody here can add it.'
}

let rig: FixRig
beforeAll(async () => {
  rig = await openFix({ kept: true, autofix: manyBugs })
})
afterAll(async () => {
  removeDriven()
  await closeFix()
})

describe('an agent that finds out and mends nothing', () => {
  it('declines, is paid, and its diagnosis reaches the ticket', async () => {
    const request = anotherBug()
    const developer = decliner({ reads: [fixedTotal.path], answer: declines })
    const { exitCode, outputs, log, summary, left } = await rig.autofix({ request, developer })
    expect({ exitCode, outcome: outputs['outcome'], reason: outputs['reason'] }).toEqual({
      exitCode: 0,
      outcome: 'no-fix',
      reason: 'declined'
    })
    expect(left).toEqual([])
    const spentUsd = rig.bundle().agent?.usage.usd ?? 0
    expect(spentUsd).toBeGreaterThan(0)
    expect(outputs['cost-usd']).toBe(spentUsd.toFixed(4))
    expect(log).toContain('[turn 1] Read src/orders/order-total.js')
    expect(summary).toContain('The price list of the partner lacks the price')
    await nothingFollows(rig, { request, reason: 'declined', spentUsd })
    expect(commentOf(rig)).toContain('The price list of the partner lacks the price')
    expect(commentOf(rig)).toContain('can lack its price, and orderTotal reads the amount')
  })

  it.each([
    ['a cause that is not in the code', 'not-code', { category: 'data' }],
    ['doubt about the cause', 'low-confidence', { confidence: 0.69 }],
    ['a fix that is told and not made', 'no-change', {}],
    ['an answer of another shape', 'no-answer', { confidence: 'quite' }]
  ] as const)('%s', async (_name, reason, change) => {
    const request = anotherBug()
    const agent = acts(({ folder }) => {
      if (reason !== 'no-change')
        writeFileSync(join(folder, fixedTotal.path), 'export const orderTotal = 1\n')
      return { ...goodAnswer, ...change }
    })
    const { current, error } = await drive(rig, { request, agent })
    expect(error).toBeUndefined()
    expect(current.end?.reason).toBe(reason)
    expect(current.verdict).toBeUndefined()
    await nothingFollows(rig, { request, reason, spentUsd: 0.25 })
    if (reason !== 'no-answer') expect(commentOf(rig)).toContain('can lack its price')
  })
})
