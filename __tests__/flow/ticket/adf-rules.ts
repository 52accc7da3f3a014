import type { AdfDocument, AdfNode } from '../../../src/flow/ticket/adf.js'

/*
 * What Jira accepts, as far as our documents use it: which nodes may stand in which, which marks go together.
 * https://developer.atlassian.com/cloud/jira/platform/apis/document/structure/
 */
const top = ['paragraph', 'heading', 'panel', 'table', 'codeBlock', 'bulletList', 'expand']
const children: Readonly<Record<string, readonly string[]>> = {
  doc: top,
  paragraph: ['text'],
  heading: ['text'],
  panel: ['paragraph', 'heading', 'bulletList', 'codeBlock'],
  table: ['tableRow'],
  tableRow: ['tableHeader', 'tableCell'],
  tableHeader: ['paragraph', 'bulletList', 'codeBlock'],
  tableCell: ['paragraph', 'bulletList', 'codeBlock'],
  codeBlock: ['text'],
  bulletList: ['listItem'],
  listItem: ['paragraph', 'bulletList', 'codeBlock'],
  expand: ['paragraph', 'heading', 'panel', 'table', 'codeBlock', 'bulletList']
}
const neverEmpty = [
  'doc',
  'panel',
  'table',
  'tableRow',
  'tableHeader',
  'tableCell',
  'bulletList',
  'listItem',
  'expand'
]
const attributes: Readonly<Record<string, readonly string[]>> = {
  heading: ['level'],
  panel: ['panelType'],
  codeBlock: ['language'],
  expand: ['title']
}
const panelTypes = ['info', 'note', 'warning', 'error', 'success']

/** What is wrong with the document; an empty list when Jira would take it. */
export function findAdfFaults(document: AdfDocument): string[] {
  const faults = document.version === 1 ? [] : [`version ${String(document.version)}`]
  return [...faults, ...faultsOf({ type: document.type, content: document.content }, 'doc')]
}

function faultsOf(node: AdfNode, path: string): string[] {
  if (node.type === 'text') return faultsOfText(node, path)
  const faults: string[] = []
  const allowed = children[node.type]
  if (allowed === undefined) return [`${path}: unknown node`]
  const content = node.content ?? []
  if (node.text !== undefined) faults.push(`${path}: has text of its own`)
  if (node.marks !== undefined) faults.push(`${path}: has marks`)
  if (content.length === 0 && neverEmpty.includes(node.type)) faults.push(`${path}: is empty`)
  const given = Object.keys(node.attrs ?? {})
  const wanted = attributes[node.type] ?? []
  if (given.join() !== wanted.join()) faults.push(`${path}: attributes ${given.join()}`)
  if (node.type === 'panel' && !panelTypes.includes(String(node.attrs?.['panelType']))) {
    faults.push(`${path}: panel type`)
  }
  content.forEach((child, index) => {
    const place = `${path}/${child.type}[${index}]`
    if (!allowed.includes(child.type)) faults.push(`${place}: not allowed here`)
    if (node.type === 'codeBlock' && child.marks !== undefined) faults.push(`${place}: marks in a code block`)
    faults.push(...faultsOf(child, place))
  })
  if (node.type === 'table' && new Set(content.map((row) => row.content?.length)).size > 1) {
    faults.push(`${path}: rows of different lengths`)
  }
  return faults
}

function faultsOfText(node: AdfNode, path: string): string[] {
  const faults: string[] = []
  if (node.text === undefined || node.text === '') faults.push(`${path}: empty text`)
  if (node.content !== undefined) faults.push(`${path}: text with content`)
  const marks = (node.marks ?? []).map((mark) => mark.type)
  if (new Set(marks).size !== marks.length) faults.push(`${path}: a mark twice`)
  if (marks.includes('code') && marks.some((mark) => mark !== 'code' && mark !== 'link')) {
    faults.push(`${path}: code with ${marks.join()}`)
  }
  for (const mark of node.marks ?? []) {
    if (mark.type === 'link' && !/^https?:\/\//.test(mark.attrs?.['href'] ?? '')) faults.push(`${path}: link`)
  }
  return faults
}

/** The words of a document, one line per block, as a reader sees them. */
export function readAdf(document: AdfDocument): string {
  return document.content.map(readNode).join('\n')
}

/** Texts of every node of a type, in order. */
export function readAll(document: AdfDocument, type: string): string[] {
  const found: string[] = []
  const walk = (node: AdfNode): void => {
    if (node.type === type) found.push(readNode(node))
    node.content?.forEach(walk)
  }
  document.content.forEach(walk)
  return found
}

function readNode(node: AdfNode): string {
  if (node.text !== undefined) return node.text
  const content = node.content ?? []
  switch (node.type) {
    case 'tableRow':
      return content.map(readNode).join(' | ')
    case 'expand':
      return [String(node.attrs?.['title']), ...content.map(readNode)].join('\n')
    case 'paragraph':
    case 'heading':
    case 'codeBlock':
    case 'tableHeader':
    case 'tableCell':
    case 'listItem':
      return content.map(readNode).join('')
    default:
      return content.map(readNode).join('\n')
  }
}

/** Addresses of every link, in order. */
export function readLinks(document: AdfDocument): string[] {
  const found: string[] = []
  const walk = (node: AdfNode): void => {
    for (const mark of node.marks ?? []) if (mark.type === 'link') found.push(mark.attrs?.['href'] ?? '')
    node.content?.forEach(walk)
  }
  document.content.forEach(walk)
  return found
}
