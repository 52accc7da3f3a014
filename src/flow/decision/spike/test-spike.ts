import { known, unknown } from '../../issue/known.js'
import { fitHistory, type HistoryFit } from './fit-history.js'
import { DAY_HOURS, type History, readCount, readHours, WEEK_HOURS } from './history.js'
import { chanceOfAtLeast } from './negative-binomial.js'
import { type SpikeDoubt, spikeDoubts, type SpikeFacts, type SpikeTest } from './spike-test.js'

const FEW_WEEKS_HOURS = 3 * WEEK_HOURS
/** What may be a weekly job is no more unusual than that. */
const WEEKLY_JOB_CHANCE = 0.05
/** The same hour of every week before reached this share of the window's level. */
const WEEKLY_JOB_SHARE = 0.5
/** A few hours that are not known change nothing. */
const MISSING_SHARE = 0.05

/**
 * How unusual the window is for this issue at this time: a negative binomial prediction from look-alike hours
 * of four weeks, without past incidents, at the level of now, per request where the events follow those, and
 * widened where the issue's own past was rougher. Pure; never throws, whatever the counts. The larger the
 * count, the smaller p. About 3 ms for four weeks.
 */
export function testSpike(facts: SpikeFacts): SpikeTest {
  return testAgainst(fitHistory(facts), facts)
}

/** The same, given the fit of those very facts. */
export function testAgainst(fit: HistoryFit, facts: SpikeFacts): SpikeTest {
  const count = readCount(facts.count) ?? 0
  const hours = readHours(facts.hours)
  const { history, window, calibration } = fit
  const { expected, low, high } = fit.band
  const chance = chanceOfAtLeast(count, window.mean, window.variance)
  const weekly = chance < WEEKLY_JOB_CHANCE && mayBeWeeklyJob(history, count / hours)
  const missingHours = history.counts.length - history.hours
  return {
    count,
    hours,
    expected,
    low,
    high,
    excess: count - expected,
    ratio: count / expected,
    p: fit.basis === 'none' ? unknown(spikeDoubts['no-history']) : known(weekly ? WEEKLY_JOB_CHANCE : chance),
    reached: reachedIn(history, count / hours),
    days: window.days,
    ownAlarmRate: calibration.ownAlarmRate,
    basis: fit.basis,
    dispersion: window.dispersion,
    widened: calibration.widened,
    requestsRatio: fit.requests === 'used' ? history.windowExposure / usualExposure(history) : undefined,
    cleanedHours: fit.cleanedHours,
    missingHours,
    doubts: doubtsOf(fit, { weekly, missingHours })
  }
}

/** With two weeks or less of repeats a weekly job is not told from a spike. `level` is events an hour. */
function mayBeWeeklyJob({ counts, known: isKnown }: History, level: number): boolean {
  if (counts.length >= FEW_WEEKS_HOURS) return false
  const repeats = sameHours(counts.length, WEEK_HOURS).filter((hour) => isKnown[hour] === 1)
  return repeats.length > 0 && repeats.every((hour) => (counts[hour] ?? 0) >= WEEKLY_JOB_SHARE * level)
}

function reachedIn({ counts, known: isKnown, hours }: History, level: number): SpikeTest['reached'] {
  return { hours: counts.filter((count, hour) => isKnown[hour] === 1 && count >= level).length, of: hours }
}

/** Mean exposure of the window's hour of the week, or of the day while there is no week. */
function usualExposure({ exposure, known: isKnown }: History): number {
  const every = exposure.length < WEEK_HOURS ? DAY_HOURS : WEEK_HOURS
  const same = sameHours(exposure.length, every).filter((hour) => isKnown[hour] === 1)
  return same.length === 0 ? 1 : same.reduce((sum, hour) => sum + (exposure[hour] ?? 0), 0) / same.length
}

/** Hours of the history that lie a multiple of `every` before the window's first hour. */
function sameHours(length: number, every: number): readonly number[] {
  return Array.from({ length: Math.floor(length / every) }, (_, times) => every * (times + 1) - 1)
}

interface Seen {
  readonly weekly: boolean
  readonly missingHours: number
}

function doubtsOf({ basis, history, requests, cleanedHours }: HistoryFit, seen: Seen): readonly SpikeDoubt[] {
  const found: Readonly<Record<SpikeDoubt, boolean>> = {
    'no-history': basis === 'none',
    'short-history': basis === 'recent' || basis === 'daily',
    'few-weeks': basis === 'weekly' && history.hours < FEW_WEEKS_HOURS,
    'no-requests': requests === 'uncounted',
    'requests-unfit': requests === 'unfit',
    'possible-weekly-job': seen.weekly,
    'missing-hours': seen.missingHours > MISSING_SHARE * history.counts.length,
    'past-incidents': cleanedHours > 0
  }
  return Object.keys(spikeDoubts).filter((doubt): doubt is SpikeDoubt => found[doubt as SpikeDoubt])
}
