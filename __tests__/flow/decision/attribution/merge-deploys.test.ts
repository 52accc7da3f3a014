import { describe, expect, it } from '@jest/globals'
import type { Deploy } from '../../../../src/flow/decision/attribution/deploy.js'
import { mergeDeploys } from '../../../../src/flow/decision/attribution/merge-deploys.js'
import { compareBuilds, serviceIn } from '../../../../src/flow/decision/attribution/version-names.js'
import { deployOf, HOUR, MINUTE, NOW } from './attributing.js'

const sha = '5c1e9d2'.padEnd(40, '0')
const deployment = deployOf(NOW, { commit: sha, url: 'https://github.com/acme/shop/deployments' })
const release = deployOf(NOW - HOUR, { source: 'github-release', version: 'v1.4.0', environment: undefined })
const datadog = deployOf(NOW + 2 * MINUTE, {
  source: 'datadog-deployment',
  service: 'checkout',
  version: '1.4.0',
  commit: sha
})
const shown = deployOf(NOW - 20 * MINUTE, {
  source: 'datadog-version',
  service: 'checkout',
  version: '1.4.0',
  environment: undefined
})

describe('the same deploy', () => {
  it('told by four sources is one, with what each knows best', () => {
    expect(mergeDeploys([shown, release, datadog, deployment])).toEqual([
      { ...deployment, service: 'checkout', version: '1.4.0', at: shown.at }
    ])
  })

  it('merged again is the same', () => {
    const once = mergeDeploys([shown, release, datadog, deployment])
    expect(mergeDeploys(once)).toEqual(once)
  })

  it.each<[string, Deploy, number]>([
    ['by a name that cannot be compared, at the same time', { ...shown, version: '1.4.0' }, 1],
    ['by a name that cannot be compared, hours later', { ...shown, at: NOW + 3 * HOUR }, 2],
    ['of another commit', { ...datadog, commit: 'f'.repeat(40) }, 2],
    ['of the same commit a day later', { ...datadog, at: NOW + 24 * HOUR }, 2],
    ['of the same commit, told twice', { ...deployment, at: NOW + MINUTE }, 1],
    ['of the same commit, deployed again', { ...deployment, at: NOW + 30 * MINUTE }, 2],
    ['of the same commit, to another environment', { ...deployment, environment: 'prod-eu' }, 2]
  ])('%s', (_, other, count) => {
    expect(mergeDeploys([deployment, other])).toHaveLength(count)
  })

  it('goes by when it was done, not by when it was published', () => {
    const done = { ...deployment, version: '1.4.0' }
    expect(mergeDeploys([release, done])).toEqual([done])
  })

  it('keeps when it began', () => {
    const began = NOW - 30 * MINUTE
    expect(mergeDeploys([{ ...deployment, began }, datadog])).toMatchObject([{ at: NOW, began }])
  })
})

describe('names of builds', () => {
  it.each<[string, string, string]>([
    ['v1.4.0', '1.4.0', 'same'],
    ['release-1.4.0', 'checkout@1.4.0', 'same'],
    ['checkout-v1.4.0', '1.4.0', 'same'],
    ['1.4.0+build.7', '1.4.0', 'same'],
    ['1.4.0-3-g5c1e9d2', sha, 'same'],
    ['main-5c1e9d2', '5c1e9d2', 'same'],
    ['1.4.0', '1.4.1', 'other'],
    ['1.4.0-rc.1', '1.4.0', 'other'],
    ['5c1e9d2', 'abcdef1', 'other'],
    ['5c1e9d2', '1.4.0', 'unknown'],
    ['latest', '1.4.0', 'unknown'],
    ['', '', 'unknown']
  ])('%j and %j: %s', (one, two, verdict) => {
    const of = (version: string): { version: string; commit: undefined } => ({ version, commit: undefined })
    expect(compareBuilds(of(one), of(two))).toBe(verdict)
    expect(compareBuilds(of(two), of(one))).toBe(verdict)
  })

  it.each([
    ['checkout@1.4.0', 'checkout'],
    ['@acme/checkout@1.4.0', 'checkout'],
    ['checkout-v1.4.0', 'checkout'],
    ['checkout/v1.4.0', 'checkout'],
    ['release-1.4.0', undefined],
    ['v1.4.0', undefined],
    [sha, undefined]
  ])('%j is of service %s', (version, service) => {
    expect(serviceIn(version)).toBe(service)
  })
})
