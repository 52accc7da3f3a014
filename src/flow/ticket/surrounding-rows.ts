import { assertNever } from '../../errors.js'
import type { Surroundings, TestedIssue, ThirdParty } from '../decision/cascade/cascade.js'
import type { ShownEvidence } from './shown-evidence.js'
import { inCode, linked, listPieces, strongly, type EvidenceRow, type Piece } from './evidence-row.js'

/** Other issues that are named; the ticket of an outage lists them all. */
const MAX_NAMED = 5

/** Whether others rise too, and whether the error names somebody else. */
export function surroundingRows({ surroundings, thirdParty, parent }: ShownEvidence): readonly EvidenceRow[] {
  return [
    ...(parent === undefined
      ? []
      : [
          {
            title: 'Outage',
            pieces: ['part of ', linked(parent.key, parent.url), ', which tells of the whole.']
          }
        ]),
    ...(surroundings === undefined ? [] : [{ title: 'Around it', pieces: saySurroundings(surroundings) }]),
    ...(thirdParty === undefined ? [] : [{ title: 'Third party', pieces: sayThirdParty(thirdParty) }])
  ]
}

function saySurroundings(surroundings: Surroundings): readonly Piece[] {
  const { why } = surroundings
  switch (surroundings.kind) {
    case 'cascade':
      return [strongly('a cascade'), `: ${why}. `, ...nameRising(surroundings.rising)]
    case 'service-wide':
      return [strongly('the whole service'), `: ${why}. `, ...nameRising(surroundings.rising)]
    case 'upstream':
      return [
        strongly('a service that it depends on'),
        ', ',
        inCode(surroundings.upstream),
        `: ${why}. `,
        ...nameRising(surroundings.rising)
      ]
    case 'traffic':
      return [strongly('more traffic'), `: ${why}.`]
    case 'unknown':
      return [strongly('unknown'), `: ${why}.`]
    case 'none':
      return [`not a cascade: ${why}.`]
    default:
      return assertNever(surroundings)
  }
}

function nameRising(rising: readonly TestedIssue[]): readonly Piece[] {
  if (rising.length === 0) return []
  const items = rising.map(({ title, url }): readonly Piece[] => [linked(title, url)])
  return ['Rising: ', ...listPieces(items, MAX_NAMED), '.']
}

function sayThirdParty({ host, failure }: ThirdParty): readonly Piece[] {
  if (host === undefined) return [`the error is one of somebody else, whom it does not name: ${failure}.`]
  return ['the error names ', inCode(host), `, which is not ours: ${failure}.`]
}
