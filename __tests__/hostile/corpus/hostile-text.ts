/** What a text tries. The table of sinks (`sinks.ts`) has a column for each. */
export const hostileKinds = [
  'instructions',
  'delimiters',
  'markdown',
  'html',
  'references',
  'commits',
  'diagrams',
  'commands',
  'step files',
  'terminal',
  'direction',
  'unseen',
  'broken text',
  'jira markup',
  'queries',
  'shell',
  'paths',
  'addresses',
  'regular expressions',
  'json',
  'huge',
  'blank'
] as const

export type HostileKind = (typeof hostileKinds)[number]

export interface HostileText {
  readonly kind: HostileKind
  /** Unique, and readable where a test fails. */
  readonly name: string
  readonly text: string
}

/**
 * First word of whatever a text would say in somebody else's name. What is shown may hold it; a command, a trailer or a line that
 * begins with it was made by the text.
 */
export const FORGED = 'FORGED'

/** Host of every address in the corpus: nothing that we write may lead there. */
export const EVIL_HOST = 'evil.example'

/** Texts of one kind, named by number. */
export function textsOf(kind: HostileKind, texts: readonly string[]): readonly HostileText[] {
  return texts.map((text, index) => ({ kind, name: `${kind} ${index + 1}`, text }))
}
