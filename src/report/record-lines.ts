import type { OutcomeRecord } from './outcome-record.js'
import { renderScoreTable } from './score-table.js'

/** What a person who reads the log wants to know of one issue: the score, the ticket, its owner, and what became of auto-fix. */
export function renderRecordLines(record: OutcomeRecord): readonly string[] {
  const { score, ticket, route, culprit, gates, handedOff, handled, wouldHave } = record
  const place = culprit.known && culprit.value.path.known ? culprit.value : undefined
  return [
    ...(score ? renderScoreTable(score).split('\n') : []),
    `Decision: ${record.outcome}${record.reason === undefined ? '' : ` (${record.reason})`}: ${record.why}`,
    ...handled.map((sentence) => `Handler: ${sentence}`),
    ...(ticket ? [`Ticket: ${ticket.key} ${ticket.url}`] : []),
    ...(route ? [`Owner: ${route.team ?? 'nobody'}, because ${route.why}`] : []),
    ...(place?.path.known
      ? [`Culprit: ${place.path.value}${place.line === undefined ? '' : `:${place.line}`}`]
      : []),
    ...(gates.length > 0 ? [`Auto-fix: ${describeHandOff(record, handedOff)}`] : []),
    ...wouldHave.map((sentence) => `Dry run: would have ${sentence}`)
  ]
}

function describeHandOff({ gates, classification }: OutcomeRecord, handedOff: boolean): string {
  if (handedOff)
    return `handed over (${classification?.kind === 'class' ? classification.fixClass : 'class unknown'})`
  const closed = gates.filter(({ passed }) => !passed)
  return closed.length === 0 ? 'eligible' : `no, because ${closed.map(({ why }) => why).join('; ')}`
}
