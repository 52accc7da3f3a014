import { createOctokitSource, type OctokitSource } from './adapters/github/client.js'
import { readPolicyFile } from './adapters/github/policy-file.js'
import { systemClock } from './adapters/runner/clock.js'
import { createRunLog } from './adapters/runner/run-log.js'
import { createStepFiles, type StepFiles } from './adapters/runner/step-files.js'
import type { Assignment, Process } from './assignment.js'
import type { Inputs } from './config/inputs.js'
import type { Policy } from './config/policy.js'
import { readPolicy, type PolicyResult } from './config/read-policy.js'
import { ConfigurationError } from './errors.js'
import type { Trigger } from './flow/event/trigger.js'
import type { RunLog } from './ports.js'
import type { RunnerContext } from './runner-context.js'
import { createRedactor, type Redactor } from './text/redact.js'

/** A run that knows what it was asked, and has the tools to tell how it goes. */
export interface Run {
  readonly context: RunnerContext
  readonly inputs: Inputs
  readonly policy: Policy
  readonly trigger: Exclude<Trigger, { kind: 'refused' }>
  readonly octokit: OctokitSource
  readonly redactor: Redactor
  readonly log: RunLog
  readonly files: StepFiles
  /** Milliseconds since the epoch. */
  readonly startedAt: number
}

/** Reads the policy, and tells all problems of inputs, event and policy in one ConfigurationError. */
export async function prepareRun(
  { context, given, trigger }: Assignment,
  { read, write }: Process,
  secrets: readonly string[]
): Promise<Run> {
  const octokit = createOctokitSource({ token: read('github-token').trim(), apiUrl: context.apiUrl })
  const policy = await loadPolicy(read('config').trim(), context, octokit, given.ok)
  if (!given.ok || trigger.kind === 'refused' || !policy?.ok) {
    throw new ConfigurationError([
      ...(given.ok ? [] : given.problems),
      ...(trigger.kind === 'refused' ? trigger.problems : []),
      ...(policy?.ok === false ? policy.problems : [])
    ])
  }
  const redactor = createRedactor({ ...policy.policy.privacy, secrets })
  return {
    context,
    inputs: given.inputs,
    policy: policy.policy,
    trigger,
    octokit,
    redactor,
    log: createRunLog({ write, redactor }),
    files: createStepFiles({ outputPath: context.outputPath, summaryPath: context.summaryPath, redactor }),
    startedAt: systemClock.now()
  }
}

/** `undefined` when the file cannot be read because an input is missing: then that is what the user has to hear of. */
async function loadPolicy(
  location: string,
  context: RunnerContext,
  octokit: OctokitSource,
  inputsAreWhole: boolean
): Promise<PolicyResult | undefined> {
  try {
    const { name, text } = await readPolicyFile(location, { ...context, octokit })
    return readPolicy(name, text)
  } catch (error) {
    if (error instanceof ConfigurationError) return { ok: false, problems: error.problems }
    if (!inputsAreWhole) return undefined
    throw error
  }
}
