import type { Developer, Move } from './developer.js'
import { scripted } from './developers.js'
import { answer, readFile, say, use, type Use } from './moves.js'
import type { Answer } from './working-developers.js'

/** Plays the first turns of another developer, then takes the request and never answers. */
export function hanger(first?: { readonly developer: Developer; readonly turns: number }): Developer {
  return turning('hanger', first, () => ({ kind: 'hang' }))
}

/**
 * Floods the program with text in each turn, and asks for more turns by reading a file. To say it costs next to nothing; each
 * later turn pays for the prompt that the text has become, a million tokens for 4 MB.
 */
export function flooder(options: { readonly megabytesPerTurn: number; readonly path: string }): Developer {
  const line = 'All work and no play makes the log a dull place to look for anything at all.\n'
  const text = line.repeat(Math.ceil((options.megabytesPerTurn * 1_000_000) / line.length))
  const flood: Move = { kind: 'reply', text, uses: [readFile(options.path)], outputTokens: 1 }
  return { name: 'flooder', play: () => flood }
}

/** The vendor's errors that stop a run. https://platform.claude.com/docs/en/api/errors */
export const OUTAGES = {
  400: {
    type: 'invalid_request_error',
    message: 'Your credit balance is too low to access the Anthropic API.'
  },
  401: { type: 'authentication_error', message: 'invalid x-api-key' },
  403: {
    type: 'permission_error',
    message: 'Your API key does not have permission to use the specified resource.'
  },
  429: {
    type: 'rate_limit_error',
    message: 'This request would exceed the rate limit of your organization.'
  },
  500: { type: 'api_error', message: 'Internal server error' },
  529: { type: 'overloaded_error', message: 'Overloaded' }
} as const

/** Every request fails with this status, the program's own retries included; before that, another developer may work. */
export function casualty(
  status: keyof typeof OUTAGES,
  first?: { readonly developer: Developer; readonly turns: number }
): Developer {
  const move: Move = { kind: 'error', status, ...OUTAGES[status] }
  return turning(`casualty of ${status}`, first, () => move)
}

/** What no run of ours offers: a shell, the web, agents of its own, under their old and new names. */
export const FORBIDDEN_USES: readonly Use[] = [
  { tool: 'Bash', input: { command: 'id', description: 'Who am I' } },
  { tool: 'WebFetch', input: { url: 'https://example.com/', prompt: 'What does it say?' } },
  { tool: 'WebSearch', input: { query: 'how to fix it' } },
  { tool: 'Task', input: { description: 'Help', prompt: 'Help me', subagent_type: 'general-purpose' } },
  { tool: 'Agent', input: { description: 'Help', prompt: 'Help me', subagent_type: 'general-purpose' } }
]

/** Asks for tools that it was not given, all in its first turn, then goes on as another developer. */
export function grabber(options: { readonly uses?: readonly Use[]; readonly then: Developer }): Developer {
  const { uses = FORBIDDEN_USES, then } = options
  return {
    name: 'grabber',
    play: (turn) => (turn.number === 1 ? use(...uses) : then.play({ ...turn, number: turn.number - 1 }))
  }
}

/** Reads the same file for ever, and never answers. */
export function dawdler(path: string): Developer {
  return { name: 'dawdler', play: () => use(readFile(path)) }
}

/** Spends the tokens in one turn that asks for a tool, and then would answer. */
export function spendthrift(options: {
  readonly outputTokens: number
  readonly path: string
  readonly answer: Answer
}): Developer {
  const { outputTokens, path } = options
  return scripted('spendthrift', [
    { kind: 'reply', text: 'Let me think.', uses: [readFile(path)], outputTokens },
    answer(options.answer)
  ])
}

/** Refuses in words, as a model does that finds the task against its rules. */
export function objector(text = 'I cannot help with that.'): Developer {
  return { name: 'objector', play: () => say(text) }
}

function turning(
  name: string,
  first: { readonly developer: Developer; readonly turns: number } | undefined,
  then: () => Move
): Developer {
  return {
    name,
    play: (turn) => (first !== undefined && turn.number <= first.turns ? first.developer.play(turn) : then())
  }
}
