import { sanitiseLine } from '../../text/sanitise.js'
import { truncateWords } from '../../text/truncate.js'
import type { Answer } from '../answer.js'
import { warning, type Check } from '../check.js'
import type { JiraCheckId } from './checks.js'

export type JiraCheck = Check<JiraCheckId>

export type Unanswered = Exclude<Answer<never>, { readonly kind: 'given' }>

/** Names that a sentence lists at most. */
const MOST_NAMES = 15

/** Longest text of Jira's that a sentence quotes, in UTF-16 units: a refusal with what it says about it. */
const LONGEST_QUOTE = 600

/** A text of Jira's or of the policy on one line, bounded. */
export function quote(text: string): string {
  const line = sanitiseLine(text)
  const start = truncateWords(line, LONGEST_QUOTE)
  return start === line ? line : `${start} …`.trim()
}

/** Names as a list of which the rest is counted; `none` when there are none. */
export function nameAll(names: readonly string[]): string {
  if (names.length === 0) return 'none'
  const shown = names.slice(0, MOST_NAMES).map((name) => `"${quote(name)}"`)
  const more = names.length - shown.length
  return more > 0 ? `${shown.join(', ')} and ${more} more` : shown.join(', ')
}

/** Jira compares names without regard to case in some places, and with it in others. */
export function isSameName(one: string, other: string): boolean {
  return sanitiseLine(one).toLowerCase() === sanitiseLine(other).toLowerCase()
}

/** A line that waits for another one. `why` is the beginning of a sentence. */
export function notChecked(id: JiraCheckId, why: string, mend: string): JiraCheck {
  return warning(id, `Not checked: ${why}.`, mend)
}

/** A question that Jira did not answer. `mend` is for a refusal; silence says nothing about the set-up. */
export function unanswered(id: JiraCheckId, { kind, why }: Unanswered, mend: string): JiraCheck {
  return warning(id, `Not checked: ${quote(why)}`, kind === 'lost' ? AGAIN : mend)
}

const AGAIN =
  'Run the doctor again. If it stays so, look at https://status.atlassian.com, and at the proxy between runner and Jira.'
