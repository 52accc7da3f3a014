import { createRunLog } from './adapters/runner/run-log.js'
import { createStepFiles } from './adapters/runner/step-files.js'
import { createOctokitSource } from './adapters/github/client.js'
import { systemClock } from './adapters/runner/clock.js'
import { VendorLimits } from './adapters/vendor-limits.js'
import type { Assignment, Process } from './assignment.js'
import { composeDoctor } from './compose-doctor.js'
import { doctor } from './modes/doctor.js'
import { loadPolicy } from './prepare-run.js'
import { doctorReportOf } from './report/doctor-report.js'
import { tellDoctor } from './tell-doctor.js'
import { tellProblem } from './tell-problem.js'
import { createRedactor } from './text/redact.js'

export interface DoctorBeginning {
  readonly process: Process
  readonly secrets: readonly string[]
  readonly reading: Promise<Assignment>
}

/** inputs and policy -> adapters -> check-up -> report. Red when a check failed; never rejects. */
export async function performDoctor({ process: started, secrets, reading }: DoctorBeginning): Promise<0 | 1> {
  const { env, write } = started
  const startedAt = systemClock.now()
  try {
    const { context, given } = await reading
    if (!given.ok || given.inputs.mode !== 'doctor')
      throw new Error('A run of another mode has come to the doctor')
    const { inputs } = given
    const limits = new VendorLimits(systemClock)
    const octokit = createOctokitSource({ token: inputs.githubToken, apiUrl: context.apiUrl, limits })
    const read = await loadPolicy(inputs.config, context, octokit, true).catch(unreadable)
    const policy = read?.ok === true ? read.policy : undefined
    const policyProblems = read?.ok === false ? read.problems : []
    const redactor = createRedactor({
      ...(policy?.privacy ?? { mode: 'standard' as const, patterns: [] }),
      secrets
    })
    const log = createRunLog({ write, redactor })
    const files = createStepFiles({
      outputPath: context.outputPath,
      summaryPath: context.summaryPath,
      redactor
    })
    const { owner, repo, serverUrl, apiUrl, runUrl, reportFolder } = context
    const areas = await doctor(
      { policy, owner, repo, serverUrl, apiUrl },
      composeDoctor({
        inputs,
        policy,
        policyProblems,
        context,
        octokit,
        limits,
        redactor,
        log,
        env
      })
    )
    const report = doctorReportOf(areas, { startedAt, runUrl })
    await tellDoctor({ log, files, redactor, reportFolder }, report)
    return report.outcome === 'healthy' ? 0 : 1
  } catch (error) {
    await tellProblem(started, secrets, { error, outputs: {} })
    return 1
  }
}

/** An outage in the way of the policy is a finding too: the rest is looked at all the same. */
function unreadable(error: unknown): { readonly ok: false; readonly problems: readonly string[] } {
  return { ok: false, problems: [error instanceof Error ? error.message : String(error)] }
}
