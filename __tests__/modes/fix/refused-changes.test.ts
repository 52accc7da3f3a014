import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { anotherBug, manyBugs } from './bugs.js'
import { acts, drive, removeDriven, type Driven } from './drive-autofix.js'
import { closeFix, openFix, type FixRig } from './fix-rig.js'
import { leftBehind } from './left-behind.js'
import { commentOf, nothingFollows, nothingIsLeft } from './nothing-follows.js'
import { fixedTotal, provingTest } from './order-shop.js'
import { fix, refusedChanges } from './refused-changes.js'

describe('a change that the guard refuses', () => {
  let rig: FixRig
  /** Of the last one. */
  let request = anotherBug()
  beforeAll(async () => {
    rig = await openFix({ kept: true, autofix: manyBugs })
  })
  afterAll(async () => {
    removeDriven()
    await closeFix()
  })

  describe.each([1, 2, 3, 4])('in round %d', (round) => {
    const changes = Object.entries(refusedChanges).filter(([, each]) => (each.round ?? 1) === round)
    let driven: Driven
    beforeAll(async () => {
      request = anotherBug()
      const agent = acts(({ folder }) => {
        fix(folder)
        for (const [, { change }] of changes) change(folder)
      })
      driven = await drive(rig, { request, agent })
    })

    it.each(changes)('is found: %s', (_name, { rules, path }) => {
      const findings = driven.current.verdict?.findings ?? []
      for (const rule of rules) expect(findings.map((each) => each.rule)).toContain(rule)
      const there = findings.filter((each) => each.path === path)
      expect(there.map((each) => each.rule)).toContain(rules[0])
    })

    it('is refused, before anything of it is run', async () => {
      expect(driven.error).toBeUndefined()
      expect(driven.current.end?.reason).toBe('guard-refused')
      expect(driven.log).toContain('The guard: ')
      expect(driven.current.steps).toEqual([])
      expect(leftBehind(driven.temporaryFolder)).toEqual([])
      await nothingIsLeft(rig, { reason: 'guard-refused', spentUsd: 0.25 })
    })
  })

  it.each(['a link out of the tree', 'an ignored file', 'a credential', 'the canary of the evidence'])(
    'is refused for one thing alone: %s',
    async (name) => {
      request = anotherBug()
      const refused = refusedChanges[name]
      const agent = acts(({ folder }) => {
        fix(folder)
        refused?.change(folder)
      })
      const { current } = await drive(rig, { request, agent })
      expect(current.verdict?.findings).toMatchObject([{ rule: refused?.rules[0], path: refused?.path }])
      expect(current.end?.reason).toBe('guard-refused')
      await nothingIsLeft(rig, { reason: 'guard-refused', spentUsd: 0.25 })
    }
  )

  it('is told on the ticket, and nothing of it is published', async () => {
    await nothingFollows(rig, { request, reason: 'guard-refused', spentUsd: 0.25 })
    expect(commentOf(rig)).toContain('What the guard found')
  })

  it('is none of these: the same fix alone is proven', async () => {
    const request = anotherBug()
    const { current } = await drive(rig, { request, agent: acts(({ folder }) => fix(folder)) })
    expect(current.end?.reason).toBe('proven')
    expect(current.files.map(({ path }) => path)).toEqual([provingTest.path, fixedTotal.path])
    expect(existsSync(join(rig.bundleFolder, 'fix.patch'))).toBe(true)
  })
})
