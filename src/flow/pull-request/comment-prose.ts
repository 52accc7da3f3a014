import type { AdfNode } from '../ticket/adf.js'
import { paragraph, text } from '../ticket/adf-builders.js'
import { sanitiseText } from '../../text/sanitise.js'
import { truncateLines, truncateText } from '../../text/truncate.js'

/** How much the comment shows. */
export interface CommentDetail {
  /** Characters of each piece of prose; its lines are paragraphs. */
  readonly proseChars: number
  /** Findings and warnings. */
  readonly listed: number
  /** Rows of the table of runs; 0 leaves it out. */
  readonly steps: number
}

const MOST_PARAGRAPHS = 30

/** Lines of strangers as paragraphs of their own, so that what was written as a list stays readable. */
export function prose(words: string, { proseChars }: CommentDetail): AdfNode[] {
  const lines = truncateText(sanitiseText(words).trim(), proseChars)
    .split('\n')
    .filter((line) => line.trim() !== '')
  return truncateLines(lines.join('\n'), MOST_PARAGRAPHS)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => paragraph(text(line, proseChars)))
}
