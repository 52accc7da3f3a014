import type { Process, Assignment } from './assignment.js'
import { createIssueSource } from './adapters/datadog/issue-source.js'
import type { Opening } from './adapters/datadog/issue-request.js'
import { vendorRetry } from './adapters/retry.js'
import { systemClock } from './adapters/runner/clock.js'
import { createRunLog } from './adapters/runner/run-log.js'
import { createStepFiles } from './adapters/runner/step-files.js'
import { composeTriage } from './compose.js'
import { triage, type Triage } from './modes/triage.js'
import type { IssueSource } from './ports.js'
import { prepareRun, type Run } from './prepare-run.js'
import { renderProblems } from './report/problems-summary.js'
import { reportOf, tellRun } from './tell-run.js'
import { createRedactor } from './text/redact.js'

export interface Beginning {
  readonly process: Process
  readonly secrets: readonly string[]
  readonly reading: Promise<Assignment>
  readonly opening: Opening | undefined
}

/** inputs, event and policy -> adapters -> mode -> report. The one place that decides how a run ends; never rejects. */
export async function performRun({ process, secrets, reading, opening }: Beginning): Promise<0 | 1> {
  try {
    const run = await prepareRun(await reading, process, secrets)
    const result = await performTriage(run, openIssueSource(run, opening))
    await tellRun(run, reportOf(run, result))
    for (const { issueId, error } of result.failures) {
      run.log.error(error.message, issueId === undefined ? {} : { issue: issueId })
    }
    return isRed(run, result) ? 1 : 0
  } catch (error) {
    const trigger = await reading.then(
      (assignment) => assignment.trigger,
      () => undefined
    )
    await tellProblem(process, secrets, {
      message: error instanceof Error ? error.message : String(error),
      issueId: trigger !== undefined && 'issueId' in trigger ? trigger.issueId : undefined
    })
    return 1
  }
}

async function performTriage(run: Run, issues: IssueSource): Promise<Triage> {
  const { inputs, policy, context, trigger } = run
  const request = {
    trigger,
    policy,
    switchedOn: inputs.autofixEnabled,
    nonProductionAllowed: inputs.stagingFixEnabled,
    runUrl: context.runUrl,
    runCommit: context.commit
  }
  try {
    return await triage(request, composeTriage(run, issues))
  } catch (error) {
    const failure = error instanceof Error ? error : new Error(String(error))
    return { records: [], failures: [{ issueId: undefined, error: failure }], why: undefined }
  }
}

/** A failing issue of a sweep colours the run as the policy says; everything else that failed makes it red. */
function isRed({ trigger, policy }: Run, { failures }: Triage): boolean {
  const forgiven = trigger.kind === 'sweep' && policy.onError === 'warn'
  return failures.some(({ issueId }) => issueId === undefined || !forgiven)
}

function openIssueSource({ inputs, policy, trigger, log }: Run, opening: Opening | undefined): IssueSource {
  const impactHours = trigger.kind === 'sweep' ? inputs.lookbackHours : policy.datadog.impactHours
  return createIssueSource({
    ...inputs.datadog,
    window: { ...policy.datadog, impactHours },
    retry: vendorRetry(systemClock, Math.random),
    log,
    clock: systemClock,
    opening
  })
}

/** For a run that did not start. Without a policy there are no patterns of the user's own; ours hold all the same. */
async function tellProblem(
  { env, write }: Process,
  secrets: readonly string[],
  { message, issueId }: { readonly message: string; readonly issueId: string | undefined }
): Promise<void> {
  const redactor = createRedactor({ mode: 'standard', patterns: [], secrets })
  createRunLog({ write, redactor }).error(message)
  const paths = { outputPath: env['GITHUB_OUTPUT'], summaryPath: env['GITHUB_STEP_SUMMARY'] }
  const files = createStepFiles({ ...paths, redactor })
  if (issueId !== undefined) await files.setOutput('issue-id', issueId)
  await files.writeSummary(renderProblems(message))
}
