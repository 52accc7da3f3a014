import type { Judgement, Reports, Sameness } from './measure.js'
import { OURS } from './ways/ours.js'

/** A row of the table for people in a hurry. Shares from 0 to 1. */
export interface SummaryRow {
  readonly question: string
  readonly ours: number | undefined
  /** The well-known way that does best at this very question. */
  readonly bestWay: string
  readonly best: number | undefined
  /** What we want to reach at least; with `atMost`, at most. */
  readonly target: number
  readonly atMost?: true
}

interface Question<Report> {
  readonly question: string
  readonly of: (report: Report) => number | undefined
  /** What else a way has to be good at to be called the best: specificity without recall is worth nothing. */
  readonly rank: (report: Report) => number | undefined
  readonly target: number
  readonly atMost?: true
}

/** One row per question: ours, the best well-known way, and the target. */
export function summarise(sameness: Sameness, judgement: Judgement): readonly SummaryRow[] {
  return [
    ...ask(sameness.traces, [
      {
        question: 'stack traces read without a mistake',
        of: ({ overall }) => overall.exact,
        rank: ({ overall }) => overall.exact,
        target: 0.95
      },
      {
        question: 'frames found',
        of: ({ overall }) => overall.found,
        rank: ({ overall }) => overall.exact,
        target: 0.98
      }
    ]),
    ...ask(sameness.messages, [
      {
        question: 'message templates: precision',
        of: ({ overall }) => overall.precision,
        rank: ({ overall }) => overall.f1,
        target: 0.99
      },
      {
        question: 'message templates: F1',
        of: ({ overall }) => overall.f1,
        rank: ({ overall }) => overall.f1,
        target: 0.96
      }
    ]),
    ...ask(sameness.events, [
      {
        question: 'two bugs told apart (specificity)',
        of: ({ overall }) => overall.specificity,
        rank: ({ overall }) => overall.f1,
        target: 0.995
      },
      {
        question: 'one bug recognised, two told apart (F1)',
        of: ({ overall }) => overall.f1,
        rank: ({ overall }) => overall.f1,
        target: 0.98
      }
    ]),
    ...ask(sameness.culprits, [
      { question: 'culprit frame right', of: ({ right }) => right, rank: ({ right }) => right, target: 0.95 }
    ]),
    ...ask(judgement.classes, [
      {
        question: 'class: precision',
        of: ({ overall }) => overall.precision,
        rank: ({ overall }) => overall.precision,
        target: 0.99
      },
      {
        question: 'class: recall',
        of: ({ overall }) => overall.recall,
        rank: ({ overall }) => overall.precision,
        target: 0.9
      }
    ]),
    ...ask(judgement.redaction, [
      {
        question: 'planted secrets taken out',
        of: ({ found }) => found,
        rank: ({ found }) => found,
        target: 0.99
      },
      {
        question: 'harmless texts changed',
        of: ({ touched }) => touched,
        rank: ({ found }) => found,
        target: 0.01,
        atMost: true
      }
    ])
  ]
}

function ask<Report>(
  reports: Reports<Report>,
  questions: readonly Question<Report>[]
): readonly SummaryRow[] {
  const ours = reports[OURS]
  const others = Object.entries(reports).filter(([name]) => name !== OURS)
  return questions.map(({ question, of, rank, target, atMost }) => {
    const [bestWay, best] = others.reduce<readonly [string, Report | undefined]>(
      (left, [name, report]) => {
        const before = left[1] === undefined ? -1 : (rank(left[1]) ?? -1)
        return (rank(report) ?? -1) > before ? [name, report] : left
      },
      ['none', undefined]
    )
    const row = { question, bestWay, target, ours: ours && of(ours), best: best && of(best) }
    return atMost === undefined ? row : { ...row, atMost }
  })
}

export function isMissed({ ours, target, atMost }: SummaryRow): boolean {
  if (ours === undefined) return false
  return atMost === true ? ours > target : ours < target
}

export function inPercent(value: number | undefined): string {
  return value === undefined ? '-' : `${(100 * value).toFixed(1)} %`
}

/** The table for README or documents, without any time in it, laid out as prettier does. */
export function renderMarkdown(rows: readonly SummaryRow[]): string {
  const head = ['question', 'ours', 'best well-known way', 'target']
  const body = rows.map((row) => [
    row.question,
    inPercent(row.ours),
    `${inPercent(row.best)} (${row.bestWay})`,
    `${row.atMost === true ? '≤' : '≥'} ${inPercent(row.target)}${isMissed(row) ? ', missed' : ''}`
  ])
  const widths = head.map((_, at) => Math.max(...[head, ...body].map((cells) => cells[at]?.length ?? 0)))
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, at) => (cells[at] ?? '').padEnd(width)).join(' | ')} |`
  return [line(head), line(widths.map((width) => '-'.repeat(width))), ...body.map(line)].join('\n')
}
