import type { FixFigures } from '../../flow/fix/fix-figures.js'
import { metricNames, type MetricPoint } from './metrics.js'

/** The figures of one attempt as points of one moment (milliseconds since the epoch); `repository` is `owner/name`. */
export function pointsOf(figures: FixFigures, repository: string, at: number): readonly MetricPoint[] {
  const { outcome, reason, fixClass, team } = figures
  const tags = { outcome, reason, fix_class: fixClass, repository, ...(team === '' ? {} : { team }) }
  const tokens = [
    ['input', figures.inputTokens],
    ['output', figures.outputTokens],
    ['cache_read', figures.cacheReadTokens],
    ['cache_write', figures.cacheWriteTokens]
  ] as const
  return [
    { name: metricNames.attempts, type: 'count', value: 1, at, tags },
    { name: metricNames.cost, type: 'count', value: figures.usd, at, tags },
    { name: metricNames.turns, type: 'count', value: figures.turns, at, tags },
    { name: metricNames.duration, type: 'gauge', value: figures.seconds, at, tags },
    ...tokens.map(([kind, value]): MetricPoint => ({
      name: metricNames.tokens,
      type: 'count',
      value,
      at,
      tags: { ...tags, token_kind: kind }
    }))
  ]
}
