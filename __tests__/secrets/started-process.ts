import { basename } from 'node:path'

/** A program that the action, or something that it started, has run. */
export interface StartedProcess {
  /** `action`: started by our own process, as Node was told; `tree`: executed somewhere below it, as the kernel was told. */
  readonly source: 'action' | 'tree'
  readonly file: string
  /** With the name of the program first. */
  readonly argv: readonly string[]
  readonly env: Readonly<Record<string, string>>
  /** Of our own children alone. */
  readonly cwd?: string
  /** All that we wrote on its standard input. */
  readonly stdin?: string
  /** What its first descriptors are, in the words of Node's `stdio`; `undefined` stands for pipes. */
  readonly stdio?: readonly string[]
}

/** Every kind of process there is. A new one has to be added here, and to the table of what it may hold. */
export const processKinds = [
  'git',
  'git fetch',
  'cp',
  'version of the agent',
  'agent',
  'helper of the agent',
  'test command'
] as const

export type ProcessKind = (typeof processKinds)[number]

/** Mark that each command of the repository has in its environment, and hands on to what it starts. */
const COMMAND_MARK = 'DATADOG_AUTOFIX_COMMAND'

/** `undefined` for a process that nobody has thought of. A descendant is known by what it inherited. */
export function kindOf({ file, argv, env }: StartedProcess): ProcessKind | undefined {
  const program = basename(file)
  // Sudo hands no environment on: the command has its own as arguments.
  if (env[COMMAND_MARK] !== undefined || env['SUDO_COMMAND'] !== undefined) return 'test command'
  if (env['CLAUDE_CONFIG_DIR'] !== undefined) {
    if (argv.includes('--version')) return 'version of the agent'
    return argv.includes('-p') ? 'agent' : 'helper of the agent'
  }
  if (program === 'git' || program.startsWith('git-')) {
    return env['GIT_CONFIG_COUNT'] === undefined ? 'git' : 'git fetch'
  }
  return program === 'cp' ? 'cp' : undefined
}

/** How a process is told of in a failure. */
export function describe({ file, argv }: StartedProcess): string {
  return [file, ...argv.slice(1)].join(' ').slice(0, 200)
}
