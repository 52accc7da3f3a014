import { describe, expect, it } from '@jest/globals'
import { telemetryEnvironment } from '../../../src/adapters/claude/telemetry.js'
import { datadogSites } from '../../../src/adapters/datadog/sites.js'

const facts = {
  apiKey: '0123456789abcdef0123456789abcdef',
  site: 'datadoghq.eu',
  attributes: { 'run.id': '12', team: 'a=b,c d;"é' }
} as const

/** `a=1,b=2` with percent escapes, as OpenTelemetry reads headers and attributes. */
function readPairs(text: string | undefined): Readonly<Record<string, string>> {
  const pairs = (text ?? '').split(',').map((pair) => pair.split('='))
  return Object.fromEntries(
    pairs.map(([name, value, ...rest]) => [name, decodeURIComponent([value, ...rest].join('='))])
  )
}

describe("the telemetry of the agent's program", () => {
  const environment = telemetryEnvironment(facts)

  it('goes to the intake of the site, by the only protocol and temporality that it takes', () => {
    expect(environment).toMatchObject({
      CLAUDE_CODE_ENABLE_TELEMETRY: '1',
      OTEL_METRICS_EXPORTER: 'otlp',
      OTEL_LOGS_EXPORTER: 'otlp',
      OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
      OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'delta',
      OTEL_EXPORTER_OTLP_ENDPOINT: 'https://otlp.datadoghq.eu'
    })
  })

  it('sends no traces, and none of the words that are said', () => {
    const names = Object.keys(environment).join(' ')
    expect(names).not.toMatch(/TRACES|LOG_USER_PROMPTS|LOG_TOOL/)
  })

  it('authorises metrics and logs alike', () => {
    const key = { 'dd-api-key': facts.apiKey }
    expect(readPairs(environment['OTEL_EXPORTER_OTLP_HEADERS'])).toEqual(key)
    expect(readPairs(environment['OTEL_EXPORTER_OTLP_METRICS_HEADERS'])).toEqual({
      ...key,
      'dd-otel-metric-config': '{"resource_attributes_as_tags":true}'
    })
  })

  it('carries every attribute as it is', () => {
    expect(readPairs(environment['OTEL_RESOURCE_ATTRIBUTES'])).toEqual(facts.attributes)
  })

  it.each(datadogSites)('knows %s', (site) => {
    expect(telemetryEnvironment({ ...facts, site })['OTEL_EXPORTER_OTLP_ENDPOINT']).toBe(
      `https://otlp.${site}`
    )
  })
})
