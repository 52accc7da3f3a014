import { spawn } from 'node:child_process'
import { holds, literal, resolve, resolveText, resolveTexts, type Scope } from './expression.js'
import { knownAction, problemsWith } from './actions/known-actions.js'
import { failed, type StepEnd } from './actions/stand-in.js'
import type { Machine } from './machine.js'
import { playOurAction } from './our-step.js'
import type { Keys, Workflow } from './read-workflow.js'

/** How a step went. */
export interface StepRecord {
  /** Its `id:`, else what it uses or runs. */
  readonly name: string
  readonly conclusion: 'success' | 'failure' | 'skipped'
  readonly outputs: Readonly<Record<string, string>>
  readonly log: readonly string[]
  /** Environment and inputs of its process; nothing for a step that was skipped. */
  readonly given: Readonly<Record<string, string>>
  /** The JSON report of our action. */
  readonly report?: unknown
  readonly summary?: string
}

export interface StepStage {
  readonly workflow: Workflow
  readonly machine: Machine
  readonly scope: Scope
}

const OURS = /^org\/datadog-autofix-action@v\d+$/

export async function playStep(step: Keys, { workflow, machine, scope }: StepStage): Promise<StepRecord> {
  const [uses, run] = [literal(step['uses']), step['run']]
  const name = [literal(step['id']), uses, literal(run)].find((each) => each !== '') ?? ''
  if (!holds(step['if'], scope, workflow.context)) {
    return { name, conclusion: 'skipped', outputs: {}, log: [], given: {} }
  }
  const env = resolveTexts(step['env'], scope)
  if (run !== undefined) {
    const given = { ...machine.variables, ...env }
    return record(name, await runScript(String(resolve(run, scope)), given, machine), given)
  }
  const inputs = resolveTexts(step['with'], scope)
  if (OURS.test(uses)) {
    const { environment, report, summary, ...end } = await playOurAction(inputs, env, { machine, scope })
    return { ...record(name, end, environment), report, summary }
  }
  const action = knownAction(uses)
  const problems = problemsWith(action, inputs)
  const defaults = Object.entries(action.inputs).map(([input, text]) => [input, resolveText(text, scope)])
  const given = { ...(Object.fromEntries(defaults) as Record<string, string>), ...inputs }
  const end = problems.length > 0 ? failed(...problems) : await action.play({ inputs: given, machine })
  return record(name, end, { ...machine.variables, ...env, ...given })
}

function record(name: string, { ok, outputs, log }: StepEnd, given: StepRecord['given']): StepRecord {
  return { name, conclusion: ok ? 'success' : 'failure', outputs, log, given }
}

/** As a runner does where a step names no shell. https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#defaultsrunshell */
function runScript(
  script: string,
  env: Readonly<Record<string, string>>,
  machine: Machine
): Promise<StepEnd> {
  return new Promise((done, reject) => {
    const child = spawn('bash', ['-e', '-c', script], {
      env,
      cwd: machine.workspace,
      stdio: ['ignore', 'pipe', 'pipe']
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (output += text))
    }
    child.on('error', reject)
    child.on('close', (code) => done({ ok: code === 0, outputs: {}, log: output.trimEnd().split('\n') }))
  })
}
