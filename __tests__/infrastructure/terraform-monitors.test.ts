import { beforeAll, describe, expect, it } from '@jest/globals'
import { metricNames } from '../../src/adapters/datadog/metrics.js'
import { triageMetrics } from '../../src/adapters/datadog/triage-metrics.js'
import { anchorsOf, readText } from '../contract/markdown.js'
import {
  readConfiguration,
  readFiles,
  render,
  textsIn,
  type Body,
  type Configuration
} from './terraform-files.js'

let configuration: Configuration
const ours: readonly string[] = [...Object.values(metricNames), ...triageMetrics]

function bodyOf(type: string, name: string): Body {
  return configuration.resources.find((each) => each.type === type && each.name === name)?.body ?? {}
}

/** Whether the number of resources is none while `enabled` is false, whatever else is set. */
function hangsOnTheSwitch(expression: string, locals: Body): boolean {
  const text = expression.replace(/^\$\{(.*)\}$/s, '$1').trim()
  const local = /^local\.(\w+)$/.exec(text)?.[1]
  if (local !== undefined) return hangsOnTheSwitch(String(locals[local]), locals)
  const [, condition] = /^([^?]*) \? .* : (?:0|\{\}|toset\(\[\]\))$/s.exec(text) ?? [undefined, text]
  return (condition ?? '').split(' && ').some((part) => {
    const named = /^local\.(\w+)$/.exec(part)?.[1]
    return part === 'var.enabled' || (named !== undefined && hangsOnTheSwitch(String(locals[named]), locals))
  })
}

beforeAll(async () => {
  configuration = await readConfiguration(readFiles())
})

describe('while it is not enabled', () => {
  it('nothing is made', () => {
    const { resources, locals } = configuration
    const loose = resources.filter(({ body }) => {
      const number = body['count'] ?? body['for_each']
      return typeof number !== 'string' || !hangsOnTheSwitch(number, locals)
    })
    expect(loose.map(({ type, name }) => `${type}.${name}`)).toEqual([])
  })

  it('it stays so by default, and without a token in Datadog', () => {
    const { variables } = configuration
    expect(['enabled', 'dashboard', 'alarms'].map((name) => variables[name]?.['default'])).toEqual([
      false,
      false,
      false
    ])
    expect(variables['dispatch']).toMatchObject({ default: 'none' })
  })

  it.each([
    ['${var.enabled ? var.services : {}}', true],
    ['${var.enabled && var.alarms ? 1 : 0}', true],
    ['${local.on ? toset(["a"]) : toset([])}', true],
    ['${local.on && var.token_variable == null ? 1 : 0}', true],
    ['${var.alarms ? 1 : 0}', false],
    ['${var.enabled || var.alarms ? 1 : 0}', false],
    ['${var.enabled ? 1 : 1}', false],
    ['${local.off ? 1 : 0}', false],
    ['${var.services}', false]
  ])('the check takes %s as %p', (expression, expected) => {
    const locals = { on: '${var.enabled && var.dispatch != "none"}', off: '${var.dispatch != "none"}' }
    expect(hangsOnTheSwitch(expression, locals)).toBe(expected)
  })

  it('each variable says what it is for, and each refusal which variable it means', () => {
    const variables = Object.entries(configuration.variables)
    expect(variables.filter(([, body]) => body['description'] === undefined)).toEqual([])
    const refusals = variables.flatMap(([name, body]) =>
      ((body['validation'] ?? []) as Body[]).map((rule) => [name, String(rule['error_message'])] as const)
    )
    expect(refusals.length).toBeGreaterThan(10)
    expect(refusals.filter(([name, message]) => !message.includes(name.replace(/s$/, '')))).toEqual([])
  })
})

describe('the monitors of a service', () => {
  const values = {
    'local.filters[each.key]': 'service:checkout env:staging',
    'each.value.source': 'backend',
    'each.key': 'checkout',
    'var.environment': 'staging',
    'var.name': 'error-triage',
    'coalesce(each.value.high_impact_errors, var.high_impact_errors)': '100',
    'local.handles["new_issue"]': '@webhook-x',
    'local.handles["high_impact"]': '@webhook-x'
  }

  it.each([
    ['new_issue', 'new()', 0],
    ['high_impact', 'impact()', 100]
  ])('%s asks Error Tracking for each issue', (name, track, threshold) => {
    const monitor = bodyOf('datadog_monitor', name)
    expect(monitor['type']).toBe('error-tracking alert')
    expect(render(String(monitor['query']), values)).toBe(
      `error-tracking("service:checkout env:staging").source("backend").${track}.rollup("count").by("issue.id").last("1d") > ${threshold}`
    )
    const [{ critical }] = monitor['monitor_thresholds'] as readonly [Body]
    expect(Number(render(String(critical), values))).toBe(threshold)
  })

  it.each(['new_issue', 'high_impact'])('%s says the marker first, and calls on alerts alone', (name) => {
    const lines = render(String(bodyOf('datadog_monitor', name)['message']), values)
      .trimEnd()
      .split('\n')
    expect(lines.slice(0, 3)).toEqual([
      '{{#is_alert}}',
      'dd-issue-id={{[issue.id].name}}',
      'dd-issue-id={{[@issue.id].name}}'
    ])
    expect(lines.slice(-2)).toEqual(['@webhook-x', '{{/is_alert}}'])
  })

  it('hold no text of the error, which could bring a marker of its own', () => {
    const texts = ['new_issue', 'high_impact'].map((name) =>
      String(bodyOf('datadog_monitor', name)['message'])
    )
    expect(texts.filter((text) => text.includes('issue.attributes'))).toEqual([])
  })
})

describe('the metrics', () => {
  const named = (body: Body): readonly string[] =>
    textsIn(body).flatMap((text) => text.match(/datadog_autofix\.[a-z_.]*[a-z_]/g) ?? [])

  it('of the dashboard are all those that the action sends, and no others', () => {
    const seen = new Set(named(bodyOf('datadog_dashboard', 'own')))
    expect([...seen].sort()).toEqual([...ours].sort())
  })

  it.each(['no_runs', 'failed_runs', 'cost'])('of the alarm %s are sent by the action', (name) => {
    const seen = named({ query: bodyOf('datadog_monitor', name)['query'] })
    expect(seen).toHaveLength(1)
    expect(ours).toEqual(expect.arrayContaining([...seen]))
  })

  it('have alarms that lead to a place of the runbook', () => {
    const [path = '', anchor = ''] = String(configuration.variables['runbook_url']?.['default']).split('#')
    const [, document = ''] = /\/blob\/v\d+\/(.*)$/.exec(path) ?? []
    expect(anchorsOf(readText(document))).toContain(anchor)
  })

  it.each(['no_runs', 'failed_runs', 'cost'])(
    'have an alarm %s that says what to do, and to whom',
    (name) => {
      const monitor = bodyOf('datadog_monitor', name)
      const message = String(monitor['message'])
      expect(message).toContain('${var.runbook_url}')
      expect(message).toContain('${local.told}')
      expect(message.length).toBeGreaterThan(200)
      expect(String(monitor['query'])).toContain('{${local.own_scope}')
    }
  )
})
