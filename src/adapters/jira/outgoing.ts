import type { Version3Models } from 'jira.js'
import type { TicketMemory } from '../../flow/decision/existing-ticket.js'
import type { AdfDocument, AdfMark, AdfNode } from '../../flow/ticket/adf.js'
import { JIRA_TEXT_LIMIT } from '../../flow/ticket/adf-size.js'
import { shortenAdf } from '../../flow/ticket/shorten-adf.js'
import { sanitiseLine } from '../../text/sanitise.js'

/** Removes credentials and personal data from what leaves. */
export interface Redactor {
  redact(text: string): string
  /** The same for every string inside a value. */
  redactDeep<T>(value: T): T
}

/** The one way out: everything that we write into Jira, except labels and the config's own fields, has passed here. */
export interface Outgoing {
  /** One line within Jira's limit. */
  summary(text: string): string
  document(document: AdfDocument): Version3Models.Document
  memory(memory: TicketMemory): unknown
}

/**
 * Longest summary in UTF-16 units; Jira takes 255 on one line.
 * https://support.atlassian.com/jira/kb/field-length-limits-in-jira/
 */
export const SUMMARY_LIMIT = 254

export function createOutgoing(redactor: Redactor): Outgoing {
  return {
    // Sanitised first, because a character that nobody sees hides a credential from every rule.
    summary: (text) => oneLine(redactor.redact(sanitiseLine(text))),
    document: (document) => {
      const content = redactNodes(document.content, redactor)
      return shortenAdf({ type: 'doc', version: 1, content }, JIRA_TEXT_LIMIT) as Version3Models.Document
    },
    memory: (memory) => redactor.redactDeep(memory)
  }
}

function oneLine(text: string): string {
  const line = text.replace(/[\s\p{Cc}\u2028\u2029]+/gu, ' ').trim()
  if (line.length <= SUMMARY_LIMIT) return line
  // A cut through a surrogate pair would leave half a character.
  const cut = line.slice(0, SUMMARY_LIMIT - 1).replace(/[\uD800-\uDBFF]$/, '')
  return `${cut.trimEnd()}…`
}

function redactNodes(nodes: readonly AdfNode[], redactor: Redactor): AdfNode[] {
  return (
    nodes
      .map((node) => redactNode(node, redactor))
      // Jira refuses a document with an empty text node.
      .filter((node) => node.type !== 'text' || node.text !== '')
  )
}

function redactNode(node: AdfNode, redactor: Redactor): AdfNode {
  const marks = node.marks?.flatMap((mark) => redactMark(mark, redactor))
  return {
    type: node.type,
    ...(node.attrs === undefined ? {} : { attrs: redactor.redactDeep(node.attrs) }),
    ...(node.content === undefined ? {} : { content: redactNodes(node.content, redactor) }),
    ...(node.text === undefined ? {} : { text: redactor.redact(node.text) }),
    ...(marks === undefined || marks.length === 0 ? {} : { marks })
  }
}

/** A link whose address had to be changed leads nowhere: the text stays, the link goes. */
function redactMark(mark: AdfMark, redactor: Redactor): AdfMark[] {
  const attrs = mark.attrs === undefined ? undefined : redactor.redactDeep(mark.attrs)
  if (mark.type === 'link' && attrs?.['href'] !== mark.attrs?.['href']) return []
  return [{ type: mark.type, ...(attrs === undefined ? {} : { attrs }) }]
}
