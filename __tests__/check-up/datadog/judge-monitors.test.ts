import { describe, expect, it } from '@jest/globals'
import { given } from '../../../src/check-up/answer.js'
import {
  absent,
  forbidden,
  goodPayload,
  hooked,
  linesOf,
  lineOf,
  monitorOf,
  monitorsOf,
  outage,
  policyOf,
  requestOf,
  webhookOf
} from './judge-facts.js'

const nothing = { webhooks: [], variables: [] } as const

describe('Error Tracking monitors', () => {
  it('are a warning when there is none, with what to paste: sweeps may be all that is wanted', () => {
    const line = lineOf('datadog-monitors', { monitors: monitorsOf(), ...nothing })
    expect(line.status).toBe('warning')
    expect(line.mend).toContain('dd-issue-id={{[issue.id].name}} @webhook-error-triage')
  })

  it('are a warning when none names a webhook, because sweeps may be all that is wanted', () => {
    const monitors = monitorsOf(monitorOf({ webhooks: [] }))
    const line = lineOf('datadog-monitors', { monitors, ...nothing })
    expect(line).toMatchObject({ status: 'warning', mend: expect.stringContaining('@webhook-') })
    expect(lineOf('datadog-webhooks', { monitors, ...nothing }).mend).toContain('datadog-monitors')
  })

  it('fail when one that calls the webhook alerts for all issues together', () => {
    const monitors = monitorsOf(monitorOf(), monitorOf({ id: '8', name: 'All', groupedBy: undefined }))
    const line = lineOf('datadog-monitors', { monitors })
    expect(line).toMatchObject({ status: 'failed', mend: expect.stringContaining('.by("issue.id")') })
    expect(line.found).toContain('"All" (8)')
  })

  it('are counted by kind', () => {
    const monitors = monitorsOf(monitorOf(), monitorOf({ id: '8', kind: 'high_impact' }))
    expect(lineOf('datadog-monitors', { monitors }).found).toContain(
      '2 Error Tracking monitors call a webhook for each issue: 1 for new issues, 1 for high impact'
    )
  })

  it.each([
    ['refused', forbidden, 'monitors_read'],
    ['unanswered', outage, 'Run the doctor again.']
  ])('that are %s leave their lines unchecked', (_what, monitors, mend) => {
    const facts = { monitors, ...nothing }
    expect(lineOf('datadog-monitors', facts)).toMatchObject({
      status: 'warning',
      mend: expect.stringContaining(mend)
    })
    for (const id of ['datadog-monitor-marker', 'datadog-monitor-silence', 'datadog-webhook-payload']) {
      expect(lineOf(id, facts).found).toContain('Not checked')
    }
  })

  it('of other repositories are none of our business once a webhook points here', () => {
    const theirs = monitorOf({
      id: '8',
      webhooks: ['theirs'],
      marker: 'missing',
      silence: 'muted',
      groupedBy: undefined
    })
    const monitors = monitorsOf(monitorOf(), theirs)
    const webhooks = [...hooked({}), { name: 'theirs', answer: absent }]
    for (const id of ['datadog-monitors', 'datadog-monitor-marker', 'datadog-monitor-silence']) {
      expect(lineOf(id, { monitors, webhooks }).status).toBe('ok')
    }
  })
})

describe('the marker', () => {
  const monitors = monitorsOf(monitorOf({ marker: 'missing', groupedBy: '@issue.id' }))

  it('may be missing where the webhook sends the scope, with a warning that has the line to add', () => {
    const line = lineOf('datadog-monitor-marker', { monitors })
    expect(line).toMatchObject({
      status: 'warning',
      mend: expect.stringContaining('dd-issue-id={{[@issue.id].name}}')
    })
  })

  it('may not be missing where the webhook sends no scope', () => {
    const { scope: _scope, ...fields } = goodPayload.fields
    const webhooks = hooked({ payload: { ...goodPayload, fields } })
    expect(lineOf('datadog-monitor-marker', { monitors, webhooks }).status).toBe('failed')
  })

  it('of the other spelling stays empty', () => {
    const line = lineOf('datadog-monitor-marker', { monitors: monitorsOf(monitorOf({ marker: 'unfilled' })) })
    expect(line.found).toContain('stays empty')
  })
})

describe('silence', () => {
  it('is a warning for muted monitors and for drafts, each with its mend', () => {
    const monitors = monitorsOf(monitorOf({ silence: 'muted' }), monitorOf({ id: '8', silence: 'draft' }))
    const lines = linesOf('datadog-monitor-silence', { monitors })
    expect(lines.map(({ status }) => status)).toEqual(['warning', 'warning'])
    expect(lines[0]?.mend).toContain('Unmute')
    expect(lines[1]?.mend).toContain('Publish')
  })
})

describe('the High Impact monitors of the policy', () => {
  const request = requestOf(policyOf('rubric: { high-impact-monitors: [7, 8, 9, 10] }'))

  it('fail when they do not exist or are of another type, and are a warning when of another kind', () => {
    const monitors = monitorsOf(monitorOf(), monitorOf({ id: '8', kind: 'high_impact' }))
    const lines = linesOf('datadog-high-impact-monitors', { monitors }, request)
    expect(lines.map(({ status, found }) => [status, /\d+/.exec(found)?.[0]])).toEqual([
      ['warning', '7'],
      ['failed', '9'],
      ['failed', '10']
    ])
    expect(lines[1]?.found).toContain('"metric alert"')
    expect(lines[2]?.mend).toContain('rubric.high-impact-monitors')
  })

  it('are not judged by a list that was cut', () => {
    const monitors = given({
      errorTracking: [monitorOf({ id: '8', kind: 'high_impact' })],
      others: new Map(),
      cut: true
    })
    const only = requestOf(policyOf('rubric: { high-impact-monitors: [8, 11] }'))
    expect(lineOf('datadog-high-impact-monitors', { monitors }, only)).toMatchObject({
      status: 'warning',
      found: expect.stringContaining('Not checked')
    })
  })
})

describe('the address of a webhook', () => {
  const at = (url: string) => ({ webhooks: hooked({ address: { kind: 'repository', url } }) })

  it.each([
    ['https://api.github.com/repos/acme/shop/dispatches', 'repository'],
    ['https://api.github.com/repos/Acme/Shop/dispatches', 'repository'],
    ['https://api.github.com/repos/acme/shop/actions/workflows/error-triage.yml/dispatches', 'workflow']
  ])('%s starts this repository by a %s dispatch', (url, dispatch) => {
    const line = lineOf('datadog-webhooks', at(url))
    expect(line).toMatchObject({ status: 'ok', found: expect.stringContaining(`a ${dispatch} dispatch`) })
  })

  it.each([
    'https://api.github.com/repos/acme/shop/dispatch',
    'https://api.github.com/repos/acme/shop/dispatches/',
    'https://api.github.com/repos/acme/shop/actions/workflows/a/b/dispatches'
  ])('%s is a slip, with the address to write', (url) => {
    const line = lineOf('datadog-webhooks', at(url))
    expect(line.status).toBe('failed')
    expect(line.found).toContain(url)
    expect(line.mend).toContain('https://api.github.com/repos/acme/shop/dispatches ')
  })

  it('of another repository alone fails with both addresses', () => {
    const line = lineOf('datadog-webhooks', at('https://api.github.com/repos/acme/shop-old/dispatches'))
    expect(line.status).toBe('failed')
    expect(line.found).toContain(
      'shop-old/dispatches, and not at https://api.github.com/repos/acme/shop/dispatches'
    )
    expect(line.mend).toContain('renamed')
  })

  it('of another repository beside our own is one warning with both addresses', () => {
    const url = 'https://api.github.com/repos/acme/cart/dispatches'
    const theirs = { name: 'cart', answer: given(webhookOf({ address: { kind: 'repository', url } })) }
    const lines = linesOf('datadog-webhooks', { webhooks: [...hooked({}), theirs] })
    expect(lines.map(({ status }) => status)).toEqual(['ok', 'warning'])
    expect(lines[1]?.found).toContain(`cart points at ${url}, and not at`)
  })

  it('that is no GitHub address is left alone beside our own', () => {
    const chat = {
      name: 'chat',
      answer: given(webhookOf({ address: { kind: 'elsewhere', host: 'hooks.example' } }))
    }
    expect(linesOf('datadog-webhooks', { webhooks: [...hooked({}), chat] })).toHaveLength(1)
  })

  it('of an Enterprise Server is compared with its API', () => {
    const apiUrl = 'https://github.acme.example/api/v3'
    const facts = at('https://github.acme.example/api/v3/repos/acme/shop/dispatches')
    expect(lineOf('datadog-webhooks', facts, { ...requestOf(), apiUrl }).status).toBe('ok')
  })

  it('with a variable cannot be compared', () => {
    const line = lineOf('datadog-webhooks', { webhooks: hooked({ address: { kind: 'unreadable' } }) })
    expect(line).toMatchObject({ status: 'warning', found: expect.stringContaining('no plain address') })
  })
})

describe('a webhook that cannot be read', () => {
  it.each([
    ['does not exist', absent, 'failed', 'Make it'],
    ['is not shown', forbidden, 'warning', 'integrations_read'],
    ['is not answered for', outage, 'warning', 'Run the doctor again.']
  ] as const)('and %s', (_what, answer, status, mend) => {
    const webhooks = [{ name: 'error-triage', answer }]
    const line = lineOf('datadog-webhooks', { webhooks })
    expect(line).toMatchObject({ status, mend: expect.stringContaining(mend) })
    expect(lineOf('datadog-webhook-payload', { webhooks }).mend).toContain('datadog-webhooks')
  })

  it('is named when there were too many', () => {
    const lines = linesOf('datadog-webhooks', { unreadWebhooks: ['one-more'] })
    expect(lines[1]).toMatchObject({ status: 'warning', found: expect.stringContaining('one-more') })
  })
})
