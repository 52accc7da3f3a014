import { describe, expect, it } from '@jest/globals'
import { anotherBug, manyBugs } from './bugs.js'
import { acts, drive, removeDriven } from './drive-autofix.js'
import { openFix } from './fix-rig.js'
import { orderShop } from './order-shop.js'
import { fix, write } from './refused-changes.js'

describe('the tests that the agent may run', () => {
  it('are not run while the tree holds what no fix may hold', async () => {
    const rig = await openFix({ autofix: manyBugs })
    const told: string[] = []
    const request = anotherBug()
    await drive(rig, {
      request,
      agent: acts(async ({ folder, runTests }) => {
        fix(folder)
        write('package.json', '{"scripts":{"test":"touch ran","preinstall":"touch ran"}}')(folder)
        told.push((await runTests()).text)
        write('package.json', orderShop['package.json'] ?? '')(folder)
        const again = await runTests()
        expect(again.passed).toBe(true)
        told.push(again.text)
      })
    })
    removeDriven()
    expect(told[0]).toMatch(/^Nothing was run\.[^$]*package\.json: a path that is never touched by a machine/)
    expect(told[1]).toContain('$ ')
  })

  it('have a set-up that sees nothing of the agent, since it has the network', async () => {
    const rate = 'src/shipping/rate.js'
    const ofBase = 'export const RATE_OF_THE_BASE = 1'
    const shipping = {
      paths: ['src/shipping/'],
      'set-up': `cp ${rate} seen.txt`,
      verify: `cat seen.txt ${rate}`,
      'test-files': 'true {files}'
    }
    const verify = { ...manyBugs.verify, projects: [shipping, ...manyBugs.verify.projects] }
    const rig = await openFix({
      autofix: { ...manyBugs, verify },
      files: { ...orderShop, [rate]: `${ofBase}\n` }
    })
    let told = ''
    const agent = acts(async ({ folder, runTests }) => {
      fix(folder)
      write(rate, 'export const BY_THE_AGENT = 1\n')(folder)
      told = (await runTests()).text
    })
    await drive(rig, { request: anotherBug(), agent })
    removeDriven()
    const shown = told.slice(told.indexOf('$ cat seen.txt'))
    expect(shown.split('\n').slice(1, 3)).toEqual([ofBase, 'export const BY_THE_AGENT = 1'])
  })
})
