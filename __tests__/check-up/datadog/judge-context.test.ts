import { describe, expect, it } from '@jest/globals'
import type { Answer } from '../../../src/check-up/answer.js'
import { absent, forbidden, lineOf, outage, policyOf, requestOf } from './judge-facts.js'

const QUERY = 'sum:http.requests{service:{service}}.as_count()'
const counted = requestOf(policyOf(`datadog: { requests: [{ services: [cart], query: '${QUERY}' }] }`))
const unread: Answer<never> = { kind: 'refused', status: 400, why: 'Datadog failed (400): cannot parse' }

describe('the requests of a service', () => {
  it('can be counted when a metric query is answered', () => {
    expect(lineOf('datadog-requests')).toMatchObject({
      status: 'ok',
      found: 'Metrics can be queried (timeseries_query).'
    })
    expect(lineOf('datadog-requests', {}, counted).found).toContain('the first query of datadog.requests')
  })

  it.each([
    [
      'the scope is missing',
      forbidden,
      requestOf(),
      /more traffic looks like more/,
      /scope timeseries_query/
    ],
    [
      'the query is not read',
      unread,
      counted,
      /datadog\.requests counts nothing: .*cannot parse/,
      /Explorer/
    ],
    ['the address is wrong', absent, requestOf(), /^Not checked: .*not there\.$/, /datadog-site/],
    ['nothing answers', outage, counted, /^Not checked: .*15 s\.$/, /Run the doctor again/]
  ])('are a warning when %s', (_what, requests, request, found, mend) => {
    expect(lineOf('datadog-requests', { requests }, request)).toMatchObject({
      status: 'warning',
      found: expect.stringMatching(found),
      mend: expect.stringMatching(mend)
    })
  })
})

describe('the deployments that Datadog knows of', () => {
  it('are ok when they can be listed, and where there is no such product', () => {
    expect(lineOf('datadog-deployments').status).toBe('ok')
    expect(lineOf('datadog-deployments', { deployments: absent })).toMatchObject({
      status: 'ok',
      found: expect.stringContaining('GitHub alone')
    })
  })

  it.each([
    [
      'the scope is missing',
      forbidden,
      /lacks dora_metrics_read/,
      /dora_metrics_read.*Leave it if you do not/
    ],
    ['the question is refused', unread, /^Not checked: .*cannot parse\.$/, /Leave it if you do not/],
    ['nothing answers', outage, /^Not checked: /, /Run the doctor again/]
  ])('are a warning when %s', (_what, deployments, found, mend) => {
    expect(lineOf('datadog-deployments', { deployments })).toMatchObject({
      status: 'warning',
      found: expect.stringMatching(found),
      mend: expect.stringMatching(mend)
    })
  })
})
