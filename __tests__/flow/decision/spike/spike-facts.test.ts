import { describe, expect, it } from '@jest/globals'
import type { Trend } from '../../../../src/flow/issue/issue.js'
import { spikeFactsOf, windowBefore } from '../../../../src/flow/decision/spike/spike-facts.js'

const HOUR = 3_600_000
const MINUTE = 60_000
const start = Date.UTC(2026, 2, 1, 6)

/** Clock hours from 6:00; the last one is `minutes` old. */
const trendOf = (counts: readonly number[], minutes = 20, startMs = start): Trend => ({
  startMs,
  endMs: startMs + (counts.length - 1) * HOUR + minutes * MINUTE,
  counts
})

describe('the window', () => {
  it('is the last whole hour and the running one', () => {
    expect(spikeFactsOf(trendOf([1, 2, 3, 4], 15), undefined, 0)).toEqual({
      count: 7,
      hours: 1.25,
      past: [1, 2],
      requests: undefined
    })
  })

  it.each([
    [0, 1],
    [60, 2],
    [90, 2],
    [-5, 1]
  ])('with a running hour of %p minutes it is %p hours long', (minutes, hours) => {
    expect(spikeFactsOf(trendOf([1, 2, 3], minutes), undefined, 0).hours).toBe(hours)
  })

  it('is the running hour alone where nothing is before it', () => {
    expect(spikeFactsOf(trendOf([5], 30), undefined, 0)).toMatchObject({ count: 5, hours: 0.5, past: [] })
  })

  it('is empty without any hour', () => {
    expect(spikeFactsOf(trendOf([], 30), undefined, 0)).toMatchObject({ count: 0, past: [] })
  })
})

describe('the past begins with the hour in which the issue was first seen', () => {
  it.each([
    [start - 5 * HOUR, [0, 0, 3, 4]],
    [start + 2 * HOUR + 59 * MINUTE, [3, 4]],
    [start + 4 * HOUR, []],
    [start + 9 * HOUR, []],
    [NaN, [0, 0, 3, 4]]
  ])('%p', (firstSeen, past) => {
    expect(spikeFactsOf(trendOf([0, 0, 3, 4, 5, 6]), undefined, firstSeen).past).toEqual(past)
  })
})

describe('counts that are none', () => {
  it('are unknown in the past and nothing in the window', () => {
    expect(spikeFactsOf(trendOf([NaN, -4, 1e15, 2, NaN, 3]), undefined, 0)).toMatchObject({
      count: 3,
      past: [undefined, 0, 1e9, 2]
    })
  })
})

describe('requests', () => {
  it('are those of the same hours, whenever their trend begins', () => {
    const requests = trendOf([100, 200, 300, 400, 500, 600], 20, start - 2 * HOUR)
    expect(spikeFactsOf(trendOf([1, 2, 3, 4]), requests, 0).requests).toEqual({
      count: 1100,
      past: [300, 400]
    })
    const later = trendOf([400, 500, 600], 20, start + HOUR)
    expect(spikeFactsOf(trendOf([1, 2, 3, 4]), later, 0).requests).toEqual({
      count: 1100,
      past: [undefined, 400]
    })
  })

  it('begin with the issue', () => {
    const facts = spikeFactsOf(trendOf([0, 2, 3, 4]), trendOf([10, 20, 30, 40]), start + HOUR)
    expect(facts).toMatchObject({ past: [2], requests: { past: [20], count: 70 } })
  })

  it('of 0 make an hour without events unknown, and leave one with events as it is', () => {
    const facts = spikeFactsOf(trendOf([7, 0, 5, 0, 0, 9]), trendOf([10, 0, 0, 10, 0, 10]), 0)
    expect(facts).toMatchObject({ past: [7, undefined, 5, 0], count: 9 })
  })

  it('say nothing before the first of them was counted', () => {
    const facts = spikeFactsOf(trendOf([0, 0, 0, 1, 1]), trendOf([0, 0, 10, 10, 10]), 0)
    expect(facts).toMatchObject({ past: [0, 0, 0], requests: { past: [undefined, undefined, 10] } })
  })

  it.each([
    ['none was ever counted', [0, 0, 0, 0]],
    ['the running hour is not there', [10, 10, 10]],
    ['the window has one that is no number', [10, 10, NaN, 10]]
  ])('are not known where %s', (_, counts) => {
    const requests = { ...trendOf([10, 10, 10, 10]), counts }
    expect(spikeFactsOf(trendOf([0, 2, 3, 4]), requests, 0)).toMatchObject({
      past: [0, 2],
      requests: undefined
    })
  })
})

describe('an hour earlier', () => {
  it('the window is the last whole hour', () => {
    const facts = { count: 9, hours: 1.5, past: [1, 2, 3], requests: { count: 40, past: [10, 20, 30] } }
    expect(windowBefore(facts)).toEqual({
      count: 3,
      hours: 1,
      past: [1, 2],
      requests: { count: 30, past: [10, 20] }
    })
  })

  it('requests that are not known are left out', () => {
    const facts = { count: 9, hours: 1.5, past: [1, 2], requests: { count: 40, past: [10, undefined] } }
    expect(windowBefore(facts)).toEqual({ count: 2, hours: 1, past: [1], requests: undefined })
  })

  it.each([[[]], [[3, undefined]]])('nothing is known after %p', (past) => {
    expect(windowBefore({ count: 9, hours: 1, past })).toBeUndefined()
  })
})
