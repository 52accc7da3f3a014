import { CONFIRMED_LABEL, WRONG_LABEL } from '../decision/diagnosis.js'
import { tokensOf } from '../fix/agent-run.js'
import { sayUsd } from '../fix/budget.js'
import type { CauseRun } from '../fix/diagnosis/cause-finding.js'
import type { AdfNode } from '../ticket/adf.js'
import {
  bulletList,
  code,
  emphasis,
  heading,
  link,
  paragraph,
  strong,
  type Inline
} from '../ticket/adf-builders.js'
import { sayCount } from '../ticket/wording.js'
import { prose, type CommentDetail } from './comment-prose.js'
import { more } from './evidence-sections.js'
import type { FixBundle } from './fix-bundle.js'

export interface CauseSectionFacts {
  readonly bundle: Pick<FixBundle, 'cause'>
  /** Files of the diagnosis that the repository has. */
  readonly causeFiles?: readonly string[]
  /** Pull request of the pattern that the diagnosis proposes. */
  readonly patterns?: { readonly number: number; readonly url: string } | undefined
}

/** What was held for the cause before anything was changed, what followed, what it cost, and how people say what it is worth. */
export function causeSection(
  { bundle: { cause }, causeFiles = [], patterns }: CauseSectionFacts,
  detail: CommentDetail
): AdfNode[] {
  if (!cause) return []
  const { found, confirmed, holdsBack, why, run } = cause
  const title = heading(3, 'First diagnosis')
  const cost = run === null ? [] : [paragraph(emphasis(sayCost(run)))]
  if (found === null) return [title, paragraph(`There is none: ${why}.`), ...cost]
  const sure = Math.round(found.confidence * 100)
  const files = causeFiles.slice(0, detail.listed)
  return [
    title,
    paragraph(
      strong('Cause: '),
      found.category,
      `, sure to ${sure} %. `,
      confirmed ? 'A person has confirmed it.' : ''
    ),
    ...prose(found.rootCause, detail),
    ...bulletList([
      ...files.map((path): Inline[] => [code(path)]),
      ...more(causeFiles.length - files.length).map((text) => [text])
    ]),
    paragraph(strong(holdsBack ? 'No fix is tried: ' : 'Nothing is held back: '), `${why}.`),
    ...(patterns === undefined
      ? []
      : [paragraph('A pattern for it is proposed in ', link(`#${patterns.number}`, patterns.url), '.')]),
    ...(confirmed
      ? []
      : [
          paragraph(
            'In the words of a model without tools. Is it right? Label this ticket ',
            code(CONFIRMED_LABEL),
            ', and no model is asked again for this bug. Is it wrong? Label it ',
            code(WRONG_LABEL),
            ', and it is forgotten.'
          )
        ]),
    ...cost
  ]
}

function sayCost({ model, usage }: CauseRun): string {
  const usd = usage.usd > 0 && usage.usd < 0.01 ? 'less than $0.01' : sayUsd(usage.usd)
  return usage.told
    ? `It cost ${usd} (${model}, ${sayCount(tokensOf(usage))} tokens).`
    : `What it cost was not told (${model}); its whole ceiling is counted.`
}
