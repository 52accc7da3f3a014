import { readManifest } from '../runner/manifest.js'
import { runStep } from '../runner/embedded-runner.js'
import { resolveText, type Scope } from './expression.js'
import type { Machine } from './machine.js'
import type { StepEnd } from './actions/stand-in.js'

export interface OurStepEnd extends StepEnd {
  readonly report: unknown
  readonly summary: string
  /** What the process was given. */
  readonly environment: Readonly<Record<string, string>>
}

/** The action itself: the bundle, as a runner starts it. What `with:` lacks has the default of action.yml. */
export async function playOurAction(
  given: Readonly<Record<string, string>>,
  env: Readonly<Record<string, string>>,
  { machine, scope }: { readonly machine: Machine; readonly scope: Scope }
): Promise<OurStepEnd> {
  const declared = readManifest().inputs
  const unknown = Object.keys(given).filter((name) => !(name in declared))
  if (unknown.length > 0) throw new Error(`action.yml does not declare ${unknown.join(', ')}`)
  const defaults = Object.entries(declared).map(([name, { default: text = '' }]) => [
    name,
    resolveText(text, scope)
  ])
  const { run, variables } = machine
  const { hosting, event } = run
  const here = hosting.addresses(given)
  const inputs = { ...(Object.fromEntries(defaults) as Record<string, string>), ...given, ...here.inputs }
  const environment = { ...variables, ...env, ...here.env }
  const ended = await runStep({
    inputs,
    eventName: event.name,
    event: event.payload,
    repository: hosting.repository,
    commit: run.commit,
    apiUrl: hosting.github.url,
    serverUrl: hosting.github.serverUrl,
    token: machine.token,
    runId: run.runId,
    workspace: machine.workspace,
    env: environment
  })
  const { exitCode, outputs, log, stderr, report, summary } = ended
  const shown = stderr === '' ? log : [...log, stderr]
  return {
    ok: exitCode === 0,
    outputs,
    log: shown,
    report,
    summary,
    environment: { ...environment, ...inputs }
  }
}
