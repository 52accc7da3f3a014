import { sanitiseLine } from '../../text/sanitise.js'
import { truncateWords } from '../../text/truncate.js'
import type { Answer } from '../answer.js'
import { warning, type Check } from '../check.js'
import type { GithubCheckId } from './checks.js'

export type GithubCheck = Check<GithubCheckId>

export type Unanswered = Exclude<Answer<never>, { readonly kind: 'given' }>

/** More findings of one kind than these are counted. */
export const MOST_LINES = 10

const MAXIMUM_QUOTE_CHARS = 300

/** A word of GitHub's or of somebody's file on one line, bounded. */
export function quote(text: string): string {
  const line = sanitiseLine(text)
  const short = truncateWords(line, MAXIMUM_QUOTE_CHARS)
  return short === line ? line : `${short} …`
}

/** Names as a list of which the rest is counted. */
export function listNames(names: readonly string[]): string {
  const shown = names.slice(0, MOST_LINES).map(quote).join(', ')
  return names.length > MOST_LINES ? `${shown} and ${names.length - MOST_LINES} more` : shown
}

/** A check that could not be made. `mend` is for a refusal; what was lost says nothing about the set-up. */
export function notChecked(id: GithubCheckId, { kind, why }: Unanswered, mend: string): GithubCheck {
  return warning(id, `Not checked: ${quote(why)}`, kind === 'lost' ? AGAIN : mend)
}

const AGAIN =
  'Run the doctor again. If it stays so, look at https://www.githubstatus.com, and at the proxy between runner and GitHub.'
