import { finding } from './finding.js'
import type { GuardFinding } from './guard-verdict.js'
import type { TreeChange } from '../change.js'

/** Letters and figures of a canary below which it could stand in a text by chance. */
const shortest = 8

/**
 * The mark of the evidence in a path or in a new content: text of the error went into the change word for word.
 *
 * Only letters and figures are compared, in any case, so that neither hyphens, quotes and line breaks between its parts nor
 * full-width letters hide it. An empty canary finds nothing; a short one is looked for as it is.
 */
export function judgeCanary(change: TreeChange, canary: string): readonly GuardFinding[] {
  const { path, after } = change
  const places = [
    ['in the path', path],
    ['in the content', after?.text ?? '']
  ] as const
  return places.filter(([, text]) => holds(text, canary)).map(([where]) => finding('canary', where, { path }))
}

function holds(text: string, canary: string): boolean {
  const wanted = bare(canary)
  if (canary === '') return false
  return wanted.length < shortest ? text.includes(canary) : bare(text).includes(wanted)
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}
