import { linkTo, safe, shorten } from '../text/markdown.js'
import { fencedCode, sanitiseText } from '../text/sanitise.js'
import { truncateMiddle, truncateText } from '../text/truncate.js'
import type { Gate } from '../flow/decision/gates.js'
import { triageReasons } from '../flow/decision/reasons.js'
import type { Score } from '../flow/decision/rubric.js'
import type { Trend } from '../flow/issue/issue.js'
import type { Known } from '../flow/issue/known.js'
import { sayEvidence, sayGate, sayPoints, sayScore } from '../flow/ticket/decision-sections.js'
import type { Failure, OutcomeRecord, RecordedCulprit } from './outcome-record.js'
import { outcomeLooks, trendChart } from './summary-charts.js'

/** Characters of a failure that has several lines. */
const MAX_FAILURE_CHARS = 4_000
/** Notes, warnings and planned writes of one issue that are listed. */
const MAX_LISTED = 50

/** Ticket, Datadog issue and owner on one line. */
export function linkLine({ ticket, issueUrl, issueId, route }: OutcomeRecord): string {
  const parts = [
    ...(ticket ? [`Ticket ${linkTo(ticket.key, ticket.url)}`] : []),
    linkTo(`Datadog issue ${issueId}`, issueUrl),
    ...(route ? [`owner **${safe(route.team ?? 'nobody')}**`] : [])
  ]
  return parts.join(' · ')
}

/** What happened and why, in one sentence. */
export function outcomeSentence(record: OutcomeRecord): string {
  if (record.error) return failureSentence(record.error.message)
  const meaning = record.reason === undefined ? '' : `: ${triageReasons[record.reason]}`
  return `**${record.outcome}**${meaning} (${safe(record.why)}).`
}

/** Lines to copy stay lines. */
function failureSentence(message: string): string {
  if (!message.includes('\n')) return `**failed**: ${safe(message)}`
  return `**failed**:\n\n${fencedCode(truncateText(sanitiseText(message), MAX_FAILURE_CHARS))}`
}

/** The score table; nothing when the issue was not scored. */
export function scoreSection(score: Score | undefined): string[] {
  if (score === undefined) return []
  const rows = score.signals.map((signal) => [
    safe(signal.title),
    sayPoints(signal),
    safe(sayEvidence(signal))
  ])
  rows.push(['**Total**', `**${score.total} of ${score.ticketAt}**`, sayScore(score)])
  return ['### Score', markdownTable(['Signal', 'Points', 'Evidence'], rows)]
}

/** The conditions of auto-fix; nothing when it was not considered. */
export function gatesSection({ gates, classification }: OutcomeRecord): string[] {
  if (gates.length === 0) return []
  const kind =
    classification === undefined || classification.kind === 'none'
      ? 'none'
      : (classification.fixClass ?? 'none') +
        (classification.kind === 'denied' ? `, denied by ${classification.rule}` : '')
  const rows = gates.map((gate) => [gate.name, `${gateEmoji(gate)} ${sayGate(gate)}`, safe(gate.why)])
  return ['### Auto-fix', `Class: **${safe(kind)}**`, markdownTable(['Condition', 'Passed', 'Why'], rows)]
}

function gateEmoji({ passed, forced }: Gate): string {
  return forced ? '⚠️' : passed ? '✅' : '⛔'
}

/** The trend as a chart, or why there is none. */
export function trendSection(trend: Known<Trend>): string[] {
  if (!trend.known) return ['### Trend', `unknown: ${safe(trend.reason)}`]
  return trend.value.counts.length === 0 ? [] : ['### Trend', trendChart(trend.value)]
}

/** Who owns it, and by which rule. */
export function ownerSection({ route }: OutcomeRecord): string[] {
  if (route === undefined) return []
  const loud = route.rule === 'default' ? '⚠️ **No rule names an owner.** ' : ''
  return [
    '### Owner',
    `${loud}**${safe(route.team ?? 'nobody')}**: ${safe(route.why)}.`,
    ...bullets(route.notes)
  ]
}

/** What had to be left out. */
export function warningsSection({ warnings }: OutcomeRecord): string[] {
  return warnings.length === 0 ? [] : ['### Warnings', ...bullets(warnings)]
}

/** What a dry run would have written. */
export function dryRunNote(dryRun: boolean, planned: readonly string[]): string[] {
  if (!dryRun) return []
  if (planned.length === 0) return ['> **Dry run**: nothing was written; nothing would have been.']
  return ['> **Dry run**: nothing was written; it would have:', ...bullets(planned)]
}

/** Culprit, stack and fingerprint, closed until the reader opens them. */
export function stackSection(record: OutcomeRecord, stackChars: number): string[] {
  const { culprit, stack, fingerprint } = record
  const place = culprit.known ? placeLine(culprit.value) : `Culprit unknown: ${safe(culprit.reason)}`
  const identity = fingerprint.known
    ? `Fingerprint \`${safe(fingerprint.value.hash)}\`: ${fingerprint.value.parts
        .slice(0, MAX_LISTED)
        .map((part) => safe(part))
        .join('; ')}`
    : `Fingerprint unknown: ${safe(fingerprint.reason)}`
  const trace = stack.known
    ? fencedCode(truncateMiddle(sanitiseText(stack.value), stackChars))
    : `Stack unknown: ${safe(stack.reason)}`
  return [
    '<details><summary>Culprit, stack and fingerprint</summary>',
    place,
    ...sayVariants(record.variants),
    trace,
    identity,
    '</details>'
  ]
}

function sayVariants(variants: OutcomeRecord['variants']): string[] {
  if (variants === undefined) return []
  const places = variants.variants.map(
    ({ events, place }) => `${events} of ${variants.events} fail in ${safe(place)}`
  )
  return [`⚠️ **${places.length} bugs in one issue?** Of its newest events, ${places.join('; ')}.`]
}

function placeLine({ path, line, url, function: name, commit, reason }: RecordedCulprit): string {
  const at = line === undefined ? '' : `:${line}`
  const place = path.known
    ? linkTo(`${path.value}${at}`, url)
    : `a path that is unknown: ${safe(path.reason)}`
  const within = name === undefined ? '' : ` in ${safe(name)}`
  const built = commit.known ? safe(commit.value.slice(0, 12)) : `unknown: ${safe(commit.reason)}`
  return `Culprit: ${place}${within}, commit ${built}; ${safe(reason)}.`
}

/** One line per issue of a sweep. */
export function recordsTable(records: readonly OutcomeRecord[]): string {
  const rows = records.map((record) => [
    `${outcomeLooks[record.outcome].emoji} ${record.outcome}`,
    record.score === undefined ? '' : String(record.score.total),
    linkTo(shorten(record.title || record.issueId, 120), record.issueUrl),
    record.ticket ? linkTo(record.ticket.key, record.ticket.url) : '',
    safe(record.route?.team ?? '', 60),
    record.handedOff ? 'handed off' : '',
    safe(record.error?.message ?? record.why, 200)
  ])
  return markdownTable(['Outcome', 'Score', 'Issue', 'Ticket', 'Owner', 'Auto-fix', 'Why'], rows)
}

/** What failed; nothing when nothing did. */
export function failuresSection(failures: readonly Failure[], max: number): string[] {
  if (failures.length === 0) return []
  const rows = failures
    .slice(0, max)
    .map(({ issueId, message }) => [safe(issueId ?? 'the run', 80), safe(message)])
  const left = failures.length - rows.length
  const more = left > 0 ? [`and ${left} more failures: see the JSON report.`] : []
  return ['### Failures', markdownTable(['Issue', 'What failed'], rows), ...more]
}

/** What stands in for the value when a fact is missing. */
export function sayFact(fact: Known<string>): string {
  return fact.known ? safe(fact.value) : `unknown: ${safe(fact.reason)}`
}

/** One block: the lines of a list belong together. */
function bullets(lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const left = lines.length - MAX_LISTED
  const shown = lines.slice(0, MAX_LISTED).map((line) => `- ${safe(line)}`)
  return [[...shown, ...(left > 0 ? [`- and ${left} more`] : [])].join('\n')]
}

/** The cells are safe already. */
function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}
