import { originOf } from '../decision/rubric.js'
import type { Alert } from '../event/trigger.js'
import { lineOf } from '../issue/culprit.js'
import type { Impact, Issue, Sighting } from '../issue/issue.js'
import { causeChain } from '../issue/stack-trace.js'
import type { Variants } from '../issue/variants.js'
import type { AdfNode } from './adf.js'
import {
  bulletList,
  code,
  codeBlock,
  codeLink,
  factTable,
  heading,
  link,
  panel,
  paragraph,
  strong,
  text,
  type Inline
} from './adf-builders.js'
import { concealMessages, describeError, messageToShow } from './error-message.js'
import { adviseSymbols } from './symbols-advice.js'
import type { TicketFacts } from './ticket-facts.js'
import { renderTrendChart } from './trend-chart.js'
import { sayCount, sayKnown, sayPlural, saySpan, sayTime } from './wording.js'

/** Causes that are listed; a longer chain says how many more there are. */
const MAX_CAUSES = 8

/** What broke, in one sentence, and where it runs. */
export function headlineSection(facts: TicketFacts): AdfNode[] {
  const { issue, alert, follows } = facts
  const { occurrences, windowHours } = issue.impact
  const often = occurrences.known ? [`${sayPlural(occurrences.value, 'time')} in ${windowHours} h`] : []
  const many = sayWhom(issue.impact)
  const place = placeOf(facts)
  const what = paragraph(
    strong(issue.errorType || 'An error'),
    ...(place === undefined ? [] : [' in ', code(place)]),
    ...[...often, ...many].map((part) => `, ${part}`),
    messageToShow(facts) === '' ? '.' : ': ',
    text(messageToShow(facts))
  )
  const where = paragraph(
    'Service ',
    strong(issue.service || 'unknown'),
    ', environment ',
    strong(sayKnown(originOf(issue, alert))),
    issue.isCrash ? ', a crash.' : '.'
  )
  const blocks = [panel('error', [what, where])]
  if (follows !== undefined) {
    const why = concealMessages(facts)(follows.why)
    blocks.push(
      panel('warning', [paragraph(`The bug came back: this ticket follows ${follows.key}: `, why, '.')])
    )
  }
  return blocks
}

/** Users and sessions, as far as they are counted: `for 3 users in 5 sessions`. */
function sayWhom({ users, sessions }: Impact): string[] {
  const whom = [
    ...(users.known ? [`for ${sayPlural(users.value, 'user')}`] : []),
    ...(sessions.known ? [`in ${sayPlural(sessions.value, 'session')}`] : [])
  ]
  return whom.length === 0 ? [] : [whom.join(' ')]
}

function placeOf({ culprit }: TicketFacts): string | undefined {
  if (!culprit.known) return undefined
  const { path, frame } = culprit.value
  const file = path.known ? path.value : frame.file
  const place = frame.line === undefined ? file : file && `${file}:${frame.line}`
  return place ?? frame.function
}

/** For how many, since when, and since which version. */
export function impactSection(issue: Issue, alert: Alert | undefined, now: number): AdfNode[] {
  return [
    heading(3, 'Impact'),
    factTable([...impactRows(issue), ...historyRows(issue, now), ...placeRows(issue, alert)])
  ]
}

export function impactRows({ impact }: Issue): [string, ...Inline[]][] {
  const window = `in the last ${sayPlural(impact.windowHours, 'hour')}`
  const say = (count: number): string => `${sayCount(count)} ${window}`
  return [
    ['Occurrences', sayKnown(impact.occurrences, say)],
    ['Users', sayKnown(impact.users, say)],
    ['Sessions', sayKnown(impact.sessions, say)]
  ]
}

export function historyRows(
  { firstSeen, lastSeen, regression }: Issue,
  now: number
): [string, ...Inline[]][] {
  const rows: [string, ...Inline[]][] = [
    ['First seen', describeSighting(firstSeen, now)],
    ['Last seen', describeSighting(lastSeen, now)]
  ]
  if (regression) {
    const { regressedAt, resolvedAt, version } = regression
    const back = `back since ${sayTime(regressedAt)} (version ${sayKnown(version)})`
    rows.push(['Regression', strong(`${back}, after it was resolved on ${sayTime(resolvedAt)}`)])
  }
  return rows
}

function placeRows(issue: Issue, alert: Alert | undefined): [string, ...Inline[]][] {
  const sample = issue.sample.known ? issue.sample.value : undefined
  const platform = [issue.platform, ...issue.languages].join(', ')
  const rows: [string, ...Inline[]][] = [['Platform', platform]]
  if (sample?.operation.known) rows.push(['Operation', code(sample.operation.value)])
  if (sample && !sample.confirmed) {
    rows.push(['Sample event', 'found by service and error type, because no event carries the issue id'])
  }
  if (alert?.monitorId !== undefined) rows.push(['Monitor', alert.monitorId])
  return rows
}

/** The age is the one at the time of writing: a ticket is read much later. */
function describeSighting({ at, version }: Sighting, now: number): string {
  const age = `${saySpan(now - at)} before this was written`
  return `${sayTime(at)} (${age}), version ${sayKnown(version)}`
}

/** The line that the error comes from, and why this one. */
export function culpritSection(facts: TicketFacts): AdfNode[] {
  const title = heading(3, 'Where')
  const advice = adviceRows(facts)
  if (!facts.culprit.known) {
    const more = advice.length === 0 ? [] : [factTable(advice)]
    return [title, paragraph('unknown: ', facts.culprit.reason), ...more]
  }
  const conceal = concealMessages(facts)
  const { frame, path, reason } = facts.culprit.value
  const line = lineOf(facts.culprit.value)
  const at = line === undefined ? '' : `:${line}`
  const commit = sayKnown(facts.culpritCommit, (sha) => sha.slice(0, 12))
  const place: Inline[] = path.known
    ? [codeLink(`${path.value}${at}`, facts.culpritUrl)]
    : [
        code(frame.file === undefined ? 'no file in the trace' : `${frame.file}${at}`),
        text(`, in the repository: unknown: ${path.reason}`, 1_000)
      ]
  const rows: [string, ...Inline[]][] = [
    ['File', ...place],
    ['Function', code(conceal(frame.function ?? 'not named in the trace'))],
    ['Failing commit', commit],
    ['Why this line', conceal(reason)],
    ...advice
  ]
  return [title, factTable(rows)]
}

/** A build without symbols is mended once, and then all its errors name their lines. */
function adviceRows(facts: TicketFacts): [string, ...Inline[]][] {
  const advice = adviseSymbols(facts)
  if (advice === undefined) return []
  const { what, command } = advice
  return [
    [
      'How to see the line',
      `the build came without symbols: upload ${what} to Datadog with each release, by `,
      code(command)
    ]
  ]
}

/** A warning where one issue holds several bugs: mending the one above will not end the issue. */
export function variantsSection(variants: Variants | undefined): AdfNode[] {
  if (variants === undefined) return []
  const items = variants.variants.map(({ events, place }): Inline[] => [
    strong(`${events} of ${variants.events}`),
    ' fail in ',
    code(place)
  ])
  return [
    panel('warning', [
      paragraph(
        strong(`${variants.variants.length} bugs in one issue?`),
        ' Its newest events fail in different functions. This ticket is about the newest event alone:'
      ),
      ...bulletList(items)
    ])
  ]
}

/** The counts of each hour as a small drawing. */
export function trendSection({ trend }: Issue): AdfNode[] {
  const title = heading(
    3,
    trend.known ? `Trend of ${sayPlural(Math.ceil(trend.value.counts.length / 24), 'day')}` : 'Trend'
  )
  return trend.known
    ? [title, codeBlock(renderTrendChart(trend.value))]
    : [title, paragraph('unknown: ', trend.reason)]
}

/** What caused the error, in order; nothing when nothing did. */
export function causesSection(facts: TicketFacts): AdfNode[] {
  const causes = facts.trace.known ? causeChain(facts.trace.value).slice(1) : []
  if (causes.length === 0) return []
  const items = causes.slice(0, MAX_CAUSES).map((error, index) => [describeError(error, index + 1, facts)])
  const more = causes.length - items.length
  if (more > 0) items.push([`and ${sayPlural(more, 'more cause')}`])
  return [heading(3, 'Caused by'), ...bulletList(items)]
}

/** Where to read on. */
export function linksSection(facts: TicketFacts): AdfNode[] {
  const { issue, runUrl, culpritUrl } = facts
  const items: Inline[][] = [
    [link(`Datadog issue ${issue.id}`, issue.url)],
    [link('The run that filed this ticket', runUrl)]
  ]
  if (culpritUrl !== undefined) items.push([link('The line at the failing commit', culpritUrl)])
  if (issue.linkedCase) {
    items.push([`Datadog case ${issue.linkedCase.key}`, ...caseTicket(issue.linkedCase.jiraKey)])
  }
  return [heading(3, 'Links'), ...bulletList(items)]
}

function caseTicket(key: string | undefined): Inline[] {
  return key === undefined ? [] : [`, with the ticket ${key} that Datadog's own integration made`]
}
