import { describe, expect, it } from '@jest/globals'
import { compareSuites, judgeSuite } from '../../../src/flow/proof/judge-proof.js'
import type { CommandRun } from '../../../src/flow/proof/proof-run.js'
import { factsOf, failing } from './runs.js'

describe('the suite with the change', () => {
  it('passes, and asks for nothing more', () => {
    expect(judgeSuite(factsOf({ exitCode: 0 }))).toMatchObject({
      asksBase: false,
      end: undefined,
      step: { expected: 'no-worse', asExpected: true, seen: 'the suite passes' }
    })
  })

  it.each([
    [['a › b'], '1 test fails with the change: a › b'],
    [['t1', 't2', 't3', 't4', 't5'], '5 tests fail with the change: t1, t2, t3, t4, t5'],
    [
      ['t1', 't2', 't3', 't4', 't5', 't6', 't7'],
      '7 tests fail with the change: t1, t2, t3, t4, t5 and 2 more'
    ]
  ])('is compared with the base where %j fail', (names, seen) => {
    expect(judgeSuite(factsOf({ output: failing(...names) }))).toMatchObject({
      asksBase: true,
      end: undefined,
      step: { expected: 'no-worse', asExpected: false, seen }
    })
  })

  it.each<[string, Partial<CommandRun>, string]>([
    ['its output names no test', { output: 'boom' }, 'exited with 1'],
    ['it did not end by itself', { end: 'killed', exitCode: undefined, output: failing('a') }, 'was killed']
  ])('is past comparing where %s', (_, run, how) => {
    const found = judgeSuite(factsOf(run))
    const seen = `the suite ${how}, and its output does not tell which tests fail`
    expect(found).toMatchObject({
      asksBase: false,
      step: { expected: 'no-worse', asExpected: false, seen },
      end: { reason: 'suite-unreadable' }
    })
    expect(found.end?.why).toMatch(`web: npm test: ${seen}; it ends with: `)
  })
})

describe('the suite with the change next to the base', () => {
  const compare = (now: readonly string[], base: Partial<CommandRun>) =>
    compareSuites(factsOf({ output: failing(...now) }), factsOf(base, { role: 'suite-on-base' }))

  it('is no worse where every failure was there before', () => {
    expect(compare(['b', 'a'], { output: failing('a', 'b', 'c') })).toMatchObject({
      suite: {
        role: 'suite',
        expected: 'no-worse',
        asExpected: true,
        seen: '2 tests fail, all of which fail on the base too'
      },
      onBase: {
        role: 'suite-on-base',
        expected: 'no-worse',
        asExpected: true,
        seen: '3 tests fail on the base'
      },
      failedBefore: ['a', 'b'],
      end: undefined
    })
  })

  it('is worse by what passed on the base', () => {
    const seen = '1 test fails with the change that passed on the base: b'
    expect(compare(['b', 'a'], { output: failing('a') })).toMatchObject({
      suite: { asExpected: false, seen },
      onBase: { asExpected: true, seen: '1 test fails on the base' },
      failedBefore: ['a'],
      end: { reason: 'suite-worse', why: `web: ${seen}` }
    })
  })

  it('is worse by everything where the base passes', () => {
    expect(compare(['a'], { exitCode: 0, output: failing('a') })).toMatchObject({
      suite: { asExpected: false, seen: '1 test fails with the change that passed on the base: a' },
      onBase: { asExpected: true, seen: 'the suite passes' },
      failedBefore: [],
      end: { reason: 'suite-worse' }
    })
  })

  it('cannot be told where the base does not tell', () => {
    const seen =
      'the suite ran into the time limit on the base, and its output does not tell which tests fail'
    expect(compare(['a'], { end: 'time-limit', exitCode: undefined })).toMatchObject({
      suite: { expected: 'no-worse', asExpected: false, seen: '1 test fails with the change: a' },
      onBase: { expected: 'no-worse', asExpected: false, seen },
      failedBefore: [],
      end: { reason: 'suite-unreadable', why: `web: ${seen}` }
    })
  })

  it('takes a path of either tree for the same test', () => {
    const inTree = (tree: string): string => `1..1\nnot ok 1 - ${tree}/n/b.test.js\n# tests 1\n# fail 1\n`
    const found = compareSuites(
      factsOf({ output: inTree('/w/now') }, { tree: '/w/now' }),
      factsOf({ output: inTree('/w/base') }, { role: 'suite-on-base' })
    )
    expect(found).toMatchObject({ failedBefore: ['n/b.test.js'], end: undefined })
  })
})
