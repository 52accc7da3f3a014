import ignore from 'ignore'
import type { Platform } from '../issue/issue.js'
import type { Known } from '../issue/known.js'
import { judgeFrame } from '../issue/judge-frame.js'
import type { Culprit, StackError, StackTrace } from '../issue/stack-trace.js'
import { mayThrow, type ClassRule } from './class-rule.js'
import { classRules } from './class-rules.js'
import { denyPhrases, denyRules, wordsOf } from './deny-rules.js'
import type { Classification, FixClass } from './fix-class.js'

/** What is classified. Type and message are the reported error's; those of a cause are read from the trace. */
export interface ClassifyInput {
  readonly trace: StackTrace
  readonly culprit: Known<Culprit>
  readonly errorType: string
  readonly errorMessage: string
  readonly platform: Platform
}

/** A team's own limits, on top of the rules that always hold. */
export interface ClassifyPolicy {
  readonly allowed: readonly FixClass[]
  /** Gitignore patterns of repository paths. */
  readonly denyPaths: readonly string[]
  /** Whole words, in any case, of paths, function names and messages. */
  readonly denyWords?: readonly string[]
}

/**
 * The class of an error, by rules alone. A deny rule wins over every class. There is no class without an in-app culprit that is
 * one file of the repository. A class that the policy does not allow is denied, so that the ticket can say so.
 */
export function classifyError(input: ClassifyInput, policy: ClassifyPolicy): Classification {
  const { culprit } = input
  const denial = findDenial(input, policy)
  const found = culprit.known ? findClass(input, culprit.value) : undefined
  if (denial !== undefined) return { kind: 'denied', fixClass: found?.fixClass, ...denial }
  if (!culprit.known) return none(culprit.reason)
  if (!culprit.value.path.known) return none(`the culprit's file is unknown: ${culprit.value.path.reason}`)
  if (unreadPlatforms.has(input.platform))
    return none(`there are no rules for the platform ${input.platform}`)
  if (found === undefined) return none('the error fits no class')
  const evidence = `${found.says}: ${found.rule}`
  if (policy.allowed.includes(found.fixClass)) return { kind: 'class', fixClass: found.fixClass, evidence }
  return { kind: 'denied', fixClass: found.fixClass, rule: 'class not allowed', evidence }
}

function none(evidence: string): Classification {
  return { kind: 'none', evidence }
}

/** Native code that no reader reads; a trace that looks like ours there is of something else. */
const unreadPlatforms: ReadonlySet<Platform> = new Set<Platform>(['IOS', 'ROKU'])

interface FoundClass {
  readonly fixClass: FixClass
  readonly says: string
  /** The type and message that fit. */
  readonly rule: string
}

const longestEvidence = 200

function findClass(input: ClassifyInput, culprit: Culprit): FoundClass | undefined {
  const error = input.trace.errors.find((candidate) => candidate.frames.includes(culprit.frame))
  if (error === undefined) return undefined
  const { type, message } = headOf(input, error)
  const rule = classRules.find((candidate) => fits(candidate, input.trace, error, type, message))
  if (rule === undefined) return undefined
  const seen = `${type}${message === '' ? '' : `: ${message}`}`.slice(0, longestEvidence)
  return { fixClass: rule.fixClass, says: rule.says, rule: seen }
}

interface Head {
  /** Without package. */
  readonly type: string
  /** First line. */
  readonly message: string
}

function headOf(input: ClassifyInput, error: StackError): Head {
  const isReported = error === input.trace.errors[0]
  const type = isReported && input.errorType !== '' ? input.errorType : (error.type ?? '')
  const message = isReported && input.errorMessage !== '' ? input.errorMessage : (error.message ?? '')
  // Node.js appends its own code: `TypeError [ERR_INVALID_URL]`.
  const plain = type
    .trim()
    .replace(/^Uncaught /, '')
    .replace(/ \[[A-Z_]{1,80}\]$/, '')
  return {
    type: plain.slice(Math.max(plain.lastIndexOf('.'), plain.lastIndexOf('$')) + 1),
    message: withoutType(message.slice(0, longestText), plain).split('\n')[0]?.trim() ?? ''
  }
}

/** Some trackers repeat the type in front of the message. */
function withoutType(message: string, type: string): string {
  const trimmed = message.trim().replace(/^Uncaught /, '')
  return type !== '' && trimmed.startsWith(`${type}: `) ? trimmed.slice(type.length + 2) : trimmed
}

function fits(rule: ClassRule, trace: StackTrace, error: StackError, type: string, message: string): boolean {
  if (rule.language !== trace.language || !rule.type.test(type)) return false
  if (rule.message !== undefined && !rule.message.test(message)) return false
  const [thrown] = error.frames
  if (thrown === undefined || rule.notThrownIn?.test(thrown.function ?? '') === true) return false
  return mayThrow(rule.thrownBy, judgeFrame(rule.language, thrown).origin)
}

interface Denial {
  readonly rule: string
  readonly evidence: string
}

/** Everything that says what the code is about: the culprit's path and function, the in-app frames, types and messages. */
function findDenial(input: ClassifyInput, policy: ClassifyPolicy): Denial | undefined {
  const path =
    input.culprit.known && input.culprit.value.path.known ? input.culprit.value.path.value : undefined
  return (path === undefined ? undefined : denyByPath(path, policy)) ?? denyByWords(input, path, policy)
}

function denyByPath(path: string, policy: ClassifyPolicy): Denial | undefined {
  const own = policy.denyPaths.find((pattern) => matches(pattern, path))
  if (own !== undefined) return { rule: `path ${own}`, evidence: path }
  const rule = denyRules.find((candidate) => candidate.paths.some((pattern) => matches(pattern, path)))
  return rule === undefined ? undefined : { rule: rule.subject, evidence: path }
}

function matches(pattern: string, path: string): boolean {
  return ignore.isPathValid(path) && ignore().add(pattern).ignores(path)
}

function denyByWords(
  input: ClassifyInput,
  path: string | undefined,
  policy: ClassifyPolicy
): Denial | undefined {
  const own = new Set((policy.denyWords ?? []).map((word) => word.toLowerCase()))
  for (const text of tellingTexts(input, path)) {
    const words = wordsOf(text)
    const evidence = text.slice(0, longestEvidence)
    const ownWord = words.find((word) => own.has(word))
    if (ownWord !== undefined) return { rule: `word ${ownWord}`, evidence }
    const rule = denyRules.find((candidate) => words.some((word) => candidate.words.includes(word)))
    if (rule !== undefined) return { rule: rule.subject, evidence }
    const spaced = ` ${words.join(' ')} `
    const phrase = denyPhrases.find(([phrased]) => spaced.includes(` ${phrased} `))
    if (phrase !== undefined) return { rule: phrase[1], evidence }
  }
  return undefined
}

/** Messages may be as long as a response body. */
const longestText = 2_000

function tellingTexts(input: ClassifyInput, path: string | undefined): readonly string[] {
  const culprit = input.culprit.known ? input.culprit.value.frame : undefined
  const places = [path, culprit?.file, culprit?.function, culprit?.module]
  const causes = input.trace.errors.flatMap((error) => [error.type, error.message])
  const functions = input.trace.errors.flatMap((error) => {
    return error.frames.filter((frame) => frame.inApp).map((frame) => frame.function)
  })
  return [...places, input.errorType, input.errorMessage, ...causes, ...functions.slice(0, 3)]
    .filter((text) => text !== undefined)
    .map((text) => text.slice(0, longestText))
}
