import { parseArgs } from 'node:util'
import { datadogSites, isDatadogSite, type DatadogSite } from '../src/adapters/datadog/sites.js'
import { ConfigurationError } from '../src/errors.js'

export interface ExplainOptions {
  /** File of the saved issue. */
  readonly file: string
  /** Policy file; `undefined` takes the one of the checkout, else of the current folder, else the defaults. */
  readonly policy: string | undefined
  /** Folder of a checkout; `undefined` takes the current folder, where that is one. */
  readonly repository: string | undefined
  /** Milliseconds since the epoch; `undefined` decides as of the minute after the issue was last seen. */
  readonly now: number | undefined
  /** Environment that the alert would name. */
  readonly env: string | undefined
  readonly site: DatadogSite
  /** One JSON value instead of text. */
  readonly json: boolean
}

export const usage = `npm run explain -- <issue.json> [options]

Prints the decision and the ticket for an issue that was saved from Datadog. Nothing is asked of any service.

  --policy <file>        default: .github/datadog-autofix.yml of the checkout, else of this folder, else the built-in defaults
  --repository <folder>  a checkout of the code that failed; default: this folder, if it is one and not that of this program
  --now <time>           decide as of this time, such as 2026-03-01T14:05:00Z; default: a minute after the issue was last seen
  --env <name>           the environment that the alert names; default: that of the newest event
  --site <site>          the Datadog site of links and commands; default: datadoghq.com
  --json                 one JSON value instead of text
`

const askForHelp = 'npm run explain -- --help tells the options.'

/** What the command line asks for; `help` when it asks how to ask. All problems come together, as a ConfigurationError. */
export function readOptions(args: readonly string[]): ExplainOptions | 'help' {
  const { values, positionals } = parse(args)
  if (values.help) return 'help'
  const [file, ...others] = positionals
  const now = values.now === undefined ? undefined : Date.parse(values.now)
  const { site } = values
  const problems = [
    ...(file === undefined
      ? ['No file is named; write the path of a saved issue after the two dashes.']
      : []),
    ...(others.length > 0 ? [`Several files are named; write one: ${positionals.join(', ')}`] : []),
    ...(now !== undefined && Number.isNaN(now)
      ? [`--now is "${values.now}"; write a time such as 2026-03-01T14:05:00Z.`]
      : []),
    ...(isDatadogSite(site) ? [] : [`--site is "${site}"; write one of ${datadogSites.join(', ')}.`])
  ]
  if (file === undefined || problems.length > 0 || !isDatadogSite(site))
    throw new ConfigurationError([...problems, askForHelp])
  const { policy, repository, env, json } = values
  return { file, policy, repository, now, env, site, json }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        policy: { type: 'string' },
        repository: { type: 'string' },
        now: { type: 'string' },
        env: { type: 'string' },
        site: { type: 'string', default: 'datadoghq.com' },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false }
      }
    })
  } catch (error) {
    throw new ConfigurationError([error instanceof Error ? error.message : String(error), askForHelp], {
      cause: error
    })
  }
}
