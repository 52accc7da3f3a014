import { describe, expect, it } from '@jest/globals'
import { fitHistory } from '../../../../src/flow/decision/spike/fit-history.js'
import { testAgainst } from '../../../../src/flow/decision/spike/test-spike.js'
import { valueOr } from '../../../../src/flow/issue/known.js'
import { byDay, byWeek, flat, growing, job, quiet, rough, seeded, type Setting } from './histories.js'

const HISTORIES = 20
const WINDOWS = 15

/** Each of 20 histories is asked about 15 windows in which nothing is the matter. */
function chancesOf(setting: Setting, seed: number): readonly number[] {
  const random = seeded(seed)
  return Array.from({ length: HISTORIES }, () => {
    const facts = quiet(setting, random)
    const fit = fitHistory(facts)
    return Array.from({ length: WINDOWS }, () => {
      const count = rough(random, setting.rate(0), setting.phi ?? 1)
      return valueOr(testAgainst(fit, { ...facts, count }).p, 1)
    })
  }).flat()
}

const shareUpTo = (chances: readonly number[], level: number): number =>
  chances.filter((chance) => chance <= level).length / chances.length

const settings: readonly (Setting & { readonly name: string })[] = [
  { name: 'one event an hour', rate: flat(1) },
  { name: 'forty an hour', rate: flat(40) },
  { name: 'once a day', rate: flat(0.04) },
  { name: 'a day', rate: byDay(15) },
  { name: 'a week', rate: byWeek(15) },
  { name: 'a rough day', rate: byDay(15), phi: 3 },
  { name: 'very rough', rate: flat(20), phi: 10 },
  { name: 'growing', rate: growing(15, 1.4) },
  { name: 'fading', rate: growing(15, 0.7) },
  { name: 'a nightly job', rate: job(40, 24), phi: 2 },
  { name: 'a weekly job', rate: job(40, 168) },
  { name: 'nine days', rate: byDay(15), hours: 216 },
  { name: 'two days', rate: byDay(15), hours: 48 }
]
const measured = settings.map((setting, index) => ({
  name: setting.name,
  setting,
  chances: chancesOf(setting, index + 1)
}))

describe.each(measured)('where nothing is the matter: $name', ({ chances }) => {
  it('few windows look unusual', () => {
    expect(shareUpTo(chances, 0.01)).toBeLessThanOrEqual(0.04)
    expect(shareUpTo(chances, 0.001)).toBeLessThanOrEqual(0.008)
  })
})

describe('over all kinds', () => {
  const all = measured.flatMap(({ chances }) => chances)

  it('p means what it says: no level is undercut more often than it claims, by more than chance', () => {
    expect(shareUpTo(all, 0.001)).toBeLessThanOrEqual(0.002)
    expect(shareUpTo(all, 0.01)).toBeLessThanOrEqual(0.015)
    expect(shareUpTo(all, 0.1)).toBeLessThanOrEqual(0.11)
  })

  it('nor is it all caution: of counts that are not small, p is close to uniform', () => {
    const many = measured.filter(({ setting }) => setting.rate(0) >= 10).flatMap(({ chances }) => chances)
    expect(shareUpTo(many, 0.1)).toBeGreaterThan(0.05)
    expect(shareUpTo(many, 0.3)).toBeGreaterThan(0.2)
    expect(shareUpTo(many, 0.5)).toBeGreaterThan(0.4)
    expect(shareUpTo(many, 0.5)).toBeLessThan(0.6)
    expect(shareUpTo(many, 0.9)).toBeGreaterThan(0.83)
  })
})
