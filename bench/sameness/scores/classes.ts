import { classifyError } from '../../../src/flow/decision/classify.js'
import { fixClasses } from '../../../src/flow/decision/fix-class.js'
import { findCulprit } from '../../../src/flow/issue/culprit.js'
import { readStackTrace } from '../../../src/flow/issue/read-stack-trace.js'
import { indexRepository } from '../../../src/flow/issue/repository-index.js'
import type { ClassCase } from '../corpus/classes/class-case.js'
import type { Way } from '../ways/way.js'
import { share } from './pairs.js'

/** Answers with a class, or with anything else for "none". */
export type ClassWay = Way<ClassCase, string>

export interface ClassScore {
  readonly cases: number
  /** Of the errors that got a class, how many got the right one. A wrong class costs a pull request that nobody needs. */
  readonly precision: number | undefined
  /** Of the errors that have a class, how many got it. */
  readonly recall: number | undefined
}

export interface ClassReport {
  readonly overall: ClassScore
  readonly byLanguage: Readonly<Record<string, ClassScore>>
  readonly wrong: readonly string[]
}

const isClass = (outcome: string): boolean => fixClasses.some((fixClass) => fixClass === outcome)

export const ourClass: ClassWay = {
  name: 'ours',
  learn: () => (each) => {
    const trace = readStackTrace(each.stack)
    const culprit = findCulprit(trace, indexRepository(each.files))
    const { type: errorType, message: errorMessage, platform } = each
    const found = classifyError(
      { trace, culprit, errorType, errorMessage, platform },
      { allowed: fixClasses, denyPaths: [] }
    )
    return found.kind === 'class' ? found.fixClass : found.kind
  }
}

/** What people write first: a class by the name of the type and a word of the message. */
const byType: readonly (readonly [type: RegExp, message: RegExp, fixClass: string])[] = [
  [/./, /\b(?:null|undefined|nil|None(?:Type)?)\b/i, 'null-safety-guard'],
  [/NullPointer|NullReference/, /(?:)/, 'null-safety-guard'],
  [/KeyError|KeyNotFound|MissingField/, /(?:)/, 'missing-field-default'],
  [/IndexError|OutOfBounds|RangeError/, /(?:)/, 'bounds-guard'],
  [/JSON|NumberFormat|FormatException|SyntaxError|ParseException/, /(?:)/, 'parse-guard'],
  [/NoSuchMethodError|ImportError/, /(?:)/, 'dependency-bump']
]

export const classWays: readonly ClassWay[] = [
  {
    name: 'by type and a word of the message',
    learn: () => (each) =>
      byType.find(([type, message]) => type.test(each.type) && message.test(each.message))?.[2] ?? 'none'
  }
]

export function scoreClasses(cases: readonly ClassCase[], way: ClassWay): ClassReport {
  const classify = way.learn(cases)
  const judged = cases.map((each) => ({ each, outcome: classify(each) }))
  type Judged = (typeof judged)[number]
  const scoreFor = (some: readonly Judged[]): ClassScore => {
    const given = some.filter(({ outcome }) => isClass(outcome))
    const having = some.filter(({ each }) => isClass(each.expected))
    const right = given.filter(({ each, outcome }) => each.expected === outcome)
    return {
      cases: some.length,
      precision: share(right.length, given.length),
      recall: share(right.length, having.length)
    }
  }
  const languages = [...new Set(cases.map(({ language }) => language))]
  return {
    overall: scoreFor(judged),
    byLanguage: Object.fromEntries(
      languages.map((language) => [
        language,
        scoreFor(judged.filter(({ each }) => each.language === language))
      ])
    ),
    wrong: judged
      .filter(
        ({ each, outcome }) => (isClass(outcome) || isClass(each.expected)) && outcome !== each.expected
      )
      .map(({ each, outcome }) => `${each.language}: ${each.why}: ${outcome}, not ${each.expected}`)
  }
}
