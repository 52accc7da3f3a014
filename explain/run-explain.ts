import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { types } from 'node:util'
import { ConfigurationError } from '../src/errors.js'
import { sayKnown, sayTime } from '../src/flow/ticket/wording.js'
import { createRedactor } from '../src/text/redact.js'
import { sanitiseText } from '../src/text/sanitise.js'
import { openCheckout, sayCheckout, type Surroundings } from './checkout.js'
import { choosePolicy } from './choose-policy.js'
import { explainIssue } from './explain-issue.js'
import { readOptions, usage, type ExplainOptions } from './options.js'
import { renderExplanation } from './render-explanation.js'
import { renderMissing } from './render-missing.js'
import { readSavedIssue } from './saved-issue.js'

/** A monitor reports an error moments after it happened. */
const MINUTE_MS = 60_000

export interface Told {
  readonly exitCode: 0 | 1
  /** For standard output; empty when it failed. */
  readonly text: string
  /** For standard error; empty when it did not. */
  readonly problem: string
}

/** The whole command: arguments in, text out. Rejects for our own bugs alone. */
export async function runExplain(args: readonly string[], surroundings: Surroundings): Promise<Told> {
  try {
    const options = readOptions(args)
    const text = options === 'help' ? usage : await explain(options, surroundings)
    return { exitCode: 0, text, problem: '' }
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error
    const redactor = createRedactor({ mode: 'standard', patterns: [], secrets: [] })
    return { exitCode: 1, text: '', problem: `${redactor.redact(sanitiseText(error.message))}\n` }
  }
}

async function explain(options: ExplainOptions, surroundings: Surroundings): Promise<string> {
  const { current } = surroundings
  const saved = readSavedIssue(options.file, await readText(options.file, current))
  const checkout = await openCheckout(options.repository, surroundings)
  const folders = [...(checkout.folder === undefined ? [] : [checkout.folder]), current]
  const { policy, from } = await choosePolicy(options.policy, current, folders)
  const redactor = createRedactor({ ...policy.privacy, secrets: [] })
  const now = options.now ?? saved.lastSeen + MINUTE_MS
  const explanation = await explainIssue({ ...options, saved, policy, checkout, redactor, now })
  const footing = {
    asOf: `${sayTime(now)}, ${options.now === undefined ? 'a minute after the issue was last seen (--now tells another time)' : 'as --now says'}`,
    file: options.file,
    policy: from,
    checkout: sayKnown(sayCheckout(checkout))
  }
  if (!options.json) {
    const next =
      explanation.missing.length === 0 ? '' : renderMissing(explanation.missing, options.file, saved.isBare)
    // Twice, since characters that nobody sees can hide a secret from the first look. Commands go to a shell as they are.
    return redactor.redact(sanitiseText(renderExplanation(explanation, footing))) + next
  }
  return `${escapeControls(JSON.stringify({ schema: 1, ...footing, ...explanation }, undefined, 2))}\n`
}

/** JSON leaves characters as they are that a terminal obeys, or that nobody sees. */
function escapeControls(json: string): string {
  return json.replace(
    /[\u007f-\u009f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`
  )
}

async function readText(file: string, current: string): Promise<string> {
  try {
    return await readFile(resolve(current, file), 'utf8')
  } catch (error) {
    if (!types.isNativeError(error)) throw error
    const problem =
      'code' in error && error.code === 'ENOENT'
        ? `${file} does not exist; write the path of a saved issue, such as examples/issues/backend-null.json.`
        : `${file} cannot be read (${error.message}); write the path of a saved issue.`
    throw new ConfigurationError([problem], { cause: error })
  }
}
