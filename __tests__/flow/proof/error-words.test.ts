import { describe, expect, it } from '@jest/globals'
import {
  fitsMessage,
  hasWord,
  sharesWord,
  tellingType,
  wordsOf
} from '../../../src/flow/proof/error-words.js'

describe('the telling part of a type', () => {
  it.each([
    ['java.lang.NullPointerException', 'NullPointerException'],
    ['App\\Errors\\NotFound', 'NotFound'],
    ['*json.SyntaxError', 'SyntaxError'],
    ['ActiveRecord::RecordNotFound', 'RecordNotFound'],
    [' a/b KeyError ', 'KeyError'],
    ['a.. :KeyError', 'KeyError'],
    ['EOF', 'EOF'],
    ['IO', undefined],
    ['', undefined]
  ])('of %j is %j', (type, expected) => {
    expect(tellingType(type)).toBe(expected)
  })

  it.each([
    ...['Error', 'Exception', 'java.lang.Throwable', 'panic', 'RuntimeError', 'RuntimeException'],
    ...['StandardError', 'SystemException', 'ApplicationException', '*errors.errorString', 'wrapError'],
    ...['fundamental', 'Failure', 'Fatal', 'FatalError', 'ErrorException', 'UnhandledRejection'],
    ...['AssertionError', 'AssertionFailedError', 'signal', 'unknown']
  ])('is none where any error may have it: %s', (type) => {
    expect(tellingType(type)).toBeUndefined()
  })
})

describe('the words of a message', () => {
  it('are its names, in small letters, without numbers and masks', () => {
    expect([...wordsOf('Größe of <number> _id x2 7 a "Cart" ab<uuid>cd')]).toEqual([
      'größe',
      'of',
      '_id',
      'x2',
      'cart',
      'ab',
      'cd'
    ])
    expect([...wordsOf('1 2 -')]).toEqual([])
  })

  it('are its first forty, or as many as asked for', () => {
    const text = Array.from({ length: 60 }, (_, index) => `w${index}`).join(' ')
    expect(wordsOf(text).size).toBe(40)
    expect(wordsOf(text, 3)).toEqual(new Set(['w0', 'w1', 'w2']))
    expect(wordsOf(text, 100).size).toBe(60)
  })

  it.each([
    ['one two three four five', 'five four three two one', true],
    ['one two three four five', 'one two three four', true],
    ['one two three four five', 'one two three', false],
    ['one two three', 'one two', false],
    ['', 'anything', false]
  ])('%j fits %j: %p', (words, text, expected) => {
    expect(fitsMessage(wordsOf(words), text)).toBe(expected)
  })

  it('are all looked for in a long line', () => {
    const line = `${'aa '.repeat(100)}${Array.from({ length: 50 }, (_, index) => `w${index}`).join(' ')} last`
    expect(fitsMessage(new Set(['last']), line)).toBe(true)
    expect(sharesWord(new Set(['nope', 'last']), line)).toBe(true)
    expect(sharesWord(new Set(['nope']), line)).toBe(false)
    expect(sharesWord(new Set(), line)).toBe(false)
  })
})

describe('a name in a line', () => {
  it.each([
    ['KeyError: x', true],
    ['a KeyError', true],
    ['KeyError', true],
    ['MyKeyError KeyError', true],
    ['MyKeyError', false],
    ['KeyErrors', false],
    ['$KeyError', false],
    ['KeyError$', false],
    ['key error', false]
  ])('%j: %p', (line, expected) => {
    expect(hasWord(line, 'KeyError')).toBe(expected)
  })
})
