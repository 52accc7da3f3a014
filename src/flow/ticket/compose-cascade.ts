import { assertNever } from '../../errors.js'
import { sanitiseLine } from '../../text/sanitise.js'
import { truncateText } from '../../text/truncate.js'
import type { TestedIssue } from '../decision/cascade/cascade.js'
import type { Outage } from '../decision/cascade/outage.js'
import type { RememberedIssue } from '../decision/existing-ticket.js'
import { sayAmount, sayNumberOf } from '../decision/evidence/say-figures.js'
import type { AdfDocument, AdfNode } from './adf.js'
import {
  bulletList,
  code,
  document,
  emphasis,
  heading,
  link,
  panel,
  paragraph,
  strong,
  table,
  text,
  type Inline
} from './adf-builders.js'
import { MAX_ADF_CHARS, sizeOfAdf } from './adf-size.js'
import { firstThatFits } from './ladder.js'
import { listLooks } from './outage-advice.js'
import { MAX_SUMMARY_CHARS } from './summary-line.js'
import { sayPlural, sayTime } from './wording.js'

export interface CascadeTicketFacts {
  readonly outage: Outage
  /** What becomes of the issues' own tickets. */
  readonly children: 'suppress' | 'link'
  /** Page of the run that writes the ticket. */
  readonly runUrl: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

export interface CascadeUpdateFacts {
  readonly outage: Outage
  /** Issues that reached the ticket so far, the latest at the end. */
  readonly joined: readonly RememberedIssue[]
  readonly runUrl: string
  /** Milliseconds since the epoch. */
  readonly now: number
}

const MAX_SUBJECT_CHARS = 80
const MAX_SERVICES = 12
/** Rows of the table on each rung of the ladder. */
const ROWS = { full: 25, short: 8 } as const
const MAX_JOINED = 15
const ellipsis = (): string => '…'

/** The one ticket of an outage: what fails, what rises where, and where to look first. It holds no message of any error. */
export function composeCascade(
  facts: CascadeTicketFacts,
  limit = MAX_ADF_CHARS
): { readonly summary: string; readonly description: AdfDocument } {
  const whole = (rows: number): AdfDocument =>
    document([
      ...headSection(facts),
      ...risingSection(facts.outage.rising, rows),
      ...lookSection(facts.outage),
      ...childrenSection(facts),
      foot(facts)
    ])
  const brief = (): AdfDocument =>
    document([...headSection(facts), ...lookSection(facts.outage), foot(facts)])
  const description = firstThatFits(
    [() => whole(ROWS.full), () => whole(ROWS.short), brief],
    sizeOfAdf,
    limit
  )
  return { summary: summarise(facts.outage), description }
}

/** The one comment of the parent. It is rewritten as more issues join, so it tells where things stand now. */
export function composeCascadeUpdate(facts: CascadeUpdateFacts, limit = MAX_ADF_CHARS): AdfDocument {
  const { outage, joined } = facts
  const head = panel('info', [
    paragraph(
      strong(`${sayPlural(joined.length, 'issue')} joined`),
      ` so far; now ${sayPlural(outage.rising.length, 'issue')} seen to rise: `,
      outage.why,
      '.'
    )
  ])
  const note = emphasis(' This comment is updated in place.')
  const whole = (rows: number): AdfDocument =>
    document([head, ...joinedSection(facts), ...risingSection(outage.rising, rows), foot(facts, note)])
  return firstThatFits(
    [() => whole(ROWS.full), () => whole(ROWS.short), () => document([head, foot(facts, note)])],
    sizeOfAdf,
    limit
  )
}

function summarise({ kind, subject, environment, rising, services }: Outage): string {
  const what = bounded(subject)
  const where = bounded(environment)
  const many = `${sayPlural(rising.length, 'error')} in ${sayPlural(services.length, 'service')}`
  const line = {
    cascade: `[${where}] Cascade: ${many} rise at once (${services.slice(0, MAX_SERVICES).map(bounded).join(', ')})`,
    upstream: `[${where}] ${what} fails, and what depends on it: ${many} rise`,
    'third-party': `[${where}] ${what} fails, which is not ours: ${many} rise`
  }[kind]
  return truncateText(sanitiseLine(line), MAX_SUMMARY_CHARS, ellipsis)
}

function headSection({ outage, now }: CascadeTicketFacts): AdfNode[] {
  const { environment, services, rising, why } = outage
  const shown = services.slice(0, MAX_SERVICES)
  const named = shown.flatMap((service, index): Inline[] => [index === 0 ? ': ' : ', ', code(service)])
  const left = services.length - shown.length
  const hours = Math.max(0, ...rising.map(({ test }) => test.hours))
  return [
    panel('error', [
      paragraph(...sayWhat(outage), ': ', text(why, 1_000), '.'),
      paragraph(
        'Environment ',
        strong(environment),
        `, ${sayPlural(services.length, 'service')}`,
        ...named,
        left > 0 ? ` and ${left} more.` : '.'
      )
    ]),
    paragraph(
      `Counted in the ${sayNumberOf(hours, 'hour')} before ${sayTime(now)}; it may have begun earlier.`
    )
  ]
}

function sayWhat({ kind, subject }: Outage): Inline[] {
  switch (kind) {
    case 'cascade':
      return [strong('Many errors of several services rise together')]
    case 'upstream':
      return [strong('A service that others depend on fails'), ', ', code(subject)]
    case 'third-party':
      return [strong('Somebody else fails'), ', ', code(subject)]
    default:
      return assertNever(kind)
  }
}

/** What rises, the most excess first. */
function risingSection(rising: readonly TestedIssue[], maxRows: number): AdfNode[] {
  const rows = rising
    .slice(0, maxRows)
    .map(({ title, url, service, test }): Inline[] => [
      link(title, url),
      code(service),
      strong(sayAmount(test.count)),
      ...sayUsual(test)
    ])
  const left = rising.length - rows.length
  if (left > 0) rows.push([`and ${sayPlural(left, 'more issue')}`, '', '', '', ''])
  return [
    heading(3, 'What rises'),
    rows.length === 0
      ? paragraph('Nothing that could be listed.')
      : table(['Datadog issue', 'Service', 'Errors', 'Usual (low to high)', 'Times as many'], rows)
  ]
}

function sayUsual({ p, expected, low, high, ratio }: TestedIssue['test']): [Inline, Inline] {
  if (!p.known) return ['new: no usual rate', '']
  return [`${sayAmount(expected)} (${sayAmount(low)} to ${sayAmount(high)})`, sayAmount(ratio)]
}

function lookSection(outage: Outage): AdfNode[] {
  return [heading(3, 'Where to look first'), ...bulletList(listLooks(outage))]
}

function childrenSection({ children }: CascadeTicketFacts): AdfNode[] {
  const what =
    children === 'suppress'
      ? 'While this ticket is open, these issues get no tickets of their own, and those that join are told in a comment.'
      : 'Issues that ask for a ticket get their own, linked to this one.'
  const close =
    'No auto-fix is started for them. Close the ticket when it is over: what still rises then speaks for itself.'
  return [heading(3, 'What was done with the issues'), paragraph(`${what} ${close}`)]
}

function joinedSection({ joined, outage }: CascadeUpdateFacts): AdfNode[] {
  const rows = joined
    .slice(-MAX_JOINED)
    .reverse()
    .map((issue): Inline[] => [
      link(issue.id, pageBeside(outage.rising, issue)),
      code(issue.service),
      sayTime(issue.lastSeenAt)
    ])
  const left = joined.length - rows.length
  if (left > 0) rows.push([`and ${sayPlural(left, 'more issue')}`, '', ''])
  if (rows.length === 0) return []
  return [heading(3, 'What joined'), table(['Datadog issue', 'Service', 'Last seen'], rows)]
}

/** Whoever may edit a ticket may edit what it remembers, so that no page is linked but one beside those of the issues at hand. */
function pageBeside(rising: readonly TestedIssue[], { id, url }: RememberedIssue): string | undefined {
  const beside = rising.some(
    (issue) =>
      issue.url?.endsWith(issue.issueId) === true && url === issue.url.slice(0, -issue.issueId.length) + id
  )
  return beside ? url : undefined
}

function foot(
  { runUrl, now }: { readonly runUrl: string; readonly now: number },
  ...note: AdfNode[]
): AdfNode {
  return paragraph(link('Run', runUrl), ` of ${sayTime(now)}.`, ...note)
}

function bounded(name: string): string {
  return truncateText(sanitiseLine(name), MAX_SUBJECT_CHARS, ellipsis)
}
