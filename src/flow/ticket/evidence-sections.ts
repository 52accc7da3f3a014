import { truncateText } from '../../text/truncate.js'
import type { Trend } from '../issue/issue.js'
import type { Known } from '../issue/known.js'
import type { AdfNode } from './adf.js'
import {
  code,
  codeBlock,
  factTable,
  heading,
  link,
  panel,
  paragraph,
  strong,
  text,
  type Inline
} from './adf-builders.js'
import { verdictWords } from './attribution-rows.js'
import { renderBandChart } from './band-chart.js'
import type { ShownEvidence } from './shown-evidence.js'
import type { Piece } from './evidence-row.js'
import { evidenceRows, sayRise } from './evidence-rows.js'

/** Characters of one reason: a whole sentence with its figures, and no page. */
const MAX_PIECE_CHARS = 400
/** Characters of the one paragraph that a comment has room for. */
export const MAX_EVIDENCE_LINE_CHARS = 700

/** Whether the errors are unusual, matter and have a cause: the expected range first, what the test rests on last. */
export function evidenceSection(facts: ShownEvidence, trend: Known<Trend>): AdfNode[] {
  const rows = evidenceRows(facts).map(({ title, pieces }): readonly [string, ...Inline[]] => [
    title,
    ...pieces.map(inline)
  ])
  return [
    heading(3, 'Evidence'),
    ...warning(facts),
    paragraph(strong(sayRise(facts), MAX_PIECE_CHARS)),
    ...chart(facts, trend),
    ...(rows.length === 0 ? [] : [factTable(rows)])
  ]
}

/** For a ticket without room: what was found, in one paragraph. */
export function briefEvidenceSection(facts: ShownEvidence): AdfNode[] {
  return [...warning(facts), paragraph(text(evidenceLine(facts), MAX_EVIDENCE_LINE_CHARS))]
}

/** The same facts in a few sentences, for the comment that tells of repeats. */
export function evidenceLine(facts: ShownEvidence): string {
  const { impact, attribution, surroundings, pattern, parent } = facts
  const around = surroundings?.kind
  const sentences = [
    sayRise(facts),
    ...(impact === undefined ? [] : [`Impact ${impact.band}.`]),
    ...(surroundings === undefined || around === 'none' || around === 'unknown'
      ? []
      : [`Around it: ${aroundWords[around ?? 'traffic']} (${surroundings.why}).`]),
    ...(parent === undefined ? [] : [`Part of the outage in ${parent.key}.`]),
    ...(attribution === undefined ? [] : [sayCause(attribution)]),
    ...(pattern?.pattern === undefined ? [] : [`Known pattern: ${pattern.pattern.name}.`])
  ]
  return truncateText(sentences.join(' '), MAX_EVIDENCE_LINE_CHARS)
}

const aroundWords = {
  cascade: 'a cascade',
  'service-wide': 'the whole service',
  upstream: 'a service that it depends on',
  traffic: 'more traffic'
} as const

function sayCause({ verdict, deploys, reasons }: NonNullable<ShownEvidence['attribution']>): string {
  const names = deploys
    .map(({ version, commit }) => version ?? commit?.slice(0, 10))
    .filter((name) => name !== undefined)
  const by = names.length === 0 ? '' : ` (${names.join(' or ')})`
  return `Cause: ${verdictWords[verdict]}${by}; ${reasons[0] ?? 'no reason is told'}.`
}

/** What has to be seen before anything else is believed. */
function warning({ action }: ShownEvidence): AdfNode[] {
  if (action !== 'unconfirmed') return []
  return [
    panel('warning', [
      paragraph(
        strong('Unconfirmed.'),
        ' So many errors may still be chance; the ticket exists because they would matter. Look before you act: nothing is fixed automatically.'
      )
    ])
  ]
}

function chart({ spike, band }: ShownEvidence, trend: Known<Trend>): AdfNode[] {
  if (!spike.known || !trend.known) return []
  const drawn = renderBandChart({ trend: trend.value, test: spike.value, band })
  return drawn === undefined ? [] : [codeBlock(drawn)]
}

function inline(piece: Piece): Inline {
  if (typeof piece === 'string') return text(piece, MAX_PIECE_CHARS)
  switch (piece.as) {
    case 'strong':
      return strong(piece.text)
    case 'code':
      return code(piece.text)
    case 'link':
      return link(piece.text, piece.url)
  }
}
