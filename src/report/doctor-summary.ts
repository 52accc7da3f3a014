import type { CheckStatus } from '../check-up/check.js'
import { firstThatFits } from '../flow/ticket/ladder.js'
import { sayPlural, sayTime } from '../flow/ticket/wording.js'
import { linkTo, markdownTable, safe } from '../text/markdown.js'
import { mermaidLabel } from '../text/sanitise.js'
import { doctorReasons, type DoctorCheck, type DoctorReport } from './doctor-report.js'
import { MAX_SUMMARY_BYTES, sizeInBytes } from './job-summary.js'

const looks = { ok: '✅', warning: '⚠️', failed: '❌' } as const satisfies Readonly<
  Record<CheckStatus, string>
>

const MAX_SENTENCE_CHARS = 2_000

/** How many rows each table has, and whether those that are ok have one. */
interface Detail {
  readonly rows: number
  readonly withOk: boolean
}

/**
 * A check-up as a page for people, in GitHub's Markdown: what to mend comes first. When the whole does not fit into `limit` bytes,
 * the lines that are ok go first.
 */
export function renderDoctorSummary(report: DoctorReport, limit = MAX_SUMMARY_BYTES): string {
  return firstThatFits(
    [
      () => page(report, { rows: 500, withOk: true }),
      () => page(report, { rows: 100, withOk: false }),
      () => page(report, { rows: 10, withOk: false })
    ],
    sizeInBytes,
    limit
  )
}

function page(report: DoctorReport, detail: Detail): string {
  const { counts, reason, runUrl, startedAt } = report
  const failures = report.areas.flatMap(({ checks }) => checks.filter(({ status }) => status === 'failed'))
  const look = looks[report.outcome === 'unhealthy' ? 'failed' : counts.warning > 0 ? 'warning' : 'ok']
  const sections = [
    `## ${look} Check-up: ${sayPlural(counts.failed, 'failure')}, ${sayPlural(counts.warning, 'warning')}, ${counts.ok} ok`,
    `${doctorReasons[reason][1].replace(/^./, (first) => first.toUpperCase())}. Nothing was changed. ${linkTo('Run', runUrl)} · started ${sayTime(startedAt)}`,
    picture(report),
    ...(failures.length === 0
      ? []
      : ['### To mend first', failures.slice(0, detail.rows).map(mendLine).join('\n')]),
    ...report.areas
      .filter(({ checks }) => checks.length > 0)
      .flatMap(({ title, status, checks }) => [`### ${looks[status]} ${title}`, table(checks, detail)])
  ]
  return `${sections.join('\n\n')}\n`
}

function mendLine({ found, mend = '' }: DoctorCheck, index: number): string {
  return `${index + 1}. ${safe(found, MAX_SENTENCE_CHARS)} **${safe(mend, MAX_SENTENCE_CHARS)}**`
}

function table(checks: readonly DoctorCheck[], { rows, withOk }: Detail): string {
  const shown = checks.filter(({ status }) => withOk || status !== 'ok').slice(0, rows)
  const left = checks.length - shown.length
  const lines = shown.map(({ id, question, status, found, mend = '' }) => [
    looks[status],
    safe(question === '' ? id : question),
    safe(found, MAX_SENTENCE_CHARS),
    safe(mend, MAX_SENTENCE_CHARS)
  ])
  const all = markdownTable(['', 'Check', 'Found', 'Mend'], lines)
  return left > 0 ? `${all}\n\n${sayPlural(left, 'more check')} in the report.` : all
}

/** The way of an error through the parts that were looked at, each with how it is. https://mermaid.js.org/syntax/flowchart.html */
function picture({ areas }: DoctorReport): string {
  const nodes = areas.map(({ area, title, status, checks }) => {
    const state = checks.length === 0 ? 'not checked' : looks[status]
    return `  ${area}["${mermaidLabel(`${title} ${state}`)}"]:::${checks.length === 0 ? 'none' : status}`
  })
  return [
    '```mermaid',
    'flowchart LR',
    ...nodes,
    '  datadog -- webhook --> github -- triage --> jira',
    '  inputs -.-> github',
    '  ownership -.-> jira',
    '  github -- autofix --> agent -- pull request --> github',
    '  classDef ok stroke:#2da44e,stroke-width:2px',
    '  classDef warning stroke:#bf8700,stroke-width:2px',
    '  classDef failed stroke:#cf222e,stroke-width:4px',
    '  classDef none stroke-dasharray:4',
    '```'
  ].join('\n')
}
