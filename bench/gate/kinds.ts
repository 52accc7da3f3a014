import type { Season } from './seasons.js'

/** Least and most of what is drawn anew for each play. */
export type Range = readonly [number, number]

/** A process that makes counts. What is absent does not happen. */
export interface Model {
  /** Events per hour at the level of the window, averaged over a week. */
  readonly rate: Range
  readonly season?: Season
  /** Variance over mean of each hour's count; absent: 1, a Poisson count. */
  readonly dispersion?: number
  /** The rate wanders: standard deviation of its logarithm, and the share of it that is left an hour later. */
  readonly bursts?: { readonly sd: number; readonly memory: number }
  /** Factor of the level from one week to the next. */
  readonly growth?: Range
  /** Factor of the level since some hour 8 to 20 days ago. */
  readonly shift?: Range
  /** Hours of history; absent: 672, four weeks. */
  readonly history?: number
  /** Past incidents of 1 to 8 hours, each with 4 to 20 times the usual events. */
  readonly incidents?: Range
  /** Something that runs every so many hours and fails with so many events. Half of the windows have a run in them, except hourly ones. */
  readonly job?: { readonly every: 1 | 24 | 168; readonly events: Range }
  readonly requests?: RequestModel
  /** What is not known of the history, or did not take place. */
  readonly gap?: 'tenth' | 'day' | 'outage'
  /** The clock of the season was put forward by an hour, 3 to 25 days ago. */
  readonly clockChange?: boolean
}

export interface RequestModel {
  /** Requests per hour, averaged over a week. */
  readonly perHour: number
  readonly season: Season
  readonly growth?: Range
  /** Times the usual requests in the window. */
  readonly surge?: Range
  /** The errors are no share of the requests, which are told all the same. */
  readonly unrelated?: boolean
}

export interface Kind {
  readonly group: string
  /** What is simulated, in words. */
  readonly words: string
  readonly model: Model
}

const some: Range = [2, 60]
const shop: RequestModel = { perHour: 20_000, season: 'weekly' }

/** Histories in which nothing is the matter with the window: every alarm is a false one. */
export const kinds = {
  'flat-1': kind('flat', 'one event an hour, Poisson', { rate: [1, 1] }),
  'flat-5': kind('flat', '5 an hour, Poisson', { rate: [5, 5] }),
  'flat-40': kind('flat', '40 an hour, Poisson', { rate: [40, 40] }),
  'flat-400': kind('flat', '400 an hour, Poisson', { rate: [400, 400] }),
  'rare-0.01': kind('rare', 'once in four days', { rate: [0.01, 0.01] }),
  'rare-0.05': kind('rare', 'about once a day', { rate: [0.05, 0.05] }),
  'rare-0.2': kind('rare', '5 a day, by day', { rate: [0.2, 0.2], season: 'daily' }),
  'rare-0.5': kind('rare', '12 a day, twos and threes', { rate: [0.5, 0.5], dispersion: 2 }),
  daily: kind('season', 'seven times as many by day as by night', { rate: some, season: 'daily' }),
  weekly: kind('season', 'by day, and a quarter of it on weekends', { rate: some, season: 'weekly' }),
  office: kind('season', 'office hours, else next to nothing', { rate: some, season: 'office' }),
  'office-rough': kind('season', 'office hours, variance 5 times the mean', {
    rate: some,
    season: 'office',
    dispersion: 5
  }),
  'clock-change': kind('season', 'office hours, and the clock changed 3 to 25 days ago', {
    rate: some,
    season: 'office',
    clockChange: true
  }),
  'rough-2': kind('overdispersed', 'variance 2 times the mean', { rate: some, dispersion: 2 }),
  'rough-5': kind('overdispersed', 'variance 5 times the mean', { rate: some, dispersion: 5 }),
  'rough-10': kind('overdispersed', 'variance 10 times the mean, by day', {
    rate: some,
    dispersion: 10,
    season: 'daily'
  }),
  bursts: kind('overdispersed', 'the rate wanders by a factor of 1.6, and keeps half of it an hour later', {
    rate: some,
    bursts: { sd: 0.5, memory: 0.5 }
  }),
  'long-bursts': kind('overdispersed', 'the rate wanders for half a day, by day', {
    rate: some,
    season: 'daily',
    bursts: { sd: 0.5, memory: 0.9 }
  }),
  'trend-up': kind('trend', '15 to 40 % more each week, by day', {
    rate: some,
    season: 'daily',
    growth: [1.15, 1.4]
  }),
  'trend-down': kind('trend', '15 to 30 % fewer each week, weekends', {
    rate: some,
    season: 'weekly',
    growth: [0.7, 0.85]
  }),
  'shift-up': kind('trend', '2 to 5 times as many since 8 to 20 days', {
    rate: some,
    season: 'daily',
    shift: [2, 5]
  }),
  'shift-down': kind('trend', 'a half to a fifth since 8 to 20 days', {
    rate: some,
    season: 'daily',
    shift: [0.2, 0.5]
  }),
  'young-3h': young(3, 'three hours of history'),
  'young-12h': young(12, 'twelve hours of history'),
  'young-3d': young(72, 'three days of history'),
  'young-8d': young(192, 'eight days of history'),
  'young-15d': young(360, 'fifteen days of history'),
  'few-incidents': kind('contaminated', '2 to 4 incidents in four weeks', {
    rate: some,
    season: 'daily',
    incidents: [2, 4]
  }),
  'many-incidents': kind('contaminated', '12 to 20 incidents in four weeks', {
    rate: some,
    season: 'weekly',
    dispersion: 2,
    incidents: [12, 20]
  }),
  traffic: kind('traffic', 'a share of the requests, which have weekends and grow by 10 to 30 % a week', {
    rate: some,
    requests: { ...shop, growth: [1.1, 1.3] }
  }),
  surge: kind('traffic', 'a share of the requests, of which the window has 2 to 6 times the usual', {
    rate: some,
    requests: { ...shop, surge: [2, 6] }
  }),
  'rough-traffic': kind('traffic', 'a share of the requests, variance 4 times the mean', {
    rate: some,
    dispersion: 4,
    requests: shop
  }),
  'other-traffic': kind('traffic', 'as many at any hour, whatever the requests are', {
    rate: some,
    requests: { ...shop, unrelated: true }
  }),
  'job-hourly': kind('job', 'a job fails 5 to 60 times in some minute of each hour', {
    rate: [0.2, 2],
    job: { every: 1, events: [5, 60] }
  }),
  'job-nightly': kind('job', 'a job fails 10 to 200 times in one hour of each day', {
    rate: [0.2, 5],
    job: { every: 24, events: [10, 200] }
  }),
  'job-weekly': kind('job', 'a job fails 10 to 200 times in one hour of each week', {
    rate: [0.2, 5],
    job: { every: 168, events: [10, 200] }
  }),
  'gap-tenth': kind('gaps', 'a tenth of the hours is not known', {
    rate: some,
    season: 'daily',
    gap: 'tenth'
  }),
  'gap-day': kind('gaps', 'a whole day is not known', { rate: some, season: 'weekly', gap: 'day' }),
  outage: kind('gaps', 'no requests and no errors for 6 to 30 hours, some days ago', {
    rate: some,
    requests: shop,
    gap: 'outage'
  })
} as const satisfies Readonly<Record<string, Kind>>

export type KindName = keyof typeof kinds
export const kindNames = Object.keys(kinds).filter((name): name is KindName => name in kinds)

function kind(group: string, words: string, model: Model): Kind {
  return { group, words, model }
}

function young(history: number, words: string): Kind {
  return kind('young', `${words}, by day`, { rate: some, season: 'daily', history })
}
