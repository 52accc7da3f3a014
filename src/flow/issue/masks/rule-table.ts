import { dullText } from './dull-text.js'
import { telling, type MaskRule } from './mask-rule.js'
import { characterAt, endCode, openers } from './text-facts.js'

/** Longer words count as this long. */
export const longestOpening = 31

/** What a rule does, in objects of one form: others take time to read. */
export type TableRule = Pick<MaskRule, 'name' | 'rank' | 'pattern' | 'replace'>

/**
 * Which rules to try where. Each table has a set of rules for each value of one fact about a place; only rules in all those
 * sets can match there. A set is `width` numbers of 32 bits, one bit for each rule.
 */
export interface RuleTable {
  readonly rules: readonly TableRule[]
  readonly width: number
  /** What to pass over where a chunk starts. */
  readonly dull: RegExp
  readonly byStart: Int32Array
  readonly byCharacterBefore: Int32Array
  readonly byTelling: Int32Array
  readonly byLength: Int32Array
  /** By what the word is made of, and what stands behind it. */
  readonly byThen: Int32Array
  /** For plain words, in place of `byStart`. */
  readonly byWord: Int32Array
  /** Where the rules of a word are in `byWord`, by `keyOf`. */
  readonly words: ReadonlyMap<number, number>
}

/** Sorts rules by what their matches look like, so that most places need few of them. */
export function ruleTable(rules: readonly MaskRule[]): RuleTable {
  const width = Math.ceil(rules.length / 32)
  const sets = (size: number, holds: (rule: MaskRule) => (value: number) => boolean): Int32Array =>
    setsOf(rules, width, size, holds)
  const keys = rules.map((rule) => new Set((rule.words ?? []).map((word) => keyOf(word, 0, word.length))))
  const words = [...new Set(keys.flatMap((ofRule) => [...ofRule]))]
  return {
    rules: rules.map(({ name, rank, pattern, replace }) => ({ name, rank, pattern, replace })),
    width,
    dull: dullText(rules),
    byStart: sets(
      endCode + 1,
      ({ starts }) =>
        (code) =>
          starts.includes(characterAt(code))
    ),
    byCharacterBefore: sets(endCode + 1, canFollow),
    byTelling: sets(1 << telling.length, ({ needs }) => {
      const bits = bitsOf(needs ?? '')
      return (found) => (bits & found) === bits
    }),
    byLength: sets(longestOpening + 1, fitsLength),
    byThen: sets(openers.length * (endCode + 1), fitsThen),
    byWord: sets(words.length, (rule) => {
      const ofRule = keys[rules.indexOf(rule)]
      return (at) => ofRule?.has(words[at] ?? -1) ?? false
    }),
    words: new Map(words.map((key, at) => [key, at]))
  }
}

function setsOf(
  rules: readonly MaskRule[],
  width: number,
  size: number,
  holds: (rule: MaskRule) => (value: number) => boolean
): Int32Array {
  const sets = new Int32Array(size * width)
  rules.forEach((rule, at) => {
    const holdsFor = holds(rule)
    for (let value = 0; value < size; value += 1) {
      const place = value * width + (at >> 5)
      if (holdsFor(value)) sets[place] = (sets[place] ?? 0) | (1 << (at & 31))
    }
  })
  return sets
}

const lookBehindForm = /^\(\?<([!=])(\[(?:\\.|[^\]\\])+\]|\\?[^\\[\]()|])(?:\)|\|)/

/** What a pattern says of the one character before it, so that the pattern need not be asked. */
function canFollow({ pattern }: MaskRule): (code: number) => boolean {
  const [, sign, characters] = lookBehindForm.exec(pattern.source) ?? []
  if (sign === undefined || characters === undefined) return () => true
  const named = new RegExp(characters, pattern.flags.replace('y', ''))
  return (code) => (code !== endCode && named.test(characterAt(code))) === (sign === '=')
}

function fitsLength({ opening }: MaskRule): (length: number) => boolean {
  const atLeast = Math.min(opening?.atLeast ?? 0, longestOpening)
  const atMost = opening?.atMost ?? Infinity
  return (length) => length === 0 || (length >= atLeast && length <= atMost)
}

function fitsThen({ opening }: MaskRule): (openerAndCode: number) => boolean {
  return (openerAndCode) => {
    const opener = openers[Math.floor(openerAndCode / (endCode + 1))]
    const signs = opener === undefined ? undefined : opening?.then?.[opener]
    return signs?.includes(characterAt(openerAndCode % (endCode + 1))) ?? true
  }
}

/** First three letters, in either case, and length: enough to pass over nearly all words. */
export function keyOf(text: string, start: number, end: number): number {
  const third = end - start > 2 ? text.charCodeAt(start + 2) & 31 : 0
  return (
    (end - start) * 32_768 +
    (text.charCodeAt(start) & 31) * 1024 +
    (text.charCodeAt(start + 1) & 31) * 32 +
    third
  )
}

function bitsOf(characters: string): number {
  return [...characters].reduce((bits, character) => bits | (1 << telling.indexOf(character)), 0)
}
