import { blank, brokenText, direction, terminal, unseen } from './characters.js'
import { hostileKinds, type HostileKind, type HostileText } from './hostile-text.js'
import { addresses, huge, json, paths, queries, regularExpressions, shell } from './machinery.js'
import { commits, diagrams, html, jiraMarkup, markdown, references } from './markup.js'
import { commands, delimiters, instructions, stepFiles } from './orders.js'

/** Every hostile text, by what it tries. */
export const corpus = {
  instructions,
  delimiters,
  markdown,
  html,
  references,
  commits,
  diagrams,
  commands,
  'step files': stepFiles,
  terminal,
  direction,
  unseen,
  'broken text': brokenText,
  'jira markup': jiraMarkup,
  queries,
  shell,
  paths,
  addresses,
  'regular expressions': regularExpressions,
  json,
  huge,
  blank
} as const satisfies Readonly<Record<HostileKind, readonly HostileText[]>>

export const hostileTexts: readonly HostileText[] = hostileKinds.flatMap((kind) => corpus[kind])

/** One text of a kind; the number may be any, and equal numbers give equal texts. */
export function pickText(kind: HostileKind, number: number): string {
  const texts = corpus[kind]
  return texts[Math.abs(number) % texts.length]?.text ?? ''
}

/** Every text of the kinds that are not huge in one, one below the other: no sink may be hurt by their neighbourhood. */
export const everything = hostileTexts
  .filter(({ kind }) => kind !== 'huge' && kind !== 'regular expressions')
  .map(({ text }) => (text.length > 1_000 ? text.slice(0, 1_000) : text))
  .join('\n')
