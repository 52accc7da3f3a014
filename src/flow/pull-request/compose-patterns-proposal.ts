import { stringify } from 'yaml'
import { linkTo, markdownTable, preformatted } from '../../text/markdown.js'
import { firstThatFits } from '../ticket/ladder.js'
import { sayPlural } from '../ticket/wording.js'
import { MAX_BODY_CHARS } from './compose-pull-request.js'
import { more } from './evidence-sections.js'
import type { Proposal } from './pattern-proposals.js'
import { cleaner, quiet, quietCode, type Redact } from './quiet-words.js'

export interface PatternsText {
  readonly title: string
  readonly body: string
  readonly headline: string
  readonly commitBody: string
}

/** Title, body and commit message of the one pull request of proposed patterns. `added`: those of the next commit. */
export function composePatternsProposal(
  proposals: readonly Proposal[],
  added: readonly Proposal[],
  redact: Redact,
  limit = MAX_BODY_CHARS
): PatternsText {
  const clean = cleaner(redact)
  const [first] = added
  const render = (most: number) => (): string => renderBody(proposals, most, clean)
  return {
    title: `Known patterns that diagnoses propose (${proposals.length})`,
    headline:
      added.length === 1 && first
        ? `Add the pattern ${first.pattern.name}`
        : `Add ${sayPlural(added.length, 'pattern')}`,
    commitBody: added.map(({ pattern, ticketUrl }) => `${pattern.name}: ${ticketUrl}`).join('\n'),
    body: firstThatFits(
      [render(proposals.length), render(20), render(5), render(1)],
      (text) => text.length,
      limit
    )
  }
}

function renderBody(proposals: readonly Proposal[], most: number, clean: Redact): string {
  const shown = proposals.slice(0, most)
  const rows = shown.map(({ pattern, ticketKey, ticketUrl, category, confidence }) => [
    quietCode(pattern.name),
    pattern.tier,
    quiet(clean(Object.keys(pattern.match).join(', '))),
    `${category}, sure to ${Math.round(confidence * 100)} %`,
    linkTo(ticketKey, ticketUrl),
    pattern.expires
  ])
  return `${[
    'A draft that was made by a machine. **A person decides what becomes of it.**',
    'A model without tools looked at production errors that no pattern knows, and proposes to recognise these from now on. Each match ' +
      'is made of facts of the issue alone; none of them starts a handler, lets a fix through, wakes anybody or silences anything, and all of them expire.',
    [
      markdownTable(['Pattern', 'Tier', 'Matches by', 'Diagnosis', 'Ticket', 'Expires'], rows),
      ...more(proposals.length - shown.length)
    ].join('\n\n'),
    ...shown.map(
      ({ pattern }) => `### ${quietCode(pattern.name)}\n\n${preformatted(clean(stringify(pattern)))}`
    ),
    '## How to review\n\nRead the ticket first. Remove the lines of a pattern that you do not want, and merge the rest. To refuse all of ' +
      'them, close this pull request: none is proposed again.'
  ].join('\n\n')}\n`
}
