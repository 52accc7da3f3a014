import { sayAmount, sayPercent } from '../decision/evidence/say-figures.js'
import { sayDoubts, saySpike } from '../decision/spike/say-spike.js'
import type { SpikeTest } from '../decision/spike/spike-test.js'
import { attributionRows } from './attribution-rows.js'
import type { ShownEvidence } from './shown-evidence.js'
import { listPieces, strongly, type EvidenceRow, type Piece } from './evidence-row.js'
import { patternRows } from './pattern-rows.js'
import { surroundingRows } from './surrounding-rows.js'
import { sayPlural } from './wording.js'

/** Less is not seen in a range. */
const LEAST_WIDENED = 1.05
/** Requests that hardly changed explain nothing. */
const SAME_REQUESTS = 1.2

/** The one sentence that comes first: count, expected range and chance, or why there is none. */
export function sayRise({ spike }: Pick<ShownEvidence, 'spike'>): string {
  return spike.known
    ? `${saySpike(spike.value)}.`
    : `Whether this is more than usual is unknown: ${spike.reason}.`
}

/**
 * Everything else, in the order in which a person asks: does it matter, who else is hit, since when and by what, is it known, what
 * follows, what was not known, and what the test rests on.
 */
export function evidenceRows(facts: ShownEvidence): readonly EvidenceRow[] {
  const test = facts.spike.known ? facts.spike.value : undefined
  return [
    ...impactRows(facts),
    ...(test === undefined ? [] : requestRows(test)),
    ...surroundingRows(facts),
    ...attributionRows(facts.attribution),
    ...patternRows(facts.pattern),
    ...decisionRows(facts),
    ...(test === undefined ? [] : [...doubtRows(test), ...testRows(test, facts)])
  ]
}

function impactRows({ impact }: ShownEvidence): EvidenceRow[] {
  if (impact === undefined) return []
  return [{ title: 'Impact', pieces: [strongly(impact.band), `: ${impact.why}.`] }]
}

/** The expected number takes the requests into account already, so that the row says how far they explain the rise. */
function requestRows({ requestsRatio, ratio, excess }: SpikeTest): EvidenceRow[] {
  if (requestsRatio === undefined) return []
  const said = `requests are ${requestsRatio < 10 ? requestsRatio.toFixed(2) : sayAmount(requestsRatio)} times the usual`
  if (excess <= 0) return [{ title: 'Traffic', pieces: [`${said}.`] }]
  const verdict =
    requestsRatio < SAME_REQUESTS
      ? 'so it is not traffic'
      : `which is counted in: beyond it there are ${sayAmount(ratio)} times as many errors`
  return [{ title: 'Traffic', pieces: [`${said}, ${verdict}.`] }]
}

/** The verdict names test, impact and action, so that it stands in one row as it was made. */
function decisionRows({ why }: ShownEvidence): EvidenceRow[] {
  return why === '' ? [] : [{ title: 'Decision', pieces: [`${why}.`] }]
}

function doubtRows(test: SpikeTest): EvidenceRow[] {
  const doubts = sayDoubts(test).map((doubt): readonly Piece[] => [doubt])
  return doubts.length === 0
    ? []
    : [{ title: 'Not known', pieces: [...listPieces(doubts, doubts.length, '; '), '.'] }]
}

/** What the chance of the first sentence rests on, and what it comes to among many. */
function testRows(test: SpikeTest, { q, swept }: ShownEvidence): EvidenceRow[] {
  const { days, ownAlarmRate, widened } = test
  const grounds = [
    ...(days > 0 ? [`compared with the same hour of ${sayPlural(days, 'look-alike day')}`] : []),
    ...(ownAlarmRate === undefined
      ? []
      : [
          `alarms that it would have given in the past of this error: ${sayPercent(ownAlarmRate)} of the hours, 1 % is meant`
        ]),
    ...(widened >= LEAST_WIDENED
      ? [`its range was widened ${widened.toFixed(1)} times, because that past was rough`]
      : []),
    ...(q === undefined
      ? []
      : [`of alarms as clear as this ${amongSwept(swept)}, ${sayPercent(Math.min(1, q))} are false (q)`])
  ]
  return grounds.length === 0 ? [] : [{ title: 'The test', pieces: [`${grounds.join('; ')}.`] }]
}

function amongSwept(swept: number | undefined): string {
  return swept === undefined ? 'in its sweep' : `in a sweep of ${sayPlural(swept, 'issue')}`
}
