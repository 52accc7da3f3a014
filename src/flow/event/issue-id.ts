const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const WHOLE = new RegExp(`^${UUID}$`)
const MARKER = new RegExp(`dd-issue-id=\\s{0,3}(${UUID})(?![0-9a-f-])`, 'i')
const SCOPE = new RegExp(`(?:^|[\\s,{])@?issue\\.id:\\s{0,3}"?(${UUID})(?![0-9a-f-])`, 'i')

/** Error Tracking issue ids are UUIDs in lower case. */
export function isIssueId(text: string): boolean {
  return WHOLE.test(text)
}

/**
 * The issue id of an alert whose webhook did not fill `issue_id`: first the marker `dd-issue-id=<uuid>` in the message, then
 * `issue.id:<uuid>` in the scope. Never a bare UUID: alert messages link to events whose ids look the same.
 */
export function findIssueId(alert: {
  readonly text: string | undefined
  readonly scope: string | undefined
}): { readonly issueId: string; readonly foundIn: 'text' | 'scope' } | undefined {
  const marked = MARKER.exec(alert.text ?? '')?.[1]
  if (marked !== undefined) return { issueId: marked.toLowerCase(), foundIn: 'text' }
  const scoped = SCOPE.exec(alert.scope ?? '')?.[1]
  if (scoped !== undefined) return { issueId: scoped.toLowerCase(), foundIn: 'scope' }
  return undefined
}
