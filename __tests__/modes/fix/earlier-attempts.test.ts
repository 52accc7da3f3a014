import { describe, expect, it } from '@jest/globals'
import { decliner } from '../../../services/anthropic/working-developers.js'
import { attemptsOf } from './fix-ledger.js'
import { openFix } from './fix-rig.js'
import { fixedTotal, goodAnswer } from './order-shop.js'

const declined_because = 'The partner sends no price.'
const developer = decliner({
  reads: [fixedTotal.path],
  answer: { ...goodAnswer, decision: 'declined', test: null, declined_because }
})
const told = 'Earlier attempts that came to nothing'

describe('a bug that was tried before', () => {
  it('is left alone for a while, without a question to the model', async () => {
    const rig = await openFix({ autofix: { limits: { cooldown: '14d' } } })
    expect((await rig.autofix({ developer })).outputs).toMatchObject({ reason: 'declined' })
    const asked = rig.anthropic.played.length
    const again = await rig.autofix({ developer })
    expect(again).toMatchObject({
      exitCode: 0,
      outputs: { outcome: 'already-proposed', reason: 'rejected-recently', 'cost-usd': '' }
    })
    expect(rig.anthropic.played).toHaveLength(asked)
    expect(await attemptsOf(rig)).toHaveLength(1)
  })

  it('is tried again when the config says so, and the agent is told what came of it', async () => {
    const rig = await openFix({ autofix: { limits: { cooldown: '0d' } } })
    await rig.autofix({ developer })
    expect(rig.anthropic.played[0]?.turn.brief).not.toContain(told)
    const again = await rig.autofix({ developer })
    expect(again.outputs).toMatchObject({ reason: 'declined' })
    const brief = rig.anthropic.played.at(-1)?.turn.brief ?? ''
    expect(brief).toContain(told)
    expect(brief).toContain('declined. the agent declined, and said why')
    expect(await attemptsOf(rig)).toHaveLength(2)
  })
})
