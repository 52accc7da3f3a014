import { known, unknown, type Known } from '../../flow/issue/known.js'

/** What a metric query is about. */
export interface Asked {
  readonly service: string
  readonly env: Known<string>
}

/**
 * Names of span kinds as Datadog makes metrics of them: letters, digits, underscores and dots. Nothing else gets into a query.
 * https://docs.datadoghq.com/tracing/metrics/metrics_namespace/
 */
const spanName = /^[a-z][a-z0-9_.]{0,99}$/i

/** Values of tags without what has a meaning in a query. https://docs.datadoghq.com/getting_started/tagging/#define-tags */
const tagValue = /^[\p{L}\p{N}][\p{L}\p{N}_\-:./]{0,199}$/u

/** The metric of the service's own operation, which counts all requests whatever share of the traces is kept. */
export function traceMetricQuery(name: string, asked: Asked): Known<string> {
  if (!spanName.test(name)) return unknown('the name of the span cannot be part of the name of a metric')
  return fillIn(`sum:trace.${name}.hits{service:{service},env:{env}}.as_count()`, asked)
}

/** The query with the service and the environment in their places. Tags of metrics are in small letters. */
export function fillIn(template: string, { service, env }: Asked): Known<string> {
  if (!tagValue.test(service)) return unknown('the name of the service cannot be part of a metric query')
  const filled = template.replaceAll('{service}', service.toLowerCase())
  if (!filled.includes('{env}')) return known(filled)
  if (!env.known) return env
  if (!tagValue.test(env.value)) return unknown('the env tag cannot be part of a metric query')
  return known(filled.replaceAll('{env}', env.value.toLowerCase()))
}
