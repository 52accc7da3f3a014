import { maskRules } from './mask-rules.js'
import { collapseLists } from './masks/collapse.js'
import { lookBehind, type MaskRule } from './masks/mask-rule.js'
import {
  chunkAt,
  endOfWord,
  ruleTable,
  rulesAt,
  rulesOfWord,
  type Chunk,
  type RuleTable,
  type TableRule
} from './masks/rule-table.js'

/** Masking settles after one pass for all but odd texts, where a mask makes its neighbour readable. */
const mostPasses = 8

/** A template is at most so many times as long as its message: `<num>` stands for one digit. */
export const mostGrowth = 5

/**
 * The template of a message: what stays the same however often the same error happens. Variables become `<uuid>`, `<num>`,
 * `<hex>`, `<date>`, `<duration>`, `<size>`, `<host>` (by name or address), `<url>` (with the route), `<email>`, `<path>`,
 * `<id>`, `<token>` and `<str>`; error codes, HTTP statuses and the names of properties, classes and functions stay. White
 * space becomes single spaces, and lists of values one value. The template of a template is itself, and is at most
 * `mostGrowth` times as long as the message. Takes time linear in the message.
 */
export const normaliseMessage = normaliserOf(maskRules)

/** Makes a normaliser of rules, whose order means nothing. */
export function normaliserOf(rules: readonly MaskRule[]): (message: string) => string {
  const table = ruleTable(rules)
  return (message) => {
    let template = message.replace(/[^\S ]\s*| \s+/g, ' ').trim()
    for (let pass = 0; pass < mostPasses; pass += 1) {
      const next = collapseLists(maskOnce(template, table))
      if (next === template) break
      template = next
    }
    return template
  }
}

/** What is known while a text is read from left to right. */
interface Reading {
  readonly text: string
  /** The template so far, up to where the text was `copied`. */
  readonly pieces: string[]
  copied: number
}

function maskOnce(text: string, table: RuleTable): string {
  const reading: Reading = { text, pieces: [], copied: 0 }
  let at = 0
  let chunk: Chunk = { end: 0, telling: 0, isWord: false }
  while (at < text.length) {
    const rules = rulesAt(table, text, at)
    if (rules.length === 0) {
      at += 1
      continue
    }
    if (at >= chunk.end) chunk = chunkAt(text, at)
    const wordEnd = endOfWord(text, at)
    const candidates = chunk.isWord ? rulesOfWord(table, text, at, wordEnd) : rules
    const found = candidates.length === 0 ? undefined : winnerAt(reading, at, candidates, chunk.telling)
    if (found === undefined) {
      at = Math.max(wordEnd, at + 1)
      continue
    }
    reading.pieces.push(text.slice(reading.copied, at), found.replacement)
    at = reading.copied = found.end
  }
  if (reading.copied === 0) return text
  reading.pieces.push(text.slice(reading.copied))
  return reading.pieces.join('')
}

interface Winner {
  readonly end: number
  readonly rule: MaskRule
  readonly replacement: string
}

/** The longest match wins, then the lower rank, then the name: the order of the rules does not matter. */
function winnerAt(
  reading: Reading,
  at: number,
  rules: readonly TableRule[],
  telling: number
): Winner | undefined {
  const { text } = reading
  let winner: Winner | undefined
  let before: string | undefined
  for (const { rule, needs } of rules) {
    if ((needs & telling) !== needs) continue
    rule.pattern.lastIndex = at
    if (!rule.pattern.test(text)) continue
    const end = rule.pattern.lastIndex
    if (winner !== undefined && !beats(rule, end, winner)) continue
    before ??= tailOf(reading, at)
    const replacement = rule.replace(text.slice(at, end), { before, text, end })
    if (replacement !== undefined) winner = { end, rule, replacement }
  }
  return winner
}

function beats(rule: MaskRule, end: number, winner: Winner): boolean {
  if (end !== winner.end) return end > winner.end
  return rule.rank === winner.rule.rank ? rule.name < winner.rule.name : rule.rank < winner.rule.rank
}

/** The end of what the template has so far. */
function tailOf({ text, pieces, copied }: Reading, at: number): string {
  let tail = text.slice(Math.max(copied, at - lookBehind), at)
  for (let piece = pieces.length - 1; piece >= 0 && tail.length < lookBehind; piece -= 1) {
    tail = (pieces[piece] ?? '') + tail
  }
  return tail.slice(-lookBehind)
}
