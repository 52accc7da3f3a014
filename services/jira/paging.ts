interface Page<T> {
  readonly items: readonly T[]
  readonly startAt: number
  readonly maxResults: number
  readonly total: number
}

/** A page of a list by `startAt` and `maxResults`; both fall back when absent or no number. */
export function pageOf<T>(all: readonly T[], query: URLSearchParams, defaultSize: number): Page<T> {
  const read = (name: string, fallback: number): number => {
    const value = Number.parseInt(query.get(name) ?? '', 10)
    return Number.isNaN(value) || value < 0 ? fallback : value
  }
  const startAt = read('startAt', 0)
  const maxResults = Math.min(read('maxResults', defaultSize), defaultSize)
  return { items: all.slice(startAt, startAt + maxResults), startAt, maxResults, total: all.length }
}
