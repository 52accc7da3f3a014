import { describe, expect, it } from '@jest/globals'
import { known, knownText, mapKnown, unknown, valueOr } from '../../../src/flow/issue/known.js'
import { redactIssue } from '../../../src/flow/issue/redact-issue.js'
import { issueOf, sampleOf } from '../decision/examples.js'

const hide = (text: string): string => text.replaceAll('secret', '<hidden>')
/** A character that nobody sees keeps the word from being found. */
const told = known('a sec\u200bret')
const hidden = known('a <hidden>')

describe('an issue as it may be shown', () => {
  const sample = sampleOf({
    service: told,
    env: told,
    version: told,
    errorType: told,
    errorMessage: told,
    stack: told,
    operation: told
  })
  const issue = issueOf({
    service: 'secret',
    errorType: 'secret',
    errorMessage: 'se\u200bcret',
    filePath: told,
    functionName: told,
    firstSeen: { at: 1, version: told },
    lastSeen: { at: 2, version: told },
    sample: known(sample),
    recent: [sample]
  })

  it('has no text that was not looked through', () => {
    expect(redactIssue(issue, hide)).toEqual({
      ...issue,
      service: '<hidden>',
      errorType: '<hidden>',
      errorMessage: '<hidden>',
      filePath: hidden,
      functionName: hidden,
      firstSeen: { at: 1, version: hidden },
      lastSeen: { at: 2, version: hidden },
      sample: known({
        ...sample,
        service: hidden,
        env: hidden,
        version: hidden,
        errorType: hidden,
        errorMessage: hidden,
        stack: hidden,
        operation: hidden
      }),
      recent: []
    })
  })

  it('keeps why something is unknown', () => {
    const without = issueOf({ sample: unknown('no event'), filePath: unknown('not told') })
    expect(redactIssue(without, hide)).toEqual(without)
  })
})

describe('a fact', () => {
  it.each([undefined, '', '  ', '\n'])('is unknown where a vendor writes %j', (text) => {
    expect(knownText(text, 'not set')).toEqual(unknown('not set'))
  })

  it('is known as it was written', () => {
    expect(knownText(' a ', 'not set')).toEqual({ known: true, value: ' a ' })
  })

  it('is changed where it is known, and replaced where it is not', () => {
    expect(mapKnown(known(2), (value) => value + 1)).toEqual(known(3))
    expect(mapKnown(unknown<number>('why'), (value) => value + 1)).toEqual({ known: false, reason: 'why' })
    expect(valueOr(known(2), 7)).toBe(2)
    expect(valueOr(unknown<number>('why'), 7)).toBe(7)
  })
})
