import { describe, expect, it } from '@jest/globals'
import { kindNames, kinds, type KindName } from '../../../bench/gate/kinds.js'
import { leastExtra, play, simulate, withSpike, type Play } from '../../../bench/gate/simulate.js'
import { seeded } from '../../../bench/sameness/corpus/random.js'

function plays(kind: KindName, count: number): readonly Play[] {
  return Array.from({ length: count }, (_, seed) => simulate(kind, seed))
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

/** All hours of the histories that are known. */
function hoursOf(kind: KindName, count = 12): readonly number[] {
  return plays(kind, count).flatMap(({ facts }) => facts.past.filter((hour) => hour !== undefined))
}

function dispersion(values: readonly number[]): number {
  const middle = mean(values)
  return mean(values.map((value) => (value - middle) ** 2)) / middle
}

describe('the simulator', () => {
  it.each(kindNames)('plays %s the same for the same seed, and otherwise for another', (kind) => {
    expect(simulate(kind, 3)).toEqual(simulate(kind, 3))
    expect(simulate(kind, 3).facts.past).not.toEqual(simulate(kind, 4).facts.past)
  })

  it.each(kindNames)('draws the windows of %s by the mean and the variance that it tells', (kind) => {
    // A window has no memory of more than a day. Where events are rare, few windows show nothing.
    const windows = kinds[kind].group === 'rare' ? 2_000 : 300
    const scores = Array.from({ length: windows }, (_, seed) =>
      play({ ...kinds[kind].model, history: 24 }, seeded(`${kind} ${seed}`))
    ).map(({ facts, mean, variance }) => (facts.count - mean) / Math.sqrt(variance))
    expect(Math.abs(mean(scores))).toBeLessThan(4 / Math.sqrt(windows))
    const spread = mean(scores.map((score) => score * score))
    expect(spread).toBeGreaterThan(0.6)
    expect(spread).toBeLessThan(1.7)
  })

  it.each([
    ['flat-1', 1],
    ['flat-40', 40],
    ['rare-0.05', 0.05],
    ['rare-0.5', 0.5]
  ] as const)('has the rate of %s in the history', (kind, rate) => {
    expect(mean(hoursOf(kind)) / rate).toBeCloseTo(1, 0.5)
  })

  it.each([
    ['flat-40', 1],
    ['rough-2', 2],
    ['rough-5', 5]
  ] as const)('has the variance of %s in each history', (kind, phi) => {
    const seen = mean(plays(kind, 20).map(({ facts }) => dispersion(facts.past.map((hour) => hour ?? 0))))
    expect(seen / phi).toBeGreaterThan(0.9)
    expect(seen / phi).toBeLessThan(1.1)
  })

  it('makes what lies near in time alike where the rate wanders, and nowhere else', () => {
    expect(mean(plays('bursts', 20).map(memoryOf))).toBeGreaterThan(0.3)
    expect(Math.abs(mean(plays('rough-5', 20).map(memoryOf)))).toBeLessThan(0.05)
  })

  it('repeats the season of a week', () => {
    const { facts } = simulate('office', 1)
    const night = facts.past.filter((hour) => (hour ?? 0) === 0).length
    expect(night / facts.past.length).toBeGreaterThan(0.4)
    // The busiest hour of one week is busy in the next.
    const weeks = [0, 1, 2, 3].map((week) => facts.past.slice(week * 168, (week + 1) * 168))
    const busiest = weeks[0]?.indexOf(Math.max(...(weeks[0] ?? []).map((hour) => hour ?? 0))) ?? 0
    for (const week of weeks) expect(week[busiest]).toBeGreaterThan(0)
  })

  it('grows and shrinks as the words say', () => {
    expect(lastWeekOverFirst('trend-up')).toBeGreaterThan(1.15 ** 3)
    expect(lastWeekOverFirst('trend-down')).toBeLessThan(0.85 ** 3)
    expect(lastWeekOverFirst('shift-up')).toBeGreaterThan(1.9)
    expect(lastWeekOverFirst('shift-down')).toBeLessThan(0.55)
  })

  it('is as young as it says', () => {
    expect(simulate('young-3h', 0).facts.past).toHaveLength(3)
    expect(simulate('young-15d', 0).facts.past).toHaveLength(360)
    expect(simulate('daily', 0).facts.past).toHaveLength(672)
  })

  it('has incidents in the past, and none right before the window', () => {
    const levels = plays('few-incidents', 20).map(({ facts, mean }) => ({
      most: Math.max(...facts.past.map((hour) => hour ?? 0)),
      last: mean === 0 ? 0 : (facts.past.at(-1) ?? 0) / mean
    }))
    expect(mean(levels.map(({ most }) => most))).toBeGreaterThan(150)
    expect(mean(levels.map(({ last }) => last))).toBeLessThan(2)
  })

  it('has more requests and more errors in the window of a surge', () => {
    const surges = plays('surge', 30).map(({ facts, mean }) => {
      const weekAgo = facts.requests?.past.at(-168) ?? 0
      return { requests: (facts.requests?.count ?? 0) / facts.hours / weekAgo, mean }
    })
    expect(Math.min(...surges.map(({ requests }) => requests))).toBeGreaterThan(1.3)
  })

  it('leaves out what is not known, and counts nothing in an outage', () => {
    expect(unknownShare('gap-tenth')).toBeCloseTo(0.1, 1)
    expect(simulate('gap-day', 1).facts.past.filter((hour) => hour === undefined)).toHaveLength(24)
    const { facts } = simulate('outage', 1)
    const dark = (facts.requests?.past ?? []).flatMap((requests, at) => (requests === 0 ? [at] : []))
    expect(dark.length).toBeGreaterThanOrEqual(6)
    for (const at of dark) expect(facts.past[at]).toBe(0)
  })

  it('has as many half windows on a run of the job as beside it', () => {
    const onRun = plays('job-weekly', 60).filter(({ mean }) => mean > 10).length
    expect(onRun).toBeGreaterThan(20)
    expect(onRun).toBeLessThan(42)
  })

  it('says every kind in words', () => {
    expect(new Set(kindNames.map((name) => kinds[name].words)).size).toBe(kindNames.length)
  })
})

describe('a true spike', () => {
  const quiet = simulate('flat-40', 5)

  it('adds so many standard deviations, or multiplies the mean', () => {
    const extra = (size: Parameters<typeof withSpike>[1]): number =>
      mean(
        Array.from({ length: 300 }, (_, seed) => withSpike(quiet, size, seed).facts.count - quiet.facts.count)
      )
    expect(extra({ sd: 5 }) / (5 * Math.sqrt(quiet.variance))).toBeCloseTo(1, 1)
    expect(extra({ ratio: 3 }) / (2 * quiet.mean)).toBeCloseTo(1, 1)
  })

  it('changes the window alone, and is never too small to be one', () => {
    const rare = simulate('rare-0.01', 5)
    const spiked = withSpike(rare, { ratio: 2 }, 1)
    expect(spiked.facts.count).toBe(rare.facts.count + leastExtra)
    expect(spiked.facts.past).toBe(rare.facts.past)
  })
})

function memoryOf({ facts }: Play): number {
  const hours = facts.past.map((hour) => hour ?? 0)
  const middle = mean(hours)
  const off = hours.map((hour) => hour - middle)
  const together = mean(off.slice(1).map((value, at) => value * (off[at] ?? 0)))
  return together / mean(off.map((value) => value * value))
}

function lastWeekOverFirst(kind: KindName): number {
  const hours = plays(kind, 25).map(({ facts }) => facts.past.map((hour) => hour ?? 0))
  const total = (from: number): number => mean(hours.map((past) => mean(past.slice(from, from + 168))))
  return total(504) / total(0)
}

function unknownShare(kind: KindName): number {
  return mean(
    plays(kind, 10).map(
      ({ facts }) => facts.past.filter((hour) => hour === undefined).length / facts.past.length
    )
  )
}
