import { describe, expect, it } from '@jest/globals'
import { judgeGreen, judgeRed, judgeSetUp, type RunFacts } from '../../../src/flow/proof/judge-proof.js'
import type { CommandRun } from '../../../src/flow/proof/proof-run.js'
import { factsOf, failing } from './runs.js'

const reported = { error_type: 'TypeError', message: "Cannot read properties of undefined (reading 'email')" }

const passed = { exitCode: 0, output: 'Tests:       2 passed, 2 total\n' }
const nothingRan = { exitCode: 0, output: '= 5 deselected in 0.02s =\n' }
const ends: readonly (readonly [Partial<CommandRun>, string])[] = [
  [{ exitCode: 3 }, 'exited with 3'],
  [{ exitCode: undefined }, 'exited with no code'],
  [{ end: 'time-limit', exitCode: undefined }, 'ran into the time limit'],
  [{ end: 'output-limit', exitCode: undefined }, 'wrote more output than is allowed'],
  [{ end: 'killed', exitCode: undefined }, 'was killed'],
  [{ end: 'killed', exitCode: 0 }, 'was killed']
]

describe('a step of the proof', () => {
  it('keeps what the command did, but not its output', () => {
    const { step } = judgeSetUp(factsOf({ exitCode: 0, output: 'added 3 packages' }, { role: 'set-up' }))
    expect(step).toEqual({
      role: 'set-up',
      project: 'web',
      command: 'npm test',
      end: 'exited',
      exitCode: 0,
      durationMs: 1200,
      digest: 'd'.repeat(64),
      outputBytes: 16,
      network: 'cut',
      leftBehind: 2,
      expected: 'pass',
      asExpected: true,
      seen: 'the set-up went through'
    })
  })
})

describe('the set-up', () => {
  it('that goes through ends nothing', () => {
    expect(judgeSetUp(factsOf({ exitCode: 0 })).end).toBeUndefined()
  })

  it.each(ends)('%j ends the proof, with how it ended', (run, how) => {
    const { step, end } = judgeSetUp(factsOf(run))
    expect(step).toMatchObject({ expected: 'pass', asExpected: false, seen: `the set-up ${how}` })
    expect(end).toEqual({ reason: 'set-up-failed', why: `web: npm test: the set-up ${how}` })
  })

  it('tells the last three lines of the output, and not more than fits', () => {
    const lines = judgeSetUp(factsOf({ output: 'one\n\ntwo\n  \nthree\nfour\n' }))
    expect(lines.end?.why).toBe('web: npm test: the set-up exited with 1; it ends with: two | three | four')
    const long = judgeSetUp(factsOf({ output: `${'a'.repeat(400)}z` }))
    expect(long.end?.why.split('it ends with: ')[1]).toBe(`${'a'.repeat(299)}z`)
  })
})

describe('tests without the change', () => {
  const red = (run: Partial<CommandRun>, role: RunFacts['role'] = 'red') =>
    judgeRed(factsOf(run, { role }), reported)

  it('fail for the reported reason', () => {
    const found = red({
      output: "  ● a\n\n    TypeError: Cannot read properties of undefined (reading 'email')\n"
    })
    expect(found.end).toBeUndefined()
    expect(found.evidence).toBe(
      "type TypeError and message: TypeError: Cannot read properties of undefined (reading 'email')"
    )
    expect(found.step).toMatchObject({
      expected: 'fail',
      asExpected: true,
      seen: `it fails for the reported reason, ${found.evidence ?? ''}`
    })
  })

  it.each([
    ['red', 'passes-without-change'],
    ['red-again', 'not-red-again']
  ] as const)('%s: that pass prove nothing', (role, reason) => {
    for (const [run, seen] of [
      [passed, 'the tests pass'],
      [nothingRan, 'no test ran, and nothing failed']
    ] as const) {
      const found = red(run, role)
      expect(found.end).toEqual({ reason, why: `web: npm test: ${seen}` })
      expect(found.evidence).toBeUndefined()
      expect(found.step).toMatchObject({ expected: 'fail', asExpected: false, seen })
    }
  })

  it.each(ends.slice(2))('that do not end by themselves prove nothing: %j', (run, how) => {
    const output = "TypeError: Cannot read properties of undefined (reading 'email')"
    const found = red({ ...run, output })
    expect(found.end).toEqual({ reason: 'red-for-another-reason', why: `web: npm test: the tests ${how}` })
    expect(found).toMatchObject({ evidence: undefined, step: { expected: 'fail', asExpected: false } })
  })

  it('that fail for another reason prove nothing', () => {
    const found = red({ output: '  ● a\n\n    RangeError: Invalid array length\n' })
    const seen = `it fails, but its output shows "TypeError: ${reported.message}" nowhere`
    expect(found.end).toEqual({ reason: 'red-for-another-reason', why: `web: npm test: ${seen}` })
    expect(found).toMatchObject({ evidence: undefined, step: { expected: 'fail', asExpected: false, seen } })
  })
})

describe('tests with the change', () => {
  const green = (run: Partial<CommandRun>, repeat: number) => judgeGreen(factsOf(run), repeat, 3)

  it('pass', () => {
    expect(green(passed, 2)).toMatchObject({
      end: undefined,
      step: { expected: 'pass', asExpected: true, seen: 'run 2 of 3: the tests pass' }
    })
  })

  it.each([
    [1, 'fails-with-change'],
    [2, 'flaky'],
    [3, 'flaky']
  ])('that fail in run %i: %s', (repeat, reason) => {
    const seen = `run ${repeat} of 3: the tests exited with 1: a › b, a › c`
    expect(green({ output: failing('a › b', 'a › c') }, repeat)).toMatchObject({
      end: { reason, why: `web: npm test: ${seen}` },
      step: { expected: 'pass', asExpected: false, seen }
    })
    const silent = `run ${repeat} of 3: the tests exited with 1`
    expect(green({ output: 'boom' }, repeat).step.seen).toBe(silent)
  })

  it.each([
    [1, 'fails-with-change'],
    [2, 'flaky']
  ])('of which none ran in run %i: %s', (repeat, reason) => {
    const seen = `run ${repeat} of 3: the command exited with 0, but no test ran`
    expect(green(nothingRan, repeat)).toMatchObject({
      end: { reason, why: `web: npm test: ${seen}` },
      step: { expected: 'pass', asExpected: false, seen }
    })
  })
})
