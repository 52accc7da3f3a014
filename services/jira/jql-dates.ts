const MINUTE = 60_000
const UNITS: Readonly<Record<string, number>> = {
  m: MINUTE,
  h: 60 * MINUTE,
  d: 24 * 60 * MINUTE,
  w: 7 * 24 * 60 * MINUTE
}
const PERIOD = /^([+-]?)((?:\d+[mhdw]\s*)+)$/
const ABSOLUTE = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?: (\d{1,2}):(\d{2}))?$/

/**
 * The instant that a date of a query means, in milliseconds since the epoch; `undefined` when Jira could not read it.
 * Absolute dates are read in UTC, which stands for the time zone of the user's profile.
 */
export function readJqlDate(text: string, now: number): number | undefined {
  const period = PERIOD.exec(text.trim())
  if (period) {
    const span = [...(period[2] ?? '').matchAll(/(\d+)([mhdw])/g)].reduce(
      (sum, part) => sum + Number(part[1]) * (UNITS[part[2] ?? ''] ?? 0),
      0
    )
    return period[1] === '-' ? now - span : now + span
  }
  const absolute = ABSOLUTE.exec(text.trim())
  if (!absolute) return undefined
  const [year, month, day, hour, minute] = absolute.slice(1).map((part) => Number(part ?? 0))
  const date = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1, hour ?? 0, minute ?? 0))
  const isReal =
    date.getUTCMonth() === (month ?? 1) - 1 &&
    date.getUTCDate() === day &&
    (hour ?? 0) < 24 &&
    (minute ?? 0) < 60
  return isReal ? date.getTime() : undefined
}

/** What Jira answers to a date that it cannot read. */
export function dateRefusal(field: string, text: string): string {
  return `Date value '${text}' for field '${field}' is invalid. Valid formats include: 'yyyy/MM/dd HH:mm', 'yyyy-MM-dd HH:mm', 'yyyy/MM/dd', 'yyyy-MM-dd', or a period format e.g. '-5d', '4w 2d'.`
}
