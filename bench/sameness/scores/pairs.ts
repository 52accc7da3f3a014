import type { Tier } from '../rows.js'
import type { Way } from '../ways/way.js'

/** How often two inputs were called the same (positive) or not, and whether that was right. */
export interface Confusion {
  readonly truePositives: number
  readonly falsePositives: number
  readonly falseNegatives: number
  readonly trueNegatives: number
}

/** Shares from 0 to 1; `undefined` where there is nothing to divide by. */
export interface PairScore {
  readonly pairs: number
  readonly precision: number | undefined
  readonly recall: number | undefined
  readonly f1: number | undefined
  /** Share of the different pairs that were told apart. */
  readonly specificity: number | undefined
  /** Share of all pairs that were judged right. */
  readonly accuracy: number | undefined
}

const none: Confusion = { truePositives: 0, falsePositives: 0, falseNegatives: 0, trueNegatives: 0 }

export function addJudgement(counts: Confusion, same: boolean, calledSame: boolean): Confusion {
  if (same) {
    return calledSame
      ? { ...counts, truePositives: counts.truePositives + 1 }
      : { ...counts, falseNegatives: counts.falseNegatives + 1 }
  }
  return calledSame
    ? { ...counts, falsePositives: counts.falsePositives + 1 }
    : { ...counts, trueNegatives: counts.trueNegatives + 1 }
}

export function scoreOf(counts: Confusion): PairScore {
  const { truePositives, falsePositives, falseNegatives, trueNegatives } = counts
  const pairs = truePositives + falsePositives + falseNegatives + trueNegatives
  return {
    pairs,
    precision: share(truePositives, truePositives + falsePositives),
    recall: share(truePositives, truePositives + falseNegatives),
    f1: share(2 * truePositives, 2 * truePositives + falsePositives + falseNegatives),
    specificity: share(trueNegatives, trueNegatives + falsePositives),
    accuracy: share(truePositives + trueNegatives, pairs)
  }
}

export function share(part: number, whole: number): number | undefined {
  return whole === 0 ? undefined : part / whole
}

interface PairRow<Input> {
  readonly id: string
  readonly a: Input
  readonly b: Input
  readonly same: boolean
  readonly tier?: Tier
}

export interface PairReport {
  /** Rows of the tiers `core` and `natural`. */
  readonly overall: PairScore
  /** By a name of the table, then by the group's. */
  readonly groups: Readonly<Record<string, Readonly<Record<string, PairScore>>>>
  /** Rows that were judged wrong. */
  readonly wrong: readonly string[]
}

/** Judges every pair; two inputs are called the same where the way's answers are equal. */
export function scorePairs<Input, Row extends PairRow<Input>>(
  rows: readonly Row[],
  way: Way<Input, string>,
  groupings: Readonly<Record<string, (row: Row) => string>>
): PairReport {
  const answer = remembering(way.learn(rows.flatMap(({ a, b }) => [a, b])))
  const groups = new Map(Object.keys(groupings).map((name) => [name, new Map<string, Confusion>()]))
  let overall = none
  const wrong: string[] = []
  for (const row of rows) {
    const calledSame = answer(row.a) === answer(row.b)
    if (calledSame !== row.same) wrong.push(row.id)
    if (row.tier !== 'policy' && row.tier !== 'hard') overall = addJudgement(overall, row.same, calledSame)
    for (const [name, groupOf] of Object.entries(groupings)) {
      const group = groupOf(row)
      const counts = groups.get(name)
      counts?.set(group, addJudgement(counts.get(group) ?? none, row.same, calledSame))
    }
  }
  return {
    overall: scoreOf(overall),
    groups: Object.fromEntries(
      [...groups].map(([name, counts]) => [
        name,
        Object.fromEntries([...counts].map(([group, each]) => [group, scoreOf(each)]))
      ])
    ),
    wrong
  }
}

function remembering<Input>(answer: (input: Input) => string): (input: Input) => string {
  const answers = new Map<Input, string>()
  return (input) => {
    const before = answers.get(input)
    if (before !== undefined) return before
    const now = answer(input)
    answers.set(input, now)
    return now
  }
}
