import { createOctokitSource, type OctokitSource } from './adapters/github/client.js'
import { besidePolicy, readPolicyFile, type PolicyFilePlace } from './adapters/github/policy-file.js'
import { systemClock } from './adapters/runner/clock.js'
import { createRunLog } from './adapters/runner/run-log.js'
import { createStepFiles, type StepFiles } from './adapters/runner/step-files.js'
import { VendorLimits } from './adapters/vendor-limits.js'
import type { Assignment, Process } from './assignment.js'
import type { TriageInputs } from './config/inputs.js'
import type { Policy } from './config/policy.js'
import { namedPatternsFile } from './config/read-patterns.js'
import { readPolicy, type NamedText, type PolicyResult } from './config/read-policy.js'
import { ConfigurationError } from './errors.js'
import type { Trigger } from './flow/event/trigger.js'
import type { RunLog } from './ports.js'
import type { RunnerContext } from './runner-context.js'
import { createRedactor, type Redactor } from './text/redact.js'

/** What every run has, whatever its mode: the policy, and the tools to tell how it goes. */
export interface RunTools {
  readonly context: RunnerContext
  readonly policy: Policy
  /** With the workflow's token. */
  readonly octokit: OctokitSource
  /** What the vendors say of their limits, shared by all adapters of the run. */
  readonly limits: VendorLimits
  readonly redactor: Redactor
  readonly log: RunLog
  readonly files: StepFiles
  /** Milliseconds since the epoch. */
  readonly startedAt: number
}

export interface Preparation {
  readonly secrets: readonly string[]
  readonly problemsWith: (policy: Policy | undefined) => readonly string[]
  /** Credentials that only the policy names; they are masked, too. */
  readonly secretsOf?: (policy: Policy) => readonly string[]
}

/** A triage run that knows what it was asked. */
export interface Run extends RunTools {
  readonly inputs: TriageInputs
  readonly trigger: Exclude<Trigger, { kind: 'refused' }>
}

/** Reads the policy, and tells all problems of inputs, event and policy in one ConfigurationError. */
export async function prepareRun(
  assignment: Assignment,
  process: Process,
  secrets: readonly string[]
): Promise<Run> {
  const { given, trigger } = assignment
  const refused = trigger.kind === 'refused' ? trigger.problems : []
  const tools = await prepareTools(assignment, process, { secrets, problemsWith: () => refused })
  if (!given.ok || given.inputs.mode !== 'triage' || trigger.kind === 'refused') {
    throw new Error('A run that is not of triage has come to triage')
  }
  return { ...tools, inputs: given.inputs, trigger }
}

/** `problemsWith` the policy, or without one that can be read: told together with those of inputs and policy. */
export async function prepareTools(
  { context, given }: Pick<Assignment, 'context' | 'given'>,
  { read, write, mask }: Process,
  { secrets, problemsWith, secretsOf = () => [] }: Preparation
): Promise<RunTools> {
  const limits = new VendorLimits(systemClock)
  const octokit = createOctokitSource({ token: read('github-token').trim(), apiUrl: context.apiUrl, limits })
  const policy = await loadPolicy(read('config').trim(), context, octokit, given.ok)
  const problems = problemsWith(policy?.ok === true ? policy.policy : undefined)
  if (!given.ok || problems.length > 0 || !policy?.ok) {
    throw new ConfigurationError([
      ...(given.ok ? [] : given.problems),
      ...problems,
      ...(policy?.ok === false ? policy.problems : [])
    ])
  }
  const named = secretsOf(policy.policy)
  named.forEach(mask)
  const redactor = createRedactor({ ...policy.policy.privacy, secrets: [...secrets, ...named] })
  return {
    context,
    policy: policy.policy,
    octokit,
    limits,
    redactor,
    log: createRunLog({ write, redactor }),
    files: createStepFiles({ outputPath: context.outputPath, summaryPath: context.summaryPath, redactor }),
    startedAt: systemClock.now()
  }
}

/** `undefined` when the file cannot be read because an input is missing: then that is what the user has to hear of. */
export async function loadPolicy(
  location: string,
  context: RunnerContext,
  octokit: OctokitSource,
  inputsAreWhole: boolean
): Promise<PolicyResult | undefined> {
  try {
    const place = { ...context, octokit }
    const { name, text } = await readPolicyFile(location, place)
    const file = namedPatternsFile(text)
    const apart = file === undefined ? undefined : await loadPatterns(besidePolicy(location, file), place)
    if (apart === undefined || 'text' in apart) return readPolicy(name, text, apart)
    const policy = readPolicy(name, text)
    return { ok: false, problems: [...(policy.ok ? [] : policy.problems), ...apart.problems] }
  } catch (error) {
    if (error instanceof ConfigurationError) return { ok: false, problems: error.problems }
    if (!inputsAreWhole) return undefined
    throw error
  }
}

/** A file of patterns that is not there is told together with what is wrong in the policy. */
async function loadPatterns(
  location: string,
  place: PolicyFilePlace
): Promise<NamedText | { readonly problems: readonly string[] }> {
  try {
    return await readPolicyFile(location, place, 'The policy key "patterns-file"')
  } catch (error) {
    if (error instanceof ConfigurationError) return { problems: error.problems }
    throw error
  }
}
