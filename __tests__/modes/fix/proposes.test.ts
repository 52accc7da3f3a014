import { describe, expect, it } from '@jest/globals'
import { fixer } from '../../../services/anthropic/working-developers.js'
import { openFix } from './fix-rig.js'
import { fixedTotal, goodAnswer, provingTest } from './order-shop.js'

const good = (): ReturnType<typeof fixer> =>
  fixer({ reads: [fixedTotal.path], edits: [fixedTotal], writes: [provingTest], answer: goodAnswer })

describe('a right fix', () => {
  it('becomes a bundle with its proof, and then a draft pull request that tells all of it', async () => {
    const rig = await openFix()
    const fixed = await rig.autofix({ developer: good() })
    expect(fixed.log).not.toContain('::error')
    if (fixed.outputs['outcome'] !== 'fix-ready') throw new Error(fixed.log)
    expect(fixed.outputs).toMatchObject({ outcome: 'fix-ready', reason: 'proven', 'ticket-key': 'PPL-1' })
    const published = await rig.publish()
    expect(published.outputs).toMatchObject({ outcome: 'pull-request', reason: 'opened' })
  })
})
