import type { Classification } from '../decision/fix-class.js'
import type { Gate } from '../decision/gates.js'
import { triageReasons, type TriageReason } from '../decision/reasons.js'
import type { Route } from '../decision/router.js'
import type { Score, Signal } from '../decision/rubric.js'
import type { Known } from '../issue/known.js'
import type { Fingerprint } from '../issue/stack-trace.js'
import type { AdfNode } from './adf.js'
import {
  bulletList,
  code,
  heading,
  panel,
  paragraph,
  strong,
  table,
  text,
  type Inline
} from './adf-builders.js'
import { sayPlural } from './wording.js'

/** Notes and parts that are listed; more than these nobody reads. */
const MAX_LISTED = 8

/** Points as the tables say them: `+3 of 3`, `0 of 2`, and `? of 2` when the signal is unknown. */
export function sayPoints({ status, points, worth }: Signal): string {
  if (status === 'unknown') return `? of ${worth}`
  return status === 'met' ? `+${points} of ${worth}` : `${points} of ${worth}`
}

/** Why a signal is met or not; an unknown one says that it is. */
export function sayEvidence({ status, evidence }: Signal): string {
  return status === 'unknown' ? `unknown: ${evidence}` : evidence
}

/** `8 points (ticket at 5, auto-fix at 8); 2 points could not be judged`. */
export function sayScore({ total, ticketAt, autofixAt, unknownWorth }: Score): string {
  const missing = unknownWorth > 0 ? `; ${sayPlural(unknownWorth, 'point')} could not be judged` : ''
  return `${sayPlural(total, 'point')} (ticket at ${ticketAt}, auto-fix at ${autofixAt})${missing}`
}

/** Why there is a ticket: the reason, and where each point comes from. */
export function scoreSection(
  score: Score,
  decision: { readonly why: string; readonly reason: TriageReason }
): AdfNode[] {
  const rows = score.signals.map((signal): Inline[] => [
    signal.title,
    signal.status === 'met' ? strong(sayPoints(signal)) : sayPoints(signal),
    sayEvidence(signal)
  ])
  rows.push([strong('Total'), strong(`${score.total} of ${score.ticketAt} needed`), sayScore(score)])
  return [
    heading(3, 'Why this ticket'),
    paragraph(`${triageReasons[decision.reason]} (`, decision.why, ').'),
    table(['Signal', 'Points', 'Evidence'], rows)
  ]
}

/** The error's class, and every condition of auto-fix. */
export function gatesSection(classification: Classification, gates: readonly Gate[]): AdfNode[] {
  const rows = gates.map((gate): Inline[] => [gate.name, sayGate(gate), gate.why])
  return [
    heading(3, 'Auto-fix'),
    paragraph('Class: ', ...describeClass(classification)),
    ...(rows.length === 0 ? [] : [table(['Condition', 'Passed', 'Why'], rows)])
  ]
}

/** `yes`, `forced` or `no`. */
export function sayGate({ passed, forced }: Gate): string {
  return passed ? (forced ? 'forced' : 'yes') : 'no'
}

function describeClass(classification: Classification): Inline[] {
  switch (classification.kind) {
    case 'class':
      return [strong(classification.fixClass), ': ', classification.evidence]
    case 'denied':
      return [strong(`denied by ${classification.rule}`), ': ', classification.evidence]
    case 'none':
      return [strong('none'), ': ', classification.evidence]
  }
}

/** Who gets the ticket, and why; loud when it is nobody's. */
export function ownerSection(route: Route): AdfNode[] {
  const team = route.team?.name ?? 'nobody'
  const said = paragraph(strong(team), ': ', route.why, '.')
  const notes = limited(route.notes).map((note): Inline[] => [note])
  const owner =
    route.rule === 'default'
      ? panel('warning', [
          paragraph(
            strong('No rule names an owner.'),
            ' Pass it on, and add the service to the ownership map.'
          ),
          said
        ])
      : said
  return [heading(3, 'Owner'), owner, ...bulletList(notes)]
}

/** By what the bug is known again in other issues. */
export function fingerprintSection(fingerprint: Known<Fingerprint>): AdfNode[] {
  const title = heading(3, 'Fingerprint')
  if (!fingerprint.known) return [title, paragraph('unknown: ', fingerprint.reason)]
  const { hash, version, parts } = fingerprint.value
  return [
    title,
    paragraph(code(hash), text(` (version ${version}), made of:`)),
    ...bulletList(limited(parts).map((part): Inline[] => [part]))
  ]
}

function limited(lines: readonly string[]): readonly string[] {
  if (lines.length <= MAX_LISTED) return lines
  return [...lines.slice(0, MAX_LISTED), `and ${lines.length - MAX_LISTED} more`]
}
