import { escapeHtml, escapeMarkdown, sanitiseLine, sanitiseText } from './sanitise.js'
import { truncateText } from './truncate.js'

/** Characters of one value in a sentence or a cell. */
const MAX_VALUE_CHARS = 500

/** Text from outside as one safe piece of a sentence or of a table's cell. */
export function safe(text: string, max = MAX_VALUE_CHARS): string {
  return escapeMarkdown(truncateText(sanitiseLine(text), max))
}

/** Text from outside as one line without markup of its own, still to be escaped. */
export function shorten(text: string, max: number): string {
  return truncateText(sanitiseLine(text), max, () => '…')
}

/** The same as `safe`, in the font of code. Backticks would show the escapes, and could be ended by one of the text's own. */
export function codeSpan(text: string, max = MAX_VALUE_CHARS): string {
  return `<code>${safe(text, max)}</code>`
}

/**
 * Text of several lines exactly as it is; the caller bounds it. HTML, because in a fence nothing can be escaped, and programs that
 * look for issue keys and commands read the source.
 */
export function preformatted(text: string): string {
  const shown = escapeHtml(sanitiseText(text)).replace(
    /[@:`|[\]$~=*-]|(?<!&)#/g,
    (sign) => `&#${sign.charCodeAt(0)};`
  )
  return `<pre>\n${shown}\n</pre>`
}

/** Without a user's name: `https://known.example@strange.example/` leads to the stranger. */
const address = /^https?:\/\/[^\s<>|\\"`@/?#]+(?:[/?#][^\s<>|\\"`]*)?$/i

/** A link, or its text alone when the address is missing or could end the link early. */
export function linkTo(text: string, url: string | undefined): string {
  const fit = url !== undefined && url.length <= 2_000 && address.test(url) && !url.includes('[redacted:')
  return fit ? `[${safe(text)}](<${url}>)` : safe(text)
}

/** A table; every cell is markdown already. */
export function markdownTable(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(header), line(header.map(() => '---')), ...rows.map(line)].join('\n')
}
