import type { Pattern, PatternTier, PatternVerdict } from '../decision/patterns/pattern.js'
import { linked, listPieces, strongly, type EvidenceRow, type Piece } from './evidence-row.js'

/** Expired patterns that are named. */
const MAX_EXPIRED = 3

const tierWords = {
  ignore: 'is ignored',
  digest: 'goes to the digest',
  ticket: 'gets a ticket',
  escalate: 'is escalated'
} as const satisfies Readonly<Record<PatternTier, string>>

/** What people wrote down about this error; nothing where no pattern fits and none has expired. */
export function patternRows(verdict: PatternVerdict | undefined): readonly EvidenceRow[] {
  if (verdict === undefined) return []
  const { pattern, expired } = verdict
  return [
    ...(pattern === undefined ? [] : [{ title: 'Known pattern', pieces: sayPattern(pattern, verdict) }]),
    ...(expired.length === 0
      ? []
      : [
          {
            title: 'Expired patterns',
            pieces: [
              ...listPieces(
                expired.map((each): readonly Piece[] => [each]),
                MAX_EXPIRED,
                '; '
              ),
              '.'
            ]
          }
        ])
  ]
}

function sayPattern(
  { name, note, owner, reason, expires, autofix }: Pattern,
  { tier, why }: PatternVerdict
): readonly Piece[] {
  return [
    strongly(name),
    tier === undefined ? '. ' : `, which ${tierWords[tier]}. `,
    ...(note === undefined ? [] : sayNote(note)),
    `It is there because: ${reason}. `,
    owner === undefined ? '' : `Owner: ${owner}. `,
    expires === undefined ? 'It does not expire. ' : `It expires after ${expires}. `,
    autofix === 'never' ? 'Never auto-fixed. ' : '',
    `Chosen because ${why}.`
  ]
}

/** A note is often the address of a page, which is worth a click. */
function sayNote(note: string): readonly Piece[] {
  const isAddress = /^https?:\/\/\S+$/i.test(note)
  return ['Note: ', isAddress ? linked(note, note) : note, isAddress ? ' . ' : '. ']
}
