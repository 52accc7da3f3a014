/** Most combining marks kept on one base character; Unicode's stream-safe format allows 30, no living script needs 16. */
const MAX_MARKS = 16

// ANSI control sequences, operating system commands and their kin (ECMA-48), with their 8-bit forms.
const ANSI =
  '(?:\\u001b\\[|\\u009b)[0-?]*[ -/]*[@-~]' +
  '|(?:\\u001b[\\]PX^_]|[\\u009d\\u0090\\u0098\\u009e\\u009f])[^\\u0007\\u001b\\u0090\\u0098\\u009c-\\u009f\\n]*(?:\\u0007|\\u001b\\\\|\\u009c)' +
  '|\\u001b[ -/]+[0-~]|\\u001b[0-Z\\\\-~]'

// Characters that a reader does not see and a program does: bidirectional controls, zero-width characters and joiners,
// fillers, variation selectors, interlinear annotation, tags, the byte order mark and noncharacters.
const INVISIBLE =
  '[\\u00ad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180b-\\u180f\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u206f' +
  '\\u3164\\ufe00-\\ufe0f\\ufeff\\uffa0\\ufff0-\\ufffb\\ufffe\\uffff\\ufdd0-\\ufdef' +
  '\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}\\u{e0000}-\\u{e0fff}]'

const UNSAFE = new RegExp(
  `${ANSI}|\\r\\n?|[\\u0085\\u2028\\u2029]|[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f]|\\p{Cs}|${INVISIBLE}`,
  'gu'
)

const EXCESS_MARKS = new RegExp(`(\\p{M}{${MAX_MARKS}})\\p{M}+`, 'gu')

/**
 * Text from outside as something that is safe to show and to store: what it says stays, what it does goes.
 *
 * Line ends become `\n`; `\t` stays; other control characters of C0 are shown by their picture (`␀`), those of C1 go;
 * ANSI sequences, bidirectional controls, zero-width and tag characters go; half a surrogate pair becomes U+FFFD; what is
 * left is in NFC. The answer is well-formed UTF-16, a second pass changes nothing, and the time is linear.
 */
export function sanitiseText(text: string): string {
  const shown = text.replace(UNSAFE, visible)
  // Once before, since sorting a long run of marks is what makes normalising slow, and once after, since normalising
  // takes a few marks apart.
  return shown.replace(EXCESS_MARKS, '$1').normalize('NFC').replace(EXCESS_MARKS, '$1')
}

/** The same on one line: each run of line ends, tabs and spaces becomes one space, and none is left at either end. */
export function sanitiseLine(text: string): string {
  return sanitiseText(text).replace(/\s+/gu, ' ').trim()
}

function visible(found: string): string {
  if (/^[\r\u0085\u2028\u2029]/.test(found)) return '\n'
  if (found.length > 1) return ''
  const code = found.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  if (code === 0x7f) return '\u2421'
  return code >= 0xd800 && code <= 0xdfff ? '\ufffd' : ''
}

// A zero-width space behind the sign: GitHub looks for mentions and references in the rendered text, where a backslash
// or an entity is already gone.
const BREAK = '&#8203;'

/**
 * Text as itself inside a line or a table cell of GitHub's markdown: no markup, HTML, image, link, mention of a person,
 * reference to an issue, bare link or second cell comes of it. Line ends become spaces.
 */
export function escapeMarkdown(text: string): string {
  const escaped = text
    .replace(/[\r\n]+/g, ' ')
    .replace(/[&<>|`]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replace(/[\\*_{}[\]()!~$^]/g, '\\$&')
    .replace(/^(\s*)([-+=]|\d{1,9}(?=[.)]))/, (_, indent: string, sign: string) =>
      /\d/.test(sign) ? `${indent}${sign}&#8203;` : `${indent}\\${sign}`
    )
  return breakCalls(escaped)
}

/** Text in which GitHub finds no mention, no reference to an issue and no bare link, once it is rendered. */
function breakCalls(text: string): string {
  return text
    .replace(/@|(?<!&)#/g, (sign) => sign + BREAK)
    .replace(/\bGH-(?=\d)/gi, (sign) => sign + BREAK)
    .replace(/:\/\//g, `:${BREAK}//`)
    .replace(/\bwww\./gi, (sign) => sign.slice(0, -1) + BREAK + '.')
}

/** Text as a code block of markdown whose fence is longer than any run of backticks inside; no line end at either end. */
export function fencedCode(text: string, language = ''): string {
  const longest = (text.match(/`+/g) ?? []).reduce((length, run) => Math.max(length, run.length), 2)
  const fence = '`'.repeat(longest + 1)
  const body = text === '' || text.endsWith('\n') ? text : `${text}\n`
  return `${fence}${language.replace(/[^\w+.#-]/g, '')}\n${body}${fence}`
}

/**
 * Text as itself on one line inside an HTML tag of GitHub's markdown. Markdown's own escapes would be seen there, and mentions,
 * references and formulas are looked for all the same: what could be markup is an entity.
 */
export function escapeInTag(text: string): string {
  const escaped = escapeHtml(text.replace(/[\r\n]+/g, ' ')).replace(
    /[!$*[\\\]^_`{|}~]/g,
    (sign) => `&#${sign.charCodeAt(0)};`
  )
  return breakCalls(escaped)
}

/** Text as itself in the content or in a quoted attribute of HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

// The runner trims a line before it looks for `::`, finds `##[` anywhere in it, and compares by culture, which may pass
// over characters that are not shown. https://github.com/actions/runner/blob/main/src/Runner.Common/ActionCommand.cs
const UNSEEN = '[\\p{Cf}\\p{M}\\p{Default_Ignorable_Code_Point}]*'
const COMMAND = new RegExp(
  `^((?:(?![\\r\\n\\u2028\\u2029])[\\s\\p{Cc}\\p{Cf}\\p{M}\\p{Default_Ignorable_Code_Point}])*:)(?=${UNSEEN}:)`,
  'gmu'
)
const LEGACY_COMMAND = new RegExp(`(#${UNSEEN}#)(?=${UNSEEN}\\[)`, 'gu')

/** Lines that a runner prints and never takes for a command, `::error::x` and the older `##[error]x` alike. */
export function neutraliseCommands(text: string): string {
  return text.replace(COMMAND, '$1 ').replace(LEGACY_COMMAND, '$1 ')
}

/**
 * Text for a quoted label of a Mermaid diagram (`node["…"]`): one line, and each character that may mean something to
 * Mermaid as an entity code. https://mermaid.js.org/syntax/flowchart.html#entity-codes-to-escape-characters
 */
export function mermaidLabel(text: string): string {
  return sanitiseLine(text).replace(/[^\p{L}\p{N}\p{M} .,_/+-]/gu, (sign) => `#${sign.codePointAt(0) ?? 0};`)
}
