import { describe, expect, it } from '@jest/globals'
import type { SpikeFacts } from '../../../../src/flow/decision/spike/spike-test.js'
import { testSpike } from '../../../../src/flow/decision/spike/test-spike.js'
import { byDay, flat, job, quiet, seeded, type Setting } from './histories.js'

const counted = (setting: Setting): SpikeFacts => {
  const facts = quiet(setting, seeded(9))
  return { ...facts, requests: { count: 1000, past: facts.past.map(() => 1000) } }
}
const doubtsOf = (facts: SpikeFacts): readonly string[] => testSpike(facts).doubts

it('there is none where four weeks and the requests are known', () => {
  expect(doubtsOf(counted({ rate: byDay(10) }))).toEqual([])
})

it.each([
  [0, 'none', ['no-history', 'no-requests']],
  [1, 'recent', ['short-history', 'no-requests']],
  [23, 'recent', ['short-history', 'no-requests']],
  [24, 'daily', ['short-history', 'no-requests']],
  [167, 'daily', ['short-history', 'no-requests']],
  [168, 'weekly', ['few-weeks', 'no-requests']],
  [503, 'weekly', ['few-weeks', 'no-requests']],
  [504, 'weekly', ['no-requests']],
  [900, 'weekly', ['no-requests']]
] as const)('%p hours of history rest on basis %p', (hours, basis, doubts) => {
  const test = testSpike(quiet({ rate: flat(4), hours }, seeded(1)))
  expect(test.basis).toBe(basis)
  expect(test.doubts).toEqual(doubts)
})

describe('a possible weekly job', () => {
  const fortnight = quiet({ rate: job(60, 168), hours: 400 }, seeded(2))

  it('is no more unusual than one in twenty', () => {
    const test = testSpike({ ...fortnight, count: 100 })
    expect(test.p).toEqual({ known: true, value: 0.05 })
    expect(test.doubts).toContain('possible-weekly-job')
  })

  it('is none at more than twice the level of a week before', () => {
    const test = testSpike({ ...fortnight, count: 200 })
    expect(test.p).toMatchObject({ known: true, value: expect.any(Number) })
    expect(test.doubts).not.toContain('possible-weekly-job')
  })

  it('is none where one of the weeks before was quiet', () => {
    const past = fortnight.past.map((count, index) => (400 - index === 336 ? 0 : count))
    expect(doubtsOf({ ...fortnight, past, count: 100 })).not.toContain('possible-weekly-job')
  })

  it('is nothing to speak of where the count is usual', () => {
    expect(doubtsOf({ ...fortnight, count: 1 })).not.toContain('possible-weekly-job')
  })
})

describe('hours that are not known', () => {
  const facts = counted({ rate: byDay(10) })

  it.each([
    ['every tenth', (index: number) => index % 10 === 0, true],
    ['three of them', (index: number) => index < 3, false]
  ] as const)('%s', (_, isMissing, doubted) => {
    const past = facts.past.map((count, index) => (isMissing(index) ? undefined : count))
    const test = testSpike({ ...facts, past })
    expect(test.missingHours).toBe(past.filter((count) => count === undefined).length)
    expect(test.doubts.includes('missing-hours')).toBe(doubted)
  })
})

it('the requests are not counted where the window or a quarter of the hours has none', () => {
  const facts = counted({ rate: byDay(10) })
  const past = facts.past.map((_, index) => (index % 4 === 0 ? undefined : 1000))
  expect(doubtsOf({ ...facts, requests: { count: 1000, past } })).toContain('no-requests')
  expect(doubtsOf({ ...facts, requests: { count: 0, past: facts.past.map(() => 1000) } })).toContain(
    'no-requests'
  )
})

it('past incidents are told', () => {
  const facts = counted({ rate: byDay(10) })
  const past = facts.past.map((count, index) => (index === 400 ? 300 : count))
  expect(doubtsOf({ ...facts, past })).toEqual(['past-incidents'])
})
