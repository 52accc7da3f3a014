import type { DatadogSite } from '../datadog/sites.js'

export interface TelemetryFacts {
  readonly apiKey: string
  readonly site: DatadogSite
  /** Identifiers of the run; the site shows them as tags. */
  readonly attributes: Readonly<Record<string, string>>
}

/**
 * Environment that has the agent's program send its own metrics and logs to the site's OTLP intake; traces are a preview there.
 * The intake refuses all but delta temporality, and drops resource attributes unless it is told to keep them.
 * https://docs.datadoghq.com/opentelemetry/setup/otlp_ingest/metrics/
 */
export function telemetryEnvironment({
  apiKey,
  site,
  attributes
}: TelemetryFacts): Readonly<Record<string, string>> {
  const pairs = Object.entries(attributes).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  const key = `dd-api-key=${encodeURIComponent(apiKey)}`
  const tags = encodeURIComponent('{"resource_attributes_as_tags":true}')
  return {
    CLAUDE_CODE_ENABLE_TELEMETRY: '1',
    OTEL_METRICS_EXPORTER: 'otlp',
    OTEL_LOGS_EXPORTER: 'otlp',
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
    OTEL_EXPORTER_OTLP_ENDPOINT: `https://otlp.${site}`,
    OTEL_EXPORTER_OTLP_HEADERS: key,
    // The headers of one signal take the place of the common ones, and do not come on top of them.
    // https://opentelemetry.io/docs/specs/otel/protocol/exporter/#configuration-options
    OTEL_EXPORTER_OTLP_METRICS_HEADERS: `${key},dd-otel-metric-config=${tags}`,
    OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE: 'delta',
    OTEL_RESOURCE_ATTRIBUTES: pairs.join(',')
  }
}
