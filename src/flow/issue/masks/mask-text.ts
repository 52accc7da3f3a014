import { lookBehind, type Place } from './mask-rule.js'
import { keyOf, longestOpening, type RuleTable, type TableRule } from './rule-table.js'
import { codeAt, endCode, readChunk, readWord, type Chunk, type Word } from './text-facts.js'

/** What is known while a text is read from left to right: one for each text, so that its places need no objects. */
class Reading implements Place {
  /** The template so far, up to where the text was `copied`. */
  readonly pieces: string[] = []
  copied = 0
  at = 0
  readonly chunk: Chunk = { end: 0, telling: 0, isWord: false }
  readonly word: Word = { end: 0, opener: 0 }
  /** Of the rule that is asked now. */
  end = 0
  winner: TableRule | undefined = undefined
  winnerEnd = 0
  replacement = ''
  private tail: string | undefined = undefined

  constructor(
    readonly table: RuleTable,
    readonly text: string
  ) {}

  /** The end of what the template has so far. */
  get before(): string {
    return (this.tail ??= this.tailOf())
  }

  moveTo(at: number): void {
    this.at = at
    this.winner = undefined
    this.tail = undefined
  }

  template(): string {
    if (this.copied === 0) return this.text
    let template = ''
    for (const piece of this.pieces) template += piece
    return template + this.text.slice(this.copied)
  }

  private tailOf(): string {
    const { text, pieces, copied, at } = this
    let tail = text.slice(Math.max(copied, at - lookBehind), at)
    for (let piece = pieces.length - 1; piece >= 0 && tail.length < lookBehind; piece -= 1) {
      tail = (pieces[piece] ?? '') + tail
    }
    return tail.length > lookBehind ? tail.slice(-lookBehind) : tail
  }
}

/** The text with a replacement for each match of a rule, from left to right. */
export function maskText(text: string, table: RuleTable): string {
  let at = endOfDull(table, text, 0)
  if (at === text.length) return text
  const reading = new Reading(table, text)
  const { chunk, word, pieces } = reading
  while (at < text.length) {
    if (at >= chunk.end) readChunk(chunk, text, at)
    readWord(word, text, at)
    reading.moveTo(at)
    findWinner(reading)
    if (reading.winner === undefined) {
      at = Math.max(word.end, at + 1)
    } else {
      pieces.push(text.slice(reading.copied, at), reading.replacement)
      at = reading.copied = reading.winnerEnd
    }
    if (at >= chunk.end) at = endOfDull(table, text, at)
  }
  return reading.template()
}

/** After what needs no reading. */
function endOfDull({ dull }: RuleTable, text: string, start: number): number {
  dull.lastIndex = start
  return dull.test(text) ? dull.lastIndex : start
}

/** Asks the rules that can match, by all that is known of the place. */
function findWinner(reading: Reading): void {
  const { table, text, at, chunk, word } = reading
  const known = chunk.isWord ? table.words.get(keyOf(text, at, word.end)) : codeAt(text, at)
  if (known === undefined) return
  const first = chunk.isWord ? table.byWord : table.byStart
  const before = codeAt(text, at - 1)
  const length = Math.min(word.end - at, longestOpening)
  const then = word.opener * (endCode + 1) + codeAt(text, length === 0 ? at + 1 : word.end)
  for (let part = 0; part < table.width; part += 1) {
    const rules = ruleSet(table, first, known, part) & ruleSet(table, table.byCharacterBefore, before, part)
    if (rules === 0) continue
    let left =
      rules &
      ruleSet(table, table.byTelling, chunk.telling, part) &
      ruleSet(table, table.byLength, length, part) &
      ruleSet(table, table.byThen, then, part)
    for (; left !== 0; left &= left - 1) {
      const rule = table.rules[part * 32 + 31 - Math.clz32(left & -left)]
      if (rule !== undefined) ask(reading, rule)
    }
  }
}

function ruleSet({ width }: RuleTable, sets: Int32Array, value: number, part: number): number {
  return sets[value * width + part] ?? 0
}

/** The longest match wins, then the lower rank, then the name: the order of the rules does not matter. */
function ask(reading: Reading, rule: TableRule): void {
  const { text, at } = reading
  rule.pattern.lastIndex = at
  if (!rule.pattern.test(text)) return
  reading.end = rule.pattern.lastIndex
  if (reading.winner !== undefined && !beats(rule, reading.end, reading.winner, reading.winnerEnd)) return
  const replacement = rule.replace(text.slice(at, reading.end), reading)
  if (replacement === undefined) return
  reading.winner = rule
  reading.winnerEnd = reading.end
  reading.replacement = replacement
}

function beats(rule: TableRule, end: number, winner: TableRule, winnerEnd: number): boolean {
  if (end !== winnerEnd) return end > winnerEnd
  return rule.rank === winner.rank ? rule.name < winner.name : rule.rank < winner.rank
}
