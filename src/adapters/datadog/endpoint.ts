/** Scopes of the application key. https://docs.datadoghq.com/account_management/rbac/permissions/ */
export type Scope =
  | 'error_tracking_read'
  | 'error_tracking_write'
  | 'apm_read'
  | 'logs_read_data'
  | 'rum_apps_read'
  | 'timeseries_query'
  | 'dora_metrics_read'

/** What a call is for, in the words of messages and logs. */
export interface Endpoint {
  /** Completes "Datadog refused to …". */
  readonly purpose: string
  readonly scope: Scope
}

/** Where the calls go, in the words of messages. */
export interface Place {
  readonly site: string
  /** The base URL that overrides the site's own; `undefined` without an override. */
  readonly apiUrl: string | undefined
}

export function nameOfPlace({ site, apiUrl }: Place): string {
  return apiUrl === undefined ? site : `${site} (through ${apiUrl})`
}
