import type { CheckUpRequest } from '../check.js'
import type { DatadogFacts, SeenMonitor, WebhookAddress, WebhookFacts } from './facts.js'

/** How a webhook starts a workflow of this repository. */
export type Dispatch = 'repository' | 'workflow'

/** A webhook that starts a workflow of this repository. */
export interface OwnHook {
  readonly name: string
  readonly dispatch: Dispatch
  readonly webhook: WebhookFacts
  /** The Error Tracking monitors that call it. */
  readonly monitors: readonly SeenMonitor[]
}

/** What of an organisation's alerts concerns this repository. */
export interface Alerting {
  readonly hooks: readonly OwnHook[]
  /** Those that call one of these webhooks; when no webhook is known to point here, those that call any. */
  readonly monitors: readonly SeenMonitor[]
}

export function findAlerting({ monitors, webhooks }: DatadogFacts, request: CheckUpRequest): Alerting {
  const callers =
    monitors.kind === 'given' ? monitors.value.errorTracking.filter((each) => each.webhooks.length > 0) : []
  const hooks = webhooks.flatMap(({ name, answer }): readonly OwnHook[] => {
    const dispatch = answer.kind === 'given' ? dispatchOf(answer.value.address, request) : undefined
    if (answer.kind !== 'given' || dispatch === undefined) return []
    return [
      {
        name,
        dispatch,
        webhook: answer.value,
        monitors: callers.filter((each) => each.webhooks.includes(name))
      }
    ]
  })
  const own = callers.filter(({ webhooks: named }) => hooks.some(({ name }) => named.includes(name)))
  return { hooks, monitors: hooks.length === 0 ? callers : own }
}

/** Where a webhook has to point, of a repository dispatch. */
export function dispatchUrl(request: CheckUpRequest): string {
  return `${repositoryUrl(request)}/dispatches`
}

/** Page of the API for this repository; names of owners and repositories are the same in any case. */
export function repositoryUrl({ apiUrl, owner, repo }: CheckUpRequest): string {
  return `${apiUrl.replace(/\/+$/, '')}/repos/${owner}/${repo}`
}

/** `undefined` when the address starts nothing in this repository. */
function dispatchOf(address: WebhookAddress, request: CheckUpRequest): Dispatch | undefined {
  if (address.kind !== 'repository') return undefined
  const url = address.url.toLowerCase()
  const base = repositoryUrl(request).toLowerCase()
  if (url === `${base}/dispatches`) return 'repository'
  const isWorkflow =
    url.startsWith(`${base}/actions/workflows/`) &&
    /^[^/]+\/dispatches$/.test(url.slice(base.length + '/actions/workflows/'.length))
  return isWorkflow ? 'workflow' : undefined
}
