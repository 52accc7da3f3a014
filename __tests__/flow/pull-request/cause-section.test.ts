import { describe, expect, it } from '@jest/globals'
import { findAdfProblems } from '../../../services/jira/adf-rules.js'
import type { CauseFinding } from '../../../src/flow/fix/diagnosis/cause-finding.js'
import {
  composeFixComment,
  type FixCommentFacts
} from '../../../src/flow/pull-request/compose-fix-comment.js'
import { MAX_ADF_CHARS, sizeOfAdf } from '../../../src/flow/ticket/adf-size.js'
import { findAdfFaults, readAdf, readLinks } from '../ticket/adf-rules.js'
import { endedBy, PUBLISH_URL } from './bundle-example.js'
import { cause } from './cause-example.js'

function compose(
  change: Partial<CauseFinding>,
  facts: Partial<FixCommentFacts> = {}
): ReturnType<typeof composeFixComment> {
  const bundle = endedBy('diagnosed', { agent: null, diagnosis: null, cause: { ...cause, ...change } })
  const document = composeFixComment({
    ...{
      bundle,
      end: undefined,
      pullRequest: undefined,
      checks: undefined,
      warnings: [],
      runUrl: PUBLISH_URL
    },
    ...facts
  })
  expect(findAdfFaults(document)).toEqual([])
  expect(findAdfProblems(document)).toEqual([])
  return document
}

describe('a diagnosis on the ticket', () => {
  it('says the cause, what follows, what it cost, and how people say what it is worth', () => {
    const document = compose(
      {},
      { causeFiles: ['src/cart.ts'], patterns: { number: 3, url: 'https://github.com/acme/shop/pull/3' } }
    )
    const text = readAdf(document)
    expect(text).toContain('Cause: external, sure to 80 %.')
    expect(text).toContain('The price service of the partner answers without a price.')
    expect(text).toContain('src/cart.ts')
    expect(text).toContain('No fix is tried: the model sees the cause in external')
    expect(text).toContain('It cost less than $0.01 (haiku, 2,000 tokens).')
    expect(text).toContain('datadog-autofix-diagnosis-confirmed')
    expect(text).toContain('datadog-autofix-diagnosis-wrong')
    expect(readLinks(document)).toContain('https://github.com/acme/shop/pull/3')
  })

  it('names no file that nobody has looked up', () => {
    expect(readAdf(compose({}))).not.toContain('src/cart.ts')
  })

  it('that holds nothing back says so', () => {
    expect(readAdf(compose({ holdsBack: false, why: 'a cause in the code holds nothing back' }))).toContain(
      'Nothing is held back: a cause in the code holds nothing back.'
    )
  })

  it('that a person has confirmed asks for no label and names no cost', () => {
    const text = readAdf(compose({ confirmed: true, run: null }))
    expect(text).toContain('A person has confirmed it.')
    expect(text).not.toContain('datadog-autofix-diagnosis')
    expect(text).not.toContain('It cost')
  })

  it('that was not made says why, and what it may have cost', () => {
    const usage = { ...cause.run.usage, told: false }
    const text = readAdf(
      compose({ found: null, why: 'the model could not be asked', run: { ...cause.run, usage } })
    )
    expect(text).toContain('There is none: the model could not be asked.')
    expect(text).toContain('its whole ceiling is counted')
  })

  it('fits, whatever the model wrote', () => {
    const rootCause = Array.from({ length: 3_000 }, () => '\u202e# [a](http://evil.example) {panel}').join(
      '\n'
    )
    const document = compose(
      { found: { ...cause.found, rootCause } },
      { causeFiles: Array.from({ length: 100 }, (_, index) => `src/${'x'.repeat(400)}${index}.ts`) }
    )
    expect(sizeOfAdf(document)).toBeLessThanOrEqual(MAX_ADF_CHARS)
    expect(readAdf(document)).not.toContain('\u202e')
    expect(readLinks(document).join()).not.toContain('evil')
  })
})
