import { isObject, listOf, type JsonObject } from './json.js'

/**
 * Text limit of descriptions, comments and rich-text fields. Jira does not say how it counts a document, so the
 * strictest reading is used: the characters of the document as JSON.
 */
export const TEXT_LIMIT = 32_767

const INLINE = ['text', 'hardBreak', 'mention', 'emoji', 'inlineCard', 'date', 'status', 'mediaInline']
const LISTS = ['bulletList', 'orderedList', 'taskList', 'decisionList']
const MEDIA = ['mediaGroup', 'mediaSingle']
const CELL = [
  'paragraph',
  'panel',
  'blockquote',
  'rule',
  'heading',
  'codeBlock',
  'blockCard',
  'embedCard',
  'nestedExpand'
]
const NESTED_EXPAND = ['paragraph', 'heading', 'codeBlock', 'panel', 'blockquote', 'rule', ...LISTS, ...MEDIA]

/**
 * Which nodes may stand in which.
 * https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
const CHILDREN: Readonly<Record<string, readonly string[]>> = {
  doc: [
    'paragraph',
    'panel',
    'blockquote',
    'rule',
    'heading',
    'codeBlock',
    'expand',
    'table',
    'blockCard',
    'embedCard',
    'layoutSection',
    ...LISTS,
    ...MEDIA
  ],
  paragraph: INLINE,
  heading: INLINE,
  taskItem: INLINE,
  decisionItem: INLINE,
  codeBlock: ['text'],
  blockquote: ['paragraph', 'bulletList', 'orderedList', 'codeBlock', ...MEDIA],
  bulletList: ['listItem'],
  orderedList: ['listItem'],
  listItem: ['paragraph', 'bulletList', 'orderedList', 'taskList', 'codeBlock', 'mediaSingle'],
  taskList: ['taskItem', 'taskList'],
  decisionList: ['decisionItem'],
  panel: ['paragraph', 'heading', 'codeBlock', 'rule', 'blockCard', ...LISTS, ...MEDIA],
  expand: [
    'paragraph',
    'panel',
    'blockquote',
    'rule',
    'heading',
    'codeBlock',
    'table',
    'blockCard',
    'embedCard',
    ...LISTS,
    ...MEDIA
  ],
  nestedExpand: NESTED_EXPAND,
  table: ['tableRow'],
  tableRow: ['tableCell', 'tableHeader'],
  tableCell: [...CELL, ...LISTS, ...MEDIA],
  tableHeader: [...CELL, ...LISTS, ...MEDIA],
  mediaSingle: ['media'],
  mediaGroup: ['media'],
  layoutSection: ['layoutColumn'],
  layoutColumn: [
    'paragraph',
    'panel',
    'blockquote',
    'rule',
    'heading',
    'codeBlock',
    'expand',
    'table',
    ...LISTS,
    ...MEDIA
  ]
}

const LEAVES = new Set([
  'text',
  'hardBreak',
  'mention',
  'emoji',
  'inlineCard',
  'date',
  'status',
  'rule',
  'blockCard',
  'embedCard',
  'media',
  'mediaInline'
])
/** Nodes whose content may be empty or left out; all others need at least one child. */
const MAY_BE_EMPTY = new Set(['doc', 'paragraph', 'heading', 'codeBlock', 'taskItem', 'decisionItem'])
const MEMBERS = new Set(['type', 'attrs', 'content', 'marks', 'text', 'version'])
const MARKS = new Set([
  'strong',
  'em',
  'code',
  'link',
  'strike',
  'underline',
  'subsup',
  'textColor',
  'backgroundColor'
])
/** The only marks that may stand beside `code`. */
const BESIDE_CODE = new Set(['code', 'link'])
const PANEL_TYPES = ['info', 'note', 'tip', 'warning', 'error', 'success', 'custom']
const STATUS_COLORS = ['neutral', 'purple', 'blue', 'red', 'yellow', 'green']

type AttributeRule = (attrs: JsonObject) => boolean

const isText = (value: unknown): value is string => typeof value === 'string'
const isFilled = (value: unknown): boolean => isText(value) && value !== ''
const isIntegerIn = (value: unknown, low: number, high: number): boolean =>
  Number.isInteger(value) && Number(value) >= low && Number(value) <= high
const isOneOf = (value: unknown, allowed: readonly string[]): boolean =>
  isText(value) && allowed.includes(value)
const isColor = (value: unknown): boolean => isText(value) && /^#[0-9a-fA-F]{6}$/.test(value)

const ATTRIBUTES: Readonly<Record<string, AttributeRule>> = {
  heading: (attrs) => isIntegerIn(attrs['level'], 1, 6),
  panel: (attrs) => isOneOf(attrs['panelType'], PANEL_TYPES),
  status: (attrs) => isFilled(attrs['text']) && isOneOf(attrs['color'], STATUS_COLORS),
  emoji: (attrs) => isFilled(attrs['shortName']),
  mention: (attrs) => isText(attrs['id']),
  date: (attrs) => isFilled(attrs['timestamp']),
  inlineCard: (attrs) => isFilled(attrs['url']) || isObject(attrs['data']),
  blockCard: (attrs) => isFilled(attrs['url']) || isObject(attrs['data'])
}

const OPTIONAL_ATTRIBUTES: Readonly<Record<string, AttributeRule>> = {
  orderedList: (attrs) =>
    attrs['order'] === undefined || isIntegerIn(attrs['order'], 0, Number.MAX_SAFE_INTEGER),
  expand: (attrs) => attrs['title'] === undefined || isText(attrs['title']),
  nestedExpand: (attrs) => attrs['title'] === undefined || isText(attrs['title']),
  codeBlock: (attrs) => attrs['language'] === undefined || isText(attrs['language'])
}

const MARK_ATTRIBUTES: Readonly<Record<string, AttributeRule>> = {
  link: (attrs) => isFilled(attrs['href']),
  textColor: (attrs) => isColor(attrs['color']),
  backgroundColor: (attrs) => isColor(attrs['color']),
  subsup: (attrs) => isOneOf(attrs['type'], ['sub', 'sup'])
}

/** What is wrong with a document, one line per fault with the path to it; empty when Jira would take it. */
export function findAdfProblems(value: unknown): readonly string[] {
  if (!isObject(value) || value['type'] !== 'doc') return ['doc: the root is not a node of type doc']
  const problems = value['version'] === 1 ? [] : ['doc: version is not 1']
  return [
    ...problems,
    ...(Array.isArray(value['content']) ? [] : ['doc: content is not a list']),
    ...checkNode(value, 'doc')
  ]
}

function checkNode(node: JsonObject, path: string): readonly string[] {
  const type = String(node['type'])
  const problems = Object.keys(node)
    .filter((member) => !MEMBERS.has(member))
    .map((member) => `${path}: unknown member ${member}`)
  const attrs = isObject(node['attrs']) ? node['attrs'] : {}
  const rule = ATTRIBUTES[type] ?? OPTIONAL_ATTRIBUTES[type]
  if (rule && !rule(attrs)) problems.push(`${path}: attrs are missing or invalid`)
  if (type === 'text') return [...problems, ...checkText(node, path)]
  if (node['text'] !== undefined) problems.push(`${path}: only a text node has text`)
  return [...problems, ...checkContent(node, type, path)]
}

function checkContent(node: JsonObject, type: string, path: string): readonly string[] {
  const allowed = CHILDREN[type]
  if (!allowed)
    return LEAVES.has(type) && node['content'] === undefined ? [] : [`${path}: content is not allowed here`]
  const children = listOf(node['content'])
  if (children.length === 0) return MAY_BE_EMPTY.has(type) ? [] : [`${path}: content is empty`]
  return children.flatMap((child, index) => {
    if (!isObject(child)) return [`${path}[${index}]: not a node`]
    const childType = String(child['type'])
    const childPath = `${path} > ${childType}[${index}]`
    if (!allowed.includes(childType)) return [`${childPath}: not allowed in ${type}`]
    if (type === 'codeBlock' && listOf(child['marks']).length > 0)
      return [`${childPath}: marks are not allowed in code`]
    return checkNode(child, childPath)
  })
}

function checkText(node: JsonObject, path: string): readonly string[] {
  const problems = isFilled(node['text']) ? [] : [`${path}: text is empty`]
  const marks = listOf(node['marks'])
  const types = marks.map((mark) => (isObject(mark) ? String(mark['type']) : ''))
  marks.forEach((mark, index) => {
    const type = types[index] ?? ''
    const attrs = isObject(mark) && isObject(mark['attrs']) ? mark['attrs'] : {}
    if (!MARKS.has(type)) problems.push(`${path}: unknown mark ${type}`)
    if (MARK_ATTRIBUTES[type] && !MARK_ATTRIBUTES[type](attrs))
      problems.push(`${path}: mark ${type} has invalid attrs`)
  })
  if (new Set(types).size < types.length) problems.push(`${path}: a mark stands twice`)
  if (types.includes('code') && types.some((type) => !BESIDE_CODE.has(type))) {
    problems.push(`${path}: code takes no mark beside it but link`)
  }
  return problems
}

/** The text of a document without its structure, blocks apart by a line break. */
export function plainText(value: unknown): string {
  if (!isObject(value)) return ''
  if (value['type'] === 'text') return String(value['text'])
  const attrs = isObject(value['attrs']) ? value['attrs'] : {}
  const own = [attrs['title'], attrs['text'], attrs['url']].filter((each) => isFilled(each)).join(' ')
  const inline = value['type'] === 'paragraph' || value['type'] === 'heading' || value['type'] === 'codeBlock'
  const inner = listOf(value['content']).map(plainText)
  return [own, inner.join(inline ? '' : '\n')].filter((each) => each !== '').join('\n')
}
