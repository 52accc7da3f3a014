import type { AdfDocument } from './adf.js'

/**
 * Jira refuses a description or a comment that is longer ("The entered text is too long. It exceeds the allowed limit of
 * 32,767 characters."), and what it counts is the document, not the words in it.
 * https://support.atlassian.com/jira/kb/the-entered-text-is-too-long-error-in-jira/
 */
export const JIRA_TEXT_LIMIT = 32_767

/**
 * Room that we leave: Jira adds ids of its own to the nodes, marks of removed secrets can be longer than what they replace,
 * and people want to add a line to a ticket without having to cut one first.
 */
export const JIRA_TEXT_RESERVE = 2_767

/** Characters that a rendered document may have. */
export const MAX_ADF_CHARS = JIRA_TEXT_LIMIT - JIRA_TEXT_RESERVE

/** Characters of the document as it goes over the wire. */
export function sizeOfAdf(document: AdfDocument): number {
  return JSON.stringify(document).length
}
