/** A metric with its tags, as a tracer or an integration sends it. */
export interface SeedMetric {
  readonly metric: string
  /** `key:value`. */
  readonly tags: readonly string[]
}

/** A count at a time, milliseconds since the epoch. */
export interface MetricPoint {
  readonly at: number
  readonly value: number
}

/** Whether a series has what a filter asks for. */
export type TagTest = (tags: readonly string[]) => boolean

/** Metrics by name. */
export class MetricStore {
  readonly #series = new Map<string, { readonly tags: readonly string[]; readonly points: MetricPoint[] }[]>()

  add({ metric, tags }: SeedMetric, points: readonly MetricPoint[]): void {
    const series = this.#series.get(metric) ?? []
    series.push({ tags, points: [...points] })
    this.#series.set(metric, series)
  }

  /** Points of all series that pass; none where nobody knows the metric. */
  find(metric: string, passes: TagTest): readonly MetricPoint[] {
    return (this.#series.get(metric) ?? []).filter(({ tags }) => passes(tags)).flatMap(({ points }) => points)
  }
}
