/** What a test says about a monitor; everything else takes the value that Datadog gives a monitor which nobody touched. */
export interface SeedMonitor {
  readonly name: string
  readonly query: string
  /** Default `error-tracking alert`. */
  readonly type?: string
  readonly message?: string
  readonly id?: number
  readonly options?: Readonly<Record<string, unknown>>
  readonly downtimes?: readonly { readonly scope: readonly string[] }[]
  readonly draft?: boolean
}

export type StoredMonitor = SeedMonitor & { readonly id: number }

/** https://docs.datadoghq.com/api/latest/monitors/get-all-monitors/ */
export function monitorJson(monitor: StoredMonitor, withDowntimes: boolean, now: number): unknown {
  const { id, name, query, type = 'error-tracking alert', message = '', options = {}, draft } = monitor
  return {
    id,
    name,
    type,
    query,
    message,
    created: new Date(now).toISOString(),
    deleted: null,
    draft_status: draft === true ? 'draft' : 'published',
    modified: new Date(now).toISOString(),
    multi: query.includes('.by('),
    options: { include_tags: true, silenced: {}, thresholds: { critical: 0 }, ...options },
    overall_state: 'OK',
    priority: null,
    restricted_roles: null,
    tags: [],
    ...(withDowntimes && {
      matching_downtimes: (monitor.downtimes ?? []).map(({ scope }, index) => ({
        id: id * 100 + index,
        scope,
        start: Math.floor(now / 1000) - 60,
        end: null
      }))
    })
  }
}

/** A New Issue or High Impact monitor as people make them. */
export function errorTrackingMonitor(seed: {
  readonly kind: 'new' | 'impact'
  readonly webhook?: string
  readonly id?: number
  readonly name?: string
  /** Default `issue.id`. */
  readonly facet?: string
}): SeedMonitor {
  const { kind, webhook, id, facet = 'issue.id' } = seed
  const call = webhook === undefined ? '' : `\n@webhook-${webhook}`
  return {
    name: seed.name ?? (kind === 'new' ? 'New issues of shop' : 'High impact in shop'),
    query: `error-tracking("service:shop env:production").source("all").${kind}().rollup("count").by("${facet}").last("1d") > 0`,
    message: `{{#is_alert}}\ndd-issue-id={{[${facet}].name}}${call}\n{{/is_alert}}`,
    ...(id !== undefined && { id })
  }
}
