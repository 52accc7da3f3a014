import { durationHours } from './policy.js'
import { datadogSites, type DatadogSite } from '../adapters/datadog/sites.js'

/** The modes that this version has. */
export const modes = ['triage'] as const
export type Mode = (typeof modes)[number]

/** The action's inputs, read once. Secrets are in `secrets` too, so that they can be masked before anything else happens. */
export interface Inputs {
  readonly mode: Mode
  readonly config: string
  readonly dryRun: boolean
  readonly githubToken: string
  readonly datadog: {
    readonly apiKey: string
    readonly appKey: string
    readonly site: DatadogSite
    /** Whole base URL of the API, when it is not the site's. */
    readonly apiUrl: string | undefined
  }
  readonly jira: {
    /** For people's links. */
    readonly siteUrl: string
    readonly apiUrl: string
    readonly email: string
    readonly apiToken: string
  }
  readonly issueId: string
  readonly query: string
  /** Hours that a sweep looks back. */
  readonly lookbackHours: number
  readonly forceFix: boolean
  readonly autofixEnabled: boolean
  readonly stagingFixEnabled: boolean
}

export type InputsResult =
  | { readonly ok: true; readonly inputs: Inputs }
  | { readonly ok: false; readonly problems: readonly string[] }

const SECRETS = ['github-token', 'datadog-api-key', 'datadog-app-key', 'jira-api-token'] as const

/** Every secret input that is set; the runner has to mask them before the first line is logged. */
export function readSecrets(read: (name: string) => string): readonly string[] {
  // Trimmed as `readInputs` does: the mask has to be what is sent.
  const values = SECRETS.map((name) => read(name).trim()).filter((value) => value !== '')
  const [email, token] = [read('jira-user-email').trim(), read('jira-api-token').trim()]
  // Basic authentication sends this form, and the runner's mask for the token does not cover it.
  return token === '' ? values : [...values, Buffer.from(`${email}:${token}`).toString('base64')]
}

/** Reads every input and reports every problem at once. Values of secrets never appear in a problem. */
export function readInputs(read: (name: string) => string): InputsResult {
  const problems: string[] = []
  const text = (name: string): string => read(name).trim()
  const secret = (name: string): string => {
    const value = text(name)
    if (value === '') {
      problems.push(
        `Input "${name}" is empty. A secret that does not exist in the workflow's context arrives as an empty string: ` +
          'check the name in ${{ secrets.… }}, and that secrets are passed to this event (they are not to forks).'
      )
    }
    return value
  }
  const required = (name: string, example: string): string => {
    const value = text(name)
    if (value === '') problems.push(`Input "${name}" is empty. Write it, for example: ${example}`)
    return value
  }
  const flag = (name: string): boolean => {
    const value = text(name).toLowerCase()
    if (value !== '' && value !== 'true' && value !== 'false') {
      problems.push(`Input "${name}" is ${JSON.stringify(text(name))}; write true or false.`)
    }
    return value === 'true'
  }
  const url = (name: string, value: string): string => {
    const shown = JSON.stringify(value.slice(0, 100))
    const parsed = URL.canParse(value) ? new URL(value) : undefined
    // What may hold a credential is not shown: `user:password@host` without a protocol is a URL too.
    if (value.includes('@')) {
      problems.push(`Input "${name}" has a user name or password in it. Write the URL alone, with https://.`)
    } else if (/[?#]/.test(value)) {
      problems.push(
        `Input "${name}" has a query or a fragment. Write the base URL alone, up to the "?" or "#".`
      )
    } else if (!parsed) {
      problems.push(`Input "${name}" is ${shown}, which is not a URL. Write it whole, with https://.`)
    } else if (
      parsed.protocol !== 'https:' &&
      !(parsed.protocol === 'http:' && isLoopback(parsed.hostname))
    ) {
      problems.push(
        `Input "${name}" is ${shown}; credentials are only sent over https://. Write it with https://.`
      )
    }
    return value.replace(/\/+$/, '')
  }

  const mode = text('mode')
  if (!isMode(mode)) {
    problems.push(`Input "mode" is ${JSON.stringify(mode)}; this version has: ${modes.join(', ')}.`)
  }
  const siteText = text('datadog-site').toLowerCase()
  const site = datadogSites.find((each) => each === siteText)
  if (site === undefined) {
    problems.push(
      `Input "datadog-site" is ${JSON.stringify(text('datadog-site'))}, which is not a Datadog site. Write one of: ${datadogSites.join(', ')}.`
    )
  }
  const datadogUrl = text('datadog-api-url')
  const siteUrl = required('jira-base-url', 'https://your-company.atlassian.net')
  const jiraUrl = text('jira-api-url')
  const lookback = text('lookback')
  const lookbackHours = readLookback(lookback, problems)
  const inputs: Inputs = {
    mode: isMode(mode) ? mode : 'triage',
    config: text('config'),
    dryRun: flag('dry-run'),
    githubToken: secret('github-token'),
    datadog: {
      apiKey: secret('datadog-api-key'),
      appKey: secret('datadog-app-key'),
      site: site ?? 'datadoghq.com',
      apiUrl: datadogUrl === '' ? undefined : url('datadog-api-url', datadogUrl)
    },
    jira: {
      siteUrl: siteUrl === '' ? '' : url('jira-base-url', siteUrl),
      apiUrl: jiraUrl === '' ? siteUrl.replace(/\/+$/, '') : url('jira-api-url', jiraUrl),
      email: required('jira-user-email', 'the e-mail of the account that the Jira token belongs to'),
      apiToken: secret('jira-api-token')
    },
    issueId: text('issue-id'),
    query: text('query'),
    lookbackHours,
    forceFix: flag('force-fix'),
    // The kill switch fails closed: anything but the word true is off, and no reading of it is an error.
    autofixEnabled: text('autofix-enabled') === 'true',
    stagingFixEnabled: text('staging-fix-enabled') === 'true'
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, inputs }
}

const MAXIMUM_LOOKBACK_HOURS = 30 * 24

function readLookback(text: string, problems: string[]): number {
  const hours = /^\d{1,5}[mhd]$/.test(text) ? durationHours(text) : NaN
  if (!(hours > 0 && hours <= MAXIMUM_LOOKBACK_HOURS)) {
    problems.push(
      `Input "lookback" is ${JSON.stringify(text)}; write a duration up to 30d, such as 90m, 24h or 7d.`
    )
  }
  return hours
}

function isMode(text: string): text is Mode {
  return modes.some((mode) => mode === text)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)
}
