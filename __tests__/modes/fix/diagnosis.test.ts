import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Turn } from '../../../services/anthropic/developer.js'
import { answer, say } from '../../../services/anthropic/moves.js'
import { fixer } from '../../../services/anthropic/working-developers.js'
import { anotherBug, manyBugs } from './bugs.js'
import { attemptsOf } from './fix-ledger.js'
import { closeFix, openFix, type FixRig } from './fix-rig.js'
import { commentOf, nothingFollows } from './nothing-follows.js'
import { fixedTotal, goodAnswer, provingTest } from './order-shop.js'
import { knowledgeOf, wantsDiagnosis } from './causes.js'

const finding = {
  category: 'external',
  confidence: 0.9,
  root_cause: 'The price service of the partner answers without a price.',
  affected_files: ['src/orders/order-total.js', 'src/orders/invented.js'],
  proposed_pattern: null
}

let rig: FixRig
beforeAll(async () => {
  rig = await openFix({ kept: true, autofix: manyBugs, diagnosis: { enabled: true } })
})
afterAll(closeFix)

/** Answers the question without tools, and works as the fixer does where it has some. */
function play(reply: object, seen: Turn[] = []): ReturnType<typeof fixer> {
  const works = fixer({
    reads: [fixedTotal.path],
    edits: [fixedTotal],
    writes: [provingTest],
    answer: goodAnswer
  })
  return {
    name: 'both',
    play: (turn) => {
      seen.push(turn)
      return turn.tools.length > 1 ? works.play(turn) : answer(reply as Readonly<Record<string, unknown>>)
    }
  }
}

// The real program answers in each of these.
describe('a diagnosis before the fix', () => {
  it('holds the fix back when it is sure of a cause outside of the code, and the ticket hears of it', async () => {
    const request = anotherBug()
    const seen: Turn[] = []
    const { outputs, left, summary } = await rig.autofix({ request, developer: play(finding, seen) })
    expect(outputs).toMatchObject({ outcome: 'no-fix', reason: 'diagnosis-holds-back' })
    expect(seen.map(({ tools }) => tools)).toEqual([['StructuredOutput']])
    expect(seen[0]?.brief).toContain('3:   return order.lines.reduce(')
    expect(left).toEqual([])
    expect(summary).toContain('First diagnosis')
    const { agent, cause } = rig.bundle()
    expect(agent).toBeNull()
    expect(cause).toMatchObject({ holdsBack: true, found: { files: ['src/orders/order-total.js'] } })
    const usd = cause?.run?.usage.usd ?? 0
    expect(usd).toBeGreaterThan(0)
    expect(outputs['cost-usd']).toBe(usd.toFixed(4))
    await nothingFollows(rig, { request, reason: 'diagnosis-holds-back', spentUsd: usd })
    expect(commentOf(rig)).toContain('The price service of the partner answers without a price.')
    expect(commentOf(rig)).toContain('datadog-autofix-diagnosis-confirmed')
    expect(commentOf(rig)).not.toContain('invented.js')
  })

  it('of another shape is none, and the fix goes on as without', async () => {
    const request = anotherBug()
    const { outputs, log } = await rig.autofix({
      request,
      developer: play({ ...finding, confidence: 'quite', category: 'cosmic rays' })
    })
    expect(outputs).toMatchObject({ outcome: 'fix-ready', reason: 'proven' })
    expect(log).toContain('There is no diagnosis')
    const { cause, agent } = rig.bundle()
    expect(cause).toMatchObject({ found: null, holdsBack: false })
    const [attempt] = (await attemptsOf(rig)).filter(({ fingerprint }) => fingerprint === request.fingerprint)
    expect(attempt?.spentUsd).toBeCloseTo((cause?.run?.usage.usd ?? 0) + (agent?.usage.usd ?? 0), 6)
  })

  it('alone is paid from its own ceiling, and no fix is tried', async () => {
    const request = wantsDiagnosis(anotherBug())
    const { outputs } = await rig.autofix({ request, developer: play({ ...finding, category: 'code' }) })
    expect(outputs).toMatchObject({
      outcome: 'no-fix',
      reason: 'diagnosed',
      'fix-class': '',
      'autofix-eligible': 'false'
    })
    const attempt = (await attemptsOf(rig)).at(-1)
    expect(attempt).toMatchObject({ state: 'closed', fixClass: '', reservedUsd: 0.05 })
    expect(rig.bundle().agent).toBeNull()
    await rig.publish({ request })
    expect(commentOf(rig)).toContain('a cause in the code holds nothing back')
    expect(await knowledgeOf(rig).find([request.fingerprint])).toMatchObject({ category: 'code' })
    const again = await rig.autofix({ request, developer: play(finding) })
    expect(again.outputs).toMatchObject({ outcome: 'already-proposed', reason: 'diagnosed-recently' })
  })

  it('alone that never comes is told, and costs no more than its ceiling says', async () => {
    const developer = {
      name: 'talker',
      play: () => ({ ...say('Let me think about it.'), outputTokens: 60_000 })
    }
    const { exitCode, outputs } = await rig.autofix({ request: wantsDiagnosis(anotherBug()), developer })
    expect(exitCode).toBe(0)
    expect(outputs).toMatchObject({ outcome: 'no-fix', reason: 'no-diagnosis' })
    expect(rig.bundle().cause?.why).toContain('limit of money')
  })
})
