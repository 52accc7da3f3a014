import type { Track } from '../../flow/issue/issue.js'
import type { Answer } from '../answer.js'
import { failed, ok, warning, type CheckUpRequest } from '../check.js'
import { countOf, noAnswer, notChecked, type DatadogCheck, type DatadogCheckId } from './checks.js'
import type { DatadogFacts, SeenIssues } from './facts.js'

/** Scopes that a run cannot do without, and two that it can. https://docs.datadoghq.com/account_management/rbac/permissions/ */
const RUN_SCOPES =
  'error_tracking_read, apm_read, logs_read_data, rum_apps_read, timeseries_query and error_tracking_write'

const products = {
  spans: { id: 'datadog-spans', title: 'APM', scope: 'apm_read' },
  logs: { id: 'datadog-logs', title: 'logs', scope: 'logs_read_data' },
  rum: { id: 'datadog-rum', title: 'RUM', scope: 'rum_apps_read' }
} as const satisfies Record<
  Track,
  { readonly id: DatadogCheckId; readonly title: string; readonly scope: string }
>

/** Whether the answer is a no to the keys, and not to the question. */
export function isForbidden(answer: Answer<unknown>): boolean {
  return answer.kind === 'refused' && (answer.status === 401 || answer.status === 403)
}

/** Where a scope is added, in the words of Datadog's pages. */
export function addScope(scope: string): string {
  return `Add the scope ${scope} to the application key (Organization Settings → Application Keys → the key → Edit scopes), and see that its owner's role has that permission.`
}

export function judgeApiKey({ apiKey, place }: DatadogFacts): DatadogCheck {
  const id = 'datadog-api-key'
  if (apiKey.kind === 'lost') return noAnswer(id, apiKey.why)
  if (apiKey.kind === 'given' && apiKey.value) return ok(id, `The API key is valid on ${place.site}.`)
  if (apiKey.kind === 'refused' && !isForbidden(apiKey)) {
    return failed(id, sentence(apiKey.why), 'Check datadog-site and datadog-api-url.')
  }
  return failed(
    id,
    `Datadog does not accept the API key on ${place.site}: the key is wrong or revoked, or belongs to another site.`,
    `Open Datadog as you do every day: if the address does not begin with ${place.pages}, set datadog-site to the site in it. Else copy ` +
      `the key again from ${place.pages}/organization-settings/api-keys into the secret behind datadog-api-key.`
  )
}

export function judgeSite({ place: { site, pages, apiUrl } }: DatadogFacts): DatadogCheck {
  return apiUrl === undefined
    ? ok('datadog-site', `The keys go to ${site}, whose pages are at ${pages}.`)
    : warning(
        'datadog-site',
        `The input datadog-api-url sends every request, with both keys, to ${apiUrl} instead of ${site}.`,
        'Remove datadog-api-url, unless this is a proxy of your own.'
      )
}

/** One answer that is not a refusal of the keys is enough: each scope has a line of its own. */
export function judgeApplicationKey(facts: DatadogFacts): DatadogCheck {
  const id = 'datadog-application-key'
  const answers = answersToAppKey(facts)
  if (answers.every(isForbidden)) {
    return failed(
      id,
      'Datadog refused everything that takes the application key: it is wrong, revoked, of another organisation or site, or has none of the scopes.',
      `Make an application key in the API key's organisation (${facts.place.pages}/organization-settings/application-keys) with the scopes ` +
        `${RUN_SCOPES}, and put it into the secret behind datadog-app-key.`
    )
  }
  if (!answers.some(({ kind }) => kind === 'given')) {
    return noAnswer(
      id,
      answers.flatMap((answer) => (answer.kind === 'lost' ? [answer.why] : []))[0] ??
        'Datadog gave no answer that tells'
    )
  }
  const { ownKey } = facts
  if (ownKey.kind === 'given' && ownKey.value !== undefined && ownKey.value.scopes === undefined) {
    return warning(
      id,
      'The application key is accepted, and is not limited: without scopes it may do whatever its owner may.',
      `Give it the scopes ${RUN_SCOPES}, or make a new key with them.`
    )
  }
  return ok(id, 'The application key is accepted.')
}

/** Of everything that takes the application key, where a run depends on it or not. */
function answersToAppKey({
  ownKey,
  issues,
  events,
  requests,
  deployments,
  monitors,
  teams
}: DatadogFacts): readonly Answer<unknown>[] {
  return [ownKey, requests, deployments, monitors, teams, ...Object.values(issues), ...Object.values(events)]
}

export function judgeEvents({ events, issues }: DatadogFacts): readonly DatadogCheck[] {
  return (['spans', 'logs', 'rum'] as const).map((track) => judgeTrack(track, events[track], issues[track]))
}

/** Without a sample event there is no stack trace: that costs most where there are issues. */
function judgeTrack(track: Track, events: Answer<true>, issues: Answer<SeenIssues>): DatadogCheck {
  const { id, title, scope } = products[track]
  if (events.kind === 'given') return ok(id, `Events of ${title} can be read (${scope}).`)
  if (events.kind === 'lost') return noAnswer(id, events.why)
  if (!isForbidden(events)) return failed(id, sentence(events.why), 'Check datadog-site and datadog-api-url.')
  const count = issues.kind === 'given' ? issues.value.issues.length : 0
  const found = `Datadog refused to search events of ${title}: the application key lacks ${scope}.`
  return count === 0
    ? warning(
        id,
        `${found} ${upper(title)} reported no issue in the last day.`,
        `${addScope(scope)} Leave it if you do not use ${title}.`
      )
    : failed(
        id,
        `${found} ${upper(title)} reported ${countOf(count, 'issue')} of the last day, whose tickets would have no stack trace.`,
        addScope(scope)
      )
}

function upper(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}

/** The scope cannot be tried out without writing, so that it is read from the key itself. */
export function judgeAcknowledge({ ownKey }: DatadogFacts, { policy }: CheckUpRequest): DatadogCheck {
  const id = 'datadog-acknowledge'
  const scope = 'error_tracking_write'
  if (policy?.datadog.acknowledge === false) {
    return ok(id, `datadog.acknowledge is false: no issue is moved to REVIEWED, and ${scope} is not needed.`)
  }
  const seen = ownKey.kind === 'given' ? ownKey.value : undefined
  if (seen?.scopes?.includes(scope) === true) return ok(id, `The application key has the scope ${scope}.`)
  if (seen?.scopes !== undefined) {
    return warning(
      id,
      `The application key lacks the scope ${scope}: ticketed issues stay in FOR REVIEW, and New Issue monitors may alert for them again.`,
      `${addScope(scope)} Or write datadog.acknowledge: false into the policy file.`
    )
  }
  if (seen !== undefined) {
    return ok(
      id,
      `The application key is not scoped: it may move issues to REVIEWED if its owner's role has ${scope}.`
    )
  }
  return warning(
    id,
    `Whether the key has the scope ${scope} cannot be known without writing, and ${whyUnseen(ownKey)}.`,
    `Look at the key's scopes (Organization Settings → Application Keys), or add user_app_keys so that the doctor can.`
  )
}

function whyUnseen(ownKey: DatadogFacts['ownKey']): string {
  if (ownKey.kind === 'given') return 'Datadog does not list the key among those of its owner'
  return ownKey.kind === 'lost' ? ownKey.why : 'the key may not see itself (user_app_keys)'
}

/** A vendor's words as a sentence. */
export function sentence(text: string): string {
  return `${text.replace(/\.$/, '')}.`
}

/** Every line that takes a key which Datadog does not accept. */
export function waitFor(
  ids: readonly DatadogCheckId[],
  key: 'API key' | 'application key'
): readonly DatadogCheck[] {
  return ids.map((id) =>
    notChecked(
      id,
      `the ${key} is not accepted`,
      `Mend the line of the ${key} first (datadog-${key === 'API key' ? 'api' : 'application'}-key).`
    )
  )
}
