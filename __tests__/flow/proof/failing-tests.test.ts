import { describe, expect, it } from '@jest/globals'
import { failingTests, saysNothingPassed } from '../../../src/flow/proof/failing-tests.js'
import { readOutput } from './read-output.js'

function namesIn(output: string): readonly string[] | undefined {
  const names = failingTests({ output, outputBytes: output.length })
  return names === undefined ? undefined : [...names]
}

describe('names of failing tests', () => {
  it.each([
    [
      'jest',
      [
        'j/a.test.js › email › is empty without a profile',
        'j/a.test.js › email › does not throw',
        'j/b.test.js › Test suite failed to run'
      ]
    ],
    [
      'vitest',
      [
        'v/b.test.js [ v/b.test.js ]',
        'v/a.test.js > email > is empty without a profile',
        'v/a.test.js > email > does not throw'
      ]
    ],
    ['mocha', ['email › does not throw', 'email › deep › is empty without a profile']],
    ['mocha-tap', ['email does not throw', 'email deep is empty without a profile']],
    ['node-spec', ['n/a.test.js › is empty without a profile', 'n/a.test.js › does not throw']],
    ['node-tap', ['email › is empty without a profile', 'email', 'does not throw', '/repo/n/b.test.js']],
    ['ava', ['is empty']],
    [
      'pytest',
      ['test_a.py::test_region_missing', 'test_a.py::TestX::test_p[a b]', 'test_a.py::test_fixture']
    ],
    ['pytest-collect', ['test_b.py']],
    [
      'unittest',
      ['test_missing (test_u.TestRegion.test_missing)', 'test_wrong (test_u.TestRegion.test_wrong)']
    ],
    [
      'go',
      [
        'example.com/shop TestPickEmpty',
        'example.com/shop TestPickEmpty/none_left',
        'example.com/shop TestPick',
        'example.com/shop/sub [build failed]',
        'example.com/shop/third TestC'
      ]
    ],
    ['go-panic', ['example.com/shop TestPick']],
    ['cargo', ['unittests src/lib.rs › tests::inner', 'tests/pick.rs › empty']],
    ['cargo-compile', ['could not compile `shop` (test "pick")']],
    ['surefire', ['shop.CartTest.empty', 'shop.CartTest.wrong']],
    ['surefire-compile', ['compilation']],
    ['minitest', ['TestA#test_eq', 'TestA#test_nil']]
  ])('%s', (name, names) => {
    expect(namesIn(readOutput(name))).toEqual(names)
  })

  it.each([
    [
      'rspec',
      '2 examples, 1 failure\n\nFailed examples:\n\nrspec ./spec/a_spec.rb:4 # A is b\n',
      ['spec/a_spec.rb › A is b']
    ],
    [
      'phpunit',
      'There was 1 failure:\n\n1) ATest::testB\nTests: 2, Assertions: 2, Failures: 1.\n',
      ['ATest::testB']
    ],
    [
      'gradle',
      'CartTest > empty() FAILED\n\n2 tests completed, 1 failed\nBUILD FAILED in 2s\n',
      ['CartTest > empty()']
    ],
    [
      'dotnet',
      '  Failed Shop.CartTests.Empty [12 ms]\nFailed!  - Failed:     1, Passed:     2, Skipped:     0\n',
      ['Shop.CartTests.Empty']
    ],
    [
      'dart',
      '00:01 +1 -1: test/a_test.dart: is empty [E]\n00:02 +1 -1: Some tests failed.\n',
      ['test/a_test.dart: is empty']
    ]
  ])('%s, as its documentation shows it', (_name, output, names) => {
    expect(namesIn(output)).toEqual(names)
  })

  it('are not told where the output is no known tool’s, or says that nothing failed', () => {
    expect(namesIn('make: *** [test] Error 2\n')).toBeUndefined()
    expect(namesIn('Tests:       3 passed, 3 total\nERROR: Coverage threshold not met\n')).toBeUndefined()
  })

  it('are not told where the tool counted more than the output names', () => {
    const cut = readOutput('jest').replace('  ● email › does not throw\n', '')
    expect(namesIn(cut)).toBeUndefined()
  })

  it('are not told where the middle of an uncounted output is left out', () => {
    expect(namesIn(`${readOutput('go')}\n[70000 bytes left out]\nFAIL\n`)).toBeUndefined()
  })

  it('are found behind colours', () => {
    const coloured = readOutput('jest').replaceAll('FAIL ', '\u001b[1m\u001b[31mFAIL\u001b[39m\u001b[22m ')
    expect(namesIn(coloured)).toHaveLength(3)
  })
})

describe('a run in which no test passed', () => {
  it.each([['jest-none'], ['vitest-none'], ['mocha-none'], ['pytest-none'], ['go-none'], ['cargo-none']])(
    '%s',
    (name) => expect(saysNothingPassed(readOutput(name))).toBe(true)
  )

  it.each([['jest'], ['vitest'], ['mocha'], ['node-tap'], ['pytest'], ['go-v'], ['cargo'], ['surefire']])(
    'is not one with a test that passes: %s',
    (name) => expect(saysNothingPassed(readOutput(name))).toBe(false)
  )

  it('is not claimed of an output that nobody can read', () => {
    expect(saysNothingPassed('done\n')).toBe(false)
  })
})
