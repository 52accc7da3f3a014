import type { Alert } from '../event/trigger.js'
import type { Issue } from '../issue/issue.js'
import { known, unknown, type Known } from '../issue/known.js'
import { matchesGlob } from './glob.js'
import type { EvidenceVerdict } from './evidence/judge-evidence.js'

/** The signals of the rubric. The order is the order of the table on the ticket. */
export const signalNames = [
  'for-review',
  'production-service',
  'high-impact',
  'affected-users',
  'rising',
  'first-seen-recently'
] as const
export type SignalName = (typeof signalNames)[number]

/** How each signal is called where people read it. */
export const signalTitles = {
  'for-review': 'State is FOR REVIEW',
  'production-service': 'Production service',
  'high-impact': 'High Impact monitor fired',
  'affected-users': 'Affected users above the threshold',
  rising: 'Error rate rising',
  'first-seen-recently': 'First seen recently'
} as const satisfies Record<SignalName, string>

/** What may have moved an issue from FOR REVIEW to REVIEWED without a person having looked at it. */
export type AutomaticTouch = 'assignee' | 'case' | 'ticket'

/** A person said that the issue is not to be worked on. */
export type DisqualifyingState = 'IGNORED' | 'EXCLUDED'

export interface RubricPolicy {
  readonly points: Readonly<Record<SignalName, number>>
  readonly ticketAt: number
  readonly autofixAt: number
  /** Globs on the service name. */
  readonly productionServices: readonly string[]
  /** Globs on the env tag. */
  readonly productionEnvironments: readonly string[]
  readonly highImpactMonitors: readonly string[]
  /** More users than this meet the signal. */
  readonly affectedUsers: number
  /** The same of sessions, where Datadog counts no users. */
  readonly affectedSessions: number
  readonly recentHours: number
  /** States that end triage at once. */
  readonly disqualifiedStates: readonly DisqualifyingState[]
  readonly acknowledgedCountsAsOpenWith: readonly AutomaticTouch[]
}

export interface Signal {
  readonly name: SignalName
  readonly title: string
  /** Points given, 0 when the signal is not met or unknown. */
  readonly points: number
  /** Points that the signal is worth. */
  readonly worth: number
  readonly status: 'met' | 'not-met' | 'unknown'
  /** Why, in words, for the ticket. */
  readonly evidence: string
}

export interface Score {
  readonly total: number
  readonly ticketAt: number
  readonly autofixAt: number
  readonly signals: readonly Signal[]
  /** What the unknown signals would have been worth. */
  readonly unknownWorth: number
}

export interface RubricFacts {
  readonly issue: Issue
  readonly alert: Alert | undefined
  /** The issue already has a ticket of ours: then we moved it to REVIEWED ourselves. */
  readonly hasTicket: boolean
  /** `undefined` before the counts were tested. */
  readonly evidence: EvidenceVerdict | undefined
  /** Milliseconds since the epoch. */
  readonly now: number
}

type Finding = Known<{ readonly met: boolean; readonly evidence: string }>

function finding(met: boolean, evidence: string): Finding {
  return known({ met, evidence })
}

const rules = {
  'for-review': forReview,
  'production-service': productionService,
  'high-impact': highImpact,
  'affected-users': affectedUsers,
  rising: rising,
  'first-seen-recently': firstSeenRecently
} as const satisfies Record<SignalName, (facts: RubricFacts, policy: RubricPolicy) => Finding>

/** Adds up the rubric. A signal that Datadog cannot supply is unknown: it gives no points, and says so. */
export function scoreIssue(facts: RubricFacts, policy: RubricPolicy): Score {
  const signals = signalNames.map((name): Signal => {
    const result = rules[name](facts, policy)
    const worth = policy.points[name]
    const title = signalTitles[name]
    if (!result.known) return { name, title, points: 0, worth, status: 'unknown', evidence: result.reason }
    const { met, evidence } = result.value
    return { name, title, points: met ? worth : 0, worth, status: met ? 'met' : 'not-met', evidence }
  })
  return {
    total: sum(signals.map((signal) => signal.points)),
    ticketAt: policy.ticketAt,
    autofixAt: policy.autofixAt,
    signals,
    unknownWorth: sum(signals.map((signal) => (signal.status === 'unknown' ? signal.worth : 0)))
  }
}

/** Points may be fractions: 0.7 and 0.1 have to reach a threshold of 0.8. */
function sum(points: readonly number[]): number {
  return Number(points.reduce((total, each) => total + each, 0).toFixed(6))
}

/** The environment that the error came from: the alert's, else the sample event's. */
export function originOf(issue: Issue, alert: Alert | undefined): Known<string> {
  if (alert?.env !== undefined) return known(alert.env)
  if (issue.sample.known) return issue.sample.value.env
  return unknown(`no env tag, because ${issue.sample.reason}`)
}

export function isProduction(env: string, policy: RubricPolicy): boolean {
  return policy.productionEnvironments.some((pattern) => matchesGlob(pattern, env))
}

function forReview({ issue, hasTicket }: RubricFacts, policy: RubricPolicy): Finding {
  if (issue.state === 'OPEN') return finding(true, 'the state is OPEN (FOR REVIEW)')
  if (issue.state !== 'ACKNOWLEDGED') return finding(false, `the state is ${issue.state}`)
  const touches: Record<AutomaticTouch, string | undefined> = {
    ticket: hasTicket ? 'the ticket that this action filed' : undefined,
    case: issue.linkedCase ? `the linked case ${issue.linkedCase.key}` : undefined,
    assignee: issue.assignee === undefined ? undefined : 'an assignment'
  }
  const touch = policy.acknowledgedCountsAsOpenWith
    .map((kind) => touches[kind])
    .find((text) => text !== undefined)
  return touch === undefined
    ? finding(false, 'the state is ACKNOWLEDGED (REVIEWED): a person has looked at it')
    : finding(true, `the state is ACKNOWLEDGED, explained by ${touch}, so it counts as FOR REVIEW`)
}

function productionService({ issue, alert }: RubricFacts, policy: RubricPolicy): Finding {
  if (!policy.productionServices.some((pattern) => matchesGlob(pattern, issue.service))) {
    return finding(false, `${issue.service || 'the issue'} is not one of the production services`)
  }
  const env = originOf(issue, alert)
  if (!env.known) return env
  return isProduction(env.value, policy)
    ? finding(true, `${issue.service} in ${env.value}`)
    : finding(false, `${issue.service} in ${env.value}, which is not a production environment`)
}

function highImpact({ alert }: RubricFacts, policy: RubricPolicy): Finding {
  if (alert === undefined) return unknown('no monitor started this run')
  if (alert.monitorKind === 'high_impact')
    return finding(true, `monitor ${alert.monitorId ?? '(no id)'} is a High Impact monitor`)
  if (alert.monitorId !== undefined && policy.highImpactMonitors.includes(alert.monitorId)) {
    return finding(true, `monitor ${alert.monitorId} is listed as a High Impact monitor`)
  }
  // A list in the policy is the team's word on every other monitor.
  if (
    alert.monitorKind === undefined &&
    (alert.monitorId === undefined || policy.highImpactMonitors.length === 0)
  ) {
    return unknown(
      'the alert does not tell the kind of its monitor, and rubric.high-impact-monitors lists none'
    )
  }
  return finding(false, `monitor ${alert.monitorId ?? '(no id)'} is not a High Impact monitor`)
}

/** Where Datadog counts users they decide, because one user may have many sessions. */
function affectedUsers({ issue }: RubricFacts, policy: RubricPolicy): Finding {
  const { users, sessions, windowHours } = issue.impact
  if (users.known) {
    const beside = sessions.known ? ` (${plural(sessions.value, 'session')})` : ''
    const text = `${plural(users.value, 'user')}${beside} in ${windowHours} hours; the threshold is ${policy.affectedUsers}`
    return finding(users.value > policy.affectedUsers, text)
  }
  if (!sessions.known) return users
  const text =
    `users unknown; ${plural(sessions.value, 'session')} in ${windowHours} hours; ` +
    `the threshold is ${policy.affectedSessions} sessions where users are not counted`
  return finding(sessions.value > policy.affectedSessions, text)
}

function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** Met by a rise that is no chance and matters to somebody: the evidence says which. */
function rising({ evidence }: RubricFacts): Finding {
  if (evidence === undefined) return unknown('the counts of its events were not tested yet')
  return evidence.level === undefined ? unknown(evidence.why) : finding(evidence.spike, evidence.why)
}

function firstSeenRecently({ issue, now }: RubricFacts, policy: RubricPolicy): Finding {
  const hours = (now - issue.firstSeen.at) / 3_600_000
  const age = hours < 48 ? `${Math.max(0, hours).toFixed(1)} hours` : `${Math.floor(hours / 24)} days`
  return finding(
    hours <= policy.recentHours,
    `first seen ${age} ago; recent means ${policy.recentHours} hours`
  )
}
