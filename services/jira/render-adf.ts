import { escapeHtml, linkHtml } from './html.js'
import { isObject, listOf, textAt, type JsonObject } from './json.js'

const PANEL_ICONS: Readonly<Record<string, string>> = {
  info: 'ℹ️',
  note: '📝',
  tip: '💡',
  warning: '⚠️',
  error: '⛔',
  success: '✅'
}
const SIMPLE_TAGS: Readonly<Record<string, string>> = {
  paragraph: 'p',
  bulletList: 'ul',
  listItem: 'li',
  tableRow: 'tr',
  tableCell: 'td',
  tableHeader: 'th',
  blockquote: 'blockquote'
}
const SIMPLE_MARKS: Readonly<Record<string, string>> = {
  strong: 'strong',
  em: 'em',
  code: 'code',
  strike: 's',
  underline: 'u'
}

/**
 * A document, or one node of it, as HTML. All text is escaped, addresses other than http, https and mailto do not
 * become links, and a node that is not known shows its content alone.
 */
export function renderAdf(node: unknown): string {
  if (!isObject(node)) return ''
  const type = String(node['type'])
  const attrs = isObject(node['attrs']) ? node['attrs'] : {}
  const inner = listOf(node['content']).map(renderAdf).join('')
  const tag = SIMPLE_TAGS[type]
  if (tag !== undefined) return `<${tag}>${inner}</${tag}>`
  return renderSpecial({ type, attrs, inner, node }) ?? inner
}

interface Rendered {
  readonly type: string
  readonly attrs: JsonObject
  readonly inner: string
  readonly node: JsonObject
}

function renderSpecial({ type, attrs, inner, node }: Rendered): string | undefined {
  const text = (name: string): string => escapeHtml(textAt(attrs, name) ?? '')
  switch (type) {
    case 'text':
      return renderMarks(escapeHtml(textAt(node, 'text') ?? ''), listOf(node['marks']))
    case 'hardBreak':
      return '<br>'
    case 'rule':
      return '<hr>'
    case 'heading': {
      const level = Math.min(6, Math.max(1, Number(attrs['level']) || 1))
      // The ticket's own title is h1, so that the document starts one level below.
      const tag = `h${Math.min(6, level + 1)}`
      return `<${tag} class="adf-h${level}">${inner}</${tag}>`
    }
    case 'orderedList':
      return `<ol start="${Number(attrs['order'] ?? 1) || 1}">${inner}</ol>`
    case 'table':
      return `<div class="table"><table><tbody>${inner}</tbody></table></div>`
    case 'codeBlock':
      return `<pre data-language="${text('language')}"><code>${inner}</code></pre>`
    case 'panel': {
      const kind = textAt(attrs, 'panelType') ?? 'info'
      const icon = PANEL_ICONS[kind] ?? 'ℹ️'
      return `<div class="panel panel-${escapeHtml(kind)}"><span class="icon">${icon}</span><div>${inner}</div></div>`
    }
    case 'expand':
    case 'nestedExpand':
      return `<details><summary>${text('title') || 'Details'}</summary>${inner}</details>`
    case 'inlineCard':
    case 'blockCard':
      return `<span class="card">${linkHtml(textAt(attrs, 'url') ?? '', text('url'))}</span>`
    case 'status':
      return `<span class="lozenge lozenge-${text('color')}">${text('text')}</span>`
    case 'emoji':
      return `<span title="${text('shortName')}">${text('text') || text('shortName')}</span>`
    case 'mention':
      return `<span class="mention">${text('text') || `@${text('id')}`}</span>`
    case 'date': {
      const at = new Date(Number(attrs['timestamp']))
      return Number.isNaN(at.getTime()) ? '' : `<time>${at.toISOString().slice(0, 10)}</time>`
    }
    default:
      return undefined
  }
}

function renderMarks(html: string, marks: readonly unknown[]): string {
  return marks.reduce<string>((wrapped, mark) => {
    const type = textAt(mark, 'type') ?? ''
    const attrs = isObject(mark) && isObject(mark['attrs']) ? mark['attrs'] : {}
    const tag = SIMPLE_MARKS[type]
    if (tag !== undefined) return `<${tag}>${wrapped}</${tag}>`
    if (type === 'link') return linkHtml(textAt(attrs, 'href') ?? '', wrapped)
    const color = textAt(attrs, 'color') ?? ''
    if (type === 'textColor' && /^#[0-9a-f]{6}$/i.test(color))
      return `<span style="color:${color}">${wrapped}</span>`
    return wrapped
  }, html)
}
