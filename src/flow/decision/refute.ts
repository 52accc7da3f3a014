import ignore from 'ignore'
import type { ClassRule } from './class-rule.js'
import type { Refutation } from './fix-class.js'
import { guardFunctions, guardWords, networkFrames, racyFunctions, wrapperTypes } from './refuting-names.js'
import { notSourcePaths } from './refuting-paths.js'
import type { SourceExcerpt } from './source-excerpt.js'
import type { JudgedFrame, Suspect } from './suspect.js'
import { wordsOf } from './words.js'

/** Everything that a refutation may look at. */
export interface RefutationFacts {
  readonly suspect: Suspect
  readonly rule: ClassRule
  /** Of the culprit, in the repository. */
  readonly path: string
  /** What stands at the culprit; `undefined` when nobody has looked. */
  readonly source: SourceExcerpt | undefined
}

interface RefutationRule {
  readonly name: Refutation
  /** What was seen, in words; `undefined` where it does not apply. */
  readonly see: (facts: RefutationFacts) => string | undefined
}

/** Frames of the runtime between the culprit and the throw. Parsers of JSON with reflection need about ten. */
const mostRuntimeFrames = 14

const rules: readonly RefutationRule[] = [
  {
    name: 'one-of-several-errors',
    see: ({ suspect }) =>
      ['member', 'thread', 'suppressed'].includes(suspect.error.relation)
        ? 'it is one of several errors that were reported together'
        : undefined
  },
  { name: 'rethrown-on-purpose', see: seeRethrow },
  { name: 'thrown-by-guard', see: seeGuard },
  {
    name: 'concurrency',
    see: ({ suspect }) =>
      nameOf([...suspect.between.map(({ frame }) => frame.function), suspect.culprit.function], racyFunctions)
  },
  {
    name: 'outside-value',
    see: ({ suspect }) =>
      nameOf(
        suspect.between.map(({ frame }) => `${frame.file ?? ''} ${frame.function ?? ''}`),
        networkFrames
      )
  },
  {
    name: 'thrown-by-library',
    see: ({ suspect, rule }) => {
      const found = suspect.between.find((judged) => isForeign(judged) && !isParser(judged, rule))
      return found === undefined ? undefined : `it comes through ${placeOf(found)}`
    }
  },
  {
    name: 'culprit-not-the-caller',
    see: ({ suspect }) => {
      const found = suspect.between.find(({ origin }) => origin === 'app' || origin === 'none')
      return found === undefined ? undefined : `${placeOf(found)} stands in between`
    }
  },
  {
    name: 'too-deep-in-runtime',
    see: ({ suspect }) =>
      suspect.between.length > mostRuntimeFrames
        ? `${suspect.between.length} frames of the runtime stand in between`
        : undefined
  },
  {
    name: 'outside-value',
    see: ({ suspect, rule }) =>
      rule.fixClass === 'parse-guard' && webPage.test(suspect.message)
        ? 'what was parsed is a web page, so another system answered with something else'
        : undefined
  },
  {
    name: 'missing-configuration',
    see: ({ suspect, rule }) =>
      rule.fixClass === 'missing-field-default' && settingName.test(suspect.message)
        ? 'the key is written like one of the environment or of settings'
        : undefined
  },
  { name: 'wording-of-another-engine', see: seeOtherEngine },
  {
    name: 'not-a-source-file',
    see: ({ path }) => {
      if (!ignore.isPathValid(path)) return undefined
      const found = notSourcePaths.find(({ patterns }) => patternsOf(patterns).ignores(path))
      return found === undefined ? undefined : `${path} is ${found.what}`
    }
  },
  {
    name: 'thrown-on-purpose',
    see: ({ source }) => source?.throws && `the line of the culprit throws: ${source.throws}`
  },
  {
    name: 'outside-value',
    see: ({ source, rule }) =>
      rule.fixClass === 'parse-guard' || rule.fixClass === 'missing-field-default'
        ? source?.outside && `the value comes from outside: ${source.outside}`
        : undefined
  }
]

/** What speaks against a class, and what was seen of it. */
export interface Refuted {
  readonly by: Refutation
  readonly seen: string
}

/** The first thing that speaks against the class. */
export function refute(facts: RefutationFacts): Refuted | undefined {
  for (const { name, see } of rules) {
    const seen = see(facts)
    if (seen !== undefined) return { by: name, seen }
  }
  return undefined
}

/** https://html.spec.whatwg.org/multipage/parsing.html: JSON never starts with the mark of a tag. */
const webPage =
  /<!doctype|<html|<\?xml|[Uu]nexpected (?:token|character):? ?(?:'<'|`<`|"<"|<)|'<' is an invalid start of a value|Unexpected token <|character \('<' \(code 60\)\)|encountered while parsing value: <|unexpected byte at position 0: 0x3C/i

const settingName = /['"`:.\s[(][A-Z][A-Z\d]{1,40}(?:_[A-Z\d]{1,40}){1,10}(?=['"`)\]\s.]|$)/

function seeRethrow({ suspect }: RefutationFacts): string | undefined {
  const wrapped = suspect.outer.find(({ type, thrownBy }) => {
    return thrownBy === 'app' || (thrownBy === undefined && !wrapperTypes.test(type))
  })
  if (wrapped !== undefined)
    return `our code answered it with ${wrapped.type === '' ? 'another error' : wrapped.type}`
  return suspect.hasCause && suspect.between.length === 0 ? 'it was thrown with a cause' : undefined
}

function seeGuard({ suspect }: RefutationFacts): string | undefined {
  const { language, between, culprit } = suspect
  const runtimeGuard = guardFunctions[language]
  const found = between.find(({ frame }) => runtimeGuard?.test(frame.function ?? '') === true)
  if (found !== undefined) return `${found.frame.function ?? ''} throws on purpose`
  const own = [...between.filter(({ origin }) => origin !== 'runtime').map(({ frame }) => frame), culprit]
  const guard = own.find((frame) => lastWords(frame.function).some((word) => guardWords.has(word)))
  return guard === undefined ? undefined : `${guard.function ?? ''} is there to throw`
}

/** Of the function itself: a class or module may be called after anything. */
function lastWords(name: string | undefined): readonly string[] {
  const plain = (name ?? '').replace(/\/\d{1,3}$/, '')
  return wordsOf(plain.split(/[.:#>/\\]/).findLast((part) => /[A-Za-z]{2}/.test(part)) ?? '')
}

function isForeign({ origin }: JudgedFrame): boolean {
  return origin === 'library' || origin === 'tracer' || origin === 'extension'
}

function isParser({ frame }: JudgedFrame, rule: ClassRule): boolean {
  const { through } = rule
  return (
    through !== undefined &&
    [frame.file, frame.function].some((name) => name !== undefined && through.test(name))
  )
}

function placeOf({ frame }: JudgedFrame): string {
  return [frame.function, frame.file === undefined ? undefined : `(${frame.file})`]
    .filter((part) => part !== undefined)
    .join(' ')
    .slice(0, 200)
}

function nameOf(names: readonly (string | undefined)[], pattern: RegExp): string | undefined {
  const found = names.find((name) => name !== undefined && pattern.test(name))
  return found === undefined ? undefined : `it comes through ${found.trim().slice(0, 200)}`
}

/** Firefox's short wording is what people write themselves, and V8 never does: only where the frames are not V8's own. */
function seeOtherEngine({ suspect, rule }: RefutationFacts): string | undefined {
  if (suspect.language !== 'javascript' || rule.fixClass !== 'null-safety-guard') return undefined
  if (!/^[\w$.[\]"'()]{1,200} is (?:undefined|null)$/.test(suspect.message)) return undefined
  const isV8 = suspect.culprit.text.startsWith('at ') && !suspect.culprit.text.includes(' @ ')
  const isServer = suspect.platform === 'BACKEND' || suspect.platform === 'REACT_NATIVE'
  return isV8 && isServer ? 'the wording is of Firefox, and the frames are of V8' : undefined
}

const compiled = new Map<readonly string[], ReturnType<typeof ignore>>()

function patternsOf(patterns: readonly string[]): ReturnType<typeof ignore> {
  const found = compiled.get(patterns) ?? ignore().add([...patterns])
  compiled.set(patterns, found)
  return found
}
