import { describe, expect, it } from '@jest/globals'
import type { ImpactPolicy } from '../../../../src/flow/decision/evidence/evidence-policy.js'
import { judgeImpact, type ImpactFacts } from '../../../../src/flow/decision/evidence/judge-impact.js'
import type { SpikeTest } from '../../../../src/flow/decision/spike/spike-test.js'
import { known, unknown } from '../../../../src/flow/issue/known.js'
import { spikeTestOf } from './spike-test-of.js'

const policy: ImpactPolicy = {
  minimumExcess: 5,
  minimumRatio: 2,
  medium: { share: 0.001, users: 10 },
  high: { share: 0.01, users: 100 },
  tierOneServices: ['checkout*'],
  criticalPaths: ['POST /api/login', 'payments']
}

const facts: ImpactFacts = {
  requests: unknown('nobody counts them'),
  users: unknown('backend issues have no users'),
  service: 'catalogue',
  operation: known('GET /api/items')
}

function judge(
  test: Partial<SpikeTest>,
  change: Partial<ImpactFacts> = {},
  significant = true
): { band: string; why: string } {
  return judgeImpact(spikeTestOf(test), { ...facts, ...change }, policy, significant)
}

describe('the impact of a rise', () => {
  it.each<[string, Partial<SpikeTest>, Partial<ImpactFacts>, string]>([
    ['5 errors more, twice as many', { count: 10, expected: 5 }, {}, 'low'],
    ['4 errors more', { count: 5, expected: 1 }, {}, 'none'],
    ['less than twice as many', { count: 199, expected: 100 }, {}, 'none'],
    ['1 in 1,000 requests', { count: 20, expected: 10 }, { requests: known(10_000) }, 'medium'],
    ['less than 1 in 1,000 requests', { count: 20, expected: 10 }, { requests: known(10_001) }, 'low'],
    ['1 in 100 requests', { count: 20, expected: 10 }, { requests: known(1_000) }, 'high'],
    ['less than 1 in 100 requests', { count: 20, expected: 10 }, { requests: known(1_001) }, 'medium'],
    ['10 users', {}, { users: known(10) }, 'medium'],
    ['9 users', {}, { users: known(9) }, 'low'],
    ['100 users', {}, { users: known(100) }, 'high'],
    ['99 users', {}, { users: known(99) }, 'medium'],
    ['a tier-one service', {}, { service: 'Checkout-API' }, 'medium'],
    ['a critical operation', {}, { operation: known('post /api/login') }, 'high'],
    ['a critical service', {}, { service: 'payments', operation: unknown('no event') }, 'high'],
    ['100 users of a rise that is too small', { count: 12 }, { users: known(100) }, 'none'],
    ['no requests at all in the window', {}, { requests: known(0) }, 'low']
  ])('%s', (_, test, change, band) => {
    expect(judge(test, change).band).toBe(band)
  })

  it('is high for a small rise on a critical path, if it is one', () => {
    const login = { operation: known('POST /api/login') }
    const small = { count: 14, expected: 11 }
    expect(judge(small, login).band).toBe('high')
    expect(judge(small, login).why).toContain('where a small rise counts as well')
    expect(judge(small, login, false).band).toBe('none')
    expect(judge({ count: 11, expected: 11 }, login).band).toBe('none')
    expect(judge({ count: 3, expected: 11 }, login).band).toBe('none')
  })

  it('says what decided first, and what nobody counts', () => {
    expect(judge({}, { requests: known(15_000), users: known(38) }).why).toBe(
      '0.1 % of the requests or more; 10 users or more; 63 errors more than usual (6.7 times as many); ' +
        '0.42 % of 15,000 requests; 38 users'
    )
    expect(judge({}).why).toBe(
      '63 errors more than usual (6.7 times as many); share of the requests unknown: nobody counts them; ' +
        'users unknown: backend issues have no users'
    )
    expect(judge({}, { requests: known(0) }).why).toContain('unknown: none was counted in the window')
  })

  it('says why there is none', () => {
    expect(judge({ count: 14, expected: 11 }).why).toBe(
      '3 errors more than usual (1.3 times as many); impact begins at 5 more and 2 times as many'
    )
    expect(judge({ count: 3, expected: 11 }).why).toContain('no more errors than usual')
  })
})
