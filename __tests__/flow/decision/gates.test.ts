import { describe, expect, it } from '@jest/globals'
import { gateNames, judgeGates, type Gate, type GateFacts } from '../../../src/flow/decision/gates.js'
import type { Score } from '../../../src/flow/decision/rubric.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { patternOf, rubric } from './examples.js'

function scoreOf(total: number): Score {
  return { total, ticketAt: 5, autofixAt: 8, signals: [], unknownWorth: 0 }
}

const passing: GateFacts = {
  switchedOn: true,
  classification: { kind: 'class', fixClass: 'null-safety-guard', evidence: 'reads a field of undefined' },
  pattern: undefined,
  cause: { allowed: true, why: 'nothing speaks for a cause outside of our code' },
  heldBack: undefined,
  score: scoreOf(8),
  scoreAtFiling: undefined,
  origin: known('prod'),
  nonProductionAllowed: false,
  handedOff: false,
  force: false
}

function gate(name: Gate['name'], change: Partial<GateFacts>): Gate | undefined {
  return judgeGates({ ...passing, ...change }, rubric).gates.find((each) => each.name === name)
}

type Row = readonly [Gate['name'], Partial<GateFacts>, string]

const closed: readonly Row[] = [
  ['kill-switch', { switchedOn: false }, 'autofix-enabled is not "true": auto-fix is off'],
  [
    'class',
    { classification: { kind: 'none', evidence: 'a timeout' } },
    'not an allow-listed class: a timeout'
  ],
  [
    'class',
    { classification: { kind: 'denied', fixClass: 'parse-guard', rule: 'payments', evidence: 'src/pay.ts' } },
    'denied by payments: src/pay.ts'
  ],
  ['pattern', { pattern: patternOf({ autofix: 'never' }) }, 'the pattern known-timeouts says autofix: never'],
  ['cause', { cause: { allowed: false, why: 'part of a cascade' } }, 'part of a cascade'],
  [
    'diagnosis',
    { heldBack: 'a person has confirmed that it is bad data' },
    'a person has confirmed that it is bad data'
  ],
  ['score', { score: scoreOf(7) }, '7 points; auto-fix needs 8'],
  ['origin', { origin: known('staging') }, 'staging is not production, and staging-fix-enabled is not true'],
  [
    'origin',
    { origin: unknown('the event has no env tag') },
    'the environment is unknown: the event has no env tag, and staging-fix-enabled is not true'
  ],
  ['not-handed-off', { handedOff: true }, 'it was handed to auto-fix before']
]

describe('every gate is open', () => {
  it('and each says why', () => {
    const { eligible, gates } = judgeGates(passing, rubric)
    expect(eligible).toBe(true)
    expect(gates.map((each) => each.name)).toEqual(gateNames)
    expect(gates.every((each) => each.passed && !each.forced)).toBe(true)
    expect(gates.map((each) => each.why)).toEqual([
      'autofix-enabled is true',
      'null-safety-guard: reads a field of undefined',
      'no known pattern fits',
      'nothing speaks for a cause outside of our code',
      'no confirmed diagnosis speaks against a fix',
      '8 points; auto-fix needs 8',
      'prod is production',
      'not handed to auto-fix yet'
    ])
  })

  it('force-fix changes nothing then', () => {
    expect(judgeGates({ ...passing, force: true }, rubric)).toEqual(judgeGates(passing, rubric))
  })
})

describe('one closed gate is enough', () => {
  it.each(closed)('%s', (name, change, why) => {
    const { eligible, gates } = judgeGates({ ...passing, ...change }, rubric)
    expect(eligible).toBe(false)
    expect(gates.filter((each) => !each.passed)).toEqual([{ name, passed: false, forced: false, why }])
  })

  it('all closed gates are told', () => {
    const facts = closed.reduce((all, [, change]) => ({ ...all, ...change }), passing)
    expect(judgeGates(facts, rubric).gates.map((each) => each.passed)).toEqual(
      new Array(gateNames.length).fill(false)
    )
  })
})

describe('force-fix', () => {
  it.each(closed.filter(([name]) => ['score', 'origin', 'not-handed-off'].includes(name)))(
    'opens %s, and says so',
    (name, change, why) => {
      expect(gate(name, { ...change, force: true })).toEqual({
        name,
        passed: true,
        forced: true,
        why: `${why}; forced by force-fix`
      })
      expect(judgeGates({ ...passing, ...change, force: true }, rubric).eligible).toBe(true)
    }
  )

  it.each(
    closed.filter(([name]) => ['kill-switch', 'class', 'pattern', 'cause', 'diagnosis'].includes(name))
  )('never opens %s', (name, change, why) => {
    expect(gate(name, { ...change, force: true })).toEqual({ name, passed: false, forced: false, why })
    expect(judgeGates({ ...passing, ...change, force: true }, rubric).eligible).toBe(false)
  })
})

describe('the score that counts', () => {
  it.each<[number, number | undefined, boolean]>([
    [8, undefined, true],
    [7, undefined, false],
    [5, 8, true],
    [5, 7, false],
    [9, 2, true]
  ])('%p now, %p when the ticket was filed: %p', (total, scoreAtFiling, passed) => {
    expect(gate('score', { score: scoreOf(total), scoreAtFiling })?.passed).toBe(passed)
  })
})

describe('outside production', () => {
  it.each([
    [known('staging'), 'staging is not production, and staging-fix-enabled is true'],
    [unknown<string>('no event'), 'the environment is unknown: no event, and staging-fix-enabled is true']
  ])('%j passes where the config allows it', (origin, why) => {
    expect(gate('origin', { origin, nonProductionAllowed: true })).toMatchObject({ passed: true, why })
  })
})
