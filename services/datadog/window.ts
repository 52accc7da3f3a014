import { argumentError, Refused } from './replies.js'

/** Half-open: `from` is inside, `to` is not. Milliseconds since the epoch. */
export interface Window {
  readonly from: number
  readonly to: number
}

const UNIT_MS: Readonly<Record<string, number>> = {
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 604_800_000
}

const DEFAULT_FROM = 'now-15m'

/**
 * The window of an event search: date math (`now-15m`), ISO 8601 or milliseconds, always as text. Absent ends
 * default to the last 15 minutes. Refuses an unreadable end with 400 and a reversed window with 422.
 */
export function readWindow(
  filter: { readonly from?: string | undefined; readonly to?: string | undefined } | undefined,
  now: number
): Window {
  const from = readTime('filter.from', filter?.from ?? DEFAULT_FROM, now)
  const to = readTime('filter.to', filter?.to ?? 'now', now)
  if (from >= to) throw new Refused(argumentError(422, 'filter.from,to', "'from' should be anterior to 'to'"))
  return { from, to }
}

function readTime(field: string, text: string, now: number): number {
  const math = /^now(?:([+-])(\d+)([smhdw]))?$/.exec(text)
  if (math) {
    const shift = Number(math[2] ?? 0) * (UNIT_MS[math[3] ?? 's'] ?? 0)
    return math[1] === '-' ? now - shift : now + shift
  }
  if (/^\d{13}$/.test(text)) return Number(text)
  const time = /^\d{4}-\d{2}-\d{2}/.test(text) ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time)) throw new Refused(argumentError(400, field, `'${text}' is not a date`))
  return time
}

/** `30s`, `5m`, `1h`, `1d`, `1w` in milliseconds; `undefined` when it is not a positive interval. */
export function readInterval(text: string): number | undefined {
  const found = /^(\d+)([smhdw])$/.exec(text)
  const length = found ? Number(found[1]) * (UNIT_MS[found[2] ?? ''] ?? 0) : 0
  return length > 0 ? length : undefined
}
