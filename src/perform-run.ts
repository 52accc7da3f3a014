import type { Process, Assignment } from './assignment.js'
import { createIssueSource } from './adapters/datadog/issue-source.js'
import type { Opening } from './adapters/datadog/issue-request.js'
import { vendorRetry } from './adapters/retry.js'
import { systemClock } from './adapters/runner/clock.js'
import { composeTriage } from './compose.js'
import { triage, type Triage } from './modes/triage.js'
import type { IssueSource } from './ports.js'
import { prepareRun, type Run } from './prepare-run.js'
import { tellProblem } from './tell-problem.js'
import { countRun, reportOf, tellRun } from './tell-run.js'

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
    const red = isRed(run, result)
    const [told] = await Promise.allSettled([
      tellRun(run, reportOf(run, result)),
      countRun(run, result, red ? 'failed' : 'ok')
    ])
    if (told.status === 'rejected') throw told.reason
    for (const { issueId, error } of result.failures) {
      run.log.error(error.message, issueId === undefined ? {} : { issue: issueId })
    }
    return red ? 1 : 0
  } catch (error) {
    const trigger = await reading.then(
      (assignment) => assignment.trigger,
      () => undefined
    )
    const issueId = trigger !== undefined && 'issueId' in trigger ? trigger.issueId : undefined
    await tellProblem(process, secrets, { error, outputs: { 'issue-id': issueId } })
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

function openIssueSource(
  { inputs, policy, trigger, log, limits }: Run,
  opening: Opening | undefined
): IssueSource {
  const impactHours = trigger.kind === 'sweep' ? inputs.lookbackHours : policy.datadog.impactHours
  return createIssueSource({
    ...inputs.datadog,
    window: { ...policy.datadog, impactHours },
    requests: policy.datadog.requests,
    retry: vendorRetry(systemClock, Math.random, limits),
    log,
    clock: systemClock,
    opening
  })
}
