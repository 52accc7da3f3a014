import { describe, expect, it } from '@jest/globals'
import { classCases } from '../../../bench/sameness/corpus/classes/index.js'
import type { ClassCase } from '../../../bench/sameness/corpus/classes/class-case.js'
import { classifyError } from '../../../src/flow/decision/classify.js'
import { fixClasses } from '../../../src/flow/decision/fix-class.js'
import { findCulprit } from '../../../src/flow/issue/culprit.js'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { indexRepository } from '../../../src/flow/issue/repository-index.js'

function classify({ type, message, stack, files, platform }: ClassCase) {
  const trace = readStackTrace(stack)
  const culprit = findCulprit(trace, indexRepository(files))
  return classifyError(
    { trace, culprit, errorType: type, errorMessage: message, platform },
    { allowed: fixClasses, denyPaths: [] }
  )
}

function outcomeOf(each: ClassCase): string {
  const found = classify(each)
  return found.kind === 'class' ? found.fixClass : found.kind
}

const judged = classCases.map((each) => ({ each, outcome: outcomeOf(each), found: classify(each) }))
const isClass = (outcome: string): boolean => fixClasses.some((fixClass) => fixClass === outcome)

function tell({ each, outcome, found }: (typeof judged)[number]): string {
  return `${each.language}: ${each.why} (${each.type}: ${each.message}) is ${outcome}, not ${each.expected}: ${found.evidence}`
}

describe('the class of errors of every language', () => {
  it('is told for hundreds of them', () => {
    expect(classCases.length).toBeGreaterThanOrEqual(250)
  })

  it('is never given wrongly', () => {
    const wrong = judged.filter(({ each, outcome }) => isClass(outcome) && outcome !== each.expected)
    expect(wrong.map(tell)).toEqual([])
  })

  it('is denied where a subject forbids it, and only there', () => {
    const wrong = judged.filter(
      ({ each, outcome }) => (outcome === 'denied') !== (each.expected === 'denied')
    )
    expect(wrong.map(tell)).toEqual([])
  })

  it.each([...new Set(classCases.map(({ language }) => language))])('is given to all of %s', (language) => {
    const missed = judged.filter(
      ({ each, outcome }) => each.language === language && isClass(each.expected) && outcome !== each.expected
    )
    expect(missed.map(tell)).toEqual([])
  })
})

describe('what an error says of its class', () => {
  const wordings: Readonly<Record<string, readonly string[]>> = {
    javascript: [
      'destructures a field of nothing',
      'goes past the ends of a list',
      'parses a text of another format',
      'parses a text that is not JSON',
      'reads a property of nothing',
      'takes nothing for an object or a list'
    ],
    python: [
      'goes past the ends of a list',
      'parses a text of another format',
      'parses a text that is not JSON',
      'reads a key that is not there',
      'takes an element of an empty collection',
      'takes an element of an empty list',
      'uses None'
    ],
    java: [
      'goes past the ends of a list or text',
      'goes past the ends of an array',
      'parses a text of another format',
      'reads a field that is not there',
      'takes an element of an empty list',
      'takes the value of an empty Optional',
      'uses null'
    ],
    dart: [
      'casts a field that is not there',
      'goes past the ends of a list',
      'parses a text of another format',
      'uses null'
    ],
    go: [
      'asserts the type of a field that is not there',
      'dereferences nil',
      'goes past the ends of a slice'
    ],
    ruby: [
      'calls a method of nil',
      'computes with nil',
      'goes past the ends of a list',
      'parses a text of another format',
      'reads a key that is not there'
    ],
    php: [
      'calls a method of null',
      'goes past the ends of a list',
      'parses a text of another format',
      'passes null to a function of PHP',
      'reads a key that is not there',
      'reads from null',
      'takes an element of an empty list'
    ],
    dotnet: [
      'goes past the ends of a list',
      'goes past the ends of an array',
      'parses a text of another format',
      'parses a text that is not JSON',
      'reads a key that is not there',
      'takes the value of an empty Nullable',
      'uses null'
    ],
    rust: [
      'goes past the ends of a slice',
      'reads a key that is not there',
      'unwraps None',
      'unwraps a text of another format'
    ],
    elixir: [
      'parses a text of another format',
      'parses a text that is no number',
      'reads a key that is not there',
      'takes an element of an empty list',
      'uses nil'
    ],
    apple: ['goes past the ends of a list', 'unwraps nil']
  }

  it.each(Object.entries(wordings))('in %s', (language, expected) => {
    const said = judged
      .filter(({ each, found }) => each.language === language && found.kind === 'class')
      .map(({ found }) => found.evidence.split(':')[0] ?? '')
    expect([...new Set(said)].sort()).toEqual(expected)
  })
})
