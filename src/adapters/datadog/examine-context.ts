import * as z from 'zod'
import type { Answer } from '../../check-up/answer.js'
import { known } from '../../flow/issue/known.js'
import { ask } from '../ask.js'
import { askJson } from './ask-json.js'
import type { Endpoint } from './endpoint.js'
import type { Examination } from './examine-issues.js'
import { requiredList } from './issue-json.js'
import { readMetric } from './metric-query.js'
import { fillIn } from './request-metric.js'
import type { RequestMetric } from './requests.js'
import { hourMs, hourOf } from './trend.js'

/** Datadog answers with nothing where it has no such metric. */
const ANY_METRIC = 'sum:trace.http.request.hits{*}.as_count()'
/** Stands for a tag whose value the policy does not tell. */
const ANY_TAG = 'any'

/** Counts one hour by the first metric of the policy, else by a common one: whether there is a point does not matter. */
export function tryRequests(
  { client, clock }: Examination,
  metrics: readonly RequestMetric[]
): Promise<Answer<true>> {
  const endMs = hourOf(clock.now())
  const window = { startMs: endMs - hourMs, endMs, binMs: hourMs }
  return ask(async () => {
    await readMetric(client, queryOf(metrics[0]), window)
    return true as const
  })
}

function queryOf(metric: RequestMetric | undefined): string {
  if (metric === undefined) return ANY_METRIC
  const service = metric.services.find((glob) => /^[\w.-]+$/.test(glob)) ?? ANY_TAG
  const query = fillIn(metric.query, { service, env: known(ANY_TAG) })
  return query.known ? query.value : ANY_METRIC
}

const listDeployments = {
  purpose: 'list deployments (DORA Metrics)',
  scope: 'dora_metrics_read'
} as const satisfies Endpoint

const deploymentsReply = z.object({ data: requiredList })

/**
 * Lists one deployment of the last hour: whether there is one does not matter.
 * https://docs.datadoghq.com/api/latest/dora-metrics/get-a-list-of-deployment-events/
 */
export function tryDeployments({ client, clock }: Examination): Promise<Answer<true>> {
  const now = clock.now()
  const attributes = { from: wholeSecond(now - hourMs), to: wholeSecond(now), limit: 1 }
  const body = { data: { type: 'dora_deployments_list_request', attributes } }
  return ask(async () => {
    await client.call(askJson(listDeployments, '/api/v2/dora/deployments', body), deploymentsReply)
    return true as const
  })
}

/** Numbers are refused as times here, unlike in every other search. */
function wholeSecond(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
