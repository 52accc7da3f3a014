import gammainc from '@stdlib/math-base-special-gammainc'
import { known, unknown, type Known } from '../../issue/known.js'
import type { SpikeTest } from '../spike/spike-test.js'
import type { Onset } from './attribution.js'
import type { OnsetCounts } from './deploy.js'
import { openBins, sumBetween, type OnsetBins } from './onset-bins.js'
import { INTERVAL_LOSS, scanStep, type OnsetPlace, type Step } from './scan-step.js'

export type { OnsetPlace } from './scan-step.js'

const MINUTE_MS = 60_000

/** Whether the errors stayed: a restart of a service gives a few errors that are gone a moment later. */
export type Lasting = 'lasts' | 'blip' | 'too-soon'

export interface FoundOnset extends Onset {
  /** `first-event`: before it the error did not exist. */
  readonly kind: 'first-event' | 'step'
  readonly lasting: Lasting
  /** Events in a minute since then. */
  readonly perMinute: number
  /** How likely each minute is; the weights sum up to 1. */
  readonly places: readonly OnsetPlace[]
  /** End of the counts: how far it was watched. */
  readonly seenUntil: number
  readonly dispersion: number
}

export interface OnsetQuestion {
  readonly counts: OnsetCounts
  readonly test: SpikeTest | undefined
  /** Milliseconds since the epoch. */
  readonly firstSeen: number
}

/** Whether it lasts cannot be told earlier. */
const WAIT_MS = 20 * MINUTE_MS
/** The end of the counts in which the errors have to be there still. */
const TAIL_MS = 20 * MINUTE_MS
/** Share of the rate since the onset that has to be left at the end. */
const LASTING_SHARE = 0.3
/** Chance of the last events at the old rate, at most. */
const LASTING_LEVEL = 0.02
/** With fewer expected events, none say nothing. */
const LEAST_EXPECTED = 3
/** How long before its first event an error that hardly ever occurs may have begun, at most. */
const LONGEST_WAIT_MS = 180 * MINUTE_MS
/** A step that comes later after the first event is a matter of its own. */
const STEP_AFTER_FIRST_MS = 60 * MINUTE_MS
/** Such a step has to be clear: errors often come slowly at first. */
const CLEAR_STEP = 4

/** The dispersion of hourly counts above which they say nothing of five minutes. */
const MOST_DISPERSION = 10
const USUAL_DISPERSION = 2

/**
 * When it began. An error that was first seen within the counts began with its first event, or, if it is rare, some time before; any
 * other with the step that explains the counts best. Unknown where there is none: the errors come as they always did, or the rise is
 * older than the counts.
 */
export function findOnset({ counts, test, firstSeen }: OnsetQuestion): Known<FoundOnset> {
  const isYoung = firstSeen >= counts.startMs
  const bins = openBins(counts, test, isYoung ? firstSeen - counts.binMs : counts.startMs)
  if (bins === undefined) {
    return unknown(isYoung ? 'the error is too new to tell' : 'the counts of the last hours are too few')
  }
  const step = scanStep(bins, Math.min(MOST_DISPERSION, Math.max(1, test?.dispersion ?? USUAL_DISPERSION)))
  if (isYoung && !isMatterOfItsOwn(step, firstSeen, bins)) return firstEvent(bins, firstSeen)
  if (step === undefined) return unknown('the errors of the last hours show no step upwards')
  return known({
    kind: 'step',
    from: step.fromMs,
    to: step.toMs,
    step: step.ratio,
    lasting: judgeLasting(bins, step),
    perMinute: ratePerMinute(bins, step.bestMs),
    places: step.places,
    seenUntil: bins.endMs,
    dispersion: step.dispersion
  })
}

function isMatterOfItsOwn(step: Step | undefined, firstSeen: number, bins: OnsetBins): step is Step {
  return (
    step !== undefined &&
    step.fromMs - firstSeen > STEP_AFTER_FIRST_MS &&
    step.ratio >= CLEAR_STEP &&
    sumBetween(bins, bins.startMs, step.fromMs).events > 0
  )
}

function ratePerMinute(bins: OnsetBins, fromMs: number): number {
  const { events } = sumBetween(bins, fromMs, bins.endMs)
  return events / Math.max(1, (bins.endMs - fromMs) / MINUTE_MS)
}

/**
 * Events come at random, the first one some time after the cause: the likelihood of a wait of `t` falls with `exp(-rate t)`, and
 * the same loss as elsewhere bounds it.
 */
function firstEvent(bins: OnsetBins, firstSeen: number): Known<FoundOnset> {
  const { events } = sumBetween(bins, bins.startMs, bins.endMs)
  if (events === 0) return unknown('none of its events are among the counts of the last hours')
  const perMinute = events / Math.max(1, (bins.endMs - firstSeen) / MINUTE_MS)
  const wait = Math.min(LONGEST_WAIT_MS, Math.max(bins.binMs, (INTERVAL_LOSS / perMinute) * MINUTE_MS))
  const after = events / Math.max(sumBetween(bins, firstSeen, bins.endMs).expected, 1e-9)
  return known({
    kind: 'first-event',
    from: firstSeen - wait,
    to: firstSeen,
    step: after,
    lasting: judgeLasting(bins, { toMs: firstSeen, before: 0, after, dispersion: 1 }),
    perMinute,
    places: waitsBefore(firstSeen, perMinute),
    seenUntil: bins.endMs,
    dispersion: 1
  })
}

function waitsBefore(firstSeen: number, perMinute: number): readonly OnsetPlace[] {
  const length = Math.min(LONGEST_WAIT_MS / MINUTE_MS, Math.ceil(5 / perMinute) + 1)
  const weights = Array.from({ length }, (_, minutes) => Math.exp(-perMinute * minutes))
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  return weights.map((weight, minutes) => ({ at: firstSeen - minutes * MINUTE_MS, weight: weight / total }))
}

/**
 * The last 20 minutes, or as long as it takes to expect some events, have to hold a share of the rate since the onset; the second
 * half of the time since has to be above the rate before.
 */
function judgeLasting(
  bins: OnsetBins,
  { toMs, before, after, dispersion }: Pick<Step, 'toMs' | 'before' | 'after' | 'dispersion'>
): Lasting {
  const length = bins.endMs - toMs
  if (length < WAIT_MS) return 'too-soon'
  const half = Math.max(TAIL_MS, length / 2)
  const since = (span: number): { events: number; expected: number } =>
    sumBetween(bins, bins.endMs - span, bins.endMs)
  const enough = (2 * LEAST_EXPECTED * length) / Math.max(after * since(length).expected, 1e-9)
  const tail = since(Math.max(TAIL_MS, Math.min(half, enough)))
  const hoped = after * tail.expected
  if (tail.events < LASTING_SHARE * hoped) return hoped >= LEAST_EXPECTED ? 'blip' : 'too-soon'
  const late = since(half)
  const usual = before * late.expected
  if (chanceOfMore(late.events / dispersion, usual / dispersion) <= LASTING_LEVEL) return 'lasts'
  const above = after * late.expected - usual
  const isGone = late.events - usual < LASTING_SHARE * above
  return isGone && above >= LEAST_EXPECTED * dispersion ? 'blip' : 'too-soon'
}

/** P(X >= events) of a Poisson count; part events are taken as they come. */
export function chanceOfMore(events: number, mean: number): number {
  if (events <= 0) return 1
  return mean <= 0 ? 0 : gammainc(mean, events)
}
