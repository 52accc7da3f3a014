import type { AgentLimits } from '../../flow/fix/agent-run.js'
import { denyRules } from './deny-rules.js'

/** Name of our tool server, as the program sees it. */
export const TEST_SERVER = 'tests'
export const TEST_TOOL = 'run_tests'
/** The same tool as the model sees it. */
const TEST_TOOL_NAME = `mcp__${TEST_SERVER}__${TEST_TOOL}`

/** What can read and edit files, and nothing that runs a program, opens a connection or starts another agent. */
const FILE_TOOLS = ['Read', 'Edit', 'Write', 'Grep', 'Glob']

/** Takes the answer; the program adds it for the schema, and it can do nothing else. */
export const ANSWER_TOOL = 'StructuredOutput'

/** Everything that the program has to list when it starts. */
export const EXPECTED_TOOLS: readonly string[] = [...FILE_TOOLS, ANSWER_TOOL, TEST_TOOL_NAME]

export const PERMISSION_MODE = 'dontAsk'

export interface ArgumentFacts {
  readonly model: string
  readonly limits: AgentLimits
  readonly answerSchema: unknown
  readonly denyEdits: readonly string[]
  /** File that names our tool server; its token stands there and not here. */
  readonly serverFile: string
  /** Absolute path of the one folder beside its own that the agent may read. */
  readonly evidenceFolder: string
}

/**
 * The command line. No credential and nothing of strangers is in it: every user of the machine can read it.
 *
 * `--tools` is what restricts; `--allowedTools` alone only saves questions. A bare `Read`, `Grep` or `Edit` there would open the
 * whole machine to the tool, so only edits below the folder and our own tool are named: reads below the folder need no rule.
 * https://code.claude.com/docs/en/cli-reference
 */
export function buildArguments(facts: ArgumentFacts): readonly string[] {
  return [
    ...SEALED,
    ...['--mcp-config', facts.serverFile],
    ...['--tools', FILE_TOOLS.join(',')],
    ...['--allowedTools', 'Edit(./**)', TEST_TOOL_NAME],
    ...['--add-dir', facts.evidenceFolder],
    // Two slashes begin an absolute path.
    ...['--disallowedTools', `Edit(/${facts.evidenceFolder}/**)`, ...denyRules(facts.denyEdits)],
    ...limitsAndAnswer(facts)
  ]
}

export interface QuestionFacts extends Pick<ArgumentFacts, 'model' | 'limits' | 'answerSchema'> {
  /** Ours, word for word the same in every run. They take the place of the program's own, which are about tools. */
  readonly orders: string
}

/** The command line of a question to a model that has no tool at all, no server and no folder to look into. */
export function buildQuestionArguments(facts: QuestionFacts): readonly string[] {
  return [
    ...SEALED,
    // Empty is none; left out, it would be all.
    ...['--tools', ''],
    ...['--system-prompt', facts.orders],
    ...limitsAndAnswer(facts)
  ]
}

/** Nothing of the checkout configures the program: no settings, hooks, servers, plugins, skills or commands. */
const SEALED: readonly string[] = [
  '-p',
  ...['--output-format', 'stream-json', '--verbose'],
  ...['--setting-sources', '', '--restricted', '--disable-slash-commands'],
  '--strict-mcp-config',
  '--no-session-persistence',
  ...['--permission-mode', PERMISSION_MODE, '--permission-prompts', 'none']
]

function limitsAndAnswer({
  limits,
  model,
  answerSchema
}: Pick<ArgumentFacts, 'model' | 'limits' | 'answerSchema'>): readonly string[] {
  return [
    ...['--max-turns', String(limits.turns)],
    ...['--max-budget-usd', String(limits.usd)],
    ...['--model', model],
    ...['--json-schema', JSON.stringify(answerSchema)]
  ]
}
