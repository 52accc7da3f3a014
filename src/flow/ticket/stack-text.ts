import { sanitiseLine, sanitiseText } from '../../text/sanitise.js'
import { truncateMiddle, truncateText } from '../../text/truncate.js'
import { known, unknown, type Known } from '../issue/known.js'
import { placesOf, type Culprit, type ErrorRelation, type StackFrame } from '../issue/stack-trace.js'
import { concealMessages, describeError, WITHHELD, type MessageFacts } from './error-message.js'

export interface StackFacts extends MessageFacts {
  readonly culprit: Known<Culprit>
}

/** What stands before the culprit's line, and before every other frame. */
export const CULPRIT_MARK = '→ '
const NO_MARK = '  '
/** Longer lines are those of minified code or of a message that has no end. */
const MAX_LINE_CHARS = 400
/** `  … 123456 lines left out` and its line break. */
const GAP_CHARS = 28

interface StackLine {
  readonly text: string
  /** What to keep when not everything fits: the lowest first. */
  readonly rank: number
}

/**
 * The stack trace in at most `maxChars` characters, innermost frame first, the culprit's line marked and each cause after
 * what it caused. When something has to go, the frames of libraries go first and the culprit last.
 */
export function renderStack(facts: StackFacts, maxChars: number): Known<string> {
  if (facts.trace.known && facts.trace.value.errors.some((error) => error.frames.length > 0)) {
    return known(fitLines(stackLines(facts), maxChars))
  }
  const { sample } = facts.issue
  if (!sample.known) return sample
  if (!sample.value.stack.known) return sample.value.stack
  if (facts.privacy === 'strict') return unknown(`its format cannot be read, and unread text is ${WITHHELD}`)
  return known(truncateMiddle(sanitiseText(sample.value.stack.value), maxChars))
}

const RELATION_WORDS = {
  reported: '',
  cause: 'Caused by: ',
  member: 'Member of the group: ',
  suppressed: 'Suppressed: ',
  thread: 'Another thread: '
} as const satisfies Record<ErrorRelation, string>

function stackLines(facts: StackFacts): StackLine[] {
  if (!facts.trace.known) return []
  const conceal = concealMessages(facts)
  const frames = facts.trace.value.errors.flatMap(placesOf)
  const culprit = facts.culprit.known ? findFrame(frames, facts.culprit.value.frame) : undefined
  return facts.trace.value.errors.flatMap((error, position) => {
    const head = `${RELATION_WORDS[error.relation]}${describeError(error, position, facts)}`
    return [
      { text: shortLine(head), rank: position === 0 ? 0 : 2 },
      ...placesOf(error).map((frame) => ({
        text: `${frame === culprit ? CULPRIT_MARK : NO_MARK}${shortLine(conceal(frame.text))}`,
        rank: frame === culprit ? 1 : frame.inApp ? 3 : 4
      }))
    ]
  })
}

/** The culprit is one of the frames; after a copy it is found again by what it says. */
function findFrame(frames: readonly StackFrame[], wanted: StackFrame): StackFrame | undefined {
  return frames.find((frame) => frame === wanted) ?? frames.find((frame) => frame.text === wanted.text)
}

function shortLine(line: string): string {
  return truncateText(sanitiseLine(line), MAX_LINE_CHARS)
}

function fitLines(lines: readonly StackLine[], maxChars: number): string {
  if (maxChars < GAP_CHARS) return ''
  const whole = lines.map((line) => line.text).join('\n')
  if (whole.length <= maxChars) return whole
  const kept = new Set<number>()
  let room = maxChars - GAP_CHARS
  const byRank = lines
    .map((line, index) => ({ ...line, index }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
  for (const { text, index } of byRank) {
    // Every kept line may be followed by a gap.
    const cost = text.length + 1 + GAP_CHARS
    if (cost > room) break
    room -= cost
    kept.add(index)
  }
  return describeKept(lines, kept).join('\n')
}

function describeKept(lines: readonly StackLine[], kept: ReadonlySet<number>): string[] {
  const shown: string[] = []
  let left = 0
  const closeGap = (): void => {
    if (left > 0) shown.push(`${NO_MARK}… ${left} line${left === 1 ? '' : 's'} left out`)
    left = 0
  }
  lines.forEach((line, index) => {
    if (!kept.has(index)) {
      left += 1
      return
    }
    closeGap()
    shown.push(line.text)
  })
  closeGap()
  return shown
}
