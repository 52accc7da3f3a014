import { tokensOf } from '../fix/agent-run.js'
import { sayUsd } from '../fix/budget.js'
import { fixReasons, outcomeOf, type FixEnd, type FixOutcome } from '../fix/fix-outcomes.js'
import { sayFinding } from '../fix/guard/finding.js'
import type { Known } from '../issue/known.js'
import type { AdfDocument, AdfNode } from '../ticket/adf.js'
import {
  bulletList,
  code,
  document,
  emphasis,
  factTable,
  heading,
  link,
  panel,
  paragraph,
  strong,
  table,
  type Inline,
  type PanelKind
} from '../ticket/adf-builders.js'
import { MAX_ADF_CHARS, sizeOfAdf } from '../ticket/adf-size.js'
import { firstThatFits } from '../ticket/ladder.js'
import { sayCount } from '../ticket/wording.js'
import { causeSection, type CauseSectionFacts } from './cause-section.js'
import { prose, type CommentDetail } from './comment-prose.js'
import { more, saySeconds } from './evidence-sections.js'
import type { FixBundle } from './fix-bundle.js'

export interface FixCommentFacts extends Omit<CauseSectionFacts, 'bundle'> {
  readonly bundle: FixBundle
  /** How the publish run ended; `undefined` in a dry run that would go on. */
  readonly end: FixEnd | undefined
  readonly pullRequest:
    | { readonly number: number; readonly url: string; readonly draft: boolean; readonly verified: boolean }
    | undefined
  /** How many of the repository's own checks began. */
  readonly checks: Known<number> | undefined
  readonly warnings: readonly string[]
  /** Page of the run that writes the comment. */
  readonly runUrl: string
}

const FULL: CommentDetail = { proseChars: 4_000, listed: 20, steps: 20 }
const SHORT: CommentDetail = { proseChars: 1_500, listed: 10, steps: 6 }
const SHORTER: CommentDetail = { proseChars: 500, listed: 5, steps: 0 }

/** The one comment that tells how auto-fix went: the pull request, or why there is none and what was found out all the same. */
export function composeFixComment(facts: FixCommentFacts, limit = MAX_ADF_CHARS): AdfDocument {
  const render = (detail: CommentDetail) => (): AdfDocument =>
    document([
      head(facts, detail),
      ...causeSection(facts, detail),
      ...diagnosisSection(facts.bundle, detail),
      ...findingsSection(facts.bundle, detail),
      ...stepsSection(facts.bundle, detail),
      ...warningsSection(facts, detail),
      ...foot(facts)
    ])
  const headAlone = (): AdfDocument => document([head(facts, SHORTER), ...foot(facts)])
  return firstThatFits([render(FULL), render(SHORT), render(SHORTER), headAlone], sizeOfAdf, limit)
}

/** What a person can do now; by outcome, because the sentence before it tells the rest. */
const nextSteps = {
  'fix-ready': 'The pull request was not opened yet; the runs below tell how far it came.',
  'pull-request': 'A person decides whether it merges.',
  unproven: 'Nothing unproven is proposed. Take the diagnosis from here.',
  'out-of-scope': 'This one is for a person.',
  'no-fix': 'This one is for a person: the diagnosis says where to look.',
  'gave-up': 'The bug is left alone for a while. This one is for a person until then.',
  disabled: 'Nothing was published. Set the variable AUTOFIX_ENABLED to true, and run it again.',
  'over-budget': 'The next run that has room may try it.',
  'already-proposed': 'Look there first.',
  refused: 'Nothing was published. Run triage with force-fix for a new attempt on the base as it is now.'
} as const satisfies Readonly<Record<FixOutcome, string>>

function head({ bundle, end, pullRequest, checks }: FixCommentFacts, detail: CommentDetail): AdfNode {
  if (pullRequest !== undefined) {
    const kind = pullRequest.draft ? 'A draft pull request' : 'A pull request'
    return panel('success', [
      paragraph(
        strong(`${kind} with its proof: `),
        link(`#${pullRequest.number}`, pullRequest.url),
        `. ${nextSteps['pull-request']}`
      ),
      paragraph(
        sayChecks(checks),
        pullRequest.verified ? '' : ' GitHub does not call its commit verified: look at who signed it.'
      )
    ])
  }
  // What stopped the fix tells more than that there is nothing to publish.
  const told = end === undefined || end.reason === 'nothing-to-publish' ? bundle.end : end
  return panel(panelOf(told), [
    paragraph(
      strong('Auto-fix made no pull request: '),
      `${fixReasons[told.reason][1]} (`,
      code(told.reason),
      ').'
    ),
    ...prose(told.why, detail),
    paragraph(nextSteps[outcomeOf(told.reason)])
  ])
}

function panelOf({ reason }: FixEnd): PanelKind {
  const outcome = outcomeOf(reason)
  return outcome === 'no-fix' || outcome === 'disabled' || outcome === 'fix-ready' ? 'info' : 'warning'
}

function sayChecks(checks: Known<number> | undefined): Inline {
  if (checks === undefined) return 'Nobody has looked whether the checks of the repository began.'
  if (!checks.known) return `The checks of the repository have not begun: ${checks.reason}`
  return checks.value === 1
    ? 'One check of the repository began.'
    : `${sayCount(checks.value)} checks of the repository began.`
}

function diagnosisSection({ diagnosis, agent }: FixBundle, detail: CommentDetail): AdfNode[] {
  if (diagnosis === null) {
    const words = prose(agent?.lastWords ?? '', detail)
    return words.length === 0 ? [] : [heading(3, "The agent's last words"), ...words]
  }
  const risk = prose(diagnosis.residualRisk, detail)
  const sure = Math.round(diagnosis.confidence * 100)
  return [
    heading(3, 'Diagnosis'),
    ...prose(diagnosis.rootCause, detail),
    ...(risk.length === 0 ? [] : [paragraph(strong('Look at this twice:')), ...risk]),
    paragraph(emphasis(`In the words of the agent. Cause: ${diagnosis.category}. Sure to ${sure} %.`))
  ]
}

function findingsSection({ findings }: FixBundle, { listed }: CommentDetail): AdfNode[] {
  if (findings.length === 0) return []
  const items = findings.slice(0, listed).map(sayFinding)
  const lines = [...items, ...more(findings.length - items.length)]
  return [heading(3, 'What the guard found'), ...bulletList(lines.map((line): Inline[] => [line]))]
}

function stepsSection({ steps }: FixBundle, { steps: most }: CommentDetail): AdfNode[] {
  const rows = steps
    .slice(0, most)
    .map((step): Inline[] => [
      `${step.asExpected ? '✔' : '✘'} ${step.role}`,
      code(step.command),
      step.seen,
      saySeconds(step.durationMs)
    ])
  if (rows.length === 0) return []
  const rest = more(steps.length - rows.length).map((line) => paragraph(line))
  return [heading(3, 'The proof'), table(['Run', 'Command', 'Seen', 'Time'], rows), ...rest]
}

function warningsSection({ warnings }: FixCommentFacts, { listed }: CommentDetail): AdfNode[] {
  if (warnings.length === 0) return []
  const items = warnings.slice(0, listed)
  const lines = [...items, ...more(warnings.length - items.length)]
  return [heading(3, 'What could not be done'), ...bulletList(lines.map((line): Inline[] => [line]))]
}

function foot({ bundle, runUrl }: FixCommentFacts): AdfNode[] {
  const { agent } = bundle
  const cost: [string, ...Inline[]][] =
    agent === null
      ? []
      : [
          ['Cost', agent.usage.told ? sayUsd(agent.usage.usd) : 'not told by the agent'],
          ['Turns', sayCount(agent.usage.turns)],
          ['Tokens', sayCount(tokensOf(agent.usage))],
          ['Time', saySeconds(agent.usage.durationMs)],
          ['Model', agent.model]
        ]
  const runs: [string, ...Inline[]] = ['Runs', link('fix', bundle.runUrl), ' · ', link('publish', runUrl)]
  return [factTable([...cost, runs])]
}
