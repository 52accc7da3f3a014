import { warning, type Check, type CheckTable } from '../check.js'

/** Every line of Datadog's part of the check-up, in the order in which it is shown. */
export const datadogChecks = {
  'datadog-api-key': 'Is the API key valid on this site?',
  'datadog-site': 'Where do the keys go?',
  'datadog-application-key': 'Is the application key accepted, and limited to what a run needs?',
  'datadog-issue-search': 'Does the issue search answer, and are there issues?',
  'datadog-spans': 'May the key read the events of APM?',
  'datadog-logs': 'May the key read the events of logs?',
  'datadog-rum': 'May the key read the events of RUM?',
  'datadog-requests': 'May the key query metrics, which count the requests of a service?',
  'datadog-deployments': 'May the key list the deployments that Datadog knows of?',
  'datadog-acknowledge': 'May the key move ticketed issues to REVIEWED?',
  'datadog-monitors': 'Do Error Tracking monitors call a webhook for each issue?',
  'datadog-monitor-marker': 'Do their messages carry the id of the issue?',
  'datadog-monitor-silence': 'Do these monitors notify at present?',
  'datadog-high-impact-monitors': 'Are the monitors that the policy lists High Impact monitors?',
  'datadog-webhooks': 'Do their webhooks start the workflow of this repository?',
  'datadog-webhook-payload': 'Do the webhooks send what a run reads?',
  'datadog-webhook-token': "Is the webhooks' token kept in a secret variable?",
  'datadog-teams': 'Do policy and Datadog call teams by the same handles?',
  'datadog-native-tickets': "Does Datadog's own Jira integration file tickets too?",
  'datadog-auto-assign': 'Do new issues keep the points for FOR REVIEW when Datadog assigns them by itself?',
  'datadog-user-counts': 'Does Datadog count affected users?'
} as const satisfies CheckTable

export type DatadogCheckId = keyof typeof datadogChecks
export type DatadogCheck = Check<DatadogCheckId>

/** A line that waits for another one. */
export function notChecked(id: DatadogCheckId, why: string, mend: string): DatadogCheck {
  return warning(id, `Not checked: ${why}.`, mend)
}

/** No answer says nothing about the set-up. */
export function noAnswer(id: DatadogCheckId, why: string): DatadogCheck {
  return notChecked(id, why, 'Run the doctor again.')
}

const MOST_NAMES = 5

/** `a, b and c`; of many the first, and how many more there are. */
export function nameAll(names: readonly string[]): string {
  const shown = names.length > MOST_NAMES ? names.slice(0, MOST_NAMES - 1) : names
  const more = names.length - shown.length
  const words = more > 0 ? [...shown, `${more} more`] : shown
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1) ?? ''}`
}

/** `1 issue`, `2 issues`, `no issue`. */
export function countOf(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count === 0 ? 'no' : String(count)} ${noun}${count === 0 ? '' : 's'}`
}
