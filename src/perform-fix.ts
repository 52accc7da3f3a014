import { randomBytes } from 'node:crypto'
import type { Assignment, Process } from './assignment.js'
import { composeAutofix, composePublish, type FixRun } from './compose-fix.js'
import { isOfFix, type FixInputs, type InputsResult } from './config/inputs.js'
import type { Policy } from './config/policy.js'
import { ConfigurationError } from './errors.js'
import type { FixBundle } from './flow/pull-request/fix-bundle.js'
import { readFixBundle } from './flow/pull-request/read-fix-bundle.js'
import { createBundleFolder } from './adapters/runner/bundle-folder.js'
import { autofix } from './modes/autofix.js'
import { bundleOf, fixRecordOf, openFixCase } from './modes/fix-case.js'
import type { FixRunRequest } from './modes/fix-world.js'
import { publish } from './modes/publish.js'
import { openPublishCase, type PublishRequest } from './modes/publish-run.js'
import { reportFigures } from './modes/settle-fix.js'
import { prepareTools } from './prepare-run.js'
import { readFixEvent } from './read-fix-event.js'
import type { FixRecord } from './report/fix-record.js'
import type { Environment } from './runner-context.js'
import { tellFix } from './tell-fix.js'
import { tellProblem } from './tell-problem.js'

export interface FixBeginning {
  readonly process: Process
  readonly secrets: readonly string[]
  readonly reading: Promise<Assignment>
}

/** inputs, event and policy -> adapters -> autofix and publish -> report. Decides how a run of a fix mode ends; never rejects. */
export async function performFix({ process, secrets, reading }: FixBeginning): Promise<0 | 1> {
  let request: FixRunRequest['request'] | undefined
  try {
    const assignment = await reading
    const inputs = fixInputsOf(assignment.given)
    const event = inputs && readFixEvent(assignment.context, inputs)
    if (event?.ok === true) request = event.request
    const env = environmentOf(process)
    const tools = await prepareTools(assignment, process, {
      secrets,
      secretsOf: (policy) => credentialsNamed(policy.autofix.agent.environment, env),
      problemsWith: (policy) => [
        ...(event?.ok === false ? event.problems : []),
        ...(inputs === undefined || policy === undefined ? [] : problemsOfPolicy(policy, inputs))
      ]
    })
    if (inputs === undefined || request === undefined) throw new Error('A fix mode began without its inputs')
    const run: FixRun = { ...tools, inputs, request, config: process.read('config').trim(), env }
    const record =
      inputs.mode === 'publish' ? await performPublish(run, undefined) : await performAutofix(run)
    await tellFix(
      { ...tools, reportFolder: tools.context.reportFolder },
      { mode: inputs.mode, dryRun: inputs.dryRun, startedAt: tools.startedAt, runUrl: tools.context.runUrl },
      record
    )
    return record.error === undefined ? 0 : 1
  } catch (error) {
    const outputs = { 'issue-id': request?.issue_id, 'ticket-key': request?.ticket_key }
    await tellProblem(process, secrets, { error, outputs })
    return 1
  }
}

async function performAutofix(run: FixRun): Promise<FixRecord> {
  const request = requestOf(run)
  const world = composeAutofix(run, randomBytes(12).toString('hex'))
  const current = openFixCase(request, world.canary)
  let error: { readonly message: string } | undefined
  try {
    await autofix(current, request, world)
  } catch (thrown) {
    error = { message: thrown instanceof Error ? thrown.message : String(thrown) }
  }
  if (!run.inputs.dryRun) await reportFigures(current, request, world)
  const bundle = bundleOf(current, request, world.redactDeep)
  const record = fixRecordOf(current, bundle, error === undefined ? {} : { error })
  const began = error === undefined ? current.end !== undefined : current.attempt !== undefined
  if (!run.inputs.publish || !began) return record
  const published = await performPublish(run, bundle)
  const { end } = published
  return {
    ...published,
    // What stopped the fix is how this step ended; that there is nothing to publish follows from it.
    end: end?.reason === 'nothing-to-publish' ? current.end : end,
    warnings: [...new Set([...record.warnings, ...published.warnings])],
    wouldHave: [...record.wouldHave, ...published.wouldHave],
    budget: published.budget ?? record.budget,
    // The first error is the one to tell; the ticket has heard of it.
    ...(error === undefined ? {} : { end: undefined, error })
  }
}

/** `own`: the bundle of this very step, which nobody else has touched. */
async function performPublish(run: FixRun, own: FixBundle | undefined): Promise<FixRecord> {
  const bundle = own ?? (await readBundle(run))
  if (bundle === undefined) return nothingToRehearse(run)
  const current = openPublishCase()
  let error: { readonly message: string } | undefined
  try {
    await publish(current, publishRequestOf(run, bundle), composePublish(run))
  } catch (thrown) {
    error = { message: thrown instanceof Error ? thrown.message : String(thrown) }
  }
  const { branch = bundle.branch, end, pullRequest, checks, budget, warnings, wouldHave } = current
  const told = { pullRequest, checks, budget, warnings, wouldHave }
  return { ...told, bundle: { ...bundle, branch }, end: error === undefined ? end : undefined, error }
}

/** `undefined`: the fix job of a dry run leaves none, and there is nothing to publish either. */
async function readBundle({ inputs, request, context }: FixRun): Promise<FixBundle | undefined> {
  const folder = createBundleFolder(inputs.bundle)
  if (inputs.dryRun && !(await folder.exists())) return undefined
  const bundle = readFixBundle(await folder.read(), request)
  const runs = context.runUrl.slice(0, context.runUrl.lastIndexOf('/') + 1)
  // It becomes a link on the ticket.
  if (bundle.runUrl.startsWith(runs) && /^\d+$/.test(bundle.runUrl.slice(runs.length))) return bundle
  throw new ConfigurationError([
    `The fix bundle is of a run elsewhere: ${bundle.runUrl.slice(0, 200)}. Pass on the bundle of a run of this repository (${runs}…).`
  ])
}

function nothingToRehearse(run: FixRun): FixRecord {
  const request = requestOf(run)
  const current = openFixCase(request, randomBytes(12).toString('hex'))
  current.wouldHave.push('published nothing: the fix job of a dry run leaves no bundle')
  return fixRecordOf(
    current,
    bundleOf(current, request, (value) => value),
    {}
  )
}

function requestOf({ inputs, policy, context, request }: FixRun): FixRunRequest {
  return {
    request,
    policy,
    base: policy.autofix.base ?? '',
    switchedOn: inputs.autofixEnabled,
    nonProductionAllowed: inputs.stagingFixEnabled,
    force: inputs.forceFix || request.force,
    dryRun: inputs.dryRun,
    runUrl: context.runUrl,
    attemptId: context.runUrl
  }
}

function publishRequestOf({ inputs, policy, context, config }: FixRun, bundle: FixBundle): PublishRequest {
  return {
    bundle,
    policy,
    base: policy.autofix.base ?? '',
    config,
    switchedOn: inputs.autofixEnabled,
    dryRun: inputs.dryRun,
    runUrl: context.runUrl
  }
}

function environmentOf({ env }: Process): Environment {
  return env
}

/** Values of variables for other providers of the model whose names say that they are credentials. */
function credentialsNamed(names: readonly string[], env: Environment): readonly string[] {
  return names
    .filter((name) => /KEY|TOKEN|SECRET|PASSWORD|CREDENTIAL|HEADERS|AUTH/.test(name))
    .map((name) => env[name] ?? '')
    .filter((value) => value !== '')
}

function fixInputsOf(given: InputsResult): FixInputs | undefined {
  return given.ok && isOfFix(given.inputs) ? given.inputs : undefined
}

function problemsOfPolicy({ autofix: { base, agent } }: Policy, inputs: FixInputs): string[] {
  const problems: string[] = []
  if (base === undefined) {
    problems.push(
      'autofix.base is missing in the policy file. Write the branch that fixes are made on and pull requests go to, such as develop.'
    )
  }
  if (inputs.mode === 'autofix' && inputs.agentKey === '' && agent.environment.length === 0) {
    problems.push(
      'Input "anthropic-api-key" is empty. Pass the key of the model from ${{ secrets.… }}, or name the variables of another ' +
        'provider in autofix.agent.environment.'
    )
  }
  if (inputs.mode === 'autofix' && agent.telemetry && inputs.datadog === undefined) {
    problems.push(
      'autofix.agent.telemetry is true, and input "datadog-api-key" is empty. Pass the key, or set it to false.'
    )
  }
  if (inputs.mode === 'autofix' && agent.telemetry && /ddog-gov/.test(inputs.datadog?.site ?? '')) {
    problems.push(
      `autofix.agent.telemetry is true, and the site ${inputs.datadog?.site ?? ''} has no OTLP intake. Set it to false.`
    )
  }
  return problems
}
