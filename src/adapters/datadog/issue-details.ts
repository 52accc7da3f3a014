import type { Impact, IssueDetails, IssueRegression, Platform } from '../../flow/issue/issue.js'
import { known, knownText, unknown, type Known } from '../../flow/issue/known.js'
import type { Included, IssueResource, SearchResult } from './issue-json.js'
import { issueUrl, type DatadogSite } from './sites.js'

/** What the search counted for one issue; `undefined` when it did not list the issue. */
export type Counted = Known<SearchResult | undefined>

export interface ImpactWindow {
  readonly hours: number
  /** Milliseconds since the epoch. */
  readonly fromMs: number
}

/** Puts an issue into our words. */
export function issueDetails(
  { id, attributes, relationships }: IssueResource,
  included: Included,
  counted: Counted,
  context: { readonly site: DatadogSite; readonly window: ImpactWindow }
): IssueDetails {
  const { assignee, case: linked, team_owners: owners } = relationships
  return {
    id,
    url: issueUrl(context.site, id),
    state: attributes.state,
    platform: attributes.platform,
    service: attributes.service,
    languages: attributes.languages.filter((language) => language !== ''),
    errorType: attributes.error_type,
    errorMessage: attributes.error_message,
    filePath: knownText(attributes.file_path, 'Datadog names no file for this issue'),
    functionName: knownText(attributes.function_name, 'Datadog names no function for this issue'),
    isCrash: attributes.is_crash,
    firstSeen: { at: attributes.first_seen, version: version(attributes.first_seen_version) },
    lastSeen: { at: attributes.last_seen, version: version(attributes.last_seen_version) },
    regression: regressionOf(attributes.regression),
    // A relation whose other end is not shown to this key still says that there is one.
    assignee: assignee && (included.users.get(assignee.data.id) ?? assignee.data.id),
    teamOwners: (owners?.data ?? []).flatMap((owner) => included.teams.get(owner.id) ?? []),
    linkedCase: linked && (included.cases.get(linked.data.id) ?? { key: linked.data.id, jiraKey: undefined }),
    impact: impactOf(counted, attributes.platform, attributes.last_seen, context.window)
  }
}

function version(text: string): Known<string> {
  return knownText(text, 'the service sends no version tag')
}

function regressionOf(regression: IssueResource['attributes']['regression']): IssueRegression | undefined {
  return (
    regression && {
      regressedAt: regression.regressed_at,
      resolvedAt: regression.resolved_at,
      version: version(regression.regressed_at_version)
    }
  )
}

function impactOf(
  counted: Counted,
  platform: Platform,
  lastSeenMs: number,
  { hours, fromMs }: ImpactWindow
): Impact {
  if (!counted.known) return sameReason(hours, counted.reason)
  const result = counted.value
  if (result) {
    const { total_count, impacted_users, impacted_sessions } = result.attributes
    const isRum = impacted_users !== undefined || impacted_sessions !== undefined || isClient(platform)
    return {
      windowHours: hours,
      occurrences: knownCount(total_count, 'Datadog gave no count of occurrences'),
      users: knownCount(impacted_users, missingFor('users', isRum)),
      sessions: knownCount(impacted_sessions, missingFor('sessions', isRum))
    }
  }
  const nothing = `the issue search listed no occurrence in the last ${hours} hours`
  // Only Error Tracking's own word that the issue is older than the window makes an absence a zero.
  if (lastSeenMs >= fromMs) return sameReason(hours, nothing)
  return { ...sameReason(hours, nothing), occurrences: known(0) }
}

function sameReason(windowHours: number, reason: string): Impact {
  return { windowHours, occurrences: unknown(reason), users: unknown(reason), sessions: unknown(reason) }
}

function knownCount(count: number | undefined, reason: string): Known<number> {
  return count === undefined ? unknown(reason) : known(count)
}

function isClient(platform: Platform): boolean {
  return platform !== 'BACKEND' && platform !== 'UNKNOWN'
}

function missingFor(what: 'users' | 'sessions', isRum: boolean): string {
  return isRum
    ? `Datadog gave no count of ${what} for this issue`
    : `Datadog counts ${what} only for RUM issues`
}
