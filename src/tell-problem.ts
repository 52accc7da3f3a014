import { createRunLog } from './adapters/runner/run-log.js'
import { createStepFiles } from './adapters/runner/step-files.js'
import type { Process } from './assignment.js'
import { renderProblems } from './report/problems-summary.js'
import { createRedactor } from './text/redact.js'

/** For a run that did not start. Without a policy there are no patterns of the user's own; ours hold all the same. */
export async function tellProblem(
  { env, write }: Process,
  secrets: readonly string[],
  {
    error,
    outputs
  }: { readonly error: unknown; readonly outputs: Readonly<Record<string, string | undefined>> }
): Promise<void> {
  const message = error instanceof Error ? error.message : String(error)
  const redactor = createRedactor({ mode: 'standard', patterns: [], secrets })
  createRunLog({ write, redactor }).error(message)
  const paths = { outputPath: env['GITHUB_OUTPUT'], summaryPath: env['GITHUB_STEP_SUMMARY'] }
  const files = createStepFiles({ ...paths, redactor })
  for (const [name, value] of Object.entries(outputs)) {
    if (value !== undefined) await files.setOutput(name, value)
  }
  await files.writeSummary(renderProblems(message))
}
