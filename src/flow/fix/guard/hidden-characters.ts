import { sanitiseText } from '../../../text/sanitise.js'
import { finding } from './finding.js'
import type { GuardFinding } from './guard-verdict.js'
import type { ReadChange } from './read-change.js'

const byteOrderMark = '\ufeff'
/** Findings of one file; the rest is counted by the last one. */
const mostLines = 10

/**
 * Added lines that are not what they look like (https://trojansource.codes): bidirectional controls, zero-width and tag
 * characters, control characters, and line ends that an editor shows and a diff does not. A line that only moved within its file
 * is not new; emoji keep their joiners and variation selectors, and a file the byte order mark that it began with.
 */
export function judgeHidden({ change, path, added, removed }: ReadChange): readonly GuardFinding[] {
  const old = new Set(removed.map(({ text }) => text.trim()))
  const hadMark = change.before?.text?.startsWith(byteOrderMark) ?? false
  const found: GuardFinding[] = []
  let more = 0
  for (const { line, text } of added) {
    const plain = hadMark && line === 1 && text.startsWith(byteOrderMark) ? text.slice(1) : text
    const hidden = firstHidden(plain)
    if (hidden === undefined || old.has(text.trim())) continue
    if (found.length < mostLines) found.push(finding('hidden-characters', hidden, { path, line }))
    else more += 1
  }
  return more === 0 ? found : [...found, finding('hidden-characters', `and ${more} more lines`, { path })]
}

const special = /[^\t\x20-\x7e]/gu
const pictograph = /\p{Extended_Pictographic}/u

/** The first character of a line that a reader does not see, as `U+202E`. */
function firstHidden(line: string): string | undefined {
  for (const match of line.matchAll(special)) {
    const [sign] = match
    if (!isHidden(sign) || isOfEmoji(line, match.index, sign)) continue
    return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`
  }
  return undefined
}

const pictures = /^[\u2400-\u2421\n\ufffd]$/

// What the sanitiser takes out, breaks a line at, or shows a picture of.
function isHidden(sign: string): boolean {
  const safe = sanitiseText(sign)
  return safe === '' || (safe !== sign && pictures.test(safe))
}

function isOfEmoji(line: string, index: number, sign: string): boolean {
  const before = line.slice(Math.max(0, index - 4), index)
  if (sign === '\ufe0f' || sign === '\ufe0e') return pictograph.test(before) || /[#*\d]$/.test(before)
  return sign === '\u200d' && pictograph.test(before) && pictograph.test(line.slice(index + 1, index + 3))
}
