import type { OutcomeRecord, Report } from './outcome-record.js'

/** The action's outputs, in the order of action.yml. What is not known is an empty string. */
export function outputsOf(report: Report, reportPath: string): ReadonlyMap<string, string> {
  const record = report.records.length === 1 ? report.records[0] : undefined
  const trigger = report.trigger
  const issueId = record?.issueId ?? ('issueId' in trigger ? trigger.issueId : undefined)
  return new Map([
    ['outcome', report.outcome === 'failed' ? '' : report.outcome],
    [
      'reason',
      record?.reason ?? (report.outcome === 'swept' ? 'swept' : trigger.kind === 'recovery' ? 'recovery' : '')
    ],
    ['issue-id', issueId ?? ''],
    ['fingerprint', record?.fingerprint.known ? record.fingerprint.value.hash : ''],
    ['score', record?.score ? String(record.score.total) : ''],
    ['ticket-key', record?.ticket?.key ?? ''],
    ['ticket-url', record?.ticket?.url ?? ''],
    ['team', record?.route?.team ?? ''],
    ['escalated', record ? String(record.escalated) : ''],
    ['autofix-eligible', record ? String(isEligible(record)) : ''],
    ['fix-class', record?.classification?.kind === 'class' ? record.classification.fixClass : ''],
    ['report', reportPath]
  ])
}

function isEligible({ gates }: OutcomeRecord): boolean {
  return gates.length > 0 && gates.every(({ passed }) => passed)
}
