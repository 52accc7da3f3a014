import { describe, expect, it } from '@jest/globals'
import type { Deploy } from '../../../../src/flow/decision/attribution/deploy.js'
import type { DeploysPolicy } from '../../../../src/flow/decision/attribution/deploys-policy.js'
import { ownDeploys } from '../../../../src/flow/decision/attribution/own-deploys.js'
import { deployOf, factsOf, NOW, policy } from './attributing.js'

interface Place {
  readonly seen?: string | undefined
  readonly policy?: Partial<DeploysPolicy>
}

function isOwn(change: Partial<Deploy>, { seen = 'prod', ...given }: Place = {}): boolean {
  const issue = { ...factsOf().issue, environment: seen }
  return ownDeploys([deployOf(NOW, change)], issue, { ...policy, ...given.policy }).length === 1
}

const named: Place = {
  seen: 'production',
  policy: { environments: ['production', '{service}-production'] }
}

describe('the service of a deploy', () => {
  it.each<[string, Partial<Deploy>, Place, boolean]>([
    ['is named, and ours', { service: 'Checkout' }, {}, true],
    ['is named, and another', { service: 'payments' }, {}, false],
    [
      'is named otherwise than in Datadog',
      { service: 'shop' },
      { policy: { services: [{ name: 'sh*', service: 'checkout' }] } },
      true
    ],
    ['is not named: it is of all', {}, {}, true],
    ['is ours by its environment', { environment: 'checkout-production' }, named, true],
    ['is another by its environment', { environment: 'payments-production' }, named, false],
    [
      'is another by its tag',
      { source: 'github-release', environment: undefined, version: 'payments@1.4.0' },
      {},
      false
    ],
    [
      'is ours by its tag',
      { source: 'github-release', environment: undefined, version: 'checkout-v1.4.0' },
      {},
      true
    ]
  ])('%s', (_, change, place, own) => {
    expect(isOwn(change, place)).toBe(own)
  })
})

describe('the environment of a deploy', () => {
  it.each<[string, string | undefined, string | undefined, boolean]>([
    ['is production by another name', 'production', 'prod', true],
    ['is staging', 'staging', 'prod', false],
    ['is staging, as the error is', 'staging', 'Staging', true],
    ['is production, and the error in staging', 'production', 'staging', false],
    ['is a part of production', 'prod-eu', 'production', true],
    ['is another part of production', 'prod-eu', 'prod-us', false],
    ['is not told', undefined, 'prod', true]
  ])('%s', (_, environment, seen, own) => {
    expect(isOwn({ environment }, { seen })).toBe(own)
  })

  it('has to be production where nobody knows that of the error', () => {
    const issue = { ...factsOf().issue, environment: undefined }
    const found = ownDeploys([deployOf(NOW), deployOf(NOW, { environment: 'staging' })], issue, policy)
    expect(found.map(({ environment }) => environment)).toEqual(['production'])
  })
})

it('releases count unless they are switched off', () => {
  const release = { source: 'github-release', environment: undefined, version: 'v1.4.0' } as const
  expect([isOwn(release), isOwn(release, { policy: { releases: false } })]).toEqual([true, false])
})
