import { findAlerting, type Alerting, type OwnHook } from './alerting.js'
import { failed, ok, warning, type CheckUpRequest } from '../check.js'
import { countOf, nameAll, noAnswer, notChecked, type DatadogCheck, type DatadogCheckId } from './checks.js'
import type { DatadogFacts, SeenMonitor, SeenMonitors } from './facts.js'
import { addScope, isForbidden, sentence } from './judge-keys.js'

const LATER = [
  'datadog-monitor-marker',
  'datadog-monitor-silence',
  'datadog-high-impact-monitors'
] as const satisfies readonly DatadogCheckId[]

const FIRST = 'Mend the line datadog-monitors first.'

export function judgeMonitors(facts: DatadogFacts, request: CheckUpRequest): readonly DatadogCheck[] {
  const { monitors } = facts
  if (monitors.kind !== 'given') {
    return [
      monitors.kind === 'lost'
        ? noAnswer('datadog-monitors', monitors.why)
        : notChecked(
            'datadog-monitors',
            isForbidden(monitors)
              ? 'Datadog does not list its monitors to this key, which no run needs'
              : sentence(monitors.why).slice(0, -1),
            `${addScope('monitors_read')} Or look at Monitors → type Error Tracking by hand.`
          ),
      ...LATER.map((id) => notChecked(id, 'the monitors are not known', FIRST))
    ]
  }
  const alerting = findAlerting(facts, request)
  return [
    ...judgeCalls(monitors.value, alerting),
    ...judgeMarkers(alerting),
    ...judgeSilence(alerting),
    ...judgeHighImpact(monitors.value, request)
  ]
}

function judgeCalls(
  { errorTracking, others, cut }: SeenMonitors,
  alerting: Alerting
): readonly DatadogCheck[] {
  const id = 'datadog-monitors'
  if (errorTracking.length === 0) {
    const place = cut ? ` among the first ${others.size}` : ''
    return [
      warning(
        id,
        `There is no Error Tracking monitor${place}: no alert starts a run.`,
        `Leave it if sweeps are all that you want. Else make one (Monitors → New Monitor → Error Tracking, grouped by issue) with this message: ${snippet('issue.id', 'error-triage')}`
      )
    ]
  }
  if (alerting.monitors.length === 0) {
    return [
      warning(
        id,
        `None of ${countOf(errorTracking.length, 'Error Tracking monitor')} names a webhook in its message: only a sweep finds their issues.`,
        `Leave it if sweeps are all you want, or if a notification rule calls the webhook. Else add to the message of each: ${snippet('issue.id', 'error-triage')}`
      )
    ]
  }
  const together = alerting.monitors.filter(({ groupedBy }) => groupedBy === undefined)
  if (together.length > 0) {
    return [
      failed(
        id,
        `${nameAll(together.map(title))} ${verb(together, 'alerts', 'alert')} for all issues together, so that an alert names none.`,
        'Group the monitor by issue: .by("issue.id") in its query, with one alert for each group (Multi Alert).'
      )
    ]
  }
  const count = (kind: SeenMonitor['kind']): number =>
    alerting.monitors.filter((monitor) => monitor.kind === kind).length
  return [
    ok(
      id,
      `${countOf(alerting.monitors.length, 'Error Tracking monitor')} ${verb(alerting.monitors, 'calls', 'call')} a webhook for each issue: ` +
        `${count('new_issue')} for new issues, ${count('high_impact')} for high impact, ${count('count')} for counts.`
    )
  ]
}

/** Without the marker the id can still come by the scope, where every webhook sends it. */
function judgeMarkers({ monitors, hooks }: Alerting): readonly DatadogCheck[] {
  const id = 'datadog-monitor-marker'
  if (monitors.length === 0) return [notChecked(id, 'no monitor calls a webhook', FIRST)]
  const lacking = monitors.filter(({ marker }) => marker !== 'there')
  if (lacking.length === 0) {
    return [ok(id, `Every message has the marker dd-issue-id (${countOf(monitors.length, 'monitor')}).`)]
  }
  return lacking.map((monitor) => {
    const facet = monitor.groupedBy ?? 'issue.id'
    const found =
      monitor.marker === 'missing'
        ? `The message of ${title(monitor)} has no marker dd-issue-id.`
        : `The marker in the message of ${title(monitor)} stays empty: its variable is not the one for a monitor that is grouped by ${facet}.`
    const mend = `Put this line into the alert part of the message: dd-issue-id={{[${facet}].name}}`
    const own = hooks.filter(({ name }) => monitor.webhooks.includes(name))
    return own.length > 0 && own.every(sendsScope)
      ? warning(id, `${found} The webhook's scope has to do.`, mend)
      : failed(id, `${found} Alerts without the issue's id start nothing.`, mend)
  })
}

function sendsScope({ webhook: { payload } }: OwnHook): boolean {
  return payload.kind === 'json' && (payload.fields['scope'] ?? '').includes('$ALERT_SCOPE')
}

function judgeSilence({ monitors }: Alerting): readonly DatadogCheck[] {
  const id = 'datadog-monitor-silence'
  if (monitors.length === 0) return [notChecked(id, 'no monitor calls a webhook', FIRST)]
  const muted = monitors.filter(({ silence }) => silence === 'muted')
  const drafts = monitors.filter(({ silence }) => silence === 'draft')
  if (muted.length === 0 && drafts.length === 0)
    return [ok(id, 'None of these monitors is muted or a draft.')]
  return [
    ...(muted.length === 0
      ? []
      : [
          warning(
            id,
            `${nameAll(muted.map(title))} ${verb(muted, 'is', 'are')} muted: no alert of ${verb(muted, 'it', 'them')} starts a run.`,
            'End the downtime (Monitors → the monitor → Unmute), or wait until it ends.'
          )
        ]),
    ...(drafts.length === 0
      ? []
      : [
          warning(
            id,
            `${nameAll(drafts.map(title))} ${verb(drafts, 'is a draft', 'are drafts')} and ${verb(drafts, 'notifies', 'notify')} nobody.`,
            'Publish the monitor (Monitors → the monitor → Publish).'
          )
        ])
  ]
}

function judgeHighImpact(
  { errorTracking, others, cut }: SeenMonitors,
  { policy }: CheckUpRequest
): readonly DatadogCheck[] {
  const id = 'datadog-high-impact-monitors'
  if (policy === undefined) {
    return [notChecked(id, 'the policy file cannot be read', 'Mend the policy file first.')]
  }
  const listed = policy.rubric.highImpactMonitors
  if (listed.length === 0) {
    return [ok(id, 'rubric.high-impact-monitors lists none: the webhooks have to send monitor_kind.')]
  }
  const wrong = listed.flatMap((monitorId): readonly DatadogCheck[] => {
    const monitor = errorTracking.find((each) => each.id === monitorId)
    const correct = `Correct rubric.high-impact-monitors: the id is the number in the address of the monitor's page.`
    if (monitor?.kind === 'high_impact') return []
    if (monitor !== undefined) {
      return [
        warning(
          id,
          `The monitor ${title(monitor)} is listed as a High Impact monitor and is one for ${monitor.kind === 'new_issue' ? 'new issues: every new issue' : 'counts: its every alert'} gets the points for high impact.`,
          `${correct} Leave it if that is what you want.`
        )
      ]
    }
    const type = others.get(monitorId)
    if (type !== undefined) {
      return [
        failed(id, `Monitor ${monitorId} is of the type "${type}", and no Error Tracking monitor.`, correct)
      ]
    }
    return [
      cut
        ? notChecked(id, `monitor ${monitorId} is not among those that were listed`, correct)
        : failed(id, `Datadog has no monitor ${monitorId}, or does not show it to this key.`, correct)
    ]
  })
  return wrong.length > 0
    ? wrong
    : [ok(id, `Each of the ${listed.length} listed monitors is a High Impact monitor.`)]
}

/** What the message of a monitor needs; line ends make no difference to it. */
function snippet(facet: string, webhook: string): string {
  return `{{#is_alert}} dd-issue-id={{[${facet}].name}} @webhook-${webhook} {{/is_alert}}`
}

function title({ name, id }: SeenMonitor): string {
  return `"${name}" (${id})`
}

function verb(of: readonly unknown[], one: string, many: string): string {
  return of.length === 1 ? one : many
}
