import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { given, type Answer } from '../../check-up/answer.js'
import { ask } from '../ask.js'
import { buildArguments, buildQuestionArguments } from './arguments.js'
import { buildEnvironment } from './environment.js'
import { makePrivateFolder } from './private-folder.js'
import { findProgram } from './program.js'

const run = promisify(execFile)

const HELP_LIMIT_MS = 60_000
const HELP_BYTES = 1024 * 1024

/** Options that the program takes and does not list. */
const UNLISTED = ['--max-turns']

export interface ProgramQuestion {
  readonly command: string
  readonly searchPath: string
  readonly version: string
  readonly temporaryFolder: string
}

/** The program's path and which of our options its help does not list. It is asked for version and help, and gets no credential. */
export async function examineProgram(
  question: ProgramQuestion
): Promise<Answer<{ readonly path: string; readonly unknownOptions: readonly string[] }>> {
  const { command, searchPath, version, temporaryFolder } = question
  const own = await makePrivateFolder(temporaryFolder)
  try {
    const environment = buildEnvironment({ searchPath, home: own.home, environment: {} })
    const found = await ask(() =>
      findProgram({ command, searchPath, version, environment, folder: own.home })
    )
    if (found.kind !== 'given') return found
    const { stdout } = await run(found.value, ['--help'], {
      env: environment,
      cwd: own.home,
      timeout: HELP_LIMIT_MS,
      killSignal: 'SIGKILL',
      maxBuffer: HELP_BYTES
    })
    const listed = new Set(stdout.match(/--[\w-]+/g) ?? [])
    return given({
      path: found.value,
      unknownOptions: optionsOfOurs().filter((option) => !listed.has(option))
    })
  } finally {
    await own.remove()
  }
}

function optionsOfOurs(): readonly string[] {
  const common = { model: 'model', limits: { turns: 1, usd: 1, minutes: 1 }, answerSchema: {} }
  const all = [
    ...buildArguments({
      ...common,
      denyEdits: [],
      serverFile: 'servers.json',
      evidenceFolder: '/evidence'
    }),
    ...buildQuestionArguments({ ...common, orders: 'orders' })
  ]
  return [...new Set(all.filter((argument) => argument.startsWith('--') && !UNLISTED.includes(argument)))]
}
