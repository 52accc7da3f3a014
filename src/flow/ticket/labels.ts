import type { Fingerprint } from '../issue/stack-trace.js'

/** Every ticket of ours. */
export const OUR_LABEL = 'datadog-autofix'

/** The parent ticket of an outage; `id` is 16 hex digits. */
export function outageLabel(id: string): string {
  return `datadog-outage-${id}`
}

/** Somebody has to look at the ticket now. */
export const ESCALATED_LABEL = 'datadog-autofix-escalated'

/** The ticket stands for this Datadog issue; a ticket may stand for several. */
export function issueLabel(issueId: string): string {
  return `datadog-issue-${issueId}`
}

/** The ticket stands for this bug, in whatever Datadog issue it shows. */
export function fingerprintLabel(hash: string): string {
  return `datadog-fp-${hash}`
}

/**
 * Every label by which the bug's ticket may be found: by the fingerprint of today first, then by those of older versions. All are
 * searched and all are set, so that runs of an older release find the ticket too.
 */
export function fingerprintLabels({ hash, former }: Fingerprint): readonly string[] {
  return [hash, ...former.map((older) => older.hash)].map(fingerprintLabel)
}
