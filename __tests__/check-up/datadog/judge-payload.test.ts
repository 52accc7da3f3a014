import { describe, expect, it } from '@jest/globals'
import { given } from '../../../src/check-up/answer.js'
import type { Check } from '../../../src/check-up/check.js'
import type { WebhookPayload } from '../../../src/check-up/datadog/facts.js'
import {
  absent,
  factsOf,
  forbidden,
  goodPayload,
  hooked,
  lineOf,
  monitorOf,
  monitorsOf,
  outage,
  policyOf,
  requestOf
} from './judge-facts.js'

type Json = Extract<WebhookPayload, { kind: 'json' }>

function judged(payload: WebhookPayload, request = requestOf()): Check {
  return lineOf('datadog-webhook-payload', { webhooks: hooked({ payload }) }, request)
}

function without(...names: readonly string[]): Json {
  const fields = Object.entries(goodPayload.fields).filter(([name]) => !names.includes(name))
  return { ...goodPayload, fields: Object.fromEntries(fields) }
}

function having(fields: Readonly<Record<string, string>>): Json {
  return { ...goodPayload, fields: { ...goodPayload.fields, ...fields } }
}

describe('the payload of a webhook', () => {
  it.each<[string, WebhookPayload, string]>([
    ["is Datadog's own", { kind: 'default' }, '"event_type": "error-triage"'],
    ['cannot be read', { kind: 'unreadable' }, 'into quotes'],
    ['has no event type', { ...goodPayload, eventType: undefined }, '"event_type": "error-triage"'],
    ['has another event type', { ...goodPayload, eventType: 'deploy' }, '"event_type": "error-triage"'],
    ['has eleven keys', { ...goodPayload, size: 11 }, 'keep the keys'],
    ['has an unknown schema', having({ schema: '2' }), '"schema": "1"'],
    [
      'has neither text nor scope',
      without('text', 'scope'),
      '"text": "$TEXT_ONLY_MSG" and "scope": "$ALERT_SCOPE"'
    ],
    [
      'has texts without the variables',
      having({ text: 'alert', scope: '$ALERT_STATUS' }),
      '"scope": "$ALERT_SCOPE"'
    ],
    ['has an unknown kind', having({ monitor_kind: 'impact' }), '"new_issue" or "high_impact"'],
    ['has the kind of another monitor', having({ monitor_kind: 'high_impact' }), 'a webhook for each kind']
  ])('fails when it %s', (_what, payload, mend) => {
    const line = judged(payload)
    expect(line.status).toBe('failed')
    expect(line.mend).toContain(mend)
    expect(line.found).toContain('error-triage')
  })

  it.each<[string, WebhookPayload, string]>([
    ['has no schema', without('schema'), '"schema": "1"'],
    ['has the text alone', without('scope'), '"scope": "$ALERT_SCOPE"'],
    ['has the scope alone', without('text'), '"text": "$TEXT_ONLY_MSG"'],
    ['has no transition', without('transition'), '"transition": "$ALERT_TRANSITION"'],
    ['has no cycle key', without('cycle_key'), '"cycle_key": "$ALERT_CYCLE_KEY"'],
    ['has no kind, and the policy lists none', without('monitor_kind'), 'monitor_kind']
  ])('is a warning when it %s', (_what, payload, mend) => {
    expect(judged(payload)).toMatchObject({ status: 'warning', mend: expect.stringContaining(mend) })
  })

  it('takes eight problems in one line, failed if one of them is', () => {
    const line = judged({ ...without('schema', 'transition', 'scope'), eventType: 'deploy' })
    expect(line.status).toBe('failed')
    expect(line.mend?.split('; ')).toHaveLength(4)
  })

  it('needs no kind where the policy lists the monitors, but then their id', () => {
    const listed = requestOf(policyOf('rubric: { high-impact-monitors: [7] }'))
    expect(judged(without('monitor_kind'), listed).status).toBe('ok')
    expect(judged(without('monitor_kind', 'monitor_id'), listed)).toMatchObject({
      status: 'warning',
      mend: expect.stringContaining('$ALERT_ID')
    })
  })

  it('needs no kind where high impact gives no points', () => {
    const none = requestOf(policyOf('rubric: { points: { high-impact: 0 } }'))
    expect(judged(without('monitor_kind'), none).status).toBe('ok')
  })

  it('may say one kind for a monitor that counts', () => {
    const facts = { monitors: monitorsOf(monitorOf({ kind: 'count' })) }
    expect(lineOf('datadog-webhook-payload', facts).status).toBe('ok')
  })

  it('fails as a form', () => {
    const line = lineOf('datadog-webhook-payload', { webhooks: hooked({ encodesJson: false }) })
    expect(line).toMatchObject({ status: 'failed', mend: expect.stringContaining('Encode as form') })
  })
})

describe('the payload of a workflow dispatch', () => {
  const address = {
    kind: 'repository',
    url: 'https://api.github.com/repos/acme/shop/actions/workflows/error-triage.yml/dispatches'
  } as const
  const bare = { ...without('schema'), eventType: undefined, size: 11 }

  it('needs a branch, and neither event type nor schema nor ten keys', () => {
    const branch = hooked({ address, payload: { ...bare, hasRef: true } })
    expect(lineOf('datadog-webhook-payload', { webhooks: branch }).status).toBe('ok')
    const line = lineOf('datadog-webhook-payload', { webhooks: hooked({ address, payload: bare }) })
    expect(line).toMatchObject({ status: 'failed', mend: expect.stringContaining('"ref"') })
  })
})

describe('the token of a webhook', () => {
  it.each([
    ['missing', 'no Authorization header'],
    ['unreadable', 'not a JSON object'],
    ['literal', 'holds the token itself']
  ] as const)('that is %s fails, with the header to write', (kind, found) => {
    const line = lineOf('datadog-webhook-token', { webhooks: hooked({ authorization: { kind } }) })
    expect(line).toMatchObject({ status: 'failed', found: expect.stringContaining(found) })
    expect(line.mend).toContain('{"Authorization": "Bearer $AUTOFIX_DISPATCH_TOKEN"}')
    expect(line.mend).toContain('Contents: write')
  })

  it.each([
    ['is not secret', given({ isSecret: false }), 'failed', 'revoke the old one'],
    ['does not exist', absent, 'failed', 'Bearer $AUTOFIX_DISPATCH_TOKEN'],
    ['is not shown', forbidden, 'warning', 'integrations_read'],
    ['is not answered for', outage, 'warning', 'Run the doctor again.']
  ] as const)('in a variable that %s', (_what, answer, status, mend) => {
    const line = lineOf('datadog-webhook-token', { variables: [{ name: 'DISPATCH_TOKEN', answer }] })
    expect(line).toMatchObject({ status, mend: expect.stringContaining(mend) })
  })

  it('is ok in a secret variable, which is named', () => {
    expect(lineOf('datadog-webhook-token').found).toContain('$DISPATCH_TOKEN')
    expect(factsOf().variables).toHaveLength(1)
  })
})
