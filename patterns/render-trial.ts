import { sayPlural } from '../src/flow/ticket/wording.js'
import { sanitiseLine } from '../src/text/sanitise.js'
import type { Trial, TriedPattern } from './try-patterns.js'

/** What the trial rests on, one sentence each. */
export interface Footing {
  readonly file: string
  readonly patterns: string
  readonly asOf: string
}

/** The trial for people at a terminal, to be redacted yet. */
export function renderTrial(trial: Trial, footing: Footing): string {
  const sections = [
    section('Issues -> known patterns', [
      `File:      ${footing.file}, ${sayPlural(trial.issues.length, 'issue')}`,
      `Patterns:  ${footing.patterns}, ${sayPlural(trial.patterns.length, 'pattern')}; the first that fits decides`,
      `As of:     ${footing.asOf}`
    ]),
    ...trial.issues.map((each, index) => section(`Issue ${index + 1}`, issueLines(each))),
    section('Patterns', patternLines(trial.patterns))
  ]
  return `${sections.join('\n\n')}\n`
}

function section(title: string, lines: readonly string[]): string {
  return [title.toUpperCase(), ...lines.map((line) => `  ${line}`.trimEnd())].join('\n')
}

function issueLines({ issue, verdict, fitToo }: Trial['issues'][number]): readonly string[] {
  const { facts } = issue
  const { pattern, tier } = verdict
  const handler = pattern?.handler
  return [
    `Id:           ${sanitiseLine(issue.id)}`,
    `Service:      ${sanitiseLine(facts.service)}`,
    ...(facts.environment === undefined ? [] : [`Environment:  ${sanitiseLine(facts.environment)}`]),
    `Type:         ${sanitiseLine(facts.errorType)}`,
    ...(facts.messageTemplate === '' ? [] : [`Template:     ${sanitiseLine(facts.messageTemplate)}`]),
    ...facts.files.map((file) => `File:         ${sanitiseLine(file)}`),
    `Platform:     ${facts.platform}`,
    `Fingerprint:  ${facts.fingerprints.map(sanitiseLine).join(', ')}`,
    ...(issue.unknown.length === 0 ? [] : [`Unknown:      ${issue.unknown.join(', ')}`]),
    `Pattern:      ${pattern === undefined ? 'none' : `${pattern.name}, tier ${tier ?? pattern.tier}, auto-fix ${pattern.autofix}`}`,
    ...(pattern === undefined ? [] : [`Why:          ${sanitiseLine(verdict.why)}`]),
    ...(handler === undefined ? [] : [`Handler:      ${handler.workflow}`]),
    ...fitToo.map((name) => `Fits, too:    ${name}, which comes later`),
    ...verdict.expired.map((sentence) => `Expired:      ${sanitiseLine(sentence)}`)
  ]
}

function patternLines(patterns: readonly TriedPattern[]): readonly string[] {
  const width = Math.max(...patterns.map(({ pattern }) => pattern.name.length))
  return patterns.map(
    (each) =>
      `${each.pattern.name.padEnd(width)}  ${each.pattern.tier.padEnd('escalate'.length)}  ${say(each)}`
  )
}

function say({ pattern, isExpired, decides, fitsToo, shadowedBy }: TriedPattern): string {
  if (isExpired) {
    return `expired on ${pattern.expires ?? ''}, reported and not obeyed; fits ${sayPlural(fitsToo, 'issue')}`
  }
  if (shadowedBy !== undefined) return `never reached: ${shadowedBy} fits whatever it fits`
  const until = pattern.expires === undefined ? '' : `; expires on ${pattern.expires}`
  if (decides > 0) return `decides ${sayPlural(decides, 'issue')}${until}`
  if (fitsToo > 0)
    return `matched nothing: earlier patterns took the ${sayPlural(fitsToo, 'issue')} that it fits${until}`
  return `matched nothing${until}`
}
