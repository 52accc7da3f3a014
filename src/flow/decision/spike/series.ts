/** Hours as they are fitted, newest first. */
export interface Series {
  readonly counts: Float64Array
  /** What each hour had to do, times the level of its week. */
  readonly exposures: Float64Array
  /** 1 where the hour takes part. */
  readonly kept: Uint8Array
}

/** What is expected of one count, before a band is widened. */
export interface Prediction {
  readonly mean: number
  readonly variance: number
}

/** The same of many hours, newest first. */
export interface Predictions {
  readonly means: Float64Array
  readonly variances: Float64Array
}

export function predictionAt({ means, variances }: Predictions, hour: number): Prediction {
  return { mean: means[hour] ?? 0, variance: variances[hour] ?? 0 }
}
