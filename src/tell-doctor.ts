import type { StepFiles } from './adapters/runner/step-files.js'
import type { RunLog } from './ports.js'
import { doctorOutputsOf, type DoctorReport } from './report/doctor-report.js'
import { renderDoctorSummary } from './report/doctor-summary.js'
import type { Redactor } from './text/redact.js'

export interface DoctorTelling {
  readonly log: RunLog
  readonly files: StepFiles
  readonly redactor: Redactor
  readonly reportFolder: string
}

/** Log, report, outputs and summary of a check-up: a line for every check, an annotation for each that is not ok. */
export async function tellDoctor(
  { log, files, redactor, reportFolder }: DoctorTelling,
  report: DoctorReport
): Promise<void> {
  for (const { title, checks } of report.areas) {
    for (const { id, status, found, mend } of checks) {
      switch (status) {
        case 'ok':
          log.info(`ok: ${title}`, { check: id, found })
          break
        case 'warning':
          log.warning(`${title}: a check is not well`, { check: id, found, mend })
          break
        case 'failed':
          log.error(`${title}: ${found}`, { check: id, mend })
          break
      }
    }
  }
  const { ok, warning, failed } = report.counts
  log.info('The check-up is done', { ok, warnings: warning, failed })
  const path = await files.writeReport(reportFolder, report)
  for (const [name, value] of doctorOutputsOf(report, path)) await files.setOutput(name, value)
  await files.writeSummary(renderDoctorSummary(redactor.redactDeep(report)))
}
