import { sayUsd, type BudgetPeriod } from '../flow/fix/budget.js'
import { fixReasons, type FixOutcome } from '../flow/fix/fix-outcomes.js'
import { sayFinding } from '../flow/fix/guard/finding.js'
import {
  costSection,
  more,
  proofSection,
  scopeSection,
  type EvidenceDetail
} from '../flow/pull-request/evidence-sections.js'
import { firstThatFits } from '../flow/ticket/ladder.js'
import { sayTime } from '../flow/ticket/wording.js'
import { linkTo, markdownTable, safe } from '../text/markdown.js'
import { mermaidLabel } from '../text/sanitise.js'
import type { FixRecord, FixReport } from './fix-record.js'
import { MAX_SUMMARY_BYTES, sizeInBytes } from './job-summary.js'
import { dryRunNote } from './summary-sections.js'

// The report is redacted as a whole before it comes here.
const clean = (text: string): string => text
const FULL: EvidenceDetail = { steps: 200, files: 100, failedBefore: 200, valueChars: 300, clean }
const SHORT: EvidenceDetail = { steps: 20, files: 20, failedBefore: 0, valueChars: 150, clean }
const MOST_FINDINGS = 50
const MOST_WARNINGS = 20

/**
 * A run of a fix mode as a page for people, in GitHub's Markdown. When the whole does not fit into `limit` bytes, rows of tables go
 * first, then the sections; headline and links stay.
 */
export function renderFixSummary(report: FixReport, limit = MAX_SUMMARY_BYTES): string {
  return firstThatFits(
    [
      () => page([...top(report), ...details(report, FULL)]),
      () => page([...top(report), ...details(report, SHORT)]),
      () => page(top(report))
    ],
    sizeInBytes,
    limit
  )
}

const looks = {
  'fix-ready': '🧪',
  'pull-request': '✅',
  unproven: '🟡',
  'out-of-scope': '🚧',
  'no-fix': '📝',
  'gave-up': '⏹️',
  disabled: '⏸️',
  'over-budget': '💸',
  'already-proposed': '🔁',
  refused: '🚧'
} as const satisfies Readonly<Record<FixOutcome, string>>

function lookOf({ end, error }: FixRecord): string {
  if (error !== undefined) return '❌'
  return end === undefined ? '👀' : looks[fixReasons[end.reason][0]]
}

function top(report: FixReport): string[] {
  const { record } = report
  const { request } = record.bundle
  const { evidence } = request
  const warnings = record.warnings.slice(0, MOST_WARNINGS)
  return [
    `## ${lookOf(record)} ${safe(request.ticket_key)}: ${safe(evidence.error_type)}`,
    sentence(record),
    [
      `Ticket ${linkTo(request.ticket_key, evidence.ticket_url)}`,
      linkTo(`Datadog issue ${request.issue_id}`, evidence.datadog_url),
      ...(record.pullRequest
        ? [linkTo(`pull request #${record.pullRequest.number}`, record.pullRequest.url)]
        : []),
      `owner **${safe(record.bundle.team || 'nobody')}**`,
      linkTo('Run', report.runUrl),
      `started ${sayTime(report.startedAt)}`
    ].join(' · '),
    ...dryRunNote(report.dryRun, record.wouldHave),
    ...[...warnings, ...more(record.warnings.length - warnings.length)].map(
      (warning) => `> ⚠️ ${safe(warning, 2_000)}`
    )
  ]
}

function sentence({ end, error }: FixRecord): string {
  if (error !== undefined) return `**failed**: ${safe(error.message, 2_000)}`
  if (end === undefined) return 'A dry run: nothing was spent and nothing was written.'
  return `**${end.reason}**: ${fixReasons[end.reason][1]}. ${safe(end.why, 2_000)}`
}

function details({ record }: FixReport, detail: EvidenceDetail): string[] {
  const { bundle, budget } = record
  return [
    flow(record),
    ...causeSection(record),
    ...diagnosisSection(record),
    ...(bundle.findings.length === 0 ? scopeSection(bundle, detail) : findingsSection(record)),
    ...proofSection(bundle, detail),
    ...costSection(bundle, detail),
    ...(budget === undefined
      ? []
      : [
          '## Budget',
          markdownTable(
            ['Period', 'Spent', 'Reserved', 'Left', 'Ceiling'],
            [budget.day, budget.month].map(budgetRow)
          )
        ])
  ]
}

function diagnosisSection({ bundle: { diagnosis, agent } }: FixRecord): string[] {
  if (diagnosis !== null) {
    const sure = Math.round(diagnosis.confidence * 100)
    return [`**Root cause** (${diagnosis.category}, ${sure} %): ${safe(diagnosis.rootCause, 4_000)}`]
  }
  const words = agent?.lastWords ?? ''
  return words === '' ? [] : [`**The agent's last words**: ${safe(words, 4_000)}`]
}

function causeSection({ bundle: { cause } }: FixRecord): string[] {
  if (!cause) return []
  const { found, why } = cause
  if (found === null) return [`**First diagnosis**: none; ${safe(why, 2_000)}`]
  const sure = Math.round(found.confidence * 100)
  return [
    `**First diagnosis** (${found.category}, ${sure} %): ${safe(found.rootCause, 4_000)}`,
    `What follows: ${safe(why, 2_000)}`
  ]
}

function findingsSection({ bundle: { findings } }: FixRecord): string[] {
  const lines = findings.slice(0, MOST_FINDINGS).map((finding) => `- ${safe(sayFinding(finding))}`)
  const rest = more(findings.length - lines.length).map((line) => `- ${line}`)
  return [`## What the guard found\n\n${[...lines, ...rest].join('\n')}`]
}

function budgetRow(period: BudgetPeriod): string[] {
  return [
    period.name,
    sayUsd(period.spentUsd),
    sayUsd(period.reservedUsd),
    sayUsd(period.leftUsd),
    sayUsd(period.limitUsd)
  ]
}

type Station = readonly [name: string, passed: boolean | undefined]

/** The way of the attempt: green where it passed, red where it ended, grey where it did not come. */
function flow({ bundle, end, pullRequest }: FixRecord): string {
  const { attemptId, cause, agent, findings, scope, certificate } = bundle
  const stations: readonly Station[] = [
    ['gates and budget', attemptId !== null],
    ...(cause ? [['diagnosis', cause.found !== null && !cause.holdsBack] as const] : []),
    ['agent', agent === null ? undefined : bundle.diagnosis !== null],
    ['guard', scope === null ? undefined : findings.length === 0],
    ['proof', bundle.steps.length === 0 ? undefined : certificate !== null],
    ['draft pull request', pullRequest === undefined ? undefined : true]
  ]
  // The end hangs on the last station that the attempt came to.
  const last = stations.reduce((at, [, passed], index) => (passed === undefined ? at : index), 0)
  const shape = ([name, passed]: Station, index: number): string =>
    `  s${index}["${mermaidLabel(name)}"]:::${passed === undefined ? 'idle' : passed ? 'good' : 'bad'}`
  return [
    '```mermaid',
    'flowchart LR',
    ...stations.map(shape),
    `  ${stations.map((_, index) => `s${index}`).join(' --> ')}`,
    ...(end === undefined ? [] : [`  s${last} -.- e["${mermaidLabel(end.reason)}"]`]),
    '  classDef good fill:#e3fcef,stroke:#006644,color:#172b4d',
    '  classDef bad fill:#ffebe6,stroke:#bf2600,color:#172b4d',
    '  classDef idle fill:#f4f5f7,stroke:#97a0af,color:#172b4d',
    '```'
  ].join('\n')
}

function page(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`
}
