import type { Fingerprint } from '../issue/stack-trace.js'

/** Every ticket of ours. */
export const OUR_LABEL = 'datadog-autofix'

/** The ticket stands for this Datadog issue; a ticket may stand for several. */
export function issueLabel(issueId: string): string {
  return `datadog-issue-${issueId}`
}

/** The ticket stands for this bug, in whatever Datadog issue it shows. */
export function fingerprintLabel(fingerprint: Fingerprint): string {
  return `datadog-fp-${fingerprint.hash}`
}
