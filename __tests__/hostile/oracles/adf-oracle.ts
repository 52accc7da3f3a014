import { findAdfProblems, TEXT_LIMIT } from '../../../services/jira/adf-rules.js'
import { findUnseen } from './seen-characters.js'

/** Nodes that show words. A mention calls a person, a card fetches a page, media shows a file. */
const QUIET = new Set([
  'doc',
  'paragraph',
  'heading',
  'panel',
  'expand',
  'codeBlock',
  'bulletList',
  'listItem',
  'table',
  'tableRow',
  'tableHeader',
  'tableCell',
  'text'
])
const MARKS = new Set(['strong', 'em', 'code', 'link'])

/** What is wrong with a document that we wrote into Jira; `links` are the addresses that it may lead to. */
export function findForeignNodes(document: unknown, links: RegExp): readonly string[] {
  const found: string[] = [...findAdfProblems(document)]
  const size = JSON.stringify(document)?.length ?? 0
  if (size > TEXT_LIMIT) found.push(`${size} characters`)
  walk(document, (key, value) => {
    if (key === 'type' && typeof value === 'string' && !QUIET.has(value) && !MARKS.has(value))
      found.push(`a ${value}`)
    if (key === 'href' && !(typeof value === 'string' && links.test(value)))
      found.push(`a link to ${String(value)}`)
    if (key === 'language' && !/^[a-z]+$/.test(String(value))) found.push(`language ${String(value)}`)
    if ((key === 'text' || key === 'title') && typeof value === 'string') found.push(...findUnseen(value))
  })
  return found
}

/** What is wrong with the one line over a ticket. */
export function findSummaryTroubles(summary: string): readonly string[] {
  return [
    ...(summary.length > 254 ? [`${summary.length} characters`] : []),
    ...(/[\r\n\t\u2028\u2029\u0085]/.test(summary) ? ['several lines'] : []),
    ...(summary.trim() === '' ? ['blank'] : []),
    ...findUnseen(summary)
  ]
}

function walk(value: unknown, visit: (key: string, value: unknown) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit)
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      visit(key, item)
      walk(item, visit)
    }
  }
}
