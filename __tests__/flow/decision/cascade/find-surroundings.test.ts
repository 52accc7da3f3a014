import { describe, expect, it } from '@jest/globals'
import type { Surroundings, TestedIssue } from '../../../../src/flow/decision/cascade/cascade.js'
import type { CascadePolicy } from '../../../../src/flow/decision/cascade/cascade-policy.js'
import { findRisingUpstreams } from '../../../../src/flow/decision/cascade/find-upstreams.js'
import {
  findSurroundings,
  type SurroundingsQuestion
} from '../../../../src/flow/decision/cascade/find-surroundings.js'
import { known, unknown } from '../../../../src/flow/issue/known.js'
import { calm, issueOf, shareOfHours, type Environment } from './simulated-environment.js'

const policy: CascadePolicy = {
  children: 'suppress',
  ownHosts: [],
  upstreams: [
    { service: 'cart', dependsOn: ['pricing', 'stock-*'] },
    { service: 'pricing', dependsOn: ['rates'] },
    { service: 'rates', dependsOn: ['cart', 'pricing'] }
  ],
  minimumIssues: 5,
  minimumServices: 3,
  minimumShare: 0.15
}

const asked = issueOf('cart', 'asked')
const still = { count: 11, expected: 11, p: known(0.5) }
const young = issueOf('cart', 'asked', { p: unknown('too young'), basis: 'none' })

function quiet(service: string, size: number): TestedIssue[] {
  return Array.from({ length: size }, (_, index) => issueOf(service, `${service}-${index}`, still))
}

function rising(service: string, size: number): TestedIssue[] {
  return Array.from({ length: size }, (_, index) => issueOf(service, `${service}-up-${index}`))
}

function look(tested: readonly TestedIssue[], change: Partial<SurroundingsQuestion> = {}): Surroundings {
  return findSurroundings(
    { issueId: 'asked', service: 'cart', tested, requestsKnown: true, ...change },
    policy
  )
}

describe('the surroundings of an issue that rises', () => {
  const outage = [...rising('a', 3), ...rising('b', 3), ...rising('c', 3), ...quiet('d', 6)]

  it('are nothing where it rises alone', () => {
    expect(look([asked, ...quiet('cart', 4), ...rising('a', 1), ...quiet('b', 3)])).toEqual({
      kind: 'none',
      why: '1 of 8 other issues rise, in 1 of 2 other services'
    })
    expect(look([asked]).kind).toBe('none')
  })

  it('are a cascade that it is part of', () => {
    const surroundings = look([asked, ...outage])
    expect(surroundings.kind).toBe('cascade')
    expect(surroundings.kind === 'cascade' && surroundings.rising).toContain(asked)
  })

  it('are its own service, where a third of the issues rise, and three at least', () => {
    const found = look([asked, ...rising('cart', 2), ...quiet('cart', 5), ...quiet('a', 5)])
    expect(found.kind).toBe('service-wide')
    expect(found.why).toBe('3 of the 8 tested issues of cart rise together')
    expect(look([asked, ...rising('cart', 2), ...quiet('cart', 6)]).kind).toBe('none')
    expect(look([asked, ...rising('cart', 1)]).kind).toBe('none')
  })

  it('are an upstream with rising errors of its own', () => {
    expect(look([asked, ...rising('pricing', 2), ...quiet('pricing', 8)])).toMatchObject({
      kind: 'upstream',
      upstream: 'pricing',
      why: '2 of the issues of pricing rise at the same time, and cart depends on it'
    })
    expect(look([asked, ...rising('stock-eu', 1)])).toMatchObject({ upstream: 'stock-eu' })
    expect(look([asked, ...rising('rates', 2), ...quiet('pricing', 2)])).toMatchObject({ upstream: 'rates' })
  })

  it('are no upstream that rises as every service does now and then, nor one that nobody declared', () => {
    const luck = issueOf('pricing', 'luck', { p: known(0.004) })
    expect(look([asked, luck, ...quiet('pricing', 20)]).kind).toBe('none')
    expect(look([asked, ...rising('catalogue', 2)]).kind).toBe('none')
  })

  it('names the upstream in a cascade', () => {
    const { kind, why } = look([asked, ...outage, ...rising('pricing', 2)])
    expect(kind).toBe('cascade')
    expect(why).toMatch(/; cart depends on pricing, where errors rise as well$/)
  })
})

describe('an issue that does not rise', () => {
  const outage = [...rising('cart', 3), ...rising('b', 3), ...rising('c', 3)]

  it('has no part in what its neighbours do', () => {
    expect(look([issueOf('cart', 'asked', still), ...outage]).kind).toBe('none')
    expect(look([issueOf('cart', 'asked', still), ...rising('pricing', 2)]).kind).toBe('none')
  })

  it('has one when it is too young to tell, and its service rises', () => {
    expect(look([young, ...outage]).kind).toBe('cascade')
    expect(look(outage).kind).toBe('cascade')
    expect(look([young, ...rising('a', 3), ...rising('b', 3), ...rising('c', 3)]).kind).toBe('none')
    expect(look([young, ...rising('pricing', 2)]).kind).toBe('upstream')
    expect(look([young, ...rising('cart', 3)]).kind).toBe('service-wide')
  })
})

describe('more traffic', () => {
  const surge = { count: 24, expected: 22, p: known(0.4), requestsRatio: 2 }
  const busy = [issueOf('cart', 'asked', surge), issueOf('cart', 'other', { ...surge, count: 20 })]

  it('is what raises errors in step with requests', () => {
    expect(look(busy)).toEqual({
      kind: 'traffic',
      why: 'cart has 2 times its usual requests, and errors keep step with them'
    })
  })

  it('is not, where the requests are nearly as usual, are not counted, or the errors do not keep step', () => {
    const kindOf = (change: Parameters<typeof issueOf>[2]): string =>
      look([issueOf('cart', 'asked', { ...surge, ...change })]).kind
    expect(kindOf({ requestsRatio: 1.4 })).toBe('none')
    expect(kindOf({ requestsRatio: undefined })).toBe('none')
    expect(kindOf({ count: 40 })).toBe('none')
    expect(kindOf({ count: 10 })).toBe('none')
  })

  it('is no excuse for an issue that outruns it', () => {
    expect(look([issueOf('cart', 'asked', { requestsRatio: 2 }), ...busy.slice(1)]).kind).toBe('none')
  })
})

describe('requests that nobody counts', () => {
  const up = { count: 22, expected: 11, p: known(0.02), requestsRatio: undefined }
  const others = [1, 2, 3, 4].map((index) => issueOf(`s${index}`, `s${index}`, up))
  const mine = issueOf('cart', 'asked', { requestsRatio: undefined })

  it('leave open what raises nearly every issue', () => {
    const found = look([mine, ...others], { requestsKnown: false })
    expect(found.kind).toBe('unknown')
    expect(found.why).toContain('2 times its usual errors')
  })

  it('do not matter where the requests of the service are as usual, where few issues can be read, or where some are quiet', () => {
    expect(look([mine, ...others]).kind).toBe('none')
    expect(look([mine, ...others.slice(1)], { requestsKnown: false }).kind).toBe('none')
    const calmOnes = quiet('d', 3).map(({ issueId }) =>
      issueOf('d', issueId, { ...still, requestsRatio: undefined })
    )
    expect(look([mine, ...others, ...calmOnes], { requestsKnown: false }).kind).toBe('none')
  })

  it('matter where the service itself gets more requests', () => {
    const surging = issueOf('cart', 'asked', { requestsRatio: 2 })
    const fifth = issueOf('s5', 's5', up)
    expect(look([surging, ...others, fifth]).kind).toBe('unknown')
  })
})

describe('simulated hours without requests', () => {
  const unsure = (change: Partial<Environment>): number =>
    shareOfHours(
      { ...calm, requestsRatio: undefined, ...change },
      (tested) =>
        look(tested, { issueId: tested[0]?.issueId ?? '', service: 's0', requestsKnown: false }).kind ===
        'unknown'
    )

  it('with twice the traffic are not taken for an outage', () => {
    expect(unsure({ reached: 9, share: [1, 1], factor: [2, 2] })).toBeGreaterThanOrEqual(0.97)
  })

  it('with an outage, or calm, are seldom called unknown', () => {
    expect(unsure({ reached: 4 })).toBeLessThanOrEqual(0.02)
    expect(unsure({ reached: 6 })).toBeLessThanOrEqual(0.05)
    expect(unsure({})).toBe(0)
  })
})

describe('rising upstreams', () => {
  it('are each named once, the nearest first, also where services depend on each other', () => {
    const tested = [
      ...rising('rates', 1),
      ...rising('pricing', 2),
      ...rising('stock-b', 1),
      ...rising('cart', 4)
    ]
    const found = findRisingUpstreams('cart', tested, policy).map(({ service }) => service)
    expect(found).toEqual(['pricing', 'stock-b', 'rates'])
  })
})
