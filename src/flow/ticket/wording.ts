import type { Known } from '../issue/known.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** The largest time that a date can hold. https://tc39.es/ecma262/#sec-time-values-and-time-range */
const MAX_TIME_MS = 8.64e15

/** `1234567` as `1,234,567`: the same on every machine, whatever its locale. */
export function sayCount(count: number): string {
  const [whole = '', fraction] = String(count).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',')
  return fraction === undefined ? grouped : `${grouped}.${fraction}`
}

/** `1 event`, `2 events`. */
export function sayPlural(count: number, noun: string): string {
  return `${sayCount(count)} ${noun}${count === 1 ? '' : 's'}`
}

/** Milliseconds since the epoch as `2026-03-01 14:05 UTC`. */
export function sayTime(atMs: number): string {
  if (!(Math.abs(atMs) <= MAX_TIME_MS)) return 'an unreadable time'
  return `${new Date(atMs).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

/** A length of time in its largest sensible unit: `45 minutes`, `7 hours`, `3 days`. Never negative. */
export function saySpan(milliseconds: number): string {
  const span = Math.max(0, milliseconds)
  if (span < 2 * HOUR_MS) return sayPlural(Math.floor(span / MINUTE_MS), 'minute')
  if (span < 2 * DAY_MS) return sayPlural(Math.floor(span / HOUR_MS), 'hour')
  return sayPlural(Math.floor(span / DAY_MS), 'day')
}

/** The fact in words, or `unknown: …` with the reason. */
export function sayKnown<T>(fact: Known<T>, say: (value: T) => string = String): string {
  return fact.known ? say(fact.value) : `unknown: ${fact.reason}`
}
