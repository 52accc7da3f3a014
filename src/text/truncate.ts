/** What stands for the part that was cut; told how many characters (UTF-16 units) or lines went. */
export type CutMarker = (cut: number) => string

// Longest stretch that is looked at for the edge of one visible character.
const WINDOW = 64

let segmenter: Intl.Segmenter | undefined

/** Made when it is first needed: it costs as much time as a third of starting Node. */
function graphemes(): Intl.Segmenter {
  return (segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' }))
}

/**
 * The start of a text, never longer than `maxChars` UTF-16 units with its marker, never ending inside a visible character.
 * A text that fits is returned as it is; where not even the marker fits, it is left out.
 */
export function truncateText(text: string, maxChars: number, marker: CutMarker = charactersCut): string {
  const limit = wholeNumber(maxChars)
  if (text.length <= limit) return text
  // The marker for everything is the longest that can come, so whatever is kept leaves room for the real one.
  const room = limit - marker(text.length).length
  if (room <= 0) return text.slice(0, characterEdge(text, limit))
  const head = text.slice(0, characterEdge(text, room))
  const cut = head + marker(text.length - head.length)
  return cut.length <= limit ? cut : head
}

/**
 * The start of a text that is still to be redacted, `maxChars` UTF-16 units at most. The word that the cut goes through is given up:
 * half a credential passes the redactor. Nothing is left of one long word.
 */
export function truncateWords(text: string, maxChars: number): string {
  const limit = wholeNumber(maxChars)
  if (text.length <= limit) return text
  const head = text.slice(0, limit)
  return head.slice(0, Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'), 0))
}

/**
 * The first and the last lines of a text, with a marker line between, never longer than `maxChars` UTF-16 units: of a
 * stack trace, the culprit's frames and the entry point. Where whole lines do not fit, characters are counted instead.
 */
export function truncateMiddle(text: string, maxChars: number, marker: CutMarker = linesCut): string {
  const limit = wholeNumber(maxChars)
  if (text.length <= limit) return text
  const lines = text.split('\n')
  const room = limit - marker(lines.length).length - 2
  const headRoom = Math.ceil(room * 0.6)
  const head = countThatFit(lines, headRoom)
  const headLength = lengthOf(lines.slice(0, head))
  const tail = countThatFit(lines.slice(head + 1).reverse(), room - headLength)
  if (head === 0 || tail === 0) return truncateText(text, limit)
  const kept = [
    ...lines.slice(0, head),
    marker(lines.length - head - tail),
    ...lines.slice(lines.length - tail)
  ]
  const cut = kept.join('\n')
  return cut.length <= limit ? cut : truncateText(text, limit)
}

/** The first lines of a text, `maxLines` at most with the line that says how many went. */
export function truncateLines(text: string, maxLines: number, marker: CutMarker = linesCut): string {
  const limit = wholeNumber(maxLines)
  if (limit === 0) return ''
  const lines = text.split('\n')
  if (lines.length <= limit) return text
  const kept = lines.slice(0, limit - 1)
  return [...kept, marker(lines.length - kept.length)].join('\n')
}

function charactersCut(cut: number): string {
  return `… [${cut} characters cut]`
}

function linesCut(cut: number): string {
  return `… ${cut} ${cut === 1 ? 'line' : 'lines'} cut …`
}

/** The last place at or before `position` that is not inside a visible character. */
function characterEdge(text: string, position: number): number {
  if (position <= 0 || position >= text.length) return Math.max(0, Math.min(position, text.length))
  const start = Math.max(0, surrogateEdge(text, position - WINDOW))
  const around = text.slice(start, surrogateEdge(text, position + WINDOW))
  const segment = graphemes()
    .segment(around)
    .containing(position - start)
  const edge = segment === undefined ? position : start + segment.index
  // A "character" as long as the window is a pile of marks, which may be cut between any two code points.
  return edge > start || start === 0 ? edge : surrogateEdge(text, position)
}

function surrogateEdge(text: string, position: number): number {
  const splits =
    /[\ud800-\udbff]/.test(text[position - 1] ?? '') && /[\udc00-\udfff]/.test(text[position] ?? '')
  return splits ? position - 1 : position
}

function countThatFit(lines: readonly string[], room: number): number {
  let left = room
  let count = 0
  for (const line of lines) {
    left -= line.length + 1
    if (left < 0) break
    count += 1
  }
  return count
}

function lengthOf(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + line.length + 1, 0)
}

function wholeNumber(value: number): number {
  return value > 0 ? Math.floor(value) : 0
}
