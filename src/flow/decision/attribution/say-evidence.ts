import { truncateText } from '../../../text/truncate.js'
import type { Deploy } from './deploy.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** The largest time that a date can hold. https://tc39.es/ecma262/#sec-time-values-and-time-range */
const MAX_TIME_MS = 8.64e15
/** Names come from vendors; longer ones make no sentence. */
const LONGEST_NAME = 80

export function sayName(name: string): string {
  return truncateText(name.replace(/\s{1,1000}/g, ' ').trim(), LONGEST_NAME)
}

/** `14:05 UTC`, with its day where that is not today's. */
export function sayAt(ms: number, now: number): string {
  if (!(Math.abs(ms) <= MAX_TIME_MS) || !(Math.abs(now) <= MAX_TIME_MS)) return 'an unreadable time'
  const [text, today] = [ms, now].map((each) => new Date(each).toISOString())
  const isToday = text?.slice(0, 10) === today?.slice(0, 10)
  return `${(isToday ? text?.slice(11, 16) : text?.slice(0, 16).replace('T', ' ')) ?? ''} UTC`
}

/** `3 minutes`, `5 hours`, `2 days`. */
export function sayLength(ms: number): string {
  const [amount, unit] =
    ms < 2 * HOUR_MS
      ? [Math.round(ms / MINUTE_MS), 'minute']
      : ms < 48 * HOUR_MS
        ? [Math.round(ms / HOUR_MS), 'hour']
        : [Math.round(ms / (24 * HOUR_MS)), 'day']
  return sayNumber(Math.max(0, amount), unit)
}

/** `1 event`, `1,200 events`. */
export function sayNumber(count: number, noun: string): string {
  const rounded = count < 10 ? Math.round(count * 10) / 10 : Math.round(count)
  const grouped = String(rounded).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${grouped} ${noun}${rounded === 1 ? '' : 's'}`
}

/** A share of 0 to 1 in per cent; small ones do not become none. */
export function sayShare(share: number): string {
  const percent = share * 100
  if (percent > 0 && percent < 0.1) return 'less than 0.1 %'
  return `${percent < 1 || (percent > 99 && percent < 100) ? percent.toFixed(1) : percent.toFixed(0)} %`
}

/** `6.7 times`; what began from nothing has no factor to speak of. */
export function sayStep(step: number): string {
  if (!Number.isFinite(step) || step > 1_000) return 'from next to nothing'
  return `${step < 10 ? step.toFixed(1) : step.toFixed(0)} times the rate before`
}

/** `the deploy of 1.4.0 at 14:07 UTC`. A commit goes by its first seven digits. */
export function sayDeploy({ at, began, version, commit, source }: Deploy, now: number): string {
  const name = version === undefined ? commit?.slice(0, 7) : sayName(version)
  const what = source === 'github-release' ? 'release' : 'deploy'
  const time =
    began === undefined || began >= at
      ? `at ${sayAt(at, now)}`
      : `between ${sayAt(began, now).replace(/ UTC$/, '')} and ${sayAt(at, now)}`
  return `the ${what}${name === undefined ? '' : ` of ${name}`} ${time}`
}
