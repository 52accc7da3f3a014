import type { Move } from './developer.js'

export type ReplyMove = Extract<Move, { kind: 'reply' }>
export type Use = NonNullable<ReplyMove['uses']>[number]

/** The tool of the MCP server `tests` that runs the repository's tests. */
export const RUN_TESTS_TOOL = 'mcp__tests__run_tests'

/** The tool that the program adds for `--json-schema`; a valid call of it ends the run. */
export const ANSWER_TOOL = 'StructuredOutput'

/** Paths in a use are absolute, or relative to the folder that the program runs in. */
export function readFile(path: string): Use {
  return { tool: 'Read', input: { file_path: path } }
}

/** Replaces the one place where `find` stands; the program refuses when it stands nowhere, or more than once. */
export function editFile({ path, find, replace }: FileEdit): Use {
  return { tool: 'Edit', input: { file_path: path, old_string: find, new_string: replace } }
}

export interface FileEdit {
  readonly path: string
  readonly find: string
  readonly replace: string
}

/** Makes the file, or replaces the whole of it; the program wants an existing file read before. */
export function writeFile({ path, content }: FileText): Use {
  return { tool: 'Write', input: { file_path: path, content } }
}

export interface FileText {
  readonly path: string
  readonly content: string
}

export const runTests: Use = { tool: RUN_TESTS_TOOL, input: {} }

/** Says something and ends the conversation. */
export function say(text: string): ReplyMove {
  return { kind: 'reply', text }
}

/** Asks for tools, all at once. */
export function use(...uses: readonly Use[]): ReplyMove {
  return { kind: 'reply', uses }
}

/** Gives the structured answer. */
export function answer(value: Readonly<Record<string, unknown>>): ReplyMove {
  return { kind: 'reply', uses: [{ tool: ANSWER_TOOL, input: value }] }
}
