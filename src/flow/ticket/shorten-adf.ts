import { truncateMiddle } from '../../text/truncate.js'
import { sizeOfAdf } from './adf-size.js'
import type { AdfDocument, AdfNode } from './adf.js'

/** A text shorter than this is not worth cutting: it is a label, a number, a cell of a table. */
const SHORTEST_CUT = 400
/** Texts that are cut at the most; the stack trace and the prompt are two. */
const MAXIMUM_CUTS = 8

/**
 * The document in at most `limit` characters, by cutting the middle out of its longest texts. A document is composed to fit;
 * this is for one that grew on its way out, because the marks of removed secrets can be longer than the secrets.
 */
export function shortenAdf(document: AdfDocument, limit: number): AdfDocument {
  let shortened = document
  for (let cuts = 0; cuts < MAXIMUM_CUTS; cuts += 1) {
    const excess = sizeOfAdf(shortened) - limit
    const longest = longestText(shortened.content)
    if (excess <= 0 || longest.length < SHORTEST_CUT) break
    const kept = truncateMiddle(longest, Math.max(SHORTEST_CUT / 2, longest.length - excess))
    shortened = { ...shortened, content: replaceText(shortened.content, longest, kept) }
  }
  return shortened
}

function longestText(nodes: readonly AdfNode[]): string {
  return nodes
    .map((node) => node.text ?? longestText(node.content ?? []))
    .reduce((longest, text) => (text.length > longest.length ? text : longest), '')
}

function replaceText(nodes: readonly AdfNode[], text: string, replacement: string): AdfNode[] {
  return nodes.map((node) => {
    if (node.text === text) return { ...node, text: replacement }
    return node.content === undefined
      ? node
      : { ...node, content: replaceText(node.content, text, replacement) }
  })
}
