import { firstThatFits } from '../ticket/ladder.js'
import { escapeMarkdown } from '../../text/sanitise.js'
import { truncateMiddle, truncateText } from '../../text/truncate.js'
import { linkTo, preformatted } from '../../text/markdown.js'
import type { FixBundle } from './fix-bundle.js'
import { costSection, more, proofSection, scopeSection, type EvidenceDetail } from './evidence-sections.js'
import { breakKeys, cleaner, plainWords, quiet, quietCode, type Redact } from './quiet-words.js'

export interface PullRequestText {
  readonly title: string
  readonly body: string
  readonly headline: string
  readonly commitBody: string
}

export interface PullRequestFacts {
  readonly bundle: FixBundle
  readonly base: string
  /** Page of the run that publishes. */
  readonly runUrl: string
}

/** https://docs.github.com/rest/pulls/pulls#create-a-pull-request; a longer title is refused. */
export const MAX_TITLE_CHARS = 256
/** GitHub refuses a body of more than 65,536 characters ("body is too long"); a little room is left for people. */
export const MAX_BODY_CHARS = 65_000
/** What git's own tools show on one line. */
const MAX_HEADLINE_CHARS = 72

interface Detail extends EvidenceDetail {
  /** Characters of the stack; 0 leaves it out. */
  readonly stackChars: number
  readonly messageChars: number
  /** Characters of the root cause, and of the residual risk. */
  readonly proseChars: number
  /** Characters of why a file had to change. */
  readonly whyChars: number
}

type Steps = Omit<Detail, 'clean'>

const FULL: Steps = {
  stackChars: 6_000,
  messageChars: 2_000,
  proseChars: 6_000,
  whyChars: 500,
  steps: 60,
  files: 100,
  failedBefore: 100,
  valueChars: 300
}
const WITHOUT_STACK: Steps = { ...FULL, stackChars: 0 }
const SHORT: Steps = {
  stackChars: 0,
  messageChars: 1_000,
  proseChars: 1_500,
  whyChars: 150,
  steps: 20,
  files: 20,
  failedBefore: 20,
  valueChars: 150
}
/** Fits whatever stands in the bundle: escapes make a character eight times as long at most. */
const LEAST: Steps = {
  stackChars: 0,
  messageChars: 300,
  proseChars: 400,
  whyChars: 60,
  steps: 0,
  files: 6,
  failedBefore: 0,
  valueChars: 80
}

/** Title, body and commit message: ours, with the agent's words marked as its own. The fullest body that fits is taken. */
export function composePullRequest(
  facts: PullRequestFacts,
  redact: Redact,
  limit = MAX_BODY_CHARS
): PullRequestText {
  const clean = cleaner(redact)
  const { request, diagnosis } = facts.bundle
  const what =
    plainWords(clean(diagnosis?.summary ?? '')) || `mend ${plainWords(clean(request.evidence.error_type))}`
  const line = `${request.ticket_key}: ${what}`
  const render = (steps: Steps) => (): string => renderBody(facts, { ...steps, clean })
  return {
    title: truncateText(line, MAX_TITLE_CHARS, () => '…'),
    headline: truncateText(line, MAX_HEADLINE_CHARS, () => '…'),
    commitBody: [
      `Datadog issue: ${request.evidence.datadog_url}`,
      `Ticket: ${request.evidence.ticket_url}`,
      `Run: ${facts.runUrl}`
    ].join('\n'),
    body: firstThatFits(
      [render(FULL), render(WITHOUT_STACK), render(SHORT), render(LEAST)],
      (text) => text.length,
      limit
    )
  }
}

function renderBody({ bundle, base, runUrl }: PullRequestFacts, detail: Detail): string {
  const { request } = bundle
  const { evidence } = request
  const links = [
    `Ticket ${linkTo(request.ticket_key, evidence.ticket_url)}`,
    linkTo('Datadog issue', evidence.datadog_url),
    linkTo('fix run', bundle.runUrl),
    linkTo('publish run', runUrl)
  ]
  return `${[
    'A draft that was made by a machine. **A person decides what becomes of it.**',
    `## What broke\n\n${whatBroke(bundle, detail)}`,
    ...stackSection(bundle, detail),
    ...rootCause(bundle, detail),
    `## What changed\n\n${changes(bundle, detail)}`,
    ...residualRisk(bundle, detail),
    ...proofSection(bundle, detail),
    ...scopeSection(bundle, detail),
    ...costSection(bundle, detail),
    howToReview(bundle, base, detail),
    // Datadog links a pull request to the issue by the bare address.
    `## Links\n\n${links.join(' · ')}\n\n${evidence.datadog_url}`
  ].join('\n\n')}\n`
}

function whatBroke({ request }: FixBundle, { clean, valueChars, messageChars }: Detail): string {
  const { evidence, env, fix_class } = request
  const { culprit, counts } = evidence
  const say = (text: string): string => quiet(clean(text), valueChars)
  const name = (text: string): string => quietCode(clean(text), valueChars)
  const line = culprit.line === null ? '' : `:${culprit.line}`
  const where = culprit.path === '' ? 'an unknown place' : name(`${culprit.path}${line}`)
  const often =
    counts.occurrences === null ? '' : `: ${counts.occurrences} times in ${counts.window_hours} hours`
  const users = counts.users === null ? '' : `, for ${counts.users} users`
  const sessions = counts.sessions === null ? '' : ` in ${counts.sessions} sessions`
  const message = truncateText(clean(evidence.message), messageChars)
  return [
    `**${say(evidence.error_type)}** in ${where}${culprit.function === null ? '' : ` (${name(culprit.function)})`}, ` +
      `service ${say(evidence.service)}${env === '' ? '' : `, ${say(env)}`}${often}${users}${sessions}.`,
    ...(message === '' ? [] : [preformatted(message)]),
    `Class: ${fix_class}. Score: ${request.score}.`
  ].join('\n\n')
}

function stackSection({ request }: FixBundle, { clean, stackChars }: Detail): string[] {
  const stack = stackChars === 0 ? '' : truncateMiddle(clean(request.evidence.stack), stackChars)
  if (stack === '') return []
  return [`<details><summary>Stack trace</summary>\n\n${preformatted(stack)}\n\n</details>`]
}

function rootCause({ diagnosis }: FixBundle, { clean, proseChars }: Detail): string[] {
  if (diagnosis === null) return ['## Root cause\n\nThe agent told none.']
  const sure = Math.round(diagnosis.confidence * 100)
  return [
    `## Root cause\n\n${quote(clean(diagnosis.rootCause), proseChars)}`,
    `_In the words of the agent, which is sure to ${sure} %. Category: ${diagnosis.category}._`
  ]
}

function changes(
  { diagnosis, files }: FixBundle,
  { clean, files: most, whyChars, valueChars }: Detail
): string {
  const whys = new Map(diagnosis?.changes.map(({ path, why }) => [path, why]))
  const lines = files.slice(0, most).map(({ path }) => {
    const why = quiet(clean(whys.get(path) ?? ''), whyChars)
    return `- ${quietCode(clean(path), valueChars)}: ${why || 'no reason told'}`
  })
  return [...lines, ...more(files.length - lines.length).map((text) => `- ${text}`)].join('\n')
}

function residualRisk({ diagnosis }: FixBundle, { clean, proseChars }: Detail): string[] {
  const risk = clean(diagnosis?.residualRisk ?? '')
  return risk.trim() === '' ? [] : [`## Look at this twice\n\n${quote(risk, proseChars)}`]
}

const MOST_TESTS = 5

function howToReview(
  { certificate, request }: FixBundle,
  base: string,
  { clean, valueChars }: Detail
): string {
  const tests = certificate?.tests ?? []
  const shown = tests.slice(0, MOST_TESTS).map((path) => quietCode(clean(path), valueChars))
  const named = [...shown, ...more(tests.length - shown.length)].join(', ') || 'none'
  return [
    '## How to review',
    '',
    `1. Read the test first (${named}): does it show the reported error, and nothing invented?`,
    '2. Read the change: does it mend the cause, or hide it?',
    '3. Mark it ready for review when you would have written it. The code owners are asked then.',
    '',
    '## How to undo',
    '',
    'Close this pull request: the bug is left alone for a while, and the branch can be deleted. After a merge, revert the merge ' +
      `commit on ${quietCode(base, valueChars)}; ${request.ticket_key} stays the place to tell why.`
  ].join('\n')
}

/** Every line of strangers behind its own mark, so that no heading or list comes of it. */
function quote(text: string, maximum: number): string {
  const lines = truncateText(text.trim(), maximum).split('\n')
  return lines.map((line) => `> ${breakKeys(escapeMarkdown(line.trim()))}`).join('\n')
}
