import type { Track } from '../../flow/issue/issue.js'

const dayMs = 86_400_000

/** Days that the products keep events by default. https://docs.datadoghq.com/data_security/data_retention_periods/ */
const usualDays = { spans: 15, logs: 15, rum: 30 } as const satisfies Record<Track, number>

/**
 * How far back the products are known to keep events: as far as one was seen. Nothing else tells it: an hour without events and
 * an hour whose events are gone look the same. Spans and RUM are kept alike for the whole organisation; logs by index, so that
 * one service's logs prove nothing of another's.
 */
export class Retention {
  readonly #oldest = new Map<string, number>()
  readonly #searched = new Set<string>()

  /** An event of this time was found. */
  note(track: Track, service: string, at: number): void {
    const scope = scopeOf(track, service)
    this.#oldest.set(scope, Math.min(at, this.#oldest.get(scope) ?? at))
  }

  /** Time of the oldest event that was found; `undefined` when none was. */
  oldest(track: Track, service: string): number | undefined {
    return this.#oldest.get(scopeOf(track, service))
  }

  /** Whether it is worth a request to look for older events of the service: once, unless what is known is all there can be. */
  isWorthSearching(
    track: Track,
    service: string,
    needed: { readonly fromMs: number; readonly now: number }
  ): boolean {
    if (service === '' || this.#searched.has(scopeOf(track, service))) return false
    const usual = needed.now - (usualDays[track] - 1) * dayMs
    const oldest = this.oldest(track, service)
    return oldest === undefined || oldest > Math.max(needed.fromMs + dayMs, usual)
  }

  noteSearch(track: Track, service: string): void {
    this.#searched.add(scopeOf(track, service))
  }
}

function scopeOf(track: Track, service: string): string {
  return track === 'logs' ? `logs of ${service.toLowerCase()}` : track
}
