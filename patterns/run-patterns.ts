import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { types } from 'node:util'
import { ConfigurationError } from '../src/errors.js'
import { sayTime } from '../src/flow/ticket/wording.js'
import { createRedactor } from '../src/text/redact.js'
import { sanitiseText } from '../src/text/sanitise.js'
import { choosePatterns } from './choose-patterns.js'
import { readOptions, usage, type PatternsOptions } from './options.js'
import { readIssues } from './read-issues.js'
import { renderTrial } from './render-trial.js'
import { tryPatterns } from './try-patterns.js'

export interface Place {
  /** Folder that relative paths start from. */
  readonly current: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

export interface Told {
  readonly exitCode: 0 | 1
  /** For standard output; empty when it failed. */
  readonly text: string
  /** For standard error; empty when it did not. */
  readonly problem: string
}

/** The whole command: arguments in, text out. Rejects for our own bugs alone. */
export async function runPatterns(args: readonly string[], place: Place): Promise<Told> {
  try {
    const options = readOptions(args)
    const text = options === 'help' ? usage : await test(options, place)
    return { exitCode: 0, text, problem: '' }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    const redactor = createRedactor({ mode: 'standard', patterns: [], secrets: [] })
    return { exitCode: 1, text: '', problem: `${redactor.redact(sanitiseText(error.message))}\n` }
  }
}

async function test(options: PatternsOptions, place: Place): Promise<string> {
  const { current } = place
  const text = await readText(options.file, current)
  const { patterns, from, redact } = await choosePatterns(options.policy, current)
  const redactor = createRedactor({ mode: 'standard', patterns: redact, secrets: [] })
  const issues = await readIssues(options.file, text, {
    env: options.env,
    redact: (each) => redactor.redact(each)
  })
  const now = options.now ?? place.now
  const trial = tryPatterns(issues, patterns, now)
  const footing = {
    file: options.file,
    patterns: from,
    asOf: `${sayTime(now)}; events are counted up to the minute after an issue was last seen`
  }
  // Once more, since a line of the trial is put together from several texts.
  return redactor.redact(sanitiseText(renderTrial(trial, footing)))
}

async function readText(file: string, current: string): Promise<string> {
  try {
    return await readFile(resolve(current, file), 'utf8')
  } catch (error) {
    if (!types.isNativeError(error)) throw error
    const problem =
      'code' in error && error.code === 'ENOENT' ? 'does not exist' : `cannot be read (${error.message})`
    throw new ConfigurationError([`${file} ${problem}; write the path of saved issues, or of a report.`], {
      cause: error
    })
  }
}
