/** The p that a way gave to windows in which nothing was the matter, and to those with a true spike. */
export interface Verdicts {
  readonly quiet: readonly number[]
  readonly spikes: readonly number[]
}

/** Of a hundred windows that are tested, one has a true spike. */
export const prevalence = 0.01

/** Share of the values at or below `alpha`. */
export function shareWithin(values: readonly number[], alpha: number): number {
  return values.length === 0 ? 0 : values.filter((p) => p <= alpha).length / values.length
}

/**
 * Share of the alarms that are right where one window in a hundred has a spike:
 * `.01 recall / (.01 recall + .99 false-positive rate)`. Undefined without any alarm.
 */
export function precisionOf(falseRate: number, recall: number): number | undefined {
  const right = prevalence * recall
  const wrong = (1 - prevalence) * falseRate
  return right + wrong === 0 ? undefined : right / (right + wrong)
}

/** The most recall that a threshold on p reaches while so large a share of its alarms is right; 0 where none does. */
export function recallAtPrecision({ quiet, spikes }: Verdicts, precision: number): number {
  const sorted = [...quiet].sort((one, other) => one - other)
  const found = [...spikes].sort((one, other) => one - other)
  let best = 0
  let wrong = 0
  for (const [at, p] of found.entries()) {
    // Of spikes with the same p all are found or none.
    if (found[at + 1] === p) continue
    while ((sorted[wrong] ?? Infinity) <= p) wrong += 1
    const recall = (at + 1) / found.length
    if ((precisionOf(wrong / sorted.length, recall) ?? 0) >= precision) best = Math.max(best, recall)
  }
  return best
}

/** Several kinds as one, each with the weight of its windows. */
export function pooled(all: readonly Verdicts[]): Verdicts {
  return { quiet: all.flatMap(({ quiet }) => quiet), spikes: all.flatMap(({ spikes }) => spikes) }
}
