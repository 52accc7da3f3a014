import { sanitiseLine, sanitiseText } from '../../text/sanitise.js'
import { truncateText } from '../../text/truncate.js'
import type { AdfDocument, AdfMark, AdfNode } from './adf.js'

/*
 * Every text of a document goes through these builders, so that whatever comes from outside is sanitised and bounded in one
 * place. Text that has nothing left vanishes, because the format knows no empty text nodes.
 */

/** Characters of one run of text; what needs more room belongs into a code block. */
export const MAX_INLINE_CHARS = 300
/** A longer address is shown as text without a link. */
export const MAX_HREF_CHARS = 1_000

/** A run of text, perhaps empty, or several. */
export type Inline = string | AdfNode

export type PanelKind = 'info' | 'note' | 'warning' | 'error' | 'success'

export function document(blocks: readonly AdfNode[]): AdfDocument {
  return { type: 'doc', version: 1, content: blocks }
}

export function text(value: string, max = MAX_INLINE_CHARS): AdfNode {
  return marked(value, [], max)
}

export function strong(value: string, max = MAX_INLINE_CHARS): AdfNode {
  return marked(value, [{ type: 'strong' }], max)
}

export function emphasis(value: string, max = MAX_INLINE_CHARS): AdfNode {
  return marked(value, [{ type: 'em' }], max)
}

export function code(value: string, max = MAX_INLINE_CHARS): AdfNode {
  return marked(value, [{ type: 'code' }], max)
}

/** Text that leads somewhere; plain text when the address is missing, not http(s), or too long to be one. */
export function link(value: string, href: string | undefined): AdfNode {
  return marked(value, linkMarks(href))
}

/** Like `link`, in the font of code. */
export function codeLink(value: string, href: string | undefined): AdfNode {
  return marked(value, [{ type: 'code' }, ...linkMarks(href)])
}

export function paragraph(...inlines: readonly Inline[]): AdfNode {
  return { type: 'paragraph', content: runs(inlines) }
}

export function heading(level: 2 | 3 | 4, title: string): AdfNode {
  return { type: 'heading', attrs: { level }, content: runs([title]) }
}

/** At least one block. */
export function panel(panelType: PanelKind, blocks: readonly [AdfNode, ...AdfNode[]]): AdfNode {
  return { type: 'panel', attrs: { panelType }, content: blocks }
}

/** A section that is closed until the reader opens it. May stand at the top level alone. */
export function expand(title: string, blocks: readonly [AdfNode, ...AdfNode[]]): AdfNode {
  return {
    type: 'expand',
    attrs: { title: truncateText(sanitiseLine(title), MAX_INLINE_CHARS) },
    content: blocks
  }
}

/** Text as it is, line breaks included; the caller bounds it, because what to leave out depends on what it is. */
export function codeBlock(value: string, language = 'text'): AdfNode {
  const content = [{ type: 'text', text: sanitiseText(value) }].filter((node) => node.text !== '')
  return { type: 'codeBlock', attrs: { language }, content }
}

/** Nothing when there are no items: the format knows no empty lists. */
export function bulletList(items: readonly (readonly Inline[])[]): AdfNode[] {
  if (items.length === 0) return []
  const content = items.map((item): AdfNode => ({ type: 'listItem', content: [paragraph(...item)] }))
  return [{ type: 'bulletList', content }]
}

/** A table with a header row; every cell is one paragraph. */
export function table(header: readonly string[], rows: readonly (readonly Inline[])[]): AdfNode {
  const head = header.map((title): AdfNode => cell('tableHeader', strong(title)))
  return { type: 'table', content: [tableRow(head), ...rows.map(bodyRow)] }
}

/** A table of facts: the first cell of each row is its header. */
export function factTable(rows: readonly (readonly [string, ...Inline[]])[]): AdfNode {
  const content = rows.map(([title, ...inlines]) =>
    tableRow([cell('tableHeader', strong(title)), cell('tableCell', ...inlines)])
  )
  return { type: 'table', content }
}

function bodyRow(cells: readonly Inline[]): AdfNode {
  return tableRow(cells.map((inline) => cell('tableCell', inline)))
}

function tableRow(content: readonly AdfNode[]): AdfNode {
  return { type: 'tableRow', content }
}

function cell(type: 'tableHeader' | 'tableCell', ...inlines: readonly Inline[]): AdfNode {
  return { type, content: [paragraph(...inlines)] }
}

function runs(inlines: readonly Inline[]): AdfNode[] {
  return inlines
    .map((inline) => (typeof inline === 'string' ? text(inline) : inline))
    .filter((node) => node.text !== '')
}

function marked(value: string, marks: readonly AdfMark[], max = MAX_INLINE_CHARS): AdfNode {
  const shown = clip(value, max)
  return marks.length === 0 ? { type: 'text', text: shown } : { type: 'text', text: shown, marks }
}

/** One sanitised line of at most `max` characters; the spaces that separate runs stay. */
function clip(value: string, max: number): string {
  const line = sanitiseLine(value)
  if (line === '') return /^ +$/.test(value) ? ' ' : ''
  const before = value.startsWith(' ') ? ' ' : ''
  const after = value.endsWith(' ') ? ' ' : ''
  return `${before}${truncateText(line.trim(), max)}${after}`
}

function linkMarks(href: string | undefined): AdfMark[] {
  if (href === undefined || href.length > MAX_HREF_CHARS || !/^https?:\/\/[^\s<>"\\]+$/i.test(href)) return []
  return [{ type: 'link', attrs: { href } }]
}
