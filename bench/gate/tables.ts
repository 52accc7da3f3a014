import { renderTable } from '../table.js'
import { kinds } from './kinds.js'
import { verdictsOf, type Measured } from './measure.js'
import { pooled, precisionOf, recallAtPrecision, shareWithin, type Verdicts } from './scores.js'

export interface Section {
  readonly title: string
  readonly table: string
}

export interface WaySummary {
  readonly way: string
  /** Mean of the kinds, each with the same weight. */
  readonly falseAt01: number
  readonly falseAt001: number
  readonly worst: { readonly kind: string; readonly falseAt01: number }
  readonly recallAt01: number
  readonly recallAt001: number
  /** At a p of .001. Undefined without any alarm. */
  readonly precisionAt001: number | undefined
  readonly recallAtPrecision80: number
}

export function summarise(measured: readonly Measured[], way: string): WaySummary {
  const all = pooled(measured.map((row) => verdictsOf(row, way)))
  const worst = measured
    .map((row) => ({ kind: row.kind, falseAt01: shareWithin(verdictsOf(row, way).quiet, 0.01) }))
    .reduce((most, row) => (row.falseAt01 > most.falseAt01 ? row : most), { kind: '', falseAt01: -1 })
  const falseAt001 = shareWithin(all.quiet, 0.001)
  const recallAt001 = shareWithin(all.spikes, 0.001)
  return {
    way,
    falseAt01: shareWithin(all.quiet, 0.01),
    falseAt001,
    worst,
    recallAt01: shareWithin(all.spikes, 0.01),
    recallAt001,
    precisionAt001: precisionOf(falseAt001, recallAt001),
    recallAtPrecision80: recallAtPrecision(all, 0.8)
  }
}

export function summarySection(
  summaries: readonly WaySummary[],
  times: ReadonlyMap<string, number>
): Section {
  const fastest = times.get('plain Poisson') ?? NaN
  return {
    title: 'All kinds together, one true spike in a hundred windows',
    table: renderTable(
      [
        'way',
        'false at .01',
        'worst kind',
        '',
        'false at .001',
        'recall at .01',
        'recall at .001',
        'precision at .001',
        'recall at 80 % precision',
        'per issue',
        'over plain Poisson'
      ],
      summaries.map((row) => [
        row.way,
        percent(row.falseAt01),
        percent(row.worst.falseAt01),
        row.worst.kind,
        percent(row.falseAt001, 2),
        percent(row.recallAt01),
        percent(row.recallAt001),
        row.precisionAt001 === undefined ? '' : percent(row.precisionAt001),
        percent(row.recallAtPrecision80),
        `${(times.get(row.way) ?? NaN).toFixed(3)} ms`,
        ((times.get(row.way) ?? NaN) / fastest).toFixed(1)
      ])
    )
  }
}

/** One row a kind, one column a way. */
export function kindSection(
  measured: readonly Measured[],
  ways: readonly string[],
  { title, score }: { readonly title: string; readonly score: (verdicts: Verdicts) => string }
): Section {
  return {
    title,
    table: renderTable(
      ['kind', 'in words', ...ways],
      measured.map((row) => [
        row.kind,
        kinds[row.kind].words,
        ...ways.map((way) => score(verdictsOf(row, way)))
      ])
    )
  }
}

export const kindScores = [
  {
    title: 'False alarms at a p of .01',
    score: ({ quiet }: Verdicts): string => percent(shareWithin(quiet, 0.01))
  },
  {
    title: 'False alarms at a p of .001',
    score: ({ quiet }: Verdicts): string => percent(shareWithin(quiet, 0.001))
  },
  {
    title: 'Recall at a p of .01',
    score: ({ spikes }: Verdicts): string => percent(shareWithin(spikes, 0.01))
  },
  {
    title: 'Recall at a p of .001',
    score: ({ spikes }: Verdicts): string => percent(shareWithin(spikes, 0.001))
  },
  {
    title: 'Precision at a p of .001, one true spike in a hundred windows',
    score: ({ quiet, spikes }: Verdicts): string => {
      const precision = precisionOf(shareWithin(quiet, 0.001), shareWithin(spikes, 0.001))
      return precision === undefined ? '' : percent(precision)
    }
  }
] as const

export function percent(share: number, digits = 1): string {
  return `${(share * 100).toFixed(digits)} %`
}
