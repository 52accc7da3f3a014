import { describe, expect, it } from '@jest/globals'
import { browserError, nodeTypeError, pythonKeyError, seedError } from '../../../services/datadog/seeds.js'
import type { IssueDetails, IssueEvidence } from '../../../src/flow/issue/issue.js'
import { known, valueOr } from '../../../src/flow/issue/known.js'
import { HOUR, NOW, setStage, type Stage } from './stage.js'

async function sweep(
  stage: Stage,
  query = '*'
): Promise<{ readonly issues: readonly IssueDetails[]; readonly of: (id: string) => IssueEvidence }> {
  const { issues } = await stage.source.searchIssues(query)
  stage.datadog.service.clearLog()
  const evidence = await stage.source.readEvidence(issues)
  return {
    issues,
    of: (id) => {
      const found = evidence.get(id)
      if (!found) throw new Error(`no evidence of ${id}`)
      return found
    }
  }
}

function stackOf({ sample }: IssueEvidence): string {
  return sample.known && sample.value.stack.known ? sample.value.stack.value : ''
}

function sumOf({ trend }: IssueEvidence): number | undefined {
  return valueOr(trend, undefined)?.counts.reduce((total, count) => total + count, 0)
}

describe('searching issues', () => {
  it('finds issues with owners, cases and counts in one request', async () => {
    const stage = await setStage()
    const detail = {
      issue: { teams: [{ handle: 'payments' }], linkedCase: { key: 'ET-1', jiraKey: 'SHOP-1' } }
    }
    const one = seedError(stage.datadog, nodeTypeError(detail), [NOW - HOUR])
    const two = seedError(stage.datadog, browserError({ issue: { state: 'IGNORED' } }), [
      NOW - 2 * HOUR,
      NOW - HOUR
    ])
    seedError(stage.datadog, nodeTypeError({ service: 'other' }), [NOW - HOUR])
    const { issues, truncated } = await stage.source.searchIssues('service:(orders-api OR shop-web)')
    expect(truncated).toBe(false)
    expect(new Map(issues.map((issue) => [issue.id, issue.state]))).toEqual(
      new Map([
        [one.id, 'ACKNOWLEDGED'],
        [two.id, 'IGNORED']
      ])
    )
    expect(issues.find(({ id }) => id === one.id)).toMatchObject({
      teamOwners: [{ handle: 'payments', name: 'payments' }],
      linkedCase: { key: 'ET-1', jiraKey: 'SHOP-1' }
    })
    expect(issues.find(({ id }) => id === two.id)?.impact).toMatchObject({
      occurrences: known(2),
      users: known(2)
    })
    expect(stage.calls()).toHaveLength(1)
  })

  it('gives the same details as reading the issue does', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, browserError(), [NOW - HOUR])
    const { issues } = await stage.source.searchIssues('')
    expect(issues).toEqual([await stage.source.readIssue(id)])
  })

  it.each([
    [99, false],
    [100, true]
  ])('of %i issues is truncated: %s', async (count, truncated) => {
    const stage = await setStage()
    for (let number = 0; number < count; number += 1) seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
    const found = await stage.source.searchIssues('*')
    expect(found.issues).toHaveLength(count)
    expect(found.truncated).toBe(truncated)
  })

  it('drops what it cannot read, and says so', async () => {
    const stage = await setStage()
    const { id } = seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
    const attributes = {
      error_type: 'E',
      service: 'web',
      state: 'OPEN',
      first_seen: 1,
      last_seen: 2,
      platform: 'BACKEND'
    }
    const body = {
      data: [{ id, attributes: { total_count: '3' } }, { id: 'x', attributes: {} }, { id: 9 }],
      included: [
        { id, type: 'issue', attributes },
        { id: 'x', type: 'issue', attributes: { ...attributes, state: 'ODD' } }
      ]
    }
    stage.datadog.service.inject({ kind: 'reply', path: /search/, reply: { status: 200, body } })
    const { issues } = await stage.source.searchIssues('*')
    expect(issues.map((issue) => [issue.id, issue.impact.occurrences.known])).toEqual([[id, false]])
    expect(stage.lines.map(({ data }) => data)).toEqual([
      { dropped: 1, of: 2 },
      { dropped: 2, of: 3 }
    ])
  })

  it('fails when the search fails', async () => {
    const stage = await setStage({ scopes: [] })
    await expect(stage.source.searchIssues('*')).rejects.toMatchObject({ status: 403 })
  })
})

describe('the evidence of many issues', () => {
  it('takes one search and one count per product', async () => {
    const stage = await setStage()
    const services = Array.from({ length: 20 }, (_, number) => `api-${number}`)
    const backend = services.map((service) =>
      seedError(stage.datadog, nodeTypeError({ service }), [NOW - HOUR])
    )
    const web = services.map((service) =>
      seedError(stage.datadog, browserError({ service }), [NOW - HOUR, NOW - 2 * HOUR])
    )
    const { of } = await sweep(stage)
    expect([...stage.calls()].sort()).toEqual([
      'POST /api/v2/rum/analytics/aggregate',
      'POST /api/v2/rum/events/search',
      'POST /api/v2/spans/analytics/aggregate',
      'POST /api/v2/spans/events/search'
    ])
    for (const { id, service } of backend) {
      expect(valueOr(of(id).sample, undefined)).toMatchObject({ service: known(service), confirmed: true })
      expect(sumOf(of(id))).toBe(1)
    }
    for (const { id, service } of web) {
      expect(valueOr(of(id).sample, undefined)).toMatchObject({ service: known(service), confirmed: true })
      expect(sumOf(of(id))).toBe(2)
    }
  })

  it('asks for 50 issues at a time', async () => {
    const stage = await setStage()
    for (let number = 0; number < 51; number += 1) {
      seedError(stage.datadog, nodeTypeError({ service: `api-${number}` }), [NOW - HOUR])
    }
    const { issues, of } = await sweep(stage)
    expect(stage.calls()).toHaveLength(4)
    expect(issues.every(({ id }) => of(id).sample.known)).toBe(true)
    const queries = stage.requests().map(({ body }) => body.split(' OR ').length)
    expect(Math.max(...queries)).toBe(100)
  })

  it('goes on to the next product with the issues that have no stack yet', async () => {
    const stage = await setStage()
    const spans = seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
    const logs = seedError(stage.datadog, pythonKeyError(), [NOW - HOUR])
    const { of } = await sweep(stage)
    expect(stackOf(of(spans.id))).toContain('order-total.ts')
    expect(stackOf(of(logs.id))).toContain('invoices.py')
    expect([sumOf(of(spans.id)), sumOf(of(logs.id))]).toEqual([1, 1])
    expect(stage.calls()).toHaveLength(4)
  })

  it('tells apart issues of one service by the message, and asks singly where that does not do', async () => {
    const stage = await setStage()
    const issues = ['price is missing', 'limit of 30 reached', 'limit of 31 reached'].map((message, number) =>
      seedError(stage.datadog, nodeTypeError({ message, culprit: { file: `src/file-${number}.ts` } }), [
        NOW - HOUR - number
      ])
    )
    const { of } = await sweep(stage)
    issues.forEach(({ id }, number) => expect(stackOf(of(id))).toContain(`src/file-${number}.ts`))
    expect(stage.calls().filter((call) => call.endsWith('/api/v2/spans/events/search'))).toHaveLength(3)
  })

  it('asks singly for an issue whose events look like none of the issues', async () => {
    const stage = await setStage()
    const odd = stage.datadog.seedIssue({ errorType: 'Odd', errorMessage: 'm', service: 'web' })
    stage.datadog.seedEvents(odd.id, 'spans', [
      { timestamp: NOW - HOUR, type: 'odd.Other', stack: 'odd stack' }
    ])
    const other = seedError(stage.datadog, nodeTypeError(), [NOW - HOUR])
    const { of } = await sweep(stage)
    expect(stackOf(of(odd.id))).toBe('odd stack')
    expect(stackOf(of(other.id))).toContain('order-total.ts')
  })

  it('asks singly for an issue that a noisy one crowds out', async () => {
    const stage = await setStage()
    const noise = Array.from({ length: 1000 }, (_, number) => NOW - HOUR - number)
    const loud = seedError(stage.datadog, nodeTypeError({ service: 'loud' }), noise)
    const quiet = seedError(stage.datadog, nodeTypeError({ service: 'quiet' }), [NOW - 20 * HOUR])
    const { of } = await sweep(stage)
    expect(valueOr(of(quiet.id).sample, undefined)).toMatchObject({
      service: known('quiet'),
      confirmed: true
    })
    expect([sumOf(of(loud.id)), sumOf(of(quiet.id))]).toEqual([1000, 1])
    expect(stage.calls().filter((call) => call.endsWith('/api/v2/spans/events/search'))).toHaveLength(2)
  })

  it.each(['issue.id', '@issue.id'] as const)(
    'counts by issue where the products call it %s',
    async (field) => {
      const stage = await setStage({ issueIdFilter: { spans: field } })
      const one = seedError(stage.datadog, nodeTypeError({ service: 'one' }), [NOW - HOUR])
      const two = seedError(stage.datadog, nodeTypeError({ service: 'two' }), [NOW - HOUR, NOW - 2 * HOUR])
      const { of } = await sweep(stage)
      expect([sumOf(of(one.id)), sumOf(of(two.id))]).toEqual([1, 2])
      expect(stage.calls()).toHaveLength(field === '@issue.id' ? 2 : 3)
    }
  )

  it('counts singly when grouping gives nothing although there are events', async () => {
    const stage = await setStage()
    const one = seedError(stage.datadog, nodeTypeError({ service: 'one' }), [NOW - HOUR])
    const two = seedError(stage.datadog, nodeTypeError({ service: 'two' }), [NOW - HOUR, NOW - 2 * HOUR])
    const reply = { status: 200, body: { data: [] } }
    stage.datadog.service.inject({ kind: 'reply', path: /spans\/analytics/, times: 2, reply })
    const { of } = await sweep(stage)
    expect([sumOf(of(one.id)), sumOf(of(two.id))]).toEqual([1, 2])
  })

  it('says for each issue why nothing is known, and tells a refusal once', async () => {
    const stage = await setStage({ scopes: ['error_tracking_read'] })
    const ids = ['one', 'two', 'three'].map(
      (service) => seedError(stage.datadog, nodeTypeError({ service }), [NOW - HOUR]).id
    )
    const { of } = await sweep(stage)
    for (const id of ids) {
      expect(of(id).sample).toMatchObject({ known: false, reason: expect.stringContaining('scope apm_read') })
      expect(of(id).trend).toMatchObject({ known: false, reason: expect.stringContaining('datadog-app-key') })
    }
    expect(stage.lines.map(({ data }) => data['track'])).toEqual(['spans', 'logs', 'rum'])
    expect(stage.calls()).toHaveLength(6)
  })

  it('is empty for no issues, without a request', async () => {
    const stage = await setStage()
    expect(await stage.source.readEvidence([])).toEqual(new Map())
    expect(stage.calls()).toEqual([])
  })
})
