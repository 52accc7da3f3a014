import { sendTriageMetrics, type TriageFigures } from './adapters/datadog/triage-metrics.js'
import { systemClock } from './adapters/runner/clock.js'
import type { Triage } from './modes/triage.js'
import type { Run } from './prepare-run.js'
import { renderJobSummary } from './report/job-summary.js'
import type { Report } from './report/outcome-record.js'
import { outputsOf } from './report/outputs.js'
import { renderRecordLines } from './report/record-lines.js'

export function reportOf(
  { inputs, context, trigger, startedAt }: Run,
  { records, failures, why }: Triage
): Report {
  const only = records.length === 1 ? records[0] : undefined
  const single = only?.outcome ?? (trigger.kind === 'recovery' ? 'suppressed' : 'failed')
  const broken = trigger.kind === 'sweep' && failures.some(({ issueId }) => issueId === undefined)
  return {
    schema: 1,
    mode: inputs.mode,
    dryRun: inputs.dryRun,
    startedAt,
    runUrl: context.runUrl,
    trigger,
    outcome: trigger.kind === 'sweep' ? (broken ? 'failed' : 'swept') : single,
    why,
    records,
    failures: failures.map(({ issueId, error }) => ({ issueId, message: error.message }))
  }
}

/** Log, outputs, summary and report. Every output known by now is set, also when the run failed. */
export async function tellRun(run: Run, report: Report): Promise<void> {
  const { log, files, context, redactor } = run
  for (const record of report.records) {
    const lines = renderRecordLines(record)
    if (report.records.length === 1) log.info(lines.join('\n'))
    if (report.records.length === 1 && (record.outcome === 'ticketed' || record.outcome === 'regression')) {
      log.notice(record.title, { outcome: record.outcome, ticket: record.ticket?.url ?? 'none: dry run' })
    }
    for (const warning of record.warnings) log.warning(warning, { issue: record.issueId })
    for (const note of record.route?.notes ?? []) log.warning('An owner is not in the policy', { note })
    if (record.route?.rule === 'default')
      log.warning('Nobody owns this error', { issue: record.issueId, why: record.route.why })
  }
  const path = await files.writeReport(context.reportFolder, report)
  for (const [name, value] of outputsOf(report, path)) await files.setOutput(name, value)
  // Before the page is made: in escaped text (`ghp\_…`) no rule knows a credential again.
  await files.writeSummary(renderJobSummary(redactor.redactDeep(report)))
}

/**
 * Sends what dashboards show of the run, which shows there that triage is alive; not of a dry run. Never rejects: a run does not end
 * otherwise because nobody could count it.
 */
export async function countRun(
  { inputs, context, trigger, startedAt, log }: Run,
  { records }: Triage,
  result: TriageFigures['result']
): Promise<void> {
  if (inputs.dryRun) return
  const sent = await sendTriageMetrics(
    { ...inputs.datadog, clock: systemClock, random: Math.random },
    {
      result,
      kind: trigger.kind === 'recovery' ? 'none' : trigger.kind,
      repository: `${context.owner}/${context.repo}`,
      seconds: (systemClock.now() - startedAt) / 1000,
      issues: records.map(({ outcome, reason, route }) => ({
        outcome,
        // What was decided before it failed is not how it ended.
        reason: outcome === 'failed' ? undefined : reason,
        team: route?.team
      }))
    }
  )
  if (!sent.known) log.warning('The figures of this run did not reach Datadog', { why: sent.reason })
}
