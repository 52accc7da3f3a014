import { sayGate } from '../src/flow/ticket/decision-sections.js'
import { sayKnown } from '../src/flow/ticket/wording.js'
import type { Classification } from '../src/flow/decision/fix-class.js'
import type { OutcomeRecord } from '../src/report/outcome-record.js'
import { renderScoreTable } from '../src/report/score-table.js'
import { sanitiseLine } from '../src/text/sanitise.js'
import { renderAdfText } from './adf-text.js'
import type { Explanation } from './explain-issue.js'
import type { Ticket } from './ticket.js'

/** What the explanation rests on, one sentence each. */
export interface Footing {
  readonly asOf: string
  readonly file: string
  readonly policy: string
  readonly checkout: string
}

/** The explanation for people at a terminal. The texts in it have passed the redactor. */
export function renderExplanation(explanation: Explanation, footing: Footing): string {
  const { record, filing, notes } = explanation
  const looked = filing?.record ?? record
  const sections = [
    section('issue -> decision -> ticket', [
      `File:      ${footing.file}`,
      `As of:     ${footing.asOf}`,
      `Policy:    ${footing.policy}`,
      `Checkout:  ${footing.checkout}`,
      'Jira:      as if no ticket had been filed yet; nothing is asked of any service'
    ]),
    section('Issue', [
      sanitiseLine(record.title),
      `Id:           ${record.issueId}`,
      ...(record.issueUrl === undefined ? [] : [`Page:         ${record.issueUrl}`]),
      `Service:      ${sanitiseLine(record.service) || 'unknown'}`,
      `Environment:  ${sanitiseLine(sayKnown(record.env))}`,
      ...notes.map((note) => `Note:         ${sanitiseLine(note)}`)
    ]),
    section('Decision', decisionLines(record, filing?.forced === true)),
    ...(record.score === undefined ? [] : [section('Score', renderScoreTable(record.score).split('\n'))]),
    section('Culprit', culpritLines(looked)),
    section('Owner', ownerLines(looked)),
    section('Auto-fix, as if autofix-enabled were true', fixLines(looked)),
    section('Fingerprint', fingerprintLines(record)),
    ...ticketSections(filing)
  ]
  return `${sections.join('\n\n')}\n`
}

function section(title: string, lines: readonly string[]): string {
  return [title.toUpperCase(), ...lines.map((line) => `  ${line}`.trimEnd())].join('\n')
}

function decisionLines(
  { outcome, reason, why, wouldHave }: OutcomeRecord,
  forced: boolean
): readonly string[] {
  return [
    `${outcome}${reason === undefined ? '' : ` (${reason})`}: ${sanitiseLine(why)}`,
    ...(forced ? ['No ticket is filed. From "Culprit" on: what force-fix would look up and file.'] : []),
    ...wouldHave.map((sentence) => `It would have ${sanitiseLine(sentence)}.`)
  ]
}

function culpritLines({ culprit, variants }: OutcomeRecord): readonly string[] {
  const several = (variants?.variants ?? []).map(
    ({ events, place }) => `${events} of the newest ${variants?.events} events fail in ${sanitiseLine(place)}`
  )
  if (!culprit.known) return [`unknown: ${sanitiseLine(culprit.reason)}`, ...several]
  const { path, line, function: name, commit, url, reason } = culprit.value
  return [
    path.known
      ? `${sanitiseLine(path.value)}${line === undefined ? '' : `:${line}`}`
      : `file unknown: ${sanitiseLine(path.reason)}${line === undefined ? '' : `; line ${line}`}`,
    ...(name === undefined ? [] : [`in ${sanitiseLine(name)}`]),
    `because: ${sanitiseLine(reason)}`,
    `commit: ${sanitiseLine(sayKnown(commit))}`,
    ...(url === undefined ? [] : [url]),
    ...several
  ]
}

function ownerLines({ route }: OutcomeRecord): readonly string[] {
  if (route === undefined) return ['not looked for, because no ticket had to be written']
  return [
    `${route.team ?? 'nobody'}, because ${sanitiseLine(route.why)}`,
    ...route.notes.map((note) => `- ${sanitiseLine(note)}`)
  ]
}

function fixLines({ classification, gates }: OutcomeRecord): readonly string[] {
  if (classification === undefined) return ['not considered, because no ticket had to be written']
  const width = Math.max(0, ...gates.map(({ name }) => name.length))
  return [
    `Class: ${sayClass(classification)}`,
    ...gates.map(
      (gate) => `${gate.name.padEnd(width)}  ${sayGate(gate).padEnd(6)}  ${sanitiseLine(gate.why)}`
    )
  ]
}

function sayClass(classification: Classification): string {
  const evidence = sanitiseLine(classification.evidence)
  switch (classification.kind) {
    case 'class':
      return `${classification.fixClass}: ${evidence}`
    case 'denied':
      return `${classification.fixClass ?? 'none'}, denied by ${classification.rule}: ${evidence}`
    case 'none':
      return `none: ${evidence}`
  }
}

function fingerprintLines({ fingerprint }: OutcomeRecord): readonly string[] {
  if (!fingerprint.known) return [`unknown: ${sanitiseLine(fingerprint.reason)}`]
  const { hash, version, parts } = fingerprint.value
  return [`${hash} (version ${version}), made of:`, ...parts.map((part) => `- ${sanitiseLine(part)}`)]
}

function ticketSections(filing: Explanation['filing']): readonly string[] {
  if (filing === undefined) return [section('Ticket', ['none'])]
  const title = filing.forced
    ? 'Ticket that would be filed if a person asked for it with force-fix'
    : 'Ticket that would be filed'
  return [
    section(title, headLines(filing.ticket)),
    section('Its description', renderAdfText(filing.ticket.description))
  ]
}

function headLines({ summary, labels, fields }: Ticket): readonly string[] {
  return [
    `summary:  ${summary}`,
    `labels:   ${labels.join(', ')}`,
    ...Object.entries(fields).map(([id, value]) => `${`${id}:`.padEnd(9)} ${sayField(value)}`)
  ]
}

/** Jira takes most values as an object of one key, or as a list of them. */
function sayField(value: unknown): string {
  if (Array.isArray(value)) return value.map(sayField).join(', ')
  if (typeof value !== 'object' || value === null) return String(value)
  const [only, ...others] = Object.values(value) as readonly unknown[]
  return typeof only === 'string' && others.length === 0 ? only : JSON.stringify(value)
}
