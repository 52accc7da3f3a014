import type { StepFiles } from './adapters/runner/step-files.js'
import { fixReasons, outcomeOf } from './flow/fix/fix-outcomes.js'
import type { RunLog } from './ports.js'
import type { FixRecord, FixReport } from './report/fix-record.js'
import { fixOutputsOf } from './report/fix-outputs.js'
import { renderFixSummary } from './report/fix-summary.js'
import type { Redactor } from './text/redact.js'

export interface FixTelling {
  readonly log: RunLog
  readonly files: StepFiles
  readonly redactor: Redactor
  readonly reportFolder: string
}

/** Log, outputs, summary and report of a fix mode. Every output known by now is set, also when the run failed. */
export async function tellFix(
  { log, files, redactor, reportFolder }: FixTelling,
  run: Pick<FixReport, 'mode' | 'dryRun' | 'startedAt' | 'runUrl'>,
  record: FixRecord
): Promise<void> {
  const { end } = record
  const report: FixReport = {
    schema: 1,
    ...run,
    outcome: end === undefined ? '' : outcomeOf(end.reason),
    reason: end?.reason ?? '',
    record
  }
  if (end !== undefined) {
    log.info(`${report.outcome} (${end.reason}): ${fixReasons[end.reason][1]}`, { why: end.why })
  }
  if (record.pullRequest !== undefined) {
    log.notice('A pull request is waiting for a person', { url: record.pullRequest.url })
  }
  for (const sentence of record.wouldHave) log.info(`Dry run: would have ${sentence}`)
  for (const warning of record.warnings) log.warning(warning)
  if (record.error !== undefined) log.error(record.error.message)
  const path = await files.writeReport(reportFolder, report)
  for (const [name, value] of fixOutputsOf(report, path)) await files.setOutput(name, value)
  await files.writeSummary(renderFixSummary(redactor.redactDeep(report)))
}
