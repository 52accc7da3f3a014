import { sanitiseLine, sanitiseText } from '../../text/sanitise.js'
import { codeSpan, safe } from '../../text/markdown.js'

/*
 * What a pull request says is read by more than people: GitHub closes issues and calls people by it, Jira's app for GitHub links
 * every issue key in title, branch, body and commits, and CI systems look for marks in commits. Text from outside passes here.
 */

/** Takes credentials and personal data out of text; comes before every escape, since no rule knows an escaped credential. */
export type Redact = (text: string) => string

/** Sanitised first, because a character that nobody sees hides a credential from every rule. */
export function cleaner(redact: Redact): Redact {
  return (text) => redact(sanitiseText(text))
}

// The hyphen of an issue key, whatever its case.
// https://github.com/atlassian/github-for-jira/blob/main/src/util/jira-utils.ts
const KEY_HYPHEN = /(?<=[\p{L}_]\p{Nd}{0,9})-(?=\p{Nd})/gu

/** A safe piece of a sentence or a cell in which no issue key is found. */
export function quiet(text: string, max?: number): string {
  return breakKeys(safe(text, max))
}

/** The same in the font of code. */
export function quietCode(text: string, max?: number): string {
  return breakKeys(codeSpan(text, max))
}

/** For markdown that is escaped already. Commands of the runner go too, for whoever prints the text in a job. */
export function breakKeys(markdown: string): string {
  return markdown.replace(KEY_HYPHEN, '-&#8203;').replace(/:(?=:)/g, ':&#8203;')
}

/**
 * Text for a title or the headline of a commit, where nothing can be escaped: signs that would call a person, close an issue, link
 * a ticket or stop the checks are replaced by others that look alike.
 */
export function plainWords(text: string): string {
  const words = sanitiseLine(text)
    .replace(KEY_HYPHEN, '\u2011')
    .replace(/@(?=\S)/g, '\uff20')
    .replace(/#(?=\S)/g, '\uff03')
    .replace(/:\/\//g, '\uff1a//')
    .replace(/\*{3,}/g, '**')
  // https://docs.github.com/actions/managing-workflow-runs/skipping-workflow-runs
  return /\b(?:skip|no)[ _-]?(?:ci|actions|checks)|(?:ci|actions)[ _-]skip/i.test(words)
    ? words.replace(/[[\]]/g, (sign) => (sign === '[' ? '(' : ')')).replace(/:/g, '\uff1a')
    : words
}
