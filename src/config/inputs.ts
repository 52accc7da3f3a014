import type { DatadogSite } from '../adapters/datadog/sites.js'
import { readDoctor, type DoctorInputs } from './doctor-inputs.js'
import { createInputReader, type InputReader } from './input-reader.js'
import { durationHours } from './duration.js'

/** The modes that this version has. */
export const modes = ['triage', 'autofix', 'publish', 'doctor'] as const
export type Mode = (typeof modes)[number]

export interface JiraInputs {
  /** For people's links. */
  readonly siteUrl: string
  readonly apiUrl: string
  readonly email: string
  readonly apiToken: string
}

interface SharedInputs {
  readonly config: string
  readonly dryRun: boolean
  readonly githubToken: string
  readonly forceFix: boolean
  readonly autofixEnabled: boolean
  readonly stagingFixEnabled: boolean
}

/** The inputs of triage, read once. */
export interface TriageInputs extends SharedInputs {
  readonly mode: 'triage'
  readonly datadog: {
    readonly apiKey: string
    readonly appKey: string
    readonly site: DatadogSite
    /** Whole base URL of the API, when it is not the site's. */
    readonly apiUrl: string | undefined
  }
  readonly jira: JiraInputs
  readonly issueId: string
  readonly query: string
  /** Hours that a sweep looks back. */
  readonly lookbackHours: number
}

/** The inputs of the fix modes, read once. */
export interface FixInputs extends SharedInputs {
  readonly mode: 'autofix' | 'publish'
  /** Whether this step opens the pull request; always so in `publish`. */
  readonly publish: boolean
  /** Folder of the fix bundle. */
  readonly bundle: string
  /** Empty where this step publishes nothing. */
  readonly appToken: string
  /** `undefined` where this step publishes nothing: the fix job then has no Jira credential. */
  readonly jira: JiraInputs | undefined
  /** Empty in `publish`, and where another provider of the model is used. */
  readonly agentKey: string
  /** For figures of the run, which need no application key; `undefined` when no key was given. */
  readonly datadog:
    { readonly apiKey: string; readonly site: DatadogSite; readonly apiUrl: string | undefined } | undefined
  /** Empty, or what the event has to agree with. */
  readonly issueId: string
  readonly ticketKey: string
}

export function isFixMode(mode: string): boolean {
  return mode.trim() === 'autofix' || mode.trim() === 'publish'
}

export function isOfFix(inputs: Inputs): inputs is FixInputs {
  return inputs.mode === 'autofix' || inputs.mode === 'publish'
}

export type Inputs = TriageInputs | FixInputs | DoctorInputs

export type InputsResult =
  | { readonly ok: true; readonly inputs: Inputs }
  | { readonly ok: false; readonly problems: readonly string[] }

const SECRETS = [
  'github-token',
  'app-token',
  'datadog-api-key',
  'datadog-app-key',
  'jira-api-token',
  'anthropic-api-key'
] as const

/** Every secret input that is set; the runner has to mask them before the first line is logged. */
export function readSecrets(read: (name: string) => string): readonly string[] {
  // Trimmed as `readInputs` does: the mask has to be what is sent.
  const values = SECRETS.map((name) => read(name).trim()).filter((value) => value !== '')
  const [email, token] = [read('jira-user-email').trim(), read('jira-api-token').trim()]
  // Basic authentication sends this form, and the runner's mask for the token does not cover it.
  return token === '' ? values : [...values, Buffer.from(`${email}:${token}`).toString('base64')]
}

/** Reads every input of the mode and reports every problem at once. */
export function readInputs(read: (name: string) => string): InputsResult {
  const reader = createInputReader(read)
  const given = reader.text('mode')
  const mode = modes.find((each) => each === given)
  if (mode === undefined) {
    reader.problems.push(`Input "mode" is ${JSON.stringify(given)}; this version has: ${modes.join(', ')}.`)
  }
  // What the doctor cannot read is what it was called for.
  if (mode === 'doctor') return { ok: true, inputs: readDoctor(reader, readJira) }
  const inputs = mode === 'autofix' || mode === 'publish' ? readFix(mode, reader) : readTriage(reader)
  return reader.problems.length > 0 ? { ok: false, problems: reader.problems } : { ok: true, inputs }
}

function readShared(reader: InputReader): SharedInputs {
  return {
    config: reader.text('config'),
    dryRun: reader.flag('dry-run'),
    githubToken: reader.secret('github-token'),
    forceFix: reader.flag('force-fix'),
    // The kill switch fails closed: anything but the word true is off, and no reading of it is an error.
    autofixEnabled: reader.text('autofix-enabled') === 'true',
    stagingFixEnabled: reader.text('staging-fix-enabled') === 'true'
  }
}

function readTriage(reader: InputReader): TriageInputs {
  const shared = readShared(reader)
  const datadog = {
    apiKey: reader.secret('datadog-api-key'),
    appKey: reader.secret('datadog-app-key'),
    site: reader.site(),
    apiUrl: reader.url('datadog-api-url')
  }
  const jira = readJira(reader)
  const lookbackHours = readLookback(reader)
  const { text } = reader
  return {
    mode: 'triage',
    ...shared,
    datadog,
    jira,
    issueId: text('issue-id'),
    query: text('query'),
    lookbackHours
  }
}

function readFix(mode: FixInputs['mode'], reader: InputReader): FixInputs {
  const shared = readShared(reader)
  const publish = mode === 'publish' || reader.flag('publish')
  const appToken = publish ? reader.secret('app-token') : ''
  const jira = publish ? readJira(reader) : undefined
  const apiKey = reader.text('datadog-api-key')
  return {
    mode,
    ...shared,
    publish,
    bundle: reader.required('fix-bundle', '${{ runner.temp }}/datadog-autofix'),
    appToken,
    jira,
    agentKey: mode === 'autofix' ? reader.text('anthropic-api-key') : '',
    datadog:
      apiKey === '' ? undefined : { apiKey, site: reader.site(), apiUrl: reader.url('datadog-api-url') },
    issueId: reader.text('issue-id').toLowerCase(),
    ticketKey: reader.text('ticket-key').toUpperCase()
  }
}

function readJira(reader: InputReader): JiraInputs {
  const siteText = reader.required('jira-base-url', 'https://your-company.atlassian.net')
  const siteUrl = siteText === '' ? '' : (reader.url('jira-base-url') ?? '')
  return {
    siteUrl,
    apiUrl: reader.url('jira-api-url') ?? siteUrl,
    email: reader.required('jira-user-email', 'the e-mail of the account that the Jira token belongs to'),
    apiToken: reader.secret('jira-api-token')
  }
}

const MAXIMUM_LOOKBACK_HOURS = 30 * 24

function readLookback({ text, problems }: InputReader): number {
  const given = text('lookback')
  const hours = /^\d{1,5}[mhd]$/.test(given) ? durationHours(given) : NaN
  if (!(hours > 0 && hours <= MAXIMUM_LOOKBACK_HOURS)) {
    problems.push(
      `Input "lookback" is ${JSON.stringify(given)}; write a duration up to 30d, such as 90m, 24h or 7d.`
    )
  }
  return hours
}
