import { describe, expect, it } from '@jest/globals'
import { findReportedReason } from '../../../src/flow/proof/reported-reason.js'
import { readOutput } from './read-output.js'

const email = { error_type: 'TypeError', message: "Cannot read properties of undefined (reading 'email')" }
const region = { error_type: 'KeyError', message: "'region'" }
const index = { error_type: 'panic', message: 'index out of bounds: the len is 12 but the index is 99' }
const range = {
  error_type: 'runtime.boundsError',
  message: 'runtime error: index out of range [9] with length 2'
}

describe('a red run for the reported reason', () => {
  it.each([
    ['mocha', email],
    ['mocha-tap', email],
    ['node-spec', email],
    ['node-tap', email],
    ['ava', email],
    ['unittest', region],
    ['cargo', index],
    ['go-panic', range],
    ['surefire', { error_type: 'java.lang.NullPointerException', message: '' }],
    ['minitest', { error_type: 'NoMethodError', message: "undefined method `upcase' for nil:NilClass" }]
  ])('%s', (name, reported) => {
    expect(findReportedReason(reported, readOutput(name)).shown).toBe(true)
  })

  it('is one whose engine words the error differently', () => {
    const firefox = { error_type: 'TypeError', message: 'user.profile is undefined' }
    expect(findReportedReason(firefox, readOutput('mocha')).shown).toBe(true)
  })
})

describe('a red run for another reason', () => {
  it.each([
    ['go', range, 'the code did not compile'],
    ['cargo-compile', index, 'the code did not compile'],
    ['surefire-compile', email, 'the code did not compile'],
    ['pytest-collect', region, 'the test file could not be loaded'],
    ['unittest-b', region, 'the test file could not be loaded'],
    ['vitest-none', email, 'no test was found'],
    ['go-none', range, 'no test was found'],
    ['mocha-gone', email, 'no test was found'],
    ['mocha', { error_type: 'RangeError', message: 'Invalid array length' }, 'nowhere']
  ])('%s', (name, reported, why) => {
    expect(findReportedReason(reported, readOutput(name))).toEqual({
      shown: false,
      why: expect.stringContaining(why)
    })
  })

  it('is a test of something that only the change brings', () => {
    const output = '  ● a › b\n\n    TypeError: code.safeEmail is not a function\n'
    expect(findReportedReason(email, output)).toEqual({
      shown: false,
      why: expect.stringContaining('the base does not have')
    })
  })

  it('is another key', () => {
    expect(findReportedReason(region, "E   KeyError: 'zone'\ncode.py:2: KeyError\n").shown).toBe(false)
  })

  it('is not told by the title of a test', () => {
    const output = `not ok 1 - TypeError: Cannot read properties of undefined (reading 'email')\n  boom\n1..1\n`
    expect(findReportedReason(email, output).shown).toBe(false)
  })

  it('is an error of any type without the message', () => {
    expect(
      findReportedReason({ error_type: 'Error', message: 'no price for item' }, 'Error: boom\n').shown
    ).toBe(false)
  })
})
