import type { DatadogSite } from '../adapters/datadog/sites.js'
import type { InputReader } from './input-reader.js'
import type { JiraInputs } from './inputs.js'

/** The inputs of the doctor: whatever is set is examined, and what is wrong with it is a finding like any other. */
export interface DoctorInputs {
  readonly mode: 'doctor'
  readonly config: string
  readonly githubToken: string
  /** Empty when it is not given. */
  readonly appToken: string
  /** `undefined` when the keys are not given whole. */
  readonly datadog:
    | {
        readonly apiKey: string
        readonly appKey: string
        readonly site: DatadogSite
        readonly apiUrl: string | undefined
      }
    | undefined
  /** `undefined` when the account is not given whole. */
  readonly jira: JiraInputs | undefined
  /** Empty when it is not given. */
  readonly agentKey: string
  readonly autofixEnabled: boolean
  /** What cannot be read, or is only given in part; each names its input and how to mend it. */
  readonly problems: readonly string[]
}

export function readDoctor(reader: InputReader, readJira: (reader: InputReader) => JiraInputs): DoctorInputs {
  const { text } = reader
  return {
    mode: 'doctor',
    config: text('config'),
    githubToken: reader.secret('github-token'),
    appToken: text('app-token'),
    datadog: readDatadog(reader),
    jira: isAnySet(reader, ['jira-base-url', 'jira-user-email', 'jira-api-token'])
      ? whole(readJira(reader))
      : undefined,
    agentKey: text('anthropic-api-key'),
    autofixEnabled: text('autofix-enabled') === 'true',
    // Gathered while the others were read.
    problems: reader.problems
  }
}

function readDatadog(reader: InputReader): DoctorInputs['datadog'] {
  if (!isAnySet(reader, ['datadog-api-key', 'datadog-app-key'])) return undefined
  const apiKey = reader.secret('datadog-api-key')
  const appKey = reader.secret('datadog-app-key')
  const [site, apiUrl] = [reader.site(), reader.url('datadog-api-url')]
  return apiKey === '' || appKey === '' ? undefined : { apiKey, appKey, site, apiUrl }
}

function isAnySet({ text }: InputReader, names: readonly string[]): boolean {
  return names.some((name) => text(name) !== '')
}

function whole(jira: JiraInputs): JiraInputs | undefined {
  const { siteUrl, email, apiToken } = jira
  return siteUrl === '' || email === '' || apiToken === '' ? undefined : jira
}
