import { sanitiseLine } from '../text/sanitise.js'
import { truncateText } from '../text/truncate.js'
import { sayEvidence, sayPoints, sayScore } from '../flow/ticket/decision-sections.js'
import type { Score } from '../flow/decision/rubric.js'

/** Longest evidence in the log; the ticket and the summary have it whole. */
const MAX_EVIDENCE_CHARS = 160

/** The score as plain text for the log: one aligned line per signal, the total below. */
export function renderScoreTable(score: Score): string {
  const rows = score.signals.map((signal) => ({
    title: signal.title,
    points: sayPoints(signal),
    evidence: truncateText(sanitiseLine(sayEvidence(signal)), MAX_EVIDENCE_CHARS)
  }))
  const head = { title: 'Signal', points: 'Points', evidence: 'Evidence' }
  const total = { title: 'Total', points: `${score.total} of ${score.ticketAt}`, evidence: sayScore(score) }
  const all = [head, ...rows, total]
  const titleWidth = Math.max(...all.map((row) => row.title.length))
  const pointsWidth = Math.max(...all.map((row) => row.points.length))
  const lines = all.map((row) =>
    `${row.title.padEnd(titleWidth)}  ${row.points.padStart(pointsWidth)}  ${row.evidence}`.trimEnd()
  )
  const rule = '-'.repeat(Math.max(...lines.map((line) => line.length)))
  return [lines[0], rule, ...lines.slice(1, -1), rule, lines.at(-1)].join('\n')
}
