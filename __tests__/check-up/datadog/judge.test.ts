import { describe, expect, it } from '@jest/globals'
import { given } from '../../../src/check-up/answer.js'
import { datadogChecks } from '../../../src/check-up/datadog/checks.js'
import { judgeDatadog } from '../../../src/check-up/datadog/judge.js'
import { factsOf, forbidden, issueOf, issuesOf, lineOf, outage, policyOf, requestOf } from './judge-facts.js'

const everyRefusal = {
  ownKey: forbidden,
  issues: { spans: forbidden, logs: forbidden, rum: forbidden },
  events: { spans: forbidden, logs: forbidden, rum: forbidden },
  requests: forbidden,
  deployments: forbidden,
  monitors: forbidden,
  teams: forbidden
}

const ids = Object.keys(datadogChecks)

describe('the lines of Datadog', () => {
  it('are all ok, one for each id and in its order, when nothing is wrong', () => {
    const lines = judgeDatadog(factsOf(), requestOf())
    expect(lines.map(({ id }) => id)).toEqual(ids)
    expect(lines.filter(({ status }) => status !== 'ok')).toEqual([])
    expect(lines.every(({ mend }) => mend === undefined)).toBe(true)
  })

  it('are all there, with a mend, when nothing could be asked', () => {
    const lost = judgeDatadog(
      factsOf({
        apiKey: outage,
        ownKey: outage,
        issues: { spans: outage, logs: outage, rum: outage },
        events: { spans: outage, logs: outage, rum: outage },
        requests: outage,
        deployments: outage,
        monitors: outage,
        webhooks: [],
        variables: [],
        teams: outage
      }),
      requestOf()
    )
    expect(new Set(lost.map(({ id }) => id))).toEqual(new Set(ids))
    expect(lost.filter(({ status }) => status === 'failed')).toEqual([])
    expect(lost.filter(({ status, mend }) => status === 'warning' && mend === undefined)).toEqual([])
  })

  it('fail once for a wrong API key, and the others wait', () => {
    const lines = judgeDatadog(factsOf({ ...everyRefusal, apiKey: forbidden }), requestOf())
    expect(lines.map(({ id }) => id)).toEqual(ids)
    expect(lines.filter(({ status }) => status === 'failed').map(({ id }) => id)).toEqual(['datadog-api-key'])
    expect(lines[2]?.mend).toContain('datadog-api-key')
  })

  it('fail once for a wrong application key, and the others wait', () => {
    const lines = judgeDatadog(factsOf(everyRefusal), requestOf())
    expect(lines.map(({ id }) => id)).toEqual(ids)
    expect(lines.filter(({ status }) => status === 'failed').map(({ id }) => id)).toEqual([
      'datadog-application-key'
    ])
  })

  it('survive without a policy', () => {
    const lines = judgeDatadog(factsOf(), { ...requestOf(), policy: undefined })
    expect(new Set(lines.map(({ id }) => id))).toEqual(new Set(ids))
    expect(lines.filter(({ status }) => status === 'failed')).toEqual([])
  })
})

describe('the API key', () => {
  it.each([
    ['is refused', forbidden],
    ['is told to be invalid', given(false)]
  ])('that %s names the address of the configured site, to compare', (_what, apiKey) => {
    const line = lineOf('datadog-api-key', { apiKey })
    expect(line.status).toBe('failed')
    expect(line.found).toContain('another site')
    expect(line.mend).toContain('https://app.datadoghq.eu')
    expect(line.mend).toContain('datadog-site')
  })

  it('is not judged by an outage', () => {
    expect(lineOf('datadog-api-key', { apiKey: outage })).toMatchObject({
      status: 'warning',
      found: 'Not checked: Datadog gave no answer within 15 s.'
    })
  })

  it('going elsewhere than to the site is a warning', () => {
    const place = {
      site: 'datadoghq.eu',
      pages: 'https://app.datadoghq.eu',
      apiUrl: 'https://proxy.acme.example'
    }
    const line = lineOf('datadog-site', { place })
    expect(line).toMatchObject({ status: 'warning', mend: expect.stringContaining('Remove datadog-api-url') })
    expect(line.found).toContain('https://proxy.acme.example instead of datadoghq.eu')
  })
})

describe('the application key', () => {
  it('is a warning when it is not limited', () => {
    const line = lineOf('datadog-application-key', { ownKey: given({ scopes: undefined }) })
    expect(line).toMatchObject({
      status: 'warning',
      mend: expect.stringContaining('error_tracking_read, apm_read')
    })
  })

  it('is accepted when one request of many is granted', () => {
    expect(
      lineOf('datadog-application-key', { ...everyRefusal, teams: given({ handles: [], cut: false }) }).status
    ).toBe('ok')
  })

  it('is not judged when nothing but outages came back', () => {
    const line = lineOf('datadog-application-key', { ...everyRefusal, monitors: outage })
    expect(line.status).toBe('warning')
  })
})

describe('the events of a product', () => {
  const granted = given(true as const)

  it('fail where issues of the last day would lack their stack trace', () => {
    const events = { spans: forbidden, logs: granted, rum: granted }
    const line = lineOf('datadog-spans', { events })
    expect(line).toMatchObject({ status: 'failed', mend: expect.stringContaining('apm_read') })
    expect(line.found).toContain('2 issues of the last day')
  })

  it('are a warning where there are no issues', () => {
    const events = { spans: granted, logs: forbidden, rum: granted }
    const line = lineOf('datadog-logs', { events })
    expect(line).toMatchObject({ status: 'warning', mend: expect.stringContaining('logs_read_data') })
  })

  it('are not judged by an outage', () => {
    const events = { spans: granted, logs: granted, rum: outage }
    expect(lineOf('datadog-rum', { events })).toMatchObject({
      status: 'warning',
      mend: 'Run the doctor again.'
    })
  })
})

describe('moving issues to REVIEWED', () => {
  it('is not asked about when the policy has it off', () => {
    const off = requestOf(policyOf('datadog: { acknowledge: false }'))
    expect(lineOf('datadog-acknowledge', { ownKey: forbidden }, off).status).toBe('ok')
  })

  it('is a warning that names the scope when the key lacks it', () => {
    const line = lineOf('datadog-acknowledge', { ownKey: given({ scopes: ['apm_read'] }) })
    expect(line).toMatchObject({
      status: 'warning',
      mend: expect.stringContaining('datadog.acknowledge: false')
    })
    expect(line.found).toContain('lacks the scope error_tracking_write')
  })

  it('is a warning that says what cannot be known when the key does not see itself', () => {
    const line = lineOf('datadog-acknowledge', { ownKey: forbidden })
    expect(line.status).toBe('warning')
    expect(line.found).toContain('cannot be known')
    expect(line.found).toContain('user_app_keys')
    expect(lineOf('datadog-acknowledge', { ownKey: given(undefined) }).found).toContain(
      'does not list the key'
    )
  })

  it('hangs on the role of a key without scopes', () => {
    expect(lineOf('datadog-acknowledge', { ownKey: given({ scopes: undefined }) }).status).toBe('ok')
  })
})

describe('the issue search', () => {
  it('tells the numbers of each product, and when the page was full', () => {
    const issues = { ...factsOf().issues, logs: given({ issues: [issueOf('d')], full: true }) }
    expect(lineOf('datadog-issue-search', { issues }).found).toContain(
      '2 from APM, 1 or more from logs and 1 from RUM'
    )
  })

  it('is a warning when there is no issue at all', () => {
    const none = issuesOf()
    expect(lineOf('datadog-issue-search', { issues: { spans: none, logs: none, rum: none } }).status).toBe(
      'warning'
    )
  })

  it('that is refused names error_tracking_read, and what hangs on it waits', () => {
    const issues = { spans: forbidden, logs: forbidden, rum: forbidden }
    expect(lineOf('datadog-issue-search', { issues })).toMatchObject({
      status: 'failed',
      mend: expect.stringContaining('error_tracking_read')
    })
    for (const id of ['datadog-native-tickets', 'datadog-auto-assign', 'datadog-user-counts']) {
      expect(lineOf(id, { issues })).toMatchObject({
        status: 'warning',
        mend: expect.stringContaining('datadog-issue-search')
      })
    }
  })
})
