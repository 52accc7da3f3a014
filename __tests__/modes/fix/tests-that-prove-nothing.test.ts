import { appendFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { FixReason } from '../../../src/flow/fix/fix-outcomes.js'
import { outcomeOf } from '../../../src/flow/fix/fix-outcomes.js'
import type { ProofRole } from '../../../src/flow/proof/proof-run.js'
import { anotherBug, manyBugs } from './bugs.js'
import { acts, drive, removeDriven } from './drive-autofix.js'
import { closeFix, openFix, type FixRig } from './fix-rig.js'
import { leftBehind } from './left-behind.js'
import { commentOf, nothingFollows } from './nothing-follows.js'
import { fixedTotal, orderShop, provingTest } from './order-shop.js'

interface Case {
  /** Text of the new test file; none when absent. */
  readonly test?: string
  /** Text of the mended file. */
  readonly code?: string
  readonly reason: FixReason
  /** Runs of the proof until then. */
  readonly roles: readonly ProofRole[]
}

const good = (orderShop[fixedTotal.path] ?? '').replace(fixedTotal.find, fixedTotal.replace)
const call = 'orderTotal({ lines: [{ quantity: 2 }, { price: { amount: 100 }, quantity: 1 }] })'
const testOf = (body: string): string => provingTest.content.replace(/ {2}assert\.equal\(.*/, `  ${body}`)

const cases: Readonly<Record<string, Case>> = {
  'a fix without a test': { reason: 'no-test', roles: [] },
  'a test that passes on the base': {
    test: testOf('assert.equal(orderTotal({ lines: [{ price: { amount: 100 }, quantity: 1 }] }), 100)'),
    reason: 'passes-without-change',
    roles: ['red']
  },
  'a test that fails on the base for another reason': {
    test: testOf('assert.equal(orderTotal({ lines: [] }), 1)'),
    reason: 'red-for-another-reason',
    roles: ['red']
  },
  'a test that fails with the change as well': {
    test: testOf(`assert.equal(${call}, 7)`),
    reason: 'fails-with-change',
    roles: ['red', 'green']
  },
  'a fix that breaks what worked': {
    test: provingTest.content,
    code: good.replace('return order', 'return order.lines.length === 2 && order.lines[0].price ? 0 : order'),
    reason: 'suite-worse',
    roles: ['red', 'green', 'suite-on-base', 'suite']
  }
}

describe('a change that proves nothing', () => {
  let rig: FixRig
  beforeAll(async () => {
    rig = await openFix({ kept: true, autofix: manyBugs })
  })
  afterAll(async () => {
    removeDriven()
    await closeFix()
  })

  it.each(Object.entries(cases))('%s', async (_name, { test, code = good, reason, roles }) => {
    const request = anotherBug()
    const { current, error, temporaryFolder } = await drive(rig, {
      request,
      agent: acts(({ folder }) => {
        writeFileSync(join(folder, fixedTotal.path), code)
        if (test !== undefined) writeFileSync(join(folder, provingTest.path), test)
      })
    })
    expect(error).toBeUndefined()
    expect(current.verdict?.findings).toEqual([])
    expect(current.end?.reason).toBe(reason)
    expect(outcomeOf(reason)).toBe('unproven')
    expect(current.steps.filter(({ role }) => role !== 'set-up').map(({ role }) => role)).toEqual(roles)
    expect(leftBehind(temporaryFolder)).toEqual([])
    await nothingFollows(rig, { request, reason, spentUsd: 0.25 })
    expect(commentOf(rig)).toContain('can lack its price')
  })

  it('a new case beside the old ones proves as well as a file of its own', async () => {
    const path = 'src/orders/order-total.test.js'
    const added = provingTest.content.slice(provingTest.content.indexOf("test('counts"))
    const { current } = await drive(rig, {
      request: anotherBug(),
      agent: acts(({ folder }) => {
        writeFileSync(join(folder, fixedTotal.path), good)
        appendFileSync(join(folder, path), added)
      })
    })
    expect(current.end).toMatchObject({ reason: 'proven' })
    expect(current.certificate?.tests).toEqual([path])
    expect(readFileSync(join(rig.bundleFolder, 'fix.patch'), 'utf8')).toContain('+test(')
  })
})
