import type { Policy } from '../config/policy.js'
import type { Known } from '../flow/issue/known.js'
import type { ProjectSurvey } from '../flow/proof/survey-projects.js'
import type { Answer } from './answer.js'
import { failed, ok, warning, type Check, type CheckTable, type CheckUpRequest } from './check.js'

export const agentChecks = {
  'agent-configured': 'Does the policy say where fixes go?',
  'agent-key': 'Can the agent pay for its model?',
  'agent-program': "Is the agent's program here, in the version that the policy pins?",
  'agent-options': 'Does that version know every option that it is started with?',
  'agent-ceilings': 'Do the ceilings of money leave room for an attempt?',
  'agent-sandbox': 'Can test commands run without the network?',
  'agent-tests': 'Is it known how every part of the repository is tested?',
  'agent-tools': 'Are the programs of the test commands here?'
} as const satisfies CheckTable

export interface AgentFacts {
  readonly keyGiven: boolean
  /** Variables for another provider of the model, which the policy names and this job lacks. */
  readonly missingVariables: readonly string[]
  /** The program at its path, and options of ours that it does not list. */
  readonly program: Answer<{ readonly path: string; readonly unknownOptions: readonly string[] }>
  readonly sandbox: Known<string>
  readonly projects: Known<ProjectSurvey>
  /** Programs of the test commands that are not on the PATH. */
  readonly missingPrograms: readonly string[]
}

type Id = keyof typeof agentChecks
type AutofixPolicy = Policy['autofix']

const MOST_LINES = 20

export function judgeAgent(facts: AgentFacts | undefined, { policy }: CheckUpRequest): readonly Check<Id>[] {
  if (policy === undefined) {
    return [
      warning(
        'agent-configured',
        'Not checked: the policy file cannot be read.',
        'Mend the policy file first.'
      )
    ]
  }
  if (policy.autofix.base === undefined || facts === undefined) {
    return [ok('agent-configured', 'autofix.base is not set: errors become tickets, and nothing is fixed.')]
  }
  return [
    ok('agent-configured', `Fixes are made on ${policy.autofix.base}, and pull requests go there.`),
    ...judgeKey(facts, policy.autofix),
    ...judgeProgram(facts),
    ...judgeCeilings(policy.autofix),
    judgeSandbox(facts, policy.autofix),
    ...judgeTests(facts)
  ]
}

function judgeKey(
  { keyGiven, missingVariables }: AgentFacts,
  { agent }: AutofixPolicy
): readonly Check<Id>[] {
  if (missingVariables.length > 0) {
    return missingVariables.map((name) =>
      warning(
        'agent-key',
        `The policy passes the variable ${name} to the agent, and it is not set in this job.`,
        `Set ${name} under "env:" of the step, or remove it from autofix.agent.environment.`
      )
    )
  }
  if (keyGiven)
    return [ok('agent-key', 'anthropic-api-key is given. Whether it is valid shows in the first run.')]
  if (agent.environment.length > 0) {
    return [ok('agent-key', `The variables of another provider are set: ${agent.environment.join(', ')}.`)]
  }
  return [
    warning(
      'agent-key',
      'anthropic-api-key is not given in this job; the fix job needs it.',
      'Pass ${{ secrets.ANTHROPIC_API_KEY }} in the fix job, or name the variables of another provider in autofix.agent.environment.'
    )
  ]
}

function judgeProgram({ program }: AgentFacts): readonly Check<Id>[] {
  if (program.kind !== 'given') {
    return [
      failed(
        'agent-program',
        program.why,
        'Do so in a step before this one, here as in the fix job: the fix job ends with the same sentence.'
      )
    ]
  }
  const { path, unknownOptions } = program.value
  return [
    ok('agent-program', `${path} is the version that autofix.agent.version pins.`),
    unknownOptions.length === 0
      ? ok('agent-options', 'Its help lists every option that the agent is started with.')
      : failed(
          'agent-options',
          `Its help lacks ${unknownOptions.join(', ')}.`,
          'Pin the version that the policy has by default: options change with every release of the program.'
        )
  ]
}

function judgeCeilings({ budget }: AutofixPolicy): readonly Check<Id>[] {
  const tight = (['day', 'month'] as const).filter((period) => budget[period] < budget.run)
  if (tight.length === 0) {
    const { run, day, month } = budget
    return [ok('agent-ceilings', `$${run} for an attempt, $${day} for a day and $${month} for a month.`)]
  }
  return tight.map((period) =>
    failed(
      'agent-ceilings',
      `autofix.budget.${period} ($${budget[period]}) is less than autofix.budget.run ($${budget.run}): no attempt ever begins.`,
      `Write at least ${budget.run} for autofix.budget.${period}, or less for autofix.budget.run.`
    )
  )
}

function judgeSandbox({ sandbox }: AgentFacts, { verify }: AutofixPolicy): Check<Id> {
  if (verify.sandbox === 'off') {
    return warning(
      'agent-sandbox',
      'autofix.verify.sandbox is off: test commands have the network.',
      'Write auto, or required to prove nothing where the network cannot be cut.'
    )
  }
  if (sandbox.known) return ok('agent-sandbox', `${sandbox.value}.`)
  const mend =
    'Use a runner with user namespaces, bubblewrap or passwordless sudo (docs/auto-fix.md, The sandbox).'
  const found = `This machine has none: ${sandbox.reason}.`
  return verify.sandbox === 'required'
    ? failed(
        'agent-sandbox',
        `${found} autofix.verify.sandbox is required, so that nothing is proven here.`,
        mend
      )
    : warning('agent-sandbox', `${found} Test commands would have the network.`, mend)
}

function judgeTests({ projects, missingPrograms }: AgentFacts): readonly Check<Id>[] {
  if (!projects.known) {
    return [
      warning(
        'agent-tests',
        `Not checked: ${projects.reason}.`,
        'Check the repository out (actions/checkout) in a step before this one.'
      )
    ]
  }
  const { found, uncovered } = projects.value
  const lines = [
    ...found.map(({ name, verify, testFiles }) =>
      ok('agent-tests', `${name === '' ? 'The root' : name}: "${verify}"; some files by "${testFiles}".`)
    ),
    ...uncovered.map(({ folder, files }) =>
      warning(
        'agent-tests',
        `${folder === '' ? 'The root' : folder} has ${files} source files, and nothing tells how they are tested: no fix there can be proven.`,
        'Add a project with paths, verify and test-files to autofix.verify.projects, or leave it if nothing is to be fixed there.'
      )
    )
  ]
  const none = warning(
    'agent-tests',
    'No manifest in the repository tells how it is tested: nothing can be proven.',
    'Add a project with paths, verify and test-files to autofix.verify.projects.'
  )
  return [
    ...(lines.length === 0 ? [none] : lines.slice(0, MOST_LINES)),
    ...(lines.length > MOST_LINES ? [moreLines(lines.length - MOST_LINES)] : []),
    ...judgeTools(missingPrograms)
  ]
}

function moreLines(count: number): Check<Id> {
  return warning(
    'agent-tests',
    `${count} more folders are not shown.`,
    'Name the projects of the repository in autofix.verify.projects.'
  )
}

function judgeTools(missing: readonly string[]): readonly Check<Id>[] {
  if (missing.length === 0) return [ok('agent-tools', 'The programs of all test commands are on the PATH.')]
  return missing.map((program) =>
    warning(
      'agent-tools',
      `"${program}" is not on the PATH of this job.`,
      `Set it up in a step of the fix job (actions/setup-node, actions/setup-python and so on), and here to check it.`
    )
  )
}
