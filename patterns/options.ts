import { parseArgs } from 'node:util'
import { ConfigurationError } from '../src/errors.js'

export interface PatternsOptions {
  /** File of the saved issues. */
  readonly file: string
  /** Policy file or file of patterns; `undefined` takes the policy of the current folder. */
  readonly policy: string | undefined
  /** When patterns are obeyed, milliseconds since the epoch; `undefined`: now. */
  readonly now: number | undefined
  /** Environment that the alert would name. */
  readonly env: string | undefined
}

export const usage = `npm run patterns -- test <issues.json> [options]

Prints which known pattern each of the saved issues would match, and why; which patterns matched nothing, have expired, or are never
reached. Nothing is asked of any service. The file holds what npm run explain takes, a list of these, or a report of triage.

  --policy <file>  policy file or file of patterns; default: .github/datadog-autofix.yml of this folder
  --now <time>     expiry as of this time, such as 2026-03-01T14:05:00Z; default: now
  --env <name>     the environment that the alert names; default: that of the newest event
`

const askForHelp = 'npm run patterns -- --help tells the options.'

/** What the command line asks for; `help` when it asks how to ask. All problems come together, as a ConfigurationError. */
export function readOptions(args: readonly string[]): PatternsOptions | 'help' {
  const { values, positionals } = parse(args)
  if (values.help) return 'help'
  const [verb, file, ...others] = positionals
  const now = values.now === undefined ? undefined : Date.parse(values.now)
  const problems = [
    ...(verb === 'test'
      ? []
      : [
          `${verb === undefined ? 'Nothing is asked for' : `"${verb}" is not known`}; write test <issues.json>.`
        ]),
    ...(verb === 'test' && file === undefined ? ['No file is named; write it behind test.'] : []),
    ...(others.length > 0 ? [`Several files are named; write one: ${[file, ...others].join(', ')}`] : []),
    ...(now !== undefined && Number.isNaN(now)
      ? [`--now is "${values.now}"; write a time such as 2026-03-01T14:05:00Z.`]
      : [])
  ]
  if (file === undefined || problems.length > 0) throw new ConfigurationError([...problems, askForHelp])
  const { policy, env } = values
  return { file, policy, now, env }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        policy: { type: 'string' },
        now: { type: 'string' },
        env: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false }
      }
    })
  } catch (error) {
    throw new ConfigurationError([error instanceof Error ? error.message : String(error), askForHelp], {
      cause: error
    })
  }
}
