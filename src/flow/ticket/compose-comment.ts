import type { MatchKind } from '../decision/dedupe.js'
import { originOf, type Score } from '../decision/rubric.js'
import type { Alert } from '../event/trigger.js'
import type { Issue, Sighting } from '../issue/issue.js'
import { known, mapKnown, type Known } from '../issue/known.js'
import type { AdfDocument, AdfNode } from './adf.js'
import {
  document,
  emphasis,
  factTable,
  link,
  panel,
  paragraph,
  strong,
  table,
  text,
  type Inline
} from './adf-builders.js'
import { MAX_ADF_CHARS, sizeOfAdf } from './adf-size.js'
import { sayPoints, sayScore } from './decision-sections.js'
import { historyRows, impactRows, trendSection } from './issue-sections.js'
import type { ShownEvidence } from './shown-evidence.js'
import { evidenceLine, MAX_EVIDENCE_LINE_CHARS } from './evidence-sections.js'
import { firstThatFits } from './ladder.js'
import { sayCount, sayKnown, sayPlural, sayTime } from './wording.js'

/** Another Datadog issue that the ticket stands for. */
export interface JoinedIssue {
  readonly id: string
  readonly url: string
  readonly service: Known<string>
  readonly env: Known<string>
  readonly lastSeen: Known<Sighting>
}

/** What every comment is written from. No error message is among it: a comment has no need of one. */
interface CommentFacts {
  /** As it is now. */
  readonly issue: Issue
  readonly alert: Alert | undefined
  readonly score: Score
  /** Whether it is unusual, matters, and what caused it; absent where it was not judged. */
  readonly evidence?: ShownEvidence | undefined
  /** Page of the run that writes the comment. */
  readonly runUrl: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

export interface OccurrenceFacts extends CommentFacts {
  /** How many alerts reached this ticket, the first and this one included. */
  readonly alerts: number
  /** How the ticket was found for this issue. */
  readonly matchedBy: MatchKind
  /** The other issues that the ticket stands for; empty when there is but one. */
  readonly joined: readonly JoinedIssue[]
  readonly notifyEveryHours: number
}

export interface ReopenFacts extends CommentFacts {
  /** Why the ticket is open again. */
  readonly why: string
  /** How often the ticket was reopened, this time included. */
  readonly reopens: number
}

/** Issues that the comment lists; more share the last row. */
const MAX_JOINED = 15

/** The one comment that tells of repeats. It is rewritten for each of them, so it tells where things stand now. */
export function composeOccurrence(facts: OccurrenceFacts, limit = MAX_ADF_CHARS): AdfDocument {
  const full = (): AdfDocument =>
    document([
      ...occurrenceHead(facts),
      ...joinedSection(facts),
      ...factsNow(facts),
      ...trendSection(facts.issue),
      ...foot(facts, inPlaceNote(facts))
    ])
  const brief = (): AdfDocument => document([...occurrenceHead(facts), ...foot(facts, inPlaceNote(facts))])
  return firstThatFits([full, brief], sizeOfAdf, limit)
}

/** The comment on a ticket that was closed and is open again. */
export function composeReopen(facts: ReopenFacts, limit = MAX_ADF_CHARS): AdfDocument {
  const times = facts.reopens > 1 ? `, ${sayPlural(facts.reopens, 'time')} by now` : ''
  const head = panel('warning', [
    paragraph(strong('Reopened: the error is back'), times, '.'),
    paragraph(facts.why, '.'),
    paragraph(
      `Last seen on ${sayTime(facts.issue.lastSeen.at)}, version ${sayKnown(facts.issue.lastSeen.version)}.`
    )
  ])
  const full = (): AdfDocument =>
    document([head, ...factsNow(facts), ...trendSection(facts.issue), ...foot(facts, [])])
  const brief = (): AdfDocument => document([head, ...foot(facts, [])])
  return firstThatFits([full, brief], sizeOfAdf, limit)
}

function occurrenceHead({ alerts, matchedBy, issue, alert }: OccurrenceFacts): AdfNode[] {
  const monitor = alert?.monitorId === undefined ? '' : ` (monitor ${alert.monitorId})`
  const seen = sayTime(issue.lastSeen.at)
  return [
    panel('info', [
      paragraph(strong(`Alerted ${sayPlural(alerts, 'time')}`), `; last seen ${seen}${monitor}.`),
      paragraph(...describeMatch(matchedBy, issue))
    ])
  ]
}

function describeMatch(matchedBy: MatchKind, issue: Issue): Inline[] {
  const page = link(`Datadog issue ${issue.id}`, issue.url)
  switch (matchedBy) {
    case 'same-issue':
      return ['The latest alert is for the same issue, ', page, '.']
    case 'same-fingerprint':
      return [
        strong('The same bug was seen in another issue, '),
        page,
        ` of service ${issue.service}: same fingerprint.`
      ]
    case 'native-ticket':
      return ["The ticket was made by Datadog's own integration for ", page, ' and is kept up to date here.']
  }
}

/** Every issue of the ticket with its service and environment, the one of this alert first. */
function joinedSection({ issue, alert, joined }: OccurrenceFacts): AdfNode[] {
  const current: JoinedIssue = {
    id: issue.id,
    url: issue.url,
    service: known(issue.service),
    env: originOf(issue, alert),
    lastSeen: known(issue.lastSeen)
  }
  const others = joined.filter((each) => each.id !== issue.id)
  const rows = [current, ...others].slice(0, MAX_JOINED).map((each): Inline[] => [
    link(each.id, pageBeside(issue, each)),
    sayKnown(each.service),
    sayKnown(each.env),
    sayKnown(
      mapKnown(each.lastSeen, ({ at }) => at),
      sayTime
    ),
    sayKnown(each.lastSeen, ({ version }) => sayKnown(version))
  ])
  const left = others.length + 1 - rows.length
  if (left > 0) rows.push([`and ${sayPlural(left, 'more issue')}`, '', '', '', ''])
  return [table(['Datadog issue', 'Service', 'Environment', 'Last seen', 'Version'], rows)]
}

/** Whoever may edit a ticket may edit what it remembers, so that no page is linked but one beside this issue's own. */
function pageBeside(issue: Issue, { id, url }: JoinedIssue): string | undefined {
  const pages = issue.url.endsWith(issue.id) ? issue.url.slice(0, -issue.id.length) : undefined
  return url === issue.url || (pages !== undefined && url === `${pages}${id}`) ? url : undefined
}

function factsNow({ issue, score, evidence, now }: CommentFacts): AdfNode[] {
  const met = score.signals.filter((signal) => signal.status === 'met')
  const points = met.map((signal) => `${signal.title} ${sayPoints(signal)}`).join(', ')
  return [
    factTable([
      ...impactRows(issue),
      ...historyRows(issue, now),
      ['Score now', sayScore(score)],
      ['Points for', points === '' ? 'nothing' : points],
      ...(evidence ? [['Evidence', text(evidenceLine(evidence), MAX_EVIDENCE_LINE_CHARS)] as const] : [])
    ])
  ]
}

function foot({ runUrl, now }: CommentFacts, note: readonly Inline[]): AdfNode[] {
  return [paragraph(link('Run', runUrl), ` of ${sayTime(now)}. `, ...note)]
}

function inPlaceNote({ notifyEveryHours }: OccurrenceFacts): Inline[] {
  const often = notifyEveryHours === 1 ? 'hour' : `${sayCount(notifyEveryHours)} hours`
  return [emphasis(`This comment is updated in place; watchers are notified at most every ${often}.`)]
}
