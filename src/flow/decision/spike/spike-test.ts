import type { Known } from '../../issue/known.js'

/** What is tested: the events of a window, and those of the hours before it. */
export interface SpikeFacts {
  /** Events in the window. */
  readonly count: number
  /** Length of the window in hours, 1 to 2 as a rule: the last whole hour and the running one. */
  readonly hours: number
  /**
   * Events of each hour before the window, oldest first: the last element is the hour right before it. `undefined`: nobody knows.
   * Hours before the issue existed are not among them. The last 672 (four weeks) are looked at.
   */
  readonly past: readonly (number | undefined)[]
  /** Requests of the service in the same window and hours. Absent where nobody counts them. */
  readonly requests?: { readonly count: number; readonly past: readonly (number | undefined)[] } | undefined
}

/** What the test could not know, for the ticket. */
export const spikeDoubts = {
  'no-history': 'the error is too new to have a usual rate',
  'short-history': 'less than a week of history: neither the hour nor the day of the week is known',
  'few-weeks': 'less than three weeks of history',
  'no-requests': 'nobody counts the requests of this service, so that more traffic looks like more errors',
  'requests-unfit': 'the errors do not follow the requests of the service, which were left out',
  'possible-weekly-job': 'the same hour of every week before was high as well: it may be a weekly job',
  'missing-hours': 'hours of the history are missing',
  'past-incidents': 'hours that look like past incidents were left out of the comparison'
} as const satisfies Readonly<Record<string, string>>
export type SpikeDoubt = keyof typeof spikeDoubts

/** What the numbers rest on. */
export type SpikeBasis =
  /** A week or more: hour and weekday are known. */
  | 'weekly'
  /** A day or more. */
  | 'daily'
  /** Some hours. */
  | 'recent'
  /** No hour at all. */
  | 'none'

export interface SpikeTest {
  readonly count: number
  readonly hours: number
  /** Events that the window usually has. */
  readonly expected: number
  /** Between these lies the count in 18 of 20 windows (5 % and 95 % of the predictive distribution). */
  readonly low: number
  readonly high: number
  /** Events above the expected ones; negative where there are fewer. */
  readonly excess: number
  /** Count over expected. */
  readonly ratio: number
  /** Chance of so many events or more if nothing were the matter, calibrated on the issue's own past. Unknown without any history. */
  readonly p: Known<number>
  /** Of so many hours of the past (`of`), those in which the level of the window was reached. */
  readonly reached: { readonly hours: number; readonly of: number }
  /** Look-alike days that the same hour was compared with. */
  readonly days: number
  /** Share of the past hours in which this test would have given an alarm at a p of .01: how far its p may be trusted. */
  readonly ownAlarmRate: number | undefined
  readonly basis: SpikeBasis
  /** Variance over mean of counts like this one; 1 is Poisson. */
  readonly dispersion: number
  /** Factor by which the band was widened because the own past was rougher than the model. 1 and above. */
  readonly widened: number
  /** Requests in the window over those that were to be expected; `undefined` where they were not used. */
  readonly requestsRatio: number | undefined
  /** Hours that were left out as past incidents, and how many of the history are not known. */
  readonly cleanedHours: number
  readonly missingHours: number
  readonly doubts: readonly SpikeDoubt[]
}

/** What was to be expected in one hour, for charts. */
export interface ExpectedHour {
  readonly expected: number
  readonly low: number
  readonly high: number
}
