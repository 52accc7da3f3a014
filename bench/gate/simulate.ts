import type { SpikeFacts } from '../../src/flow/decision/spike/spike-test.js'
import { between, seeded, type Random } from '../sameness/corpus/random.js'
import { kinds, type KindName, type Model, type RequestModel } from './kinds.js'
import { logNormal, logUniform, negativeBinomial, normal, poisson } from './samplers.js'
import { factorOf, hoursOfWeek } from './seasons.js'

/** One simulated issue, and what no test is told of it. */
export interface Play {
  readonly facts: SpikeFacts
  /** Of the window's count, by the process that made it. */
  readonly mean: number
  readonly variance: number
}

/** How large a true spike is: so many standard deviations of the window's count above its mean, or so many times the mean. */
export type SpikeSize = { readonly sd: number } | { readonly ratio: number }

/** Fewer events more than usual are no spike that anybody wants to hear of, however rare the error is. */
export const leastExtra = 3
/** Hours of a whole history. */
const fourWeeks = 4 * hoursOfWeek
/** The window is an hour, or an hour and a part of the next; both are simulated as whole hours first. */
const windowHours = 2

/** The same name and seed make the same play on every machine. Nothing is the matter with its window. */
export function simulate(name: KindName, seed: number): Play {
  return play(kinds[name].model, seeded(`${name} ${seed}`))
}

/** The same play with a true spike in its window: more events by a Poisson count around the size, and `leastExtra` at least. */
export function withSpike(quiet: Play, size: SpikeSize, seed: number): Play {
  const more = 'sd' in size ? size.sd * Math.sqrt(quiet.variance) : (size.ratio - 1) * quiet.mean
  const extra = Math.max(leastExtra, poisson(seeded(`spike ${seed}`), more))
  return { ...quiet, facts: { ...quiet.facts, count: quiet.facts.count + extra } }
}

/** `hour` counts from the window's first, which is 0; the history is below it. */
type ByHour = (hour: number) => number

export function play(model: Model, random: Random): Play {
  const history = model.history ?? fourWeeks
  const hours = Array.from({ length: history + windowHours }, (_, at) => at - history)
  const part = random() < 0.5 ? 0 : random()
  const start = between(random, 0, hoursOfWeek - 1)
  const level = levelOf(model, random)
  const clock = clockOf(model, start, random)
  const outage = model.gap === 'outage' ? outageOf(random) : undefined
  const requests = model.requests && requestsOf(model.requests, hours, { start, outage, random })
  const job = jobOf(model, start, random)
  const wander = wanderOf(model, hours, random)
  const incident = incidentsOf(model, history, random)

  const usual: ByHour = (hour) => {
    const season =
      requests === undefined || model.requests?.unrelated === true
        ? factorOf(model.season ?? 'flat', clock(hour))
        : requests.factor(hour)
    return level(hour) * season
  }
  const dispersion = model.dispersion ?? 1
  const countOf = (mean: number): number => negativeBinomial(random, mean, dispersion)
  const past = hours
    .filter((hour) => hour < 0)
    .map((hour) => {
      if (outage?.has(hour) === true) return 0
      const mean = (usual(hour) + job.whole(hour)) * wander(hour)
      return countOf(mean * incident(hour))
    })
  const first = usual(0) + job.whole(0)
  const second = part * usual(1) + job.partly(1, part)
  const mean = first + second
  return {
    facts: {
      count: countOf(first * wander(0)) + countOf(second * wander(1)),
      hours: 1 + part,
      past: forget(past, model, random),
      requests: requests && {
        count: Math.round(requests.count(0) + part * requests.count(1)),
        past: past.map((_, at) => requests.count(at - history))
      }
    },
    mean,
    variance: dispersion * mean + mean * mean * wanderVariance(model)
  }
}

function levelOf(model: Model, random: Random): ByHour {
  const rate = logUniform(random, model.rate)
  const growth = model.growth === undefined ? 1 : logUniform(random, model.growth)
  const shift = model.shift === undefined ? 1 : logUniform(random, model.shift)
  const since = -between(random, 8 * 24, 20 * 24)
  return (hour) => (rate * Math.pow(growth, Math.min(0, hour) / hoursOfWeek)) / (hour < since ? shift : 1)
}

/** Hour of the week as the people who use the service have it. */
function clockOf(model: Model, start: number, random: Random): ByHour {
  const since = model.clockChange === true ? -between(random, 3 * 24, 25 * 24) : -Infinity
  return (hour) => start + hour - (hour < since ? 1 : 0)
}

function outageOf(random: Random): ReadonlySet<number> {
  const length = between(random, 6, 30)
  const from = -between(random, 48 + length, fourWeeks - 24)
  return new Set(Array.from({ length }, (_, at) => from + at))
}

interface RequestHours {
  /** Requests of a whole hour. */
  readonly count: ByHour
  /** The same over those of an average hour of the week before the window. */
  readonly factor: ByHour
}

interface RequestSetting {
  readonly start: number
  readonly outage: ReadonlySet<number> | undefined
  readonly random: Random
}

function requestsOf(model: RequestModel, hours: readonly number[], setting: RequestSetting): RequestHours {
  const { start, outage, random } = setting
  const growth = model.growth === undefined ? 1 : logUniform(random, model.growth)
  const surge = model.surge === undefined ? 1 : logUniform(random, model.surge)
  const counts = new Map(
    hours.map((hour) => {
      const usual = factorOf(model.season, start + hour) * Math.pow(growth, Math.min(0, hour) / hoursOfWeek)
      const here = usual * (hour < 0 ? 1 : surge) * logNormal(random, 0.08)
      return [hour, outage?.has(hour) === true ? 0 : Math.round(model.perHour * here)]
    })
  )
  const count: ByHour = (hour) => counts.get(hour) ?? 0
  return { count, factor: (hour) => count(hour) / model.perHour }
}

interface Job {
  readonly whole: ByHour
  /** Events of the first part of an hour. */
  readonly partly: (hour: number, part: number) => number
}

function jobOf({ job }: Model, start: number, random: Random): Job {
  if (job === undefined) return { whole: () => 0, partly: () => 0 }
  const events = logUniform(random, job.events)
  const minute = random()
  const at = random() < 0.5 ? start : between(random, 0, hoursOfWeek - 1)
  const whole: ByHour = (hour) =>
    (((start + hour - at) % job.every) + job.every) % job.every === 0 ? events : 0
  return { whole, partly: (hour, part) => (minute < part ? whole(hour) : 0) }
}

/** A factor of mean 1 whose logarithm is an autoregressive process. */
function wanderOf({ bursts }: Model, hours: readonly number[], random: Random): ByHour {
  if (bursts === undefined) return () => 1
  const { sd, memory } = bursts
  let state = normal(random)
  const factors = new Map(
    hours.map((hour) => {
      state = memory * state + Math.sqrt(1 - memory * memory) * normal(random)
      return [hour, Math.exp(sd * state - (sd * sd) / 2)]
    })
  )
  return (hour) => factors.get(hour) ?? 1
}

function wanderVariance({ bursts }: Model): number {
  return bursts === undefined ? 0 : Math.exp(bursts.sd * bursts.sd) - 1
}

/** None reaches the last three hours: what goes on in the window would be a true one. */
function incidentsOf({ incidents }: Model, history: number, random: Random): ByHour {
  if (incidents === undefined) return () => 1
  const factors = new Map<number, number>()
  for (let left = between(random, ...incidents); left > 0; left -= 1) {
    const length = between(random, 1, 8)
    const from = -between(random, 3 + length, history)
    const factor = logUniform(random, [4, 20])
    for (let hour = from; hour < from + length; hour += 1) factors.set(hour, factor)
  }
  return (hour) => factors.get(hour) ?? 1
}

function forget(past: readonly number[], { gap }: Model, random: Random): readonly (number | undefined)[] {
  if (gap === 'tenth') return past.map((count) => (random() < 0.1 ? undefined : count))
  if (gap !== 'day') return past
  const from = between(random, 0, past.length - 48)
  return past.map((count, at) => (at >= from && at < from + 24 ? undefined : count))
}
