import { linkTo, safe, shorten } from '../text/markdown.js'
import { escapeInTag } from '../text/sanitise.js'
import { firstThatFits } from '../flow/ticket/ladder.js'
import { sayPlural, sayTime } from '../flow/ticket/wording.js'
import { digestSection } from './digest-section.js'
import { evidenceSection } from './evidence-summary.js'
import { summariseOutcomes, type OutcomeRecord, type Report } from './outcome-record.js'
import { decisionFlow, outcomeLooks, outcomePie } from './summary-charts.js'
import {
  dryRunNote,
  failuresSection,
  gatesSection,
  linkLine,
  outcomeSentence,
  ownerSection,
  recordsTable,
  sayFact,
  scoreSection,
  stackSection,
  trendSection,
  warningsSection
} from './summary-sections.js'

/**
 * The runner shows no summary of a step that is larger. Counted in UTF-8 bytes.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
 */
export const STEP_SUMMARY_LIMIT_BYTES = 1024 * 1024

/** Marks of removed secrets can be longer than what they replace. */
export const STEP_SUMMARY_RESERVE_BYTES = 48 * 1024

/** Bytes that a rendered summary may have. */
export const MAX_SUMMARY_BYTES = STEP_SUMMARY_LIMIT_BYTES - STEP_SUMMARY_RESERVE_BYTES

interface Detail {
  /** Stack of each issue; 0 leaves evidence out. */
  readonly stackChars: number
  /** Sections of each issue of a sweep. */
  readonly issues: boolean
  /** Rows of the table of issues, and of the table of failures. */
  readonly rows: number
}

const FULL: Detail = { stackChars: 20_000, issues: true, rows: 5_000 }
const SHORT: Detail = { stackChars: 0, issues: true, rows: 5_000 }
const TABLE: Detail = { stackChars: 0, issues: false, rows: 5_000 }
const SHORT_TABLE: Detail = { stackChars: 0, issues: false, rows: 100 }

/**
 * The run as a page for people, in GitHub's Markdown. When the whole does not fit into `limit` bytes, the stacks go first, then
 * the sections of each issue, then the rows with the lowest scores; headline and counts stay.
 */
export function renderJobSummary(report: Report, limit = MAX_SUMMARY_BYTES): string {
  const [only, ...others] = report.records
  const render =
    only !== undefined && others.length === 0 && report.trigger.kind === 'issue'
      ? (detail: Detail): string => renderOne(report, only, detail)
      : (detail: Detail): string => renderMany(report, detail)
  return firstThatFits(
    [
      () => render(FULL),
      () => render(SHORT),
      () => render(TABLE),
      () => render(SHORT_TABLE),
      () => page(headlineOfRun(report))
    ],
    sizeInBytes,
    limit
  )
}

/** Bytes of the text in UTF-8, which is how the runner counts. */
export function sizeInBytes(text: string): number {
  return new TextEncoder().encode(text).length
}

function renderOne(report: Report, record: OutcomeRecord, detail: Detail): string {
  const { emoji, words } = outcomeLooks[record.outcome]
  const others = report.failures.filter(({ issueId }) => issueId !== record.issueId)
  const key = record.ticket ? `${safe(record.ticket.key)}: ` : ''
  return page([
    `## ${emoji} ${key}${safe(record.title || record.issueId)}`,
    outcomeSentence(record),
    linkLine(record),
    `Outcome: ${words} · service ${safe(record.service || 'unknown')} · environment ${sayFact(record.env)}`,
    ...dryRunNote(report.dryRun, record.wouldHave),
    decisionFlow(report, record),
    ...(detail.issues ? sectionsOf(record, detail) : []),
    ...(detail.issues ? trendSection(record.trend) : []),
    ...failuresSection(others, detail.rows),
    foot(report)
  ])
}

function renderMany(report: Report, detail: Detail): string {
  const records = [...report.records].sort(byScore)
  const shown = records.slice(0, detail.rows)
  const left = records.length - shown.length
  const planned = records.flatMap((record) => record.wouldHave)
  return page([
    ...headlineOfRun(report),
    ...dryRunNote(report.dryRun, planned),
    ...(records.length > 0 ? [outcomePie(records), recordsTable(shown)] : []),
    ...(left > 0 ? [`and ${sayPlural(left, 'more issue')} with lower scores: see the JSON report.`] : []),
    ...digestSection(records),
    ...failuresSection(report.failures, detail.rows),
    ...(detail.issues ? records.flatMap((record) => foldedSections(record, detail)) : []),
    foot(report)
  ])
}

function headlineOfRun(report: Report): string[] {
  const counts = Object.entries(summariseOutcomes(report.records)).filter(([, count]) => count > 0)
  const emoji = report.failures.length > 0 ? '❌' : '🔎'
  const what =
    report.records.length === 0
      ? 'no issue was triaged'
      : `${sayPlural(report.records.length, 'issue')} triaged`
  return [
    `## ${emoji} ${safe(report.mode)}: ${what}`,
    ...(counts.length > 0 ? [counts.map(([outcome, count]) => `${count} ${outcome}`).join(', ')] : []),
    ...(report.trigger.kind === 'sweep' ? [`Query: ${safe(report.trigger.query)}`] : []),
    ...(report.trigger.kind === 'recovery'
      ? [`The monitor reported ${safe(report.trigger.transition)}.`]
      : []),
    ...(report.why === undefined ? [] : [safe(report.why)])
  ]
}

/** Highest score first; issues without one last, in the order of the run. */
function byScore(a: OutcomeRecord, b: OutcomeRecord): number {
  return (b.score?.total ?? -1) - (a.score?.total ?? -1)
}

function foldedSections(record: OutcomeRecord, detail: Detail): string[] {
  const { emoji } = outcomeLooks[record.outcome]
  const title = escapeInTag(shorten(record.title || record.issueId, 200))
  return [
    `<details><summary>${emoji} ${title}</summary>`,
    outcomeSentence(record),
    linkLine(record),
    ...sectionsOf(record, detail),
    '</details>'
  ]
}

function sectionsOf(record: OutcomeRecord, detail: Detail): string[] {
  return [
    ...(record.evidence ? evidenceSection(record.evidence, record.trend) : []),
    ...scoreSection(record.score),
    ...gatesSection(record),
    ...ownerSection(record),
    ...warningsSection(record),
    ...(detail.stackChars > 0 ? stackSection(record, detail.stackChars) : [])
  ]
}

function foot({ runUrl, startedAt, requests }: Report): string {
  const counted = Object.entries(requests ?? {}).map(([vendor, count]) => `${safe(vendor, 40)} ${count}`)
  const asked = counted.length === 0 ? '' : ` · requests: ${counted.join(', ')}`
  return `${linkTo('Run', runUrl)} · started ${sayTime(startedAt)}${asked}`
}

/** Blocks apart by an empty line: Markdown inside HTML is read as Markdown only then. */
function page(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`
}
