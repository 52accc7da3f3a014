import { describe, expect, it } from '@jest/globals'
import { known } from '../../../../src/flow/issue/known.js'
import type { SpikeFacts, SpikeTest } from '../../../../src/flow/decision/spike/spike-test.js'
import { testSpike } from '../../../../src/flow/decision/spike/test-spike.js'
import { byDay, byWeek, flat, growing, job, poisson, quiet, seeded, type Setting } from './histories.js'

const chanceOf = ({ p }: SpikeTest): number => {
  if (!p.known) throw new Error(p.reason)
  return p.value
}

const kinds: readonly (Setting & {
  readonly name: string
  readonly usual: number
  readonly spike: number
})[] = [
  { name: 'a flat history', rate: flat(10), usual: 12, spike: 30 },
  { name: 'a rare error', rate: flat(0.05), usual: 0, spike: 5 },
  { name: 'a busy error', rate: flat(400), usual: 420, spike: 700 },
  { name: 'the busy hour of a day', rate: byDay(20), usual: 26, spike: 75 },
  { name: 'a week with weekends', rate: byWeek(20), usual: 26, spike: 75 },
  { name: 'counts that are rough', rate: flat(20), phi: 6, usual: 30, spike: 110 },
  { name: 'an error that grows by half each week', rate: growing(20, 1.5), usual: 28, spike: 80 },
  { name: 'an error that fades by a third each week', rate: growing(20, 0.67), usual: 28, spike: 80 },
  { name: 'a nightly job', rate: job(60, 24), usual: 66, spike: 150 },
  { name: 'a weekly job', rate: job(60, 168), usual: 66, spike: 170 },
  { name: 'ten days', rate: byDay(20), hours: 240, usual: 26, spike: 90 },
  { name: 'three days', rate: byDay(20), hours: 72, usual: 26, spike: 110 },
  { name: 'ten hours', rate: flat(10), hours: 10, usual: 13, spike: 90 }
]

describe.each(kinds)('$name', ({ usual, spike, ...setting }) => {
  const facts = quiet(setting, seeded(7))

  it(`takes ${usual} events for what is usual`, () => {
    const test = testSpike({ ...facts, count: usual })
    expect(chanceOf(test)).toBeGreaterThan(0.05)
    expect(test.count).toBeLessThanOrEqual(test.high)
  })

  it(`finds a spike of ${spike}`, () => {
    const test = testSpike({ ...facts, count: spike })
    expect(chanceOf(test)).toBeLessThan(0.001)
    expect(test.count).toBeGreaterThan(test.high)
  })

  it('expects about what its process makes', () => {
    const test = testSpike(facts)
    const mean = setting.rate(0)
    expect(test.expected).toBeGreaterThan(mean * 0.7 - 0.05)
    expect(test.expected).toBeLessThan(mean * 1.4 + 0.05)
    expect(test.low).toBeLessThanOrEqual(mean)
    expect(test.high).toBeGreaterThanOrEqual(Math.floor(mean))
  })
})

it('tells the hour of the day: as many by night as by day are a spike', () => {
  const night: Setting = { rate: (before) => byDay(20)(before + 12) }
  expect(chanceOf(testSpike({ ...quiet(night, seeded(3)), count: 40 }))).toBeLessThan(0.001)
})

it('knows a weekend from a working day without being told', () => {
  const weekend: Setting = { rate: (before) => byWeek(40)(before + 60) }
  const facts = quiet(weekend, seeded(3))
  expect(weekend.rate(0)).toBeLessThan(weekend.rate(48) / 2)
  expect(chanceOf(testSpike({ ...facts, count: 2 * Math.round(weekend.rate(24 * 4)) }))).toBeLessThan(0.001)
})

it('does not take past incidents for its usual self', () => {
  const facts = quiet({ rate: byDay(10) }, seeded(5))
  const past = facts.past.map((count, hour) => ([100, 101, 102, 336, 500].includes(hour) ? 150 : count))
  const test = testSpike({ ...facts, past, count: 90 })
  expect(test.cleanedHours).toBe(5)
  expect(test.expected).toBeLessThan(45)
  expect(chanceOf(test)).toBeLessThan(0.001)
})

it('takes what happens again and again for a habit, and leaves nothing out', () => {
  const facts = quiet({ rate: flat(2) }, seeded(5))
  const past = facts.past.map((count, hour) => (hour % 37 === 5 ? 40 : count))
  const test = testSpike({ ...facts, past, count: 40 })
  expect(test.cleanedHours).toBe(0)
  expect(chanceOf(test)).toBeGreaterThan(0.005)
  expect(test.reached.hours).toBeGreaterThan(15)
})

describe.each([
  ['since 30 hours, which look like one long incident', 30, 3],
  ['since two days', 48, 2.5],
  ['since a week', 170, 4]
])('a level that has changed %s', (_, since, times) => {
  const facts = quiet({ rate: (before) => byDay(10)(before) * (before <= since ? times : 1) }, seeded(8))
  const usual = Math.round(byDay(10)(0) * times)

  it('is the new usual', () => {
    expect(chanceOf(testSpike({ ...facts, count: usual + 4 }))).toBeGreaterThan(0.05)
  })

  it('has spikes of its own', () => {
    expect(chanceOf(testSpike({ ...facts, count: 5 * usual }))).toBeLessThan(0.001)
  })
})

it('widens the band of an issue whose own past was rougher than the model', () => {
  const random = seeded(21)
  const facts = quiet({ rate: flat(2) }, seeded(5))
  const past = facts.past.map((count) => (random() < 0.035 ? poisson(random, 40) : count))
  const [rougher, calm] = [testSpike({ ...facts, past }), testSpike(facts)]
  expect(calm.widened).toBeLessThan(1.1)
  expect(rougher.widened).toBeGreaterThan(1.1)
  expect(rougher.widened).toBeLessThanOrEqual(2.5)
  expect(rougher.ownAlarmRate).toBeGreaterThan(calm.ownAlarmRate ?? 0)
})

it('lets a nightly job that starts with the running hour be over within minutes', () => {
  const facts = quiet({ rate: (before) => ((before + 1) % 24 === 0 ? 80 : 1) }, seeded(2))
  expect(chanceOf(testSpike({ ...facts, hours: 1.1, count: 82 }))).toBeGreaterThan(0.05)
})

it('expects more of a longer window', () => {
  const facts = quiet({ rate: flat(10) }, seeded(1))
  const [one, half] = [testSpike({ ...facts, hours: 1 }), testSpike({ ...facts, hours: 1.5 })]
  expect(half.expected / one.expected).toBeCloseTo(1.5, 1)
})

describe('requests', () => {
  const random = seeded(11)
  const requestsPast = Array.from(
    { length: 672 },
    (_, index) => 1000 + poisson(random, byDay(300)(672 - index))
  )
  const followed: SpikeFacts = {
    count: 45,
    hours: 1,
    past: requestsPast.map((requests) => poisson(random, requests / 100)),
    requests: { count: 5000, past: requestsPast }
  }

  it('explain three times the errors by three times the traffic', () => {
    expect(chanceOf(testSpike(followed))).toBeGreaterThan(0.05)
    expect(testSpike(followed).requestsRatio).toBeGreaterThan(2)
    expect(chanceOf(testSpike({ ...followed, requests: undefined }))).toBeLessThan(0.001)
  })

  it('may be told in any unit', () => {
    const thousands = {
      ...followed,
      requests: { count: 5, past: requestsPast.map((requests) => requests / 1000) }
    }
    expect(chanceOf(testSpike(thousands))).toBeCloseTo(chanceOf(testSpike(followed)), 9)
  })

  it('are left out where the errors do not follow them', () => {
    const wild = requestsPast.map((requests) => requests * (0.3 + 2 * random()))
    const facts = { ...quiet({ rate: flat(20) }, seeded(4)), count: 22 }
    const test = testSpike({ ...facts, requests: { count: 150, past: wild } })
    expect(test.requestsRatio).toBeUndefined()
    expect(test.doubts).toContain('requests-unfit')
    expect(chanceOf(test)).toBeGreaterThan(0.05)
  })

  it.each([
    [300, 62, undefined],
    [7000, 200, expect.any(Number)]
  ])(
    'that are the same every day may have to do with it or not: %p of them, %p events',
    (count, events, ratio) => {
      const clock = quiet({ rate: job(60, 24) }, seeded(4))
      const test = testSpike({ ...clock, count: events, requests: { count, past: requestsPast } })
      expect(test.requestsRatio).toEqual(ratio)
      expect(test.doubts).not.toContain('requests-unfit')
      expect(chanceOf(test)).toBeGreaterThan(0.05)
    }
  )
})

it('claims nothing of an error without history, and says what such errors do', () => {
  const test = testSpike({ count: 40, hours: 1, past: [] })
  expect(test.p.known).toBe(false)
  expect(test).toMatchObject({ basis: 'none', expected: 1, low: 0, days: 0, reached: { hours: 0, of: 0 } })
})

it('counts the hours that reached the level, whatever the length of the window', () => {
  const past = [...Array.from({ length: 98 }, () => 1), 30, 31]
  expect(testSpike({ count: 60, hours: 2, past }).reached).toEqual({ hours: 2, of: 100 })
  expect(testSpike({ count: 62, hours: 2, past }).reached).toEqual({ hours: 1, of: 100 })
})

it('gives p of no event as 1', () => {
  expect(testSpike({ ...quiet({ rate: flat(5) }, seeded(1)), count: 0 }).p).toEqual(known(1))
})
