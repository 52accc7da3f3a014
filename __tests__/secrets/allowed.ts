import type { ProcessKind } from './started-process.js'

/** What is played, and recorded. `one job` is `autofix` with `publish: true`. */
export const sceneNames = [
  'ticket',
  'duplicate',
  'misconfigured',
  'refused by Datadog',
  'autofix',
  'refused by GitHub',
  'publish',
  'refused by the model',
  'one job'
] as const

export type SceneName = (typeof sceneNames)[number]

/** A credential, and a place where the contract has it: see the modes in the README and the table in SECURITY.md. */
export interface Allowance {
  readonly credential: string
  /** As texts of a recording are named. */
  readonly place: string
  readonly scenes: readonly SceneName[]
  /** It is not there in every such run: the program that needs it may not be started, or not be listed. */
  readonly seldom?: true
}

const agents: readonly SceneName[] = ['autofix', 'refused by the model', 'one job']
const publishing: readonly SceneName[] = ['publish', 'refused by the model', 'one job']
const inputs = [
  'workflow token',
  'app token',
  'Datadog API key',
  'Datadog application key',
  'Jira token',
  'model key'
]

/** Every place of every credential. What is not in here is a leak; what is in here is found, or the search is blind. */
export const allowances: readonly Allowance[] = [
  // The runner has to be told what to hide, and takes these lines out of the log.
  ...inputs.map((credential) => ({ credential, place: 'mask', scenes: sceneNames })),
  { credential: 'gateway token', place: 'mask', scenes: [...agents, 'publish', 'refused by GitHub'] },

  // Each vendor's own header.
  { credential: 'workflow token', place: 'header authorization to github', scenes: sceneNames },
  {
    credential: 'app token',
    place: 'header authorization to github',
    scenes: [...publishing, 'refused by GitHub']
  },
  {
    credential: 'Datadog API key',
    place: 'header dd-api-key to datadog',
    // A fix job sends its figures.
    scenes: ['ticket', 'duplicate', 'refused by Datadog', ...agents]
  },
  {
    credential: 'Datadog application key',
    place: 'header dd-application-key to datadog',
    scenes: ['ticket', 'duplicate', 'refused by Datadog']
  },
  {
    credential: 'Jira token',
    place: 'header authorization to jira',
    scenes: ['ticket', 'duplicate', ...publishing]
  },
  { credential: 'model key', place: 'header x-api-key to anthropic', scenes: agents },

  // The agent, and what its program starts by itself.
  { credential: 'model key', place: 'env ANTHROPIC_API_KEY of agent', scenes: agents },
  { credential: 'gateway token', place: 'env ACME_GATEWAY_TOKEN of agent', scenes: agents },
  {
    credential: 'gateway token',
    place: 'env ACME_GATEWAY_TOKEN of helper of the agent',
    scenes: agents,
    seldom: true
  },

  // Only where the checkout lacks the commit: the other fix job has it.
  { credential: 'workflow token', place: 'env GIT_CONFIG_VALUE_0 of git fetch', scenes: ['autofix'] },

  // Not ours: it lies in the checkout, and stays there.
  {
    credential: 'token of the checkout',
    place: 'file workspace/.git/config',
    scenes: ['refused by the model', 'one job']
  }
]

/** Names of the variables that our own children get, all of them. */
export const variables = {
  git: /^(?:PATH|HOME|LC_ALL|GIT_\w+)$/,
  'git fetch': /^(?:PATH|HOME|LC_ALL|GIT_\w+)$/,
  cp: /^(?:PATH|LC_ALL)$/,
  'version of the agent':
    /^(?:PATH|HOME|TMPDIR|LANG|CLAUDE_\w+|DISABLE_AUTOUPDATER|ENABLE_TOOL_SEARCH|MCP_TIMEOUT)$/,
  agent:
    /^(?:PATH|HOME|TMPDIR|LANG|CLAUDE_\w+|DISABLE_AUTOUPDATER|ENABLE_TOOL_SEARCH|MCP_TIMEOUT|ANTHROPIC_API_KEY|ANTHROPIC_BASE_URL|ACME_GATEWAY_TOKEN)$/,
  // Only its own program starts these.
  'helper of the agent': /^$/,
  'test command':
    /^(?:PATH|HOME|TMPDIR|LANG|CI|TZ|\w+_HOME|\w+_ROOT|RUSTUP_TOOLCHAIN|PYENV_VERSION|LD_LIBRARY_PATH|DATADOG_AUTOFIX_COMMAND)$/
} as const satisfies Record<ProcessKind, RegExp>
