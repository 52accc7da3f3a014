import ignore from 'ignore'
import type { Culprit, StackTrace } from '../issue/stack-trace.js'
import type { Known } from '../issue/known.js'
import { denyPhrases, denyRules, type DenyRule } from './deny-rules.js'
import { matchesGlob } from './glob.js'
import type { SourceExcerpt } from './source-excerpt.js'
import { longestText } from './suspect.js'
import { wordsOf } from './words.js'

/** A team's own limits, on top of the rules that always hold. */
export interface DenyPolicy {
  /** Gitignore patterns of repository paths. */
  readonly denyPaths: readonly string[]
  /** Whole words, in any case, of paths, function names, messages and the code around the culprit. */
  readonly denyWords?: readonly string[]
  /** Owners as CODEOWNERS writes them; `*` stands for any run of characters. */
  readonly denyOwners?: readonly string[]
}

/** All that says what the code is about. */
export interface DenyFacts {
  readonly trace: StackTrace
  readonly culprit: Known<Culprit>
  readonly errorType: string
  readonly errorMessage: string
  /** Of the culprit's file, as CODEOWNERS writes them. */
  readonly owners: readonly string[]
  /** `undefined` when nobody has looked: the issue goes nowhere anyway. Unknown is denied. */
  readonly source: Known<SourceExcerpt> | undefined
  /** The package that would be changed. */
  readonly dependency: string | undefined
}

export interface Denial {
  readonly rule: string
  readonly evidence: string
}

const longestEvidence = 200

/** The first rule that forbids a machine to touch the code; by path, owner, name and message, and the code itself. */
export function findDenial(facts: DenyFacts, policy: DenyPolicy): Denial | undefined {
  const { culprit } = facts
  const path = culprit.known && culprit.value.path.known ? culprit.value.path.value : undefined
  return (
    (path === undefined ? undefined : denyByPath(path, policy)) ??
    denyByOwner(facts.owners, policy) ??
    denyByNames(facts, path, policy) ??
    (facts.source === undefined ? undefined : denyByText(facts.source, policy))
  )
}

/** A team's own patterns, then the built-in ones, in any case. */
export function denyByPath(path: string, policy: Pick<DenyPolicy, 'denyPaths'>): Denial | undefined {
  const own = policy.denyPaths.find((pattern) => matches(pattern, path))
  if (own !== undefined) return { rule: `path ${own}`, evidence: path }
  const rule = denyRules.find((candidate) => candidate.paths.some((pattern) => matches(pattern, path)))
  return rule === undefined ? undefined : { rule: rule.subject, evidence: path }
}

function matches(pattern: string, path: string): boolean {
  return ignore.isPathValid(path) && ignore().add(pattern).ignores(path)
}

/** `@acme/payments-team`: the organisation's own name says nothing. */
export function denyByOwner(owners: readonly string[], policy: DenyPolicy): Denial | undefined {
  for (const owner of owners) {
    const evidence = `owned by ${owner}`.slice(0, longestEvidence)
    const own = policy.denyOwners?.find((pattern) => matchesGlob(pattern, owner))
    if (own !== undefined) return { rule: `owner ${own}`, evidence }
    const name = owner.startsWith('@') ? owner.slice(owner.lastIndexOf('/') + 1) : (owner.split('@')[0] ?? '')
    const found = findSubject(name, (rule) => [...rule.words, ...(rule.owners ?? [])])
    if (found !== undefined) return { rule: found, evidence }
  }
  return undefined
}

function denyByNames(facts: DenyFacts, path: string | undefined, policy: DenyPolicy): Denial | undefined {
  for (const text of tellingTexts(facts, path)) {
    const denial = denyByName(text, policy)
    if (denial !== undefined) return denial
  }
  const { dependency } = facts
  const found =
    dependency === undefined
      ? undefined
      : findSubject(dependency, ({ words, inText }) => [...words, ...(inText ?? [])])
  return found === undefined ? undefined : { rule: found, evidence: `the package ${dependency ?? ''}` }
}

/** By the words of a path, a function or a message. */
export function denyByName(text: string, policy: DenyPolicy): Denial | undefined {
  const evidence = text.slice(0, longestEvidence)
  const word = ownWord(text, policy)
  if (word !== undefined) return { rule: `word ${word}`, evidence }
  const found = findSubject(text, ({ words }) => words)
  return found === undefined ? undefined : { rule: found, evidence }
}

function tellingTexts(facts: DenyFacts, path: string | undefined): readonly string[] {
  const culprit = facts.culprit.known ? facts.culprit.value.frame : undefined
  const places = [path, culprit?.file, culprit?.function, culprit?.module]
  const causes = facts.trace.errors.flatMap((error) => [error.type, error.message])
  const functions = facts.trace.errors.flatMap((error) => {
    return error.frames.filter((frame) => frame.inApp).map((frame) => frame.function)
  })
  return [...places, facts.errorType, facts.errorMessage, ...causes, ...functions.slice(0, 3)]
    .filter((text) => text !== undefined)
    .map((text) => text.slice(0, longestText))
}

/** https://www.postgresql.org/docs/current/ddl.html */
const dataDefinition =
  /\b(?:create|alter|drop|truncate)\s{1,20}(?:or\s{1,20}replace\s{1,20})?(?:unique\s{1,20})?(?:table|index|schema|database|type|policy|role|user|trigger|view|sequence|column)\b|\bgrant\s{1,20}\w{1,20}\s{1,20}(?:on|to)\b/i

function denyByText(source: Known<SourceExcerpt>, policy: DenyPolicy): Denial | undefined {
  if (!source.known) return { rule: 'unread code', evidence: source.reason.slice(0, longestEvidence) }
  return denyByCode(source.value.text, policy)
}

/** By what the code itself says, line by line. */
export function denyByCode(text: string, policy: DenyPolicy): Denial | undefined {
  if (dataDefinition.test(text))
    return { rule: 'schema or migration', evidence: 'the code defines data in SQL' }
  for (const line of text.split('\n')) {
    const evidence = `in the code: ${line.trim()}`.slice(0, longestEvidence)
    const word = ownWord(line, policy)
    if (word !== undefined) return { rule: `word ${word}`, evidence }
    const found = findSubject(line, textWords)
    if (found !== undefined) return { rule: found, evidence }
  }
  return undefined
}

function textWords({ words, vague = [], inText = [] }: DenyRule): readonly string[] {
  return [...words.filter((word) => !vague.includes(word)), ...inText]
}

function ownWord(text: string, policy: DenyPolicy): string | undefined {
  const own = new Set((policy.denyWords ?? []).map((word) => word.toLowerCase()))
  return own.size === 0 ? undefined : wordsOf(text).find((word) => own.has(word))
}

function findSubject(text: string, wordsFor: (rule: DenyRule) => readonly string[]): string | undefined {
  const words = wordsOf(text)
  // `PayPal` is one word to those who write it, and so is `AppSec`.
  const whole = new Set([...words, ...wordsOf(text.toLowerCase())])
  const rule = denyRules.find((candidate) => {
    const telling = wordsFor(candidate)
    return telling.some((word) => whole.has(word))
  })
  if (rule !== undefined) return rule.subject
  const spaced = ` ${words.join(' ')} `
  return denyPhrases.find(([phrase]) => spaced.includes(` ${phrase} `))?.[1]
}
