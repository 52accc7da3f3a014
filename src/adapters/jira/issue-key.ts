import { VendorError } from '../../errors.js'

const ISSUE_KEY = /^[A-Z][A-Z0-9_]+-\d+$/

/** Whether a text is the key of a ticket, such as `PPL-12`. */
export function isIssueKey(text: string): boolean {
  return ISSUE_KEY.test(text)
}

/**
 * The key itself, when it is one. jira.js puts keys into paths as they are, so nothing else may pass: `X/../../user` would be
 * another request.
 */
export function checkIssueKey(key: string): string {
  if (isIssueKey(key)) return key
  throw new VendorError(
    `${JSON.stringify(key.slice(0, 60))} is not the key of a Jira ticket, such as PPL-12`,
    {
      vendor: 'Jira',
      retryable: false
    }
  )
}
