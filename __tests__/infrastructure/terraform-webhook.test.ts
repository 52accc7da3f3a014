import { readFileSync } from 'node:fs'
import { parse as parseHcl } from '@cdktf/hcl2json'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { parse as parseYaml } from 'yaml'
import { readTrigger, type Trigger } from '../../src/flow/event/trigger.js'
import { readConfiguration, readFiles, render, type Body, type Configuration } from './terraform-files.js'

const ID = '5f8ebd5c-6dd9-11f0-8a28-da7ad0900002'
const KINDS = ['new_issue', 'high_impact'] as const
/** docs.github.com/rest/repos/repos#create-a-repository-dispatch-event, and …/rest/actions/workflows#create-a-workflow-dispatch-event */
const LIMITS = { client_payload: 10, inputs: 25 }

type Fields = Readonly<Record<string, string>>

let configuration: Configuration
let identifiers: Fields
let clientPayload: Fields
let webhook: Body

/** What Datadog makes of the fields; a variable that is not given stays as it is. */
function fill(fields: Fields, values: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).map(([key, text]) => [key, values[text] ?? text]))
}

function dispatch(kind: 'repository' | 'workflow', fields: Fields): Trigger {
  return readTrigger({
    eventName: `${kind}_dispatch`,
    payload: kind === 'repository' ? { client_payload: fields } : { inputs: fields },
    inputs: { issueId: '', query: '', forceFix: false }
  })
}

/** An expression of the file on one line, as hcl2json gives it. */
function expressionOf(value: unknown): string {
  return typeof value === 'string' ? value.replace(/\s+/g, ' ') : ''
}

async function objectOf(text: string): Promise<Fields> {
  const { locals } = (await parseHcl('object.tf', `locals {\n  it = ${text}\n}`)) as {
    readonly locals: readonly [{ readonly it: Fields }]
  }
  return locals[0].it
}

beforeAll(async () => {
  configuration = await readConfiguration(readFiles())
  const { locals, resources } = configuration
  webhook = resources.find(({ type }) => type === 'datadog_webhook')?.body ?? {}
  const own = /^\$\{merge\(local\.identifiers, (\{.*\})\)\}$/.exec(expressionOf(locals['client_payload']))
  const written = Object.entries(locals['identifiers'] as Fields)
  identifiers = Object.fromEntries(
    written.map(([key, text]) => [key, render(text, { 'var.environment': 'staging' })])
  )
  clientPayload = { ...identifiers, ...(await objectOf(own?.[1] ?? '{}')) }
})

describe('the bodies that the webhooks send', () => {
  it('are the two that GitHub asks for, each with the kind of its monitor', () => {
    expect(expressionOf(webhook['payload'])).toBe(
      '${var.dispatch == "workflow" ? ' +
        'jsonencode({ ref = var.workflow_ref inputs = merge(local.identifiers, { monitor_kind = each.key }) }) : ' +
        'jsonencode({ event_type = "error-triage" client_payload = merge(local.client_payload, { monitor_kind = each.key }) })}'
    )
    expect(expressionOf(webhook['for_each'])).toContain(
      `toset([${KINDS.map((kind) => `"${kind}"`).join(', ')}])`
    )
  })

  it('have the keys of the contract, and stay within the limits of GitHub', () => {
    expect(Object.keys({ ...clientPayload, monitor_kind: '' }).sort()).toEqual([
      'cycle_key',
      'env',
      'issue_id',
      'monitor_id',
      'monitor_kind',
      'schema',
      'scope',
      'service',
      'text',
      'transition'
    ])
    expect(Object.keys(clientPayload).length + 1).toBeLessThanOrEqual(LIMITS.client_payload)
    expect(Object.keys(identifiers).length + 1).toBeLessThanOrEqual(LIMITS.inputs)
    expect(Object.values(clientPayload).filter((value) => typeof value !== 'string')).toEqual([])
  })

  it('hold no input that the triage workflow does not declare: GitHub refuses those, and Datadog drops the alert', () => {
    const file = new URL('../../examples/workflows/error-triage.yml', import.meta.url)
    const { on } = parseYaml(readFileSync(file, 'utf8')) as {
      readonly on: { readonly workflow_dispatch: { readonly inputs: Readonly<Record<string, unknown>> } }
    }
    expect(Object.keys(on.workflow_dispatch.inputs)).toEqual(
      expect.arrayContaining([...Object.keys(identifiers), 'monitor_kind'])
    )
  })

  it('say identifiers alone: no text of the error but the message, which holds none', () => {
    const variables = Object.values(clientPayload).filter((value) => value.startsWith('$'))
    expect(variables.sort()).toEqual([
      '$ALERT_CYCLE_KEY',
      '$ALERT_ID',
      '$ALERT_SCOPE',
      '$ALERT_TRANSITION',
      '$TAGS[issue.id]',
      '$TAGS[service]',
      '$TEXT_ONLY_MSG'
    ])
  })
})

describe.each(['repository', 'workflow'] as const)('an alert by %s_dispatch', (kind) => {
  const fields = (monitorKind: string, values: Fields): Fields => ({
    ...fill(kind === 'repository' ? clientPayload : identifiers, values),
    monitor_kind: monitorKind
  })
  const rest = {
    $ALERT_TRANSITION: 'Triggered',
    $ALERT_ID: '4711',
    $ALERT_CYCLE_KEY: '77',
    '$TAGS[service]': 'checkout'
  }

  it.each(KINDS)('of a %s monitor is understood', (monitorKind) => {
    expect(dispatch(kind, fields(monitorKind, { ...rest, '$TAGS[issue.id]': ID }))).toMatchObject({
      kind: 'issue',
      issueId: ID,
      alert: { monitorKind, monitorId: '4711', env: 'staging', service: 'checkout', cycleKey: '77 triggered' }
    })
  })

  it('is understood with $TAGS[issue.id] left as it is, by the marker of either message', () => {
    const monitors = configuration.resources.filter(({ name }) => KINDS.some((each) => each === name))
    expect(monitors).toHaveLength(2)
    for (const { body } of monitors) {
      for (const group of ['{{[issue.id].name}}', '{{[@issue.id].name}}']) {
        const text = String(body['message'])
          .replace(group, ID)
          .replace(/\{\{[^}]*\}\}/g, '')
        const trigger = dispatch(kind, fields('new_issue', { ...rest, $TEXT_ONLY_MSG: text }))
        expect(trigger).toMatchObject({ kind: 'issue', issueId: ID })
      }
    }
  })

  it.each([`issue.id:${ID}`, `@issue.id:${ID}`])('is understood by the scope %s alone', (scope) => {
    const trigger = dispatch(kind, fields('high_impact', { $ALERT_SCOPE: scope, '$TAGS[issue.id]': '' }))
    expect(trigger).toMatchObject({ kind: 'issue', issueId: ID })
  })

  it('is dropped when it is a recovery, and refused in words when Datadog filled nothing in', () => {
    const recovered = fields('new_issue', { '$TAGS[issue.id]': ID, $ALERT_TRANSITION: 'Recovered' })
    expect(dispatch(kind, recovered)).toMatchObject({ kind: 'recovery' })
    const empty = dispatch(kind, fields('new_issue', {}))
    expect(empty.kind === 'refused' ? empty.problems : []).toEqual([expect.stringContaining('dd-issue-id=')])
  })
})

describe('the headers', () => {
  it('are JSON, and name the custom variable as Datadog wants it', async () => {
    const [, text = ''] = /^\$\{jsonencode\((.*)\)\}$/s.exec(String(webhook['custom_headers'])) ?? []
    expect(await objectOf(text)).toEqual({
      Authorization: '${format("Bearer $%s", local.token_name)}',
      Accept: 'application/vnd.github+json',
      'X-GitHub-Api-Version': '2022-11-28'
    })
  })

  it('hold no token: it is a secret variable of Datadog, and sensitive in Terraform', () => {
    const token = configuration.resources.find(({ type }) => type === 'datadog_webhook_custom_variable')
    expect(token?.body).toMatchObject({ value: '${var.dispatch_token}', is_secret: true })
    expect(configuration.variables['dispatch_token']).toMatchObject({ sensitive: true, default: null })
    const outputs = JSON.stringify(configuration.outputs)
    expect(outputs).not.toContain('dispatch_token')
    expect(JSON.stringify(webhook)).not.toContain('dispatch_token')
  })
})
