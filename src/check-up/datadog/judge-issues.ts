import type { Track } from '../../flow/issue/issue.js'
import type { Answer } from '../answer.js'
import { failed, ok, warning, type CheckUpRequest } from '../check.js'
import { countOf, nameAll, noAnswer, notChecked, type DatadogCheck, type DatadogCheckId } from './checks.js'
import type { DatadogFacts, SeenIssue, SeenIssues } from './facts.js'
import { addScope, isForbidden, sentence } from './judge-keys.js'

type Searches = DatadogFacts['issues']

const titles = { spans: 'APM', logs: 'logs', rum: 'RUM' } as const satisfies Record<Track, string>
const tracks = ['spans', 'logs', 'rum'] as const satisfies readonly Track[]

/** From so many new issues, and this share of them, being touched is what Datadog does by itself, and not a person. */
const AUTOMATIC_COUNT = 3
const AUTOMATIC_SHARE = 0.5

export function judgeIssueSearch({ issues }: DatadogFacts): DatadogCheck {
  const id = 'datadog-issue-search'
  const answers = tracks.map((track) => issues[track])
  if (answers.every(isForbidden)) {
    return failed(
      id,
      'Datadog refused to search issues: the application key lacks error_tracking_read.',
      addScope('error_tracking_read')
    )
  }
  const refused = answers.find((answer) => answer.kind === 'refused')
  if (refused?.kind === 'refused') {
    return failed(id, sentence(refused.why), 'Check datadog-site, datadog-api-url and the scopes of the key.')
  }
  const lost = answers.find((answer) => answer.kind === 'lost')
  if (lost?.kind === 'lost') return noAnswer(id, lost.why)
  const counts = tracks.map((track) => `${countText(issues[track])} from ${titles[track]}`)
  return allIssues(issues).length === 0
    ? warning(
        id,
        'The issue search answers, and lists no issue with an event in the last day.',
        'See whether Error Tracking is on for your services (Error Tracking → Settings), and that datadog-site is the site that they report to.'
      )
    : ok(id, `The issue search answers. Issues of the last day: ${nameAll(counts)}.`)
}

function countText(answer: Answer<SeenIssues>): string {
  if (answer.kind !== 'given') return 'an unknown number'
  const { issues, full } = answer.value
  return full ? `${issues.length} or more` : String(issues.length)
}

/** Each issue once, of the searches that answered. */
function allIssues(searches: Searches): readonly SeenIssue[] {
  const found = tracks.flatMap((track) => {
    const answer = searches[track]
    return answer.kind === 'given' ? answer.value.issues : []
  })
  return [...new Map(found.map((issue) => [issue.id, issue])).values()]
}

function noSearch(id: DatadogCheckId, searches: Searches): DatadogCheck | undefined {
  return tracks.some((track) => searches[track].kind === 'given')
    ? undefined
    : notChecked(id, 'the issue search gave no answer', 'Mend the line datadog-issue-search first.')
}

export function judgeNativeTickets({ issues }: DatadogFacts): DatadogCheck {
  const id = 'datadog-native-tickets'
  const unsearched = noSearch(id, issues)
  if (unsearched) return unsearched
  const seen = allIssues(issues)
  const keys = seen.flatMap(({ jiraKey }) => (jiraKey === undefined ? [] : [jiraKey]))
  if (seen.length === 0) return ok(id, 'No issue had an event in the last day.')
  if (keys.length === 0) {
    return ok(id, `None of ${outOf(seen, 'issue')} of the last day has a ticket of Datadog's own.`)
  }
  return warning(
    id,
    `Datadog's own Jira integration made tickets for ${countOf(keys.length, 'issue')} of the last day (${nameAll(keys)}): they are adopted and not ` +
      'filed twice, but keep the form that Datadog gave them.',
    'Switch off the automatic creation of Jira issues in the Case Management project that Error Tracking uses (Case Management → project ' +
      'settings → Integrations → Jira), or leave it if people make these tickets by hand.'
  )
}

/** Assigning somebody and linking a case move an issue out of FOR REVIEW: the rubric's largest weight must not go with that. */
export function judgeAutoAssign({ issues }: DatadogFacts, { policy }: CheckUpRequest): DatadogCheck {
  const id = 'datadog-auto-assign'
  const unsearched = noSearch(id, issues)
  if (unsearched) return unsearched
  const young = allIssues(issues).filter(({ isYoung }) => isYoung)
  const touched = young.filter(
    ({ state, isAssigned, hasCase }) => state === 'ACKNOWLEDGED' && (isAssigned || hasCase)
  )
  if (young.length === 0) return ok(id, 'No issue was first seen in the last day.')
  if (touched.length === 0) {
    return ok(id, `None of ${outOf(young, 'issue')} first seen in the last day is REVIEWED already.`)
  }
  const counts = `${touched.length} of ${outOf(young, 'issue')} first seen in the last day ${touched.length === 1 ? 'is' : 'are'} REVIEWED already, with an assignee or a case`
  if (policy === undefined) {
    return notChecked(
      id,
      `${counts}, and the policy file cannot be read to compare`,
      'Mend the policy file first.'
    )
  }
  const excused = policy.rubric.acknowledgedCountsAsOpenWith
  const uncovered = touched.filter(
    ({ isAssigned, hasCase }) =>
      !(isAssigned && excused.includes('assignee')) && !(hasCase && excused.includes('case'))
  )
  if (uncovered.length === 0) return ok(id, `${counts}; the policy counts them as FOR REVIEW.`)
  const missing = (['assignee', 'case'] as const).filter((touch) =>
    uncovered.some(({ isAssigned, hasCase }) => (touch === 'assignee' ? isAssigned : hasCase))
  )
  const points = policy.rubric.points['for-review']
  const isAutomatic =
    uncovered.length >= AUTOMATIC_COUNT && uncovered.length >= young.length * AUTOMATIC_SHARE
  const found = `${counts}; ${uncovered.length} of them would lose the ${points} points for FOR REVIEW.`
  const write = `Write into the policy file, under rubric: acknowledged-counts-as-open-with: [${[...excused, ...missing].join(', ')}].`
  return isAutomatic
    ? failed(id, `${found} That many look assigned by Datadog itself.`, write)
    : warning(id, found, `If Datadog does that by itself, and not a person: ${lowerFirst(write)}`)
}

export function judgeUserCounts({ issues: { rum } }: DatadogFacts, { policy }: CheckUpRequest): DatadogCheck {
  const id = 'datadog-user-counts'
  if (policy?.rubric.points['affected-users'] === 0) {
    return ok(id, 'The policy gives no points for affected users.')
  }
  if (rum.kind !== 'given') {
    return notChecked(
      id,
      'the search for RUM issues gave no answer',
      'Mend the line datadog-issue-search first.'
    )
  }
  const { issues } = rum.value
  const counted = issues.filter(({ countsUsers }) => countsUsers).length
  if (issues.length === 0) {
    return ok(
      id,
      'There is no RUM issue in the last day. Datadog counts users for RUM alone: for other issues the signal is unknown.'
    )
  }
  if (counted > 0)
    return ok(id, `Datadog counts users for ${counted} of ${outOf(issues, 'RUM issue')} of the last day.`)
  const sessions = issues.filter(({ countsSessions }) => countsSessions).length
  const instead =
    sessions === 0 || policy === undefined
      ? 'the signal "affected users" is unknown'
      : `for ${sessions} of them sessions stand in, by the threshold of ${policy.rubric.affectedSessions}`
  return warning(
    id,
    `Datadog gives no number of users for ${countOf(issues.length, 'RUM issue')} of the last day: ${instead}.`,
    'Tell the RUM SDK who the user is: datadogRum.setUser({ id }) in browsers, setUserInfo with an id in apps. It takes nothing but usr.id.'
  )
}

/** After "of": always the plural. */
function outOf(all: readonly unknown[], noun: string): string {
  return `${all.length} ${noun}s`
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
