import type { TagTest } from './metric-store.js'

export interface MetricQuery {
  readonly metric: string
  readonly passes: TagTest
  readonly rate: boolean
}

const QUERY = /^(?:sum|avg|min|max):([a-z][\w.]*)\{([^{}]*)\}((?:\.[a-z_]+\([^()]*\))*)$/i
const TAG = /^!?[a-z][\w\-./]*:[\p{L}\p{N}_\-./:*]+$/iu

/**
 * Reads a query of one series: `sum:metric{key:value,other:value}.as_count()`. Grouping and arithmetic are refused, not imitated.
 * https://docs.datadoghq.com/metrics/#querying-metrics
 *
 * @returns `undefined` when it cannot be read.
 */
export function parseMetricQuery(text: string): MetricQuery | undefined {
  const [, metric = '', filter = '', functions = ''] = QUERY.exec(text.trim()) ?? []
  if (metric === '') return undefined
  const terms = filter.split(',').map((term) => term.trim())
  if (!terms.every((term) => term === '*' || TAG.test(term))) return undefined
  return {
    metric,
    passes: (tags) => terms.every((term) => holds(term, tags)),
    rate: functions.includes('.as_rate()')
  }
}

/** Tags are kept in small letters, and compared so. */
function holds(term: string, tags: readonly string[]): boolean {
  if (term === '*') return true
  const wanted = term.replace(/^!/, '').toLowerCase()
  const source = wanted.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*')
  const found = tags.some((tag) => new RegExp(`^${source}$`).test(tag.toLowerCase()))
  return term.startsWith('!') ? !found : found
}
