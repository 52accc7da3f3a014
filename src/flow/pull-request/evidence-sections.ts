import { tokensOf } from '../fix/agent-run.js'
import { sayCount, sayPlural } from '../ticket/wording.js'
import { sayUsd } from '../fix/budget.js'
import { markdownTable } from '../../text/markdown.js'
import type { ProofStep } from '../proof/proof-run.js'
import type { FixBundle } from './fix-bundle.js'
import { quiet, quietCode, type Redact } from './quiet-words.js'

/** How much the sections show. What is left out is counted. */
export interface EvidenceDetail {
  /** Rows of the table of runs; 0 leaves the table out. */
  readonly steps: number
  /** Rows of the table of files. */
  readonly files: number
  /** Names of tests that failed before; 0 leaves them out. */
  readonly failedBefore: number
  /** Characters of one value. */
  readonly valueChars: number
  /** Applied to every text before it is escaped. */
  readonly clean: Redact
}

/** How each run is called where people read it. */
const roleTitles = {
  'set-up': 'Set-up',
  red: 'New tests on the base',
  green: 'New tests with the change',
  suite: 'Whole suite with the change',
  'suite-on-base': 'Whole suite on the base',
  'red-again': 'New tests with the change taken back'
} as const satisfies Readonly<Record<ProofStep['role'], string>>

const expectations = {
  fail: 'fails',
  pass: 'passes',
  'no-worse': 'is no worse'
} as const satisfies Readonly<Record<ProofStep['expected'], string>>

const MOST_DENIALS = 10

/** The certificate; of a proof that did not come to its end, the runs that there were. */
export function proofSection(
  { certificate, steps }: Pick<FixBundle, 'certificate' | 'steps'>,
  detail: EvidenceDetail
): string[] {
  if (certificate === null) {
    return steps.length === 0 || detail.steps === 0
      ? []
      : [`## How far the proof came\n\n${stepTable(steps, detail)}`]
  }
  const { clean, valueChars } = detail
  const say = (text: string): string => quiet(clean(text), valueChars)
  return [
    '## The proof',
    `Base \`${certificate.baseCommit.slice(0, 12)}\`, git tree \`${certificate.tree.slice(0, 12)}\`, in clean trees without credentials. ` +
      `Network: ${say(certificate.sandbox)}. Reported error in the red run: ${say(certificate.reportedReason)}. ` +
      `The new tests passed ${sayPlural(certificate.repeats, 'time')} in a row.`,
    ...(detail.steps === 0 ? [] : [stepTable(certificate.steps, detail)]),
    ...failedBeforeSection(certificate.failedBefore, detail)
  ]
}

function failedBeforeSection(names: readonly string[], { failedBefore, clean }: EvidenceDetail): string[] {
  if (names.length === 0) return []
  const title = `${sayPlural(names.length, 'test')} failed before and still fail: not blamed on this change`
  if (failedBefore === 0) return [`${title}.`]
  const lines = names.slice(0, failedBefore).map((name) => `- ${quiet(clean(name), 200)}`)
  return [
    `<details><summary>${title}</summary>\n\n${[...lines, ...more(names.length - lines.length)].join('\n')}\n\n</details>`
  ]
}

/** One row for each run: command, what it had to show, exit, duration, and the digest of its output. */
function stepTable(steps: readonly ProofStep[], { steps: most, valueChars, clean }: EvidenceDetail): string {
  const rows = steps
    .slice(0, most)
    .map((step) => [
      `${step.asExpected ? '✔' : '✘'} ${roleTitles[step.role]}`,
      quietCode(clean(step.command), valueChars),
      `${expectations[step.expected]}: ${quiet(clean(step.seen), valueChars)}`,
      step.end === 'exited' ? String(step.exitCode ?? '') : step.end,
      saySeconds(step.durationMs),
      step.network,
      `\`${step.digest.slice(0, 12)}\``
    ])
  const table = markdownTable(['Run', 'Command', 'Has to', 'Exit', 'Time', 'Network', 'Output'], rows)
  return [table, ...more(steps.length - rows.length)].join('\n\n')
}

/** How far the change reaches; nothing where the guard has not looked. */
export function scopeSection({ scope }: Pick<FixBundle, 'scope'>, detail: EvidenceDetail): string[] {
  if (scope === null) return []
  const { files: most, valueChars, clean } = detail
  const rows = scope.files
    .slice(0, most)
    .map(({ path, kind, added, removed, owners }) => [
      quietCode(clean(path), valueChars),
      kind,
      `+${added} −${removed}`,
      owners.length === 0 ? 'nobody' : quiet(clean(owners.join(' ')), valueChars)
    ])
  return [
    '## Scope',
    `${sayPlural(scope.files.length, 'file')}, +${scope.added} −${scope.removed} lines. The guard found nothing.`,
    [markdownTable(['File', 'Kind', 'Lines', 'Owner'], rows), ...more(scope.files.length - rows.length)].join(
      '\n\n'
    )
  ]
}

/** What the agent used; nothing where it did not run. */
export function costSection({ agent }: Pick<FixBundle, 'agent'>, { clean }: EvidenceDetail): string[] {
  if (agent === null) return []
  const { usage } = agent
  const told = usage.told ? sayUsd(usage.usd) : 'not told; the whole reservation is counted'
  const denials = Object.entries(agent.denials)
  const named = denials.slice(0, MOST_DENIALS).map(([tool, times]) => `${quiet(clean(tool), 60)} ${times}×`)
  return [
    '## Cost',
    markdownTable(
      ['Model', 'Cost', 'Turns', 'Tokens', 'Time', 'Test runs', 'Refused tools'],
      [
        [
          quiet(clean(agent.model), 100),
          told,
          sayCount(usage.turns),
          sayCount(tokensOf(usage)),
          `${Math.round(usage.durationMs / 1000)} s`,
          sayCount(agent.testRuns),
          denials.length === 0 ? 'none' : [...named, ...more(denials.length - named.length)].join(', ')
        ]
      ]
    )
  ]
}

/** `1234` milliseconds as `1.2 s`. */
export function saySeconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`
}

/** Says that there is more than what is shown; nothing when there is not. */
export function more(count: number): string[] {
  return count > 0 ? [`… and ${sayCount(count)} more`] : []
}
