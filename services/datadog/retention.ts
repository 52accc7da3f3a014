import { TRACKS, type StoredEvent, type Track } from './event.js'
import type { Window } from './window.js'

const DAY_MS = 86_400_000

/** For how many milliseconds each product keeps an event searchable. */
export type Retention = Readonly<Record<Track, number>>

/** The usual plans: 15 days of indexed spans and logs, 30 days of RUM. */
export const DEFAULT_RETENTION: Retention = { spans: 15 * DAY_MS, logs: 15 * DAY_MS, rum: 30 * DAY_MS }

/** The timestamps of an event that fall into a window. */
export function timesWithin(event: StoredEvent, { from, to }: Window): readonly number[] {
  return event.timestamps.filter((time) => time >= from && time < to)
}

/** The part of a window that a product can still search. It can be empty. */
export function searchableWindow(window: Window, track: Track, retention: Retention, now: number): Window {
  return { from: Math.max(window.from, now - retention[track]), to: window.to }
}

export function fillRetention(given: Partial<Retention>): Retention {
  return Object.fromEntries(
    TRACKS.map((track) => [track, given[track] ?? DEFAULT_RETENTION[track]])
  ) as Record<Track, number>
}
