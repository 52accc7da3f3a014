import { describe, expect, it } from '@jest/globals'
import { findCascade } from '../../../../src/flow/decision/cascade/find-cascade.js'
import { chanceOfAtLeast } from '../../../../src/flow/decision/cascade/rising-issues.js'
import type { TestedIssue } from '../../../../src/flow/decision/cascade/cascade.js'
import type { CascadePolicy } from '../../../../src/flow/decision/cascade/cascade-policy.js'
import { known, unknown } from '../../../../src/flow/issue/known.js'
import { calm, issueOf, shareOfHours, type Environment } from './simulated-environment.js'

const policy: CascadePolicy = {
  children: 'suppress',
  ownHosts: [],
  upstreams: [],
  minimumIssues: 5,
  minimumServices: 3,
  minimumShare: 0.15
}

const quiet = { count: 11, expected: 11, p: known(0.5) }

/** So many rising and quiet issues of a service. */
function service(name: string, rising: number, still: number): TestedIssue[] {
  return [
    ...Array.from({ length: rising }, (_, index) =>
      issueOf(name, `${name}-up-${index}`, { count: 40 + index })
    ),
    ...Array.from({ length: still }, (_, index) => issueOf(name, `${name}-${index}`, quiet))
  ]
}

describe('simulated hours', () => {
  const found = (change: Partial<Environment>): number =>
    shareOfHours({ ...calm, ...change }, (issues) => findCascade(issues, policy) !== undefined)

  it.each<[string, Partial<Environment>]>([
    ['four services of nine', { reached: 4 }],
    ['six of nine', { reached: 6 }],
    ['six of thirty', { services: 30, reached: 6 }],
    ['few errors each', { reached: 6, median: 1 }],
    ['less than half of the issues', { reached: 6, share: [0.3, 0.5] }],
    ['a rise of two to four times', { reached: 6, factor: [2, 4] }]
  ])('with an outage are cascades 90 times of 100: %s', (_, change) => {
    expect(found(change)).toBeGreaterThanOrEqual(0.9)
  })

  it.each<[string, Partial<Environment>]>([
    ['calm', {}],
    ['rare errors', { median: 0.5 }],
    ['expectations far off', { error: 0.4 }],
    ['thirty services', { services: 30, error: 0.3 }],
    ['small services', { services: 30, issuesOfService: [1, 4] }],
    ['every twentieth issue has an incident of its own', { incidents: 0.05 }],
    ['one service is ill', { reached: 1, share: [0.7, 1] }],
    ['two services are ill', { reached: 2, share: [0.7, 1] }],
    ['a little more of everything', { reached: 9, share: [1, 1], factor: [1.3, 1.3] }]
  ])('without one are taken for cascades 2 times of 100 at most: %s', (_, change) => {
    expect(found(change)).toBeLessThanOrEqual(0.02)
  })
})

describe('a cascade', () => {
  const three = [...service('a', 3, 2), ...service('b', 2, 2), ...service('c', 2, 2), ...service('d', 0, 9)]

  it('names services, rising issues by excess, and how unlikely that is', () => {
    const cascade = findCascade(three, policy)
    expect(cascade?.services).toEqual(['a', 'b', 'c'])
    expect(cascade?.rising.map(({ issueId }) => issueId).slice(0, 2)).toEqual(['a-up-2', 'a-up-1'])
    expect(cascade?.rising).toHaveLength(7)
    expect(cascade?.tested).toBe(22)
    expect(cascade?.p).toBeCloseTo(1.5e-9, 10)
    expect(cascade?.why).toBe(
      '7 of 22 issues rise at once, in 3 of 4 services as a whole (a, b, c); by luck less than 1 in 10,000'
    )
  })

  it('takes five issues', () => {
    const four = [...service('a', 2, 0), ...service('b', 1, 0), ...service('c', 1, 0)]
    expect(findCascade(four, policy)).toBeUndefined()
    expect(findCascade([...four, ...service('c2', 1, 0)], policy)?.services).toHaveLength(4)
  })

  it('takes three services, whatever happens in two', () => {
    expect(
      findCascade([...service('a', 9, 0), ...service('b', 9, 0), ...service('c', 0, 5)], policy)
    ).toBeUndefined()
    const two = { ...policy, minimumServices: 2 }
    expect(findCascade([...service('a', 9, 0), ...service('b', 9, 0)], two)).toBeDefined()
  })

  it('takes a share of all issues, or two services more', () => {
    const many = Array.from({ length: 50 }, (_, index) => service(`q${index}`, 0, 1)).flat()
    expect(findCascade([...three, ...many], policy)).toBeUndefined()
    const five = [...three, ...many, ...service('e', 2, 2), ...service('f', 2, 2)]
    expect(findCascade(five, policy)?.services).toHaveLength(5)
  })

  it('counts no service of which one issue of several rises', () => {
    expect(
      findCascade([...service('a', 4, 2), ...service('b', 4, 2), ...service('c', 1, 2)], policy)
    ).toBeUndefined()
  })

  it('counts no service of which but a small share rises, however unlikely that is', () => {
    const rest = [...service('a', 4, 2), ...service('b', 4, 2)]
    expect(findCascade([...rest, ...service('c', 5, 16)], policy)).toBeUndefined()
    expect(findCascade([...rest, ...service('c', 5, 15)], policy)).toBeDefined()
  })

  it('counts a service with a single issue only if that leaves no doubt', () => {
    const rest = [...service('a', 4, 2), ...service('b', 4, 2)]
    const single = (p: number): TestedIssue => issueOf('c', 'c', { p: known(p) })
    expect(findCascade([...rest, single(0.002)], policy)).toBeUndefined()
    expect(findCascade([...rest, single(0.0009)], policy)).toBeDefined()
  })

  it('does not hold the silence of rare errors against a service', () => {
    const rare = Array.from({ length: 40 }, (_, index) =>
      issueOf('c', `c-rare-${index}`, { count: 0, expected: 0.1, p: known(1) })
    )
    expect(findCascade([...three, ...rare], policy)?.services).toContain('c')
  })

  it.each([
    ['too few events', { count: 2, expected: 0.1 }],
    ['too small a rise', { count: 40, expected: 25 }],
    ['a p that may be chance', { p: known(0.01) }],
    ['no usual rate', { p: unknown('too young') }]
  ])('is not made of issues with %s', (_, test) => {
    const issues = ['a', 'b', 'c'].flatMap((name) =>
      [1, 2, 3].map((id) => issueOf(name, `${name}${id}`, test))
    )
    expect(findCascade(issues, policy)).toBeUndefined()
  })

  it('takes in what seems to rise in its services, and not elsewhere', () => {
    const perhaps = { count: 20, expected: 11, p: known(0.04) }
    const issues = [...three, issueOf('a', 'a-perhaps', perhaps), issueOf('d', 'd-perhaps', perhaps)]
    const ids = findCascade(issues, policy)?.rising.map(({ issueId }) => issueId)
    expect(ids).toContain('a-perhaps')
    expect(ids).not.toContain('d-perhaps')
  })

  it('is none of nothing', () => {
    expect(findCascade([], policy)).toBeUndefined()
  })
})

describe('the tail of the binomial', () => {
  // Summed in exact rational arithmetic, then rounded to a double.
  it.each([
    [8, 10, 0.5, 0.0546875],
    [1, 10, 0.1, 0.6513215599],
    [10, 10, 0.125, 9.313225746154785e-10],
    [31, 31, 0.125, 1.0097419586828951e-28],
    [200, 1000, 0.125, 1.478384358636139e-11]
  ])('P(X >= %p) of %p at %p is %p', (k, n, share, expected) => {
    expect(chanceOfAtLeast(k, n, share) / expected).toBeCloseTo(1, 9)
  })

  it('is 1 from nothing, and 0 past the end', () => {
    expect(chanceOfAtLeast(0, 5, 0.1)).toBe(1)
    expect(chanceOfAtLeast(6, 5, 0.1)).toBe(0)
  })
})
