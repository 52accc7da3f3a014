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

  it.each([...new Set(classCases.map(({ language }) => language))])('is given to most of %s', (language) => {
    const safe = judged.filter(({ each }) => each.language === language && isClass(each.expected))
    const missed = safe.filter(({ each, outcome }) => outcome !== each.expected)
    expect(missed.map(tell).slice(Math.floor(safe.length / 10))).toEqual([])
  })
})
