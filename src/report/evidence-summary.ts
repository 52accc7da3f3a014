import { codeSpan, linkTo, safe } from '../text/markdown.js'
import type { Trend } from '../flow/issue/issue.js'
import type { Known } from '../flow/issue/known.js'
import { drawBand, sayRange, type BandChart } from '../flow/ticket/band-chart.js'
import type { ShownEvidence } from '../flow/ticket/shown-evidence.js'
import type { EvidenceRow, Piece } from '../flow/ticket/evidence-row.js'
import { evidenceRows, sayRise } from '../flow/ticket/evidence-rows.js'
import { sayCount } from '../flow/ticket/wording.js'

/** Characters of one piece of a sentence. */
const MAX_PIECE_CHARS = 500
/** More than any product counts in an hour: Mermaid does not read exponents. */
const MOST_EVENTS = 1e15

/** What the ticket says of it, in GitHub's Markdown, with a chart that shows the expected range. */
export function evidenceSection(facts: ShownEvidence, trend: Known<Trend>): string[] {
  const rows = evidenceRows(facts)
  return [
    '### Evidence',
    ...(facts.action === 'unconfirmed'
      ? ['> ⚠️ **Unconfirmed**: so many errors may still be chance. Look before you act.']
      : []),
    `**${safe(sayRise(facts))}**`,
    ...(rows.length === 0 ? [] : [rows.map(renderRow).join('\n')]),
    ...chartOf(facts, trend)
  ]
}

function renderRow({ title, pieces }: EvidenceRow): string {
  return `- **${safe(title)}**: ${pieces.map(renderPiece).join('')}`
}

function renderPiece(piece: Piece): string {
  if (typeof piece === 'string') return plain(piece)
  switch (piece.as) {
    case 'strong':
      return `**${safe(piece.text)}**`
    case 'code':
      return codeSpan(piece.text)
    case 'link':
      return linkTo(piece.text, piece.url)
  }
}

/** One safe piece of a sentence; the spaces that part it from its neighbours stay. */
function plain(piece: string): string {
  const shown = safe(piece, MAX_PIECE_CHARS)
  if (shown === '') return piece === '' ? '' : ' '
  return `${/^\s/.test(piece) ? ' ' : ''}${shown}${/\s$/.test(piece) ? ' ' : ''}`
}

function chartOf({ spike, band }: ShownEvidence, trend: Known<Trend>): string[] {
  if (!spike.known || !trend.known) return []
  const drawn = drawBand({ trend: trend.value, test: spike.value, band })
  return drawn === undefined ? [] : [bandChart(drawn)]
}

/** Counts as bars, the expected range as two lines. https://mermaid.js.org/syntax/xyChart.html */
function bandChart({ bars, windowHours }: BandChart): string {
  const window = bars.at(-1)
  const counts = bars.map(({ count }) => plotted(count))
  const [low, high] = [bars.map((bar) => plotted(bar.low)), bars.map((bar) => plotted(bar.high))]
  const labels = bars.map((_, at) => (at === bars.length - 1 ? '"window"' : `"-${bars.length - 1 - at}"`))
  const range =
    window === undefined ? '' : `: ${sayCount(window.count)} in the window, ${sayRange(window)} expected`
  return [
    '```mermaid',
    'xychart-beta',
    `  title "Events per hour and expected range${range}"`,
    `  x-axis "hours before the window of ${Math.round(windowHours * 60)} minutes" [${labels.join(', ')}]`,
    `  y-axis "events" 0 --> ${Math.max(1, ...counts, ...high)}`,
    `  bar [${counts.join(', ')}]`,
    `  line [${high.join(', ')}]`,
    `  line [${low.join(', ')}]`,
    '```'
  ].join('\n')
}

/** A number that Mermaid reads: finite, not negative, one digit behind the point. */
function plotted(value: number): number {
  return value > 0 ? Number(Math.min(value, MOST_EVENTS).toFixed(1)) : 0
}
