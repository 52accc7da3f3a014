import { findForeignLines } from './mermaid-oracle.js'
import { readMarkdown } from './markdown-reader.js'
import { findUnseen } from './seen-characters.js'

/** What a page of ours may hold beside plain text. */
export interface OurMarkdown {
  readonly headings: RegExp
  readonly links: RegExp
}

/** We write these ourselves; `h1` to `table` come of markdown alone. */
const TAGS = new Set(['details', 'summary', 'code', 'pre'])

/** What a text put onto a page: tags, pictures, calls, links elsewhere, diagrams, open fences, broken tables. */
export function findForeignMarkup(page: string, ours: OurMarkdown): readonly string[] {
  const found = readMarkdown(page)
  const list = (what: string, items: readonly string[]): string[] =>
    items.map((item) => `${what}: ${JSON.stringify(item.slice(0, 100))}`)
  return [
    ...list(
      'tag',
      found.tags.filter((tag) => !TAGS.has(tag))
    ),
    ...found.unbalanced,
    ...list('image', found.images),
    ...list('call', found.calls),
    ...list(
      'link',
      found.links.filter((link) => !ours.links.test(link))
    ),
    ...list(
      'heading',
      found.headings.filter((heading) => !ours.headings.test(heading))
    ),
    ...list('markup', found.others),
    ...list('row', found.crookedRows),
    ...found.fences.flatMap(({ language, text, closed }) => [
      ...(closed ? [] : ['a fence without an end']),
      ...(language === '' || language === 'mermaid' ? [] : [`a fence of ${language.slice(0, 40)}`]),
      ...(language === 'mermaid' ? findForeignLines(text) : [])
    ]),
    ...list('unseen', findUnseen(page))
  ]
}
