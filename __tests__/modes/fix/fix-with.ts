import { mkdirSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { stepEnvironment } from '../../../services/runner/embedded-runner.js'
import { credentials, REPOSITORY } from '../../../services/stage.js'
import { isOfFix } from '../../../src/config/inputs.js'
import { readAssignment } from '../../../src/assignment.js'
import { composeAutofix } from '../../../src/compose-fix.js'
import type { Policy } from '../../../src/config/policy.js'
import { noUsage, type AgentRun } from '../../../src/flow/fix/agent-run.js'
import type { FixRequest } from '../../../src/flow/fix/fix-request.js'
import { autofix } from '../../../src/modes/autofix.js'
import { openFixCase, type FixCase } from '../../../src/modes/fix-case.js'
import { prepareTools } from '../../../src/prepare-run.js'
import type { FixRig } from './fix-rig.js'
import { fixedTotal, fixRequest, goodAnswer, provingTest } from './order-shop.js'
import { fixedText } from './proven-bundle.js'

export interface FixWith {
  /** Files that the agent writes; by default the fix of the order shop with its test. */
  readonly files?: Readonly<Record<string, string>>
  readonly request?: Partial<FixRequest>
  /** What the policy file cannot say, such as limits of seconds. */
  readonly policy?: (policy: Policy) => Policy
  readonly usd?: number
  readonly runId?: string
}

let runs = 0

/**
 * The fix job as it is put together for a runner, with an agent that writes files and answers: for everything around the agent. Its
 * bundle lies where the rig's publish step looks for it.
 */
export async function fixWith(rig: FixRig, fix: FixWith = {}): Promise<{ current: FixCase; log: string }> {
  runs += 1
  const step = stepEnvironment(
    {
      eventName: 'repository_dispatch',
      event: { action: 'error-autofix', client_payload: fixRequest(fix.request) },
      repository: REPOSITORY,
      commit: rig.commit,
      apiUrl: rig.github.url,
      serverUrl: rig.github.serverUrl,
      token: credentials.githubToken,
      runId: fix.runId ?? String(9000 + runs),
      // Toolchain managers keep their versions in the home folder.
      env: { HOME: homedir() },
      inputs: {
        mode: 'autofix',
        publish: 'false',
        'autofix-enabled': 'true',
        'anthropic-api-key': 'sk-ant-api03-nobody-asks-with-it-0123456789',
        'fix-bundle': rig.bundleFolder
      }
    },
    undefined
  )
  const lines: string[] = []
  const process = {
    env: step.variables,
    read: (input: string) => step.variables[`INPUT_${input.toUpperCase()}`] ?? '',
    mask: () => undefined,
    write: (line: string) => void lines.push(line),
    onCrash: () => undefined
  }
  try {
    const assignment = await readAssignment(process)
    const tools = await prepareTools(assignment, process, { secrets: [], problemsWith: () => [] })
    const { given, context } = assignment
    if (!given.ok || !isOfFix(given.inputs)) throw new Error('The inputs are not those of a fix')
    const request = fixRequest(fix.request)
    const policy = fix.policy?.(tools.policy) ?? tools.policy
    const world = composeAutofix(
      {
        ...tools,
        policy,
        inputs: given.inputs,
        request,
        config: '.github/datadog-autofix.yml',
        env: process.env
      },
      'c0ffee00c0ffee00'
    )
    const { runUrl } = context
    const run = {
      ...{ request, policy, base: policy.autofix.base ?? '', switchedOn: true, nonProductionAllowed: false },
      ...{ force: false, dryRun: false, runUrl, attemptId: runUrl }
    }
    const current = openFixCase(run, world.canary)
    await autofix(current, run, {
      ...world,
      agent: {
        run: async ({ folder }) => {
          for (const [path, text] of Object.entries(fix.files ?? shopFix)) {
            mkdirSync(dirname(join(folder, path)), { recursive: true })
            writeFileSync(join(folder, path), text)
          }
          return { ...answered, usage: { ...noUsage, told: true, usd: fix.usd ?? 0.3 } }
        }
      }
    })
    return { current, log: lines.join('\n') }
  } finally {
    step.remove()
  }
}

const shopFix = { [fixedTotal.path]: fixedText, [provingTest.path]: provingTest.content }

const answered: AgentRun = {
  end: 'answered',
  why: 'It answered.',
  answer: goodAnswer,
  lastWords: '',
  usage: noUsage,
  denials: {},
  testRuns: 0,
  model: 'sonnet',
  version: '2.1.330'
}

/** A policy with other limits of the proof. */
export function verifying(change: Partial<Policy['autofix']['verify']>): (policy: Policy) => Policy {
  return (policy) => ({
    ...policy,
    autofix: { ...policy.autofix, verify: { ...policy.autofix.verify, ...change } }
  })
}
