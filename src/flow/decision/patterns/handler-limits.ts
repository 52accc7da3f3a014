/** One start of a handler, as the runs that follow have to know it. */
export interface BookedStart {
  /** Name of the pattern. */
  readonly pattern: string
  /** File name under .github/workflows. */
  readonly workflow: string
  readonly issueId: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** What was configured then; says how long the entry has to be kept. */
  readonly cooldownHours: number
}

/** Every start that may still forbid another one, oldest first. */
export interface HandlerDocument {
  readonly version: 1
  readonly starts: readonly BookedStart[]
}

export const noStarts: HandlerDocument = { version: 1, starts: [] }

/** A start that is asked for. */
export interface HandlerBooking {
  readonly pattern: string
  readonly workflow: string
  readonly issueId: string
  /** Milliseconds since the epoch. */
  readonly now: number
  /** Hours between two starts of the handler, whichever issues ask for them; 0: none. */
  readonly cooldownHours: number
  /** Starts of the handler within a day of UTC. */
  readonly perDay: number
}

export type BookingVerdict =
  | { readonly booked: true; readonly document: HandlerDocument }
  /** `why` is a sentence without a full stop. */
  | { readonly booked: false; readonly why: string }

const HOUR_MS = 3_600_000
/** Of the limit of a day, and of clocks that disagree. */
const KEPT_BEYOND_COOLDOWN_MS = 48 * HOUR_MS

/**
 * Books a start unless the handler still rests or has been started often enough today. A handler is a pattern with its workflow. A
 * start in the future, by another machine's clock, counts like one of this moment.
 */
export function bookStart(document: HandlerDocument, booking: HandlerBooking): BookingVerdict {
  const { pattern, workflow, issueId, now, cooldownHours, perDay } = booking
  const own = document.starts.filter((each) => isOf(each, booking)).map(({ at }) => Math.min(at, now))
  const handler = `the handler ${workflow} of the pattern "${pattern}"`
  const last = own.length === 0 ? undefined : Math.max(...own)
  if (last !== undefined && now - last < cooldownHours * HOUR_MS) {
    const until = toMinute(last + cooldownHours * HOUR_MS)
    return {
      booked: false,
      why: `${handler} was started at ${toMinute(last)} and rests ${hours(cooldownHours)}, until ${until}`
    }
  }
  const today = own.filter((at) => dayOf(at) === dayOf(now)).length
  if (today >= perDay) {
    return {
      booked: false,
      why: `${handler} was started ${times(today)} on ${dayOf(now)} (UTC), which is all that its limit of ${perDay} a day allows`
    }
  }
  const starts = [...document.starts, { pattern, workflow, issueId, at: now, cooldownHours }]
  return { booked: true, document: { version: 1, starts: withoutOld(starts, now) } }
}

/** Takes a booked start back, because the handler was not started. One that is not there changes nothing. */
export function cancelStart(document: HandlerDocument, booking: HandlerBooking): HandlerDocument {
  const at = document.starts.findLastIndex(
    (each) => isOf(each, booking) && each.issueId === booking.issueId && each.at === booking.now
  )
  return at === -1 ? document : { version: 1, starts: document.starts.toSpliced(at, 1) }
}

function isOf(each: BookedStart, { pattern, workflow }: HandlerBooking): boolean {
  return each.pattern === pattern && each.workflow === workflow
}

/** The longest cooldown counts for all, so that one that is made longer finds what it looks for. */
function withoutOld(starts: readonly BookedStart[], now: number): readonly BookedStart[] {
  const longest = starts.reduce((most, { cooldownHours }) => Math.max(most, cooldownHours), 0)
  return starts.filter(({ at }) => now - at <= longest * HOUR_MS + KEPT_BEYOND_COOLDOWN_MS)
}

function dayOf(at: number): string {
  return new Date(at).toISOString().slice(0, 10)
}

/** `2026-03-02 10:05 UTC` */
function toMinute(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`
}

function hours(count: number): string {
  return count === 1 ? 'an hour' : `${count} hours`
}

function times(count: number): string {
  return count === 1 ? 'once' : `${count} times`
}
