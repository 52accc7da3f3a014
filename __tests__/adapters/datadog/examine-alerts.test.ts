import { describe, expect, it } from '@jest/globals'
import { errorTrackingMonitor, type SeedMonitor } from '../../../services/datadog/monitor.js'
import type { SeedWebhook } from '../../../services/datadog/webhook-routes.js'
import type { SeenMonitor, WebhookFacts } from '../../../src/check-up/datadog/facts.js'
import { judgeDatadog } from '../../../src/check-up/datadog/judge.js'
import { requestOf } from '../../check-up/datadog/judge-facts.js'
import { DISPATCHES, HEADERS, openSurgery, PAYLOAD, seedAlerting, type Surgery } from './examine-stage.js'
import { NOW } from './stage.js'

async function see(seed: Partial<SeedMonitor>): Promise<SeenMonitor> {
  const { datadog, examine } = await openSurgery()
  datadog.seedMonitor({ ...errorTrackingMonitor({ kind: 'new', webhook: 'error-triage', id: 7 }), ...seed })
  const { monitors } = await examine()
  const [monitor] = monitors.kind === 'given' ? monitors.value.errorTracking : []
  if (monitor === undefined) throw new Error('no monitor was seen')
  return monitor
}

const query = (facet: string, kind = 'new'): string =>
  `error-tracking("env:prod").source("all").${kind}().rollup("count").by(${facet}).last("1d") > 0`

describe('what is seen of a monitor', () => {
  it('is its kind, its group, its webhooks and its marker', async () => {
    expect(await see({})).toEqual({
      id: '7',
      name: 'New issues of shop',
      kind: 'new_issue',
      groupedBy: 'issue.id',
      webhooks: ['error-triage'],
      marker: 'there',
      silence: undefined
    })
  })

  it.each([
    [query('"@issue.id"', 'impact'), 'high_impact', '@issue.id'],
    [query('"service","issue.id"'), 'new_issue', 'issue.id'],
    [query('"service"'), 'new_issue', undefined],
    ['error-tracking-rum("*").rollup("count").by("@issue.id").last("1h") >= 1', 'count', '@issue.id'],
    ['error-tracking("*").source("all").new().rollup("count").last("1d") > 0', 'new_issue', undefined]
  ])('is read from %s', async (text, kind, groupedBy) => {
    expect(await see({ query: text })).toMatchObject({ kind, groupedBy })
  })

  it.each([
    [['*'], undefined],
    [['service'], undefined],
    [['issue.id'], 'issue.id'],
    [null, 'issue.id']
  ])('is not one alert for each issue when it notifies by %j', async (notifyBy, groupedBy) => {
    expect(await see({ options: { notify_by: notifyBy } })).toMatchObject({ groupedBy })
  })

  it.each([
    ['dd-issue-id={{[issue.id].name}}', 'there'],
    ['dd-issue-id={{[issue.id].name}}\ndd-issue-id={{[@issue.id].name}}', 'there'],
    ['dd-issue-id={{[@issue.id].name}}', 'unfilled'],
    ['dd-issue-id={{issue.id.name}}', 'unfilled'],
    ['dd-issue-id=5f8ebd5c-6dd9-11f0-8a28-da7ad0900002', 'unfilled'],
    ['Something broke @webhook-error-triage', 'missing']
  ])('reads the marker of %j as %s', async (message, marker) => {
    expect(await see({ message })).toMatchObject({ marker })
  })

  it.each<[string, Partial<SeedMonitor>, SeenMonitor['silence']]>([
    ['without an end', { options: { silenced: { '*': null } } }, 'muted'],
    ['for another minute', { options: { silenced: { '*': NOW / 1000 + 60 } } }, 'muted'],
    ['until a minute ago', { options: { silenced: { '*': NOW / 1000 - 60 } } }, undefined],
    ['for one group', { options: { silenced: { 'service:cart': null } } }, undefined],
    ['by a downtime', { downtimes: [{ scope: ['*'] }] }, 'muted'],
    ['by a downtime of one group', { downtimes: [{ scope: ['env:staging'] }] }, undefined],
    ['as a draft', { draft: true }, 'draft']
  ])('is silent %s', async (_what, seed, silence) => {
    expect((await see(seed)).silence).toBe(silence)
  })

  it('is a name on one line, bounded, and without half a word', async () => {
    const { name } = await see({ name: `New\u001b[31m issues\n${'of the shop '.repeat(40)}` })
    expect(name).toMatch(/^New issues of the shop .*(of|the|shop)$/)
    expect(name.length).toBeLessThanOrEqual(200)
    expect(name.length).toBeGreaterThan(180)
  })

  it('survives monitors that are odd', async () => {
    const { datadog, examine } = await openSurgery()
    seedAlerting(datadog)
    const odd = [
      { id: 'seven', type: 'error-tracking alert' },
      null,
      { id: 3, type: 'metric alert', options: null, message: null }
    ]
    datadog.service.inject({ kind: 'reply', path: /\/api\/v1\/monitor/, reply: { status: 200, body: odd } })
    expect((await examine()).monitors).toMatchObject({
      value: { errorTracking: [], others: new Map([['3', 'metric alert']]) }
    })
  })
})

async function seeWebhook(
  seed: Partial<SeedWebhook>
): Promise<Surgery & { readonly webhook: WebhookFacts; readonly told: string }> {
  const surgery = await openSurgery()
  seedAlerting(surgery.datadog)
  surgery.datadog.seedWebhook({
    name: 'error-triage',
    url: DISPATCHES,
    customHeaders: JSON.stringify(HEADERS),
    payload: JSON.stringify(PAYLOAD),
    ...seed
  })
  const facts = await surgery.examine()
  const answer = facts.webhooks[0]?.answer
  if (answer?.kind !== 'given') throw new Error('the webhook was not read')
  const told = JSON.stringify([facts.webhooks, facts.variables, judgeDatadog(facts, requestOf())])
  return { ...surgery, webhook: answer.value, told }
}

describe('what is seen of a webhook', () => {
  it.each([
    [
      'a header in any case',
      '{"authorization": "bearer $DISPATCH_TOKEN"}',
      { kind: 'variable', name: 'DISPATCH_TOKEN' }
    ],
    [
      'a variable with its scheme inside',
      '{"Authorization": "$DISPATCH_TOKEN"}',
      { kind: 'variable', name: 'DISPATCH_TOKEN' }
    ],
    ['a token', '{"Authorization": "Bearer sup3r-s3cret"}', { kind: 'literal' }],
    ['a token behind a variable', '{"Authorization": "Bearer $A sup3r-s3cret"}', { kind: 'literal' }],
    ['other headers', '{"X-Key": "sup3r-s3cret"}', { kind: 'missing' }],
    ['no JSON', 'Authorization: Bearer sup3r-s3cret', { kind: 'unreadable' }],
    ['nothing', null, { kind: 'missing' }]
  ])('is how the token is given: %s, never the token', async (_what, customHeaders, authorization) => {
    const { webhook, told } = await seeWebhook({ customHeaders })
    expect(webhook.authorization).toEqual(authorization)
    expect(told).not.toContain('s3cret')
  })

  it.each([
    [`${DISPATCHES}?token=sup3r-s3cret`, { kind: 'repository', url: DISPATCHES }],
    [
      'https://me:sup3r-s3cret@api.github.com/repos/acme/shop/dispatches',
      { kind: 'repository', url: DISPATCHES }
    ],
    ['https://hooks.example/services/sup3r-s3cret', { kind: 'elsewhere', host: 'hooks.example' }],
    ['https://$HOST/repos/acme/shop/dispatches', { kind: 'unreadable' }],
    ['not an address', { kind: 'unreadable' }]
  ])('is an address without secrets: %s', async (url, address) => {
    const { webhook, told } = await seeWebhook({ url })
    expect(webhook.address).toEqual(address)
    expect(told).not.toContain('s3cret')
  })

  it.each([
    ['none', null, { kind: 'default' }],
    [
      'variables outside quotes',
      '{"event_type": "error-triage", "client_payload": {"monitor_id": $ALERT_ID}}',
      { kind: 'unreadable' }
    ],
    ['a list', '[]', { kind: 'unreadable' }],
    [
      'inputs',
      '{"ref": "main", "inputs": {"scope": "$ALERT_SCOPE", "mine": "sup3r-s3cret"}}',
      { kind: 'json', hasRef: true, size: 2, fields: { scope: '$ALERT_SCOPE' } }
    ]
  ])('is a payload: %s', async (_what, payload, seen) => {
    const { webhook, told } = await seeWebhook({ payload })
    expect(webhook.payload).toMatchObject(seen)
    expect(told).not.toContain('s3cret')
  })

  it('does not keep the value of a variable that Datadog shows', async () => {
    const { datadog, examine } = await openSurgery()
    seedAlerting(datadog)
    datadog.seedVariable({ name: 'DISPATCH_TOKEN', value: 'sup3r-s3cret', isSecret: false })
    const facts = await examine()
    expect(facts.variables).toEqual([
      { name: 'DISPATCH_TOKEN', answer: { kind: 'given', value: { isSecret: false } } }
    ])
    expect(JSON.stringify(facts)).not.toContain('s3cret')
  })
})
