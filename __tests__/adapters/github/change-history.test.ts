import { afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { createChangeHistory } from '../../../src/adapters/github/change-history.js'
import type { Deploy } from '../../../src/flow/decision/attribution/deploy.js'
import type { HostedDeployment } from '../../../services/github/deploy-records.js'
import { git } from '../git/checkout.js'
import { CODER, HISTORIAN, HISTORY_TOKENS, STRANGER } from '../../services/github/history-stage.js'
import { NOW, PLACE, stage } from '../../services/github/stage.js'
import { sourceFor } from './fixtures.js'

const { github } = stage({ tokens: HISTORY_TOKENS })
const HOUR = 3_600_000
const SINCE = NOW - 12 * HOUR

let first = ''
let second = ''

beforeAll(async () => {
  first = await github.seedFiles({ a: '1' })
  await git(github.gitDir, 'tag', 'v1.4.0', first)
  second = await github.seedFiles({ a: '2' })
  await git(github.gitDir, 'tag', 'checkout@2.0.0', second)
})

afterEach(() => {
  github.deploys.deployments.length = 0
  github.deploys.releases.length = 0
  github.service.clearFaults()
  github.service.clearLog()
})

const historyOf = (token = HISTORIAN) =>
  createChangeHistory({ octokit: sourceFor(github.url, { token }), ...PLACE })

/** `hours` before now; a success five minutes later. */
function deployment(hours: number, more: Partial<HostedDeployment> = {}): HostedDeployment {
  const createdAt = NOW - hours * HOUR
  const statuses = [
    { state: 'IN_PROGRESS', at: createdAt } as const,
    { state: 'SUCCESS', at: createdAt + 300_000 } as const
  ]
  return { commit: second, createdAt, statuses, ...more }
}

async function deploysOf(...deployments: readonly HostedDeployment[]): Promise<readonly Deploy[]> {
  github.deploys.deployments.push(...deployments)
  const { deploys, missing } = await historyOf().deploys(SINCE)
  expect(missing).toEqual([])
  return deploys
}

describe('deployments', () => {
  it('are told at the time of their success, with what they replaced', async () => {
    const logUrl = 'https://github.com/acme/shop/actions/runs/7'
    const at = NOW - 2 * HOUR
    const deploys = await deploysOf(
      deployment(20, { commit: first }),
      deployment(2, { statuses: [{ state: 'SUCCESS', at, logUrl }] }),
      deployment(1, { environment: 'staging/ä', ref: 'refs/tags/v1.4.0' })
    )
    const deploy = {
      source: 'github-deployment',
      service: undefined,
      environment: 'production',
      version: undefined,
      commit: second,
      previous: first
    }
    expect(deploys).toEqual([
      { ...deploy, at, began: NOW - 2 * HOUR, url: logUrl },
      {
        ...deploy,
        at: NOW - HOUR + 300_000,
        began: NOW - HOUR,
        environment: 'staging/ä',
        version: '1.4.0',
        previous: undefined,
        url: 'https://github.com/acme/shop/deployments/staging%2F%C3%A4'
      }
    ])
  })

  it('that failed or never ended are none; one that a newer deployment made inactive is one', async () => {
    const at = NOW - 3 * HOUR
    const failed = deployment(5, { statuses: [{ state: 'FAILURE', at }] })
    const replaced = deployment(5, { statuses: [{ state: 'INACTIVE', at }] })
    const begun = deployment(5, { statuses: [{ state: 'IN_PROGRESS', at }] })
    const retired = deployment(5, {
      statuses: [
        { state: 'SUCCESS', at },
        { state: 'INACTIVE', at: at + HOUR },
        { state: 'SUCCESS', at: at + 2 * HOUR }
      ]
    })
    const deploys = await deploysOf(failed, replaced, begun, retired)
    expect(deploys.map((each) => each.at)).toEqual([at])
  })

  it('count from their success, though they waited for an approval since long before', async () => {
    const at = NOW - 11 * HOUR
    const others = Array.from({ length: 100 }, (_, index) => deployment(13 + index / 100))
    const deploys = await deploysOf(deployment(30, { statuses: [{ state: 'SUCCESS', at }] }), ...others)
    expect(deploys.map((each) => each.at)).toEqual([at])
  })

  it.each([
    ['an object', '{"service":"checkout","version":"7"}', 'checkout', '7'],
    ['a text with an object', JSON.stringify('{"service":"checkout"}'), 'checkout', undefined],
    ['another type of service', '{"service":["checkout"],"version":7}', undefined, undefined],
    ['a service without a name', '{"service":" "}', undefined, undefined],
    ['a service of a thousand characters', `{"service":"${'x'.repeat(1000)}"}`, undefined, undefined],
    ['no JSON', '{"service":', undefined, undefined],
    ['nothing', null, undefined, undefined]
  ])('take the service from a payload with %s', async (_, payload, service, version) => {
    const deploys = await deploysOf(deployment(1, { payload, environment: 'production/checkout' }))
    expect(deploys).toMatchObject([{ service, version, environment: 'production/checkout' }])
  })

  it('of services in one environment replace each its own', async () => {
    const shop = '{"service":"shop"}'
    const deploys = await deploysOf(
      deployment(3, { commit: first, payload: shop }),
      deployment(2, { payload: '{"service":"mail"}' }),
      deployment(1, { payload: shop })
    )
    expect(deploys.map(({ service, previous }) => [service, previous])).toEqual([
      ['shop', undefined],
      ['mail', undefined],
      ['shop', first]
    ])
  })

  it('are read page by page, and no further than the time that is asked for', async () => {
    const recent = Array.from({ length: 150 }, (_, index) => deployment(1 + index / 100))
    const old = Array.from({ length: 150 }, (_, index) => deployment(100 + index))
    expect(await deploysOf(...old, ...recent)).toHaveLength(150)
    expect(github.service.requests).toHaveLength(3)
  })

  it('that are too many are said to be missing', async () => {
    github.deploys.deployments.push(...Array.from({ length: 501 }, (_, index) => deployment(1 + index / 100)))
    const { deploys, missing } = await historyOf().deploys(SINCE)
    expect(deploys).toHaveLength(500)
    expect(missing).toEqual(['GitHub was asked to list the deployments for the newest 500 alone'])
  })

  it('give no address that is none', async () => {
    const statuses = [{ state: 'SUCCESS', at: NOW - HOUR, logUrl: 'javascript://x%0aalert(1)' }] as const
    const deploys = await deploysOf(deployment(1, { statuses }))
    expect(deploys).toMatchObject([{ url: 'https://github.com/acme/shop/deployments/production' }])
  })
})

describe('releases', () => {
  it('are told when they were published, with version and commit of the tag', async () => {
    github.deploys.releases.push(
      { tag: 'v1.3.0', createdAt: NOW - 90 * HOUR, publishedAt: NOW - 80 * HOUR },
      { tag: 'checkout@2.0.0', createdAt: NOW - 40 * HOUR, publishedAt: NOW - 2 * HOUR },
      { tag: 'v1.4.0', createdAt: NOW - HOUR, publishedAt: NOW - HOUR },
      { tag: 'v9.0.0', createdAt: NOW - HOUR }
    )
    const release = { source: 'github-release', service: undefined, environment: undefined } as const
    const url = 'https://github.com/acme/shop/releases/tag/'
    expect(await historyOf().deploys(SINCE)).toEqual({
      missing: [],
      deploys: [
        {
          ...release,
          at: NOW - 2 * HOUR,
          version: '2.0.0',
          commit: second,
          previous: undefined,
          url: `${url}checkout%402.0.0`
        },
        {
          ...release,
          at: NOW - HOUR,
          version: '1.4.0',
          commit: first,
          previous: '1.3.0',
          url: `${url}v1.4.0`
        }
      ]
    })
  })
})

describe('what cannot be read', () => {
  it('is named with its permission, and hides nothing else', async () => {
    github.deploys.deployments.push(deployment(1))
    github.deploys.releases.push({ tag: 'v1.4.0', createdAt: NOW, publishedAt: NOW })
    const { deploys, missing } = await historyOf(CODER).deploys(SINCE)
    expect(deploys.map(({ source }) => source)).toEqual(['github-release'])
    expect(missing).toEqual([
      expect.stringMatching(
        /list the deployments: the input "github-token" needs the permission "deployments: read"/
      )
    ])
    expect((await historyOf(STRANGER).deploys(SINCE)).missing).toEqual([
      expect.stringContaining('"deployments: read"'),
      expect.stringContaining('"contents: read"')
    ])
  })

  it('while GitHub is out is missing, and so is what comes after an outage', async () => {
    github.deploys.deployments.push(...Array.from({ length: 150 }, (_, index) => deployment(1 + index / 100)))
    const reply = { status: 502, body: '<html>Bad Gateway</html>' }
    // The first page of each list passes.
    github.service.inject({ kind: 'reply', path: /graphql/, after: 2, times: 4, reply })
    const { deploys, missing } = await historyOf().deploys(SINCE)
    expect(deploys).toHaveLength(100)
    expect(missing).toEqual(['GitHub failed to list the deployments (502): no further explanation'])
  })

  it.each([
    [
      'the rate limit of GraphQL',
      { errors: [{ type: 'RATE_LIMITED', message: 'x' }] },
      'the rate limit of GraphQL is used up'
    ],
    ['another error', { errors: [{ message: 'Timeout\non line 1' }] }, 'Timeout'],
    ['another form', { data: { repository: 7 } }, 'could not be understood']
  ])('because of %s says so', async (_, body, why) => {
    github.service.inject({ kind: 'reply', path: /graphql/, times: 2, reply: { status: 200, body } })
    const { deploys, missing } = await historyOf().deploys(SINCE)
    expect([deploys, missing.length]).toEqual([[], 2])
    expect(missing.join()).toContain(why)
  })

  it('of one deployment is counted', async () => {
    github.deploys.deployments.push(deployment(2), { ...deployment(1), commit: 'none' })
    const { deploys, missing } = await historyOf().deploys(SINCE)
    expect(deploys).toHaveLength(1)
    expect(missing).toEqual(['1 of what GitHub listed could not be understood'])
  })
})

it('a run asks once, and again for an earlier time alone', async () => {
  github.deploys.deployments.push(deployment(5), deployment(15), deployment(1))
  const history = historyOf()
  const counts: number[] = []
  for (const since of [SINCE, SINCE, NOW - 2 * HOUR])
    counts.push((await history.deploys(since)).deploys.length)
  expect([counts, github.service.requests.length]).toEqual([[2, 2, 1], 2])
  expect((await history.deploys(NOW - 24 * HOUR)).deploys).toHaveLength(3)
  expect(github.service.requests).toHaveLength(4)
})
