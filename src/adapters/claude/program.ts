import { execFile } from 'node:child_process'
import { constants } from 'node:fs'
import { access, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { ConfigurationError } from '../../errors.js'
import { sanitiseLine } from '../../text/sanitise.js'
import { truncateText } from '../../text/truncate.js'
import { absoluteFolders } from './environment.js'

const run = promisify(execFile)

const PROBE_LIMIT_MS = 60_000
const PROBE_BYTES = 64 * 1024
const PACKAGE = '@anthropic-ai/claude-code'

export interface ProgramFacts {
  /** A name that is looked for on the PATH, or a path. */
  readonly command: string
  readonly searchPath: string
  /** The one version that will do, e.g. `2.1.330`. */
  readonly version: string
  /** For the probe; without credentials. */
  readonly environment: Readonly<Record<string, string>>
  /** Folder that the probe runs in: not the agent's. */
  readonly folder: string
}

/**
 * Path of the program, once it has said that it is the configured version: its options and its events change with every
 * release. A ConfigurationError says what was found and how to mend it.
 */
export async function findProgram(facts: ProgramFacts): Promise<string> {
  const path = await locate(facts)
  const said = await askVersion(path, facts)
  const found = said.split(/\s/, 1)[0] ?? ''
  if (found === facts.version) return path
  const shown = truncateText(sanitiseLine(said), 80)
  throw new ConfigurationError([
    `The agent's program ${path} says that it is ${shown === '' ? 'nothing' : `"${shown}"`}, and version ${facts.version} ` +
      `is configured. ${install(facts.version)}, or set autofix.agent.version in the config to the version that you have tested.`
  ])
}

async function locate({ command, searchPath, version }: ProgramFacts): Promise<string> {
  const places = command.includes('/')
    ? [resolve(command)]
    : absoluteFolders(searchPath).map((folder) => join(folder, command))
  for (const place of places) {
    if (await isProgram(place)) return place
  }
  throw new ConfigurationError([
    command.includes('/')
      ? `The agent's program ${command} does not exist, or may not be run. ${install(version)}, and name its path.`
      : `The agent's program "${command}" is not on the PATH. ${install(version)} in a step before this one.`
  ])
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK)
    return (await stat(path)).isFile()
  } catch {
    // Not there, or not ours to run: the next folder may have it.
    return false
  }
}

async function askVersion(path: string, facts: ProgramFacts): Promise<string> {
  try {
    const { stdout } = await run(path, ['--version'], {
      env: { ...facts.environment },
      cwd: facts.folder,
      timeout: PROBE_LIMIT_MS,
      killSignal: 'SIGKILL',
      maxBuffer: PROBE_BYTES
    })
    return stdout.trim()
  } catch (cause) {
    const seen = truncateText(sanitiseLine(String(cause)), 200)
    throw new ConfigurationError(
      [`The agent's program ${path} does not tell its version: ${seen}. ${install(facts.version)}.`],
      { cause }
    )
  }
}

function install(version: string): string {
  return `Install it with "npm install --global ${PACKAGE}@${version}"`
}
