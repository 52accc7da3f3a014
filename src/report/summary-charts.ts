import { mermaidLabel } from '../text/sanitise.js'
import { truncateText } from '../text/truncate.js'
import type { Trend } from '../flow/issue/issue.js'
import { drawTrendBars } from '../flow/ticket/trend-chart.js'
import { sayCount, sayPlural } from '../flow/ticket/wording.js'
import { summariseOutcomes, type OutcomeRecord, type RecordOutcome, type Report } from './outcome-record.js'

/** Bars that stay readable in the width of a summary. */
const MAX_BARS = 48
const MAX_LABEL_CHARS = 60

/** How each outcome looks and reads in one or two words. */
export const outcomeLooks = {
  ticketed: { emoji: '🎫', words: 'new ticket' },
  duplicate: { emoji: '🔁', words: 'repeat of an open ticket' },
  regression: { emoji: '🔙', words: 'the bug is back' },
  'below-threshold': { emoji: '💤', words: 'below the threshold' },
  disqualified: { emoji: '🚫', words: 'disqualified' },
  suppressed: { emoji: '🔇', words: 'suppressed' },
  failed: { emoji: '❌', words: 'failed' }
} as const satisfies Record<RecordOutcome, { readonly emoji: string; readonly words: string }>

/**
 * Events per hour as a bar chart. The labels count back from the end, because a band axis draws equal labels as one.
 * https://mermaid.js.org/syntax/xyChart.html
 */
export function trendChart(trend: Trend): string {
  const bars = drawTrendBars(trend, MAX_BARS)
  const per = bars.hoursPerBar === 1 ? 'hour' : `${bars.hoursPerBar} hours`
  const labels = bars.counts.map((_, bar) => `"-${(bars.counts.length - bar) * bars.hoursPerBar}"`)
  return mermaid([
    'xychart-beta',
    `  title "Events per ${per}: max ${sayCount(bars.max)}, ${sayCount(bars.total)} in all"`,
    `  x-axis "hours before the end" [${labels.join(', ')}]`,
    `  y-axis "events" 0 --> ${Math.max(1, bars.max)}`,
    `  bar [${bars.counts.join(', ')}]`
  ])
}

/** How the issues of a sweep ended. https://mermaid.js.org/syntax/pie.html */
export function outcomePie(records: readonly OutcomeRecord[]): string {
  const counts = Object.entries(summariseOutcomes(records)).filter(([, count]) => count > 0)
  const title = `pie showData title ${sayPlural(records.length, 'issue')}`
  return mermaid([title, ...counts.map(([outcome, count]) => `  "${outcome}" : ${count}`)])
}

/** The way that this issue took through the flow; what it did not reach is drawn in dots. */
export function decisionFlow(report: Report, record: OutcomeRecord): string {
  const wrote = report.dryRun ? 'would be' : 'was'
  const toTicket =
    record.ticket !== undefined || ['ticketed', 'regression', 'duplicate'].includes(record.outcome)
  const toFix = record.handedOff
  const steps = [
    node('event', describeTrigger(report)),
    node('issue', `${record.service || 'unknown service'}: ${record.errorType || record.issueId}`),
    `  decision{"${label(`${record.outcome}${record.score ? `, ${sayPlural(record.score.total, 'point')}` : ''}`)}"}`,
    node('ticket', describeTicket(record, wrote, toTicket)),
    node('fix', describeFix(record, wrote))
  ]
  const taken = ['event', 'issue', 'decision', ...(toTicket ? ['ticket'] : []), ...(toFix ? ['fix'] : [])]
  return mermaid([
    'flowchart LR',
    ...steps,
    '  event ==> issue ==> decision',
    `  decision ${arrow(toTicket)} ticket`,
    `  ticket ${arrow(toFix)} fix`,
    '  classDef taken stroke-width:3px',
    `  class ${taken.join(',')} taken`
  ])
}

function arrow(taken: boolean): string {
  return taken ? '==>' : '-.->'
}

function describeTrigger({ trigger }: Report): string {
  switch (trigger.kind) {
    case 'issue':
      if (trigger.alert === undefined) return trigger.foundIn
      return trigger.alert.monitorId === undefined
        ? 'a monitor fired'
        : `monitor ${trigger.alert.monitorId} fired`
    case 'sweep':
      return 'sweep'
    case 'recovery':
      return `recovery: ${trigger.transition}`
    case 'refused':
      return 'refused event'
  }
}

function describeTicket({ outcome, reason, ticket }: OutcomeRecord, wrote: string, reached: boolean): string {
  const key = ticket?.key ?? 'ticket'
  if (!reached) return 'no ticket'
  switch (outcome) {
    case 'ticketed':
      return `${key} ${wrote} filed`
    case 'regression':
      return `${key} ${wrote} ${reason === 'reopened' ? 'reopened' : 'filed'}`
    case 'duplicate':
      return `${key} is open already`
    case 'below-threshold':
    case 'disqualified':
    case 'suppressed':
    case 'failed':
      return `${key} exists`
  }
}

function describeFix({ handedOff, gates }: OutcomeRecord, wrote: string): string {
  if (handedOff) return `${wrote} handed to auto-fix`
  const closed = gates.find((gate) => !gate.passed)
  return closed ? `no auto-fix: ${closed.name}` : 'no auto-fix'
}

function node(id: string, text: string): string {
  return `  ${id}["${label(text)}"]`
}

/** Bounded before it is escaped, so that no escape is cut in two. */
function label(text: string): string {
  return mermaidLabel(truncateText(text, MAX_LABEL_CHARS, () => '…'))
}

function mermaid(lines: readonly string[]): string {
  return ['```mermaid', ...lines, '```'].join('\n')
}
