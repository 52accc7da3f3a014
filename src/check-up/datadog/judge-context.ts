import { ok, warning, type CheckUpRequest } from '../check.js'
import { noAnswer, notChecked, type DatadogCheck } from './checks.js'
import type { DatadogFacts } from './facts.js'
import { addScope, isForbidden, sentence } from './judge-keys.js'

const SITE = 'Check datadog-site and datadog-api-url.'

/** Without the requests of its service, nobody can tell whether an error became more frequent or the service more busy. */
export function judgeRequests({ requests }: DatadogFacts, { policy }: CheckUpRequest): DatadogCheck {
  const id = 'datadog-requests'
  const scope = 'timeseries_query'
  const isOwn = (policy?.datadog.requests ?? []).length > 0
  if (requests.kind === 'given') {
    return ok(
      id,
      isOwn
        ? `Metrics can be queried (${scope}), and Datadog reads the first query of datadog.requests.`
        : `Metrics can be queried (${scope}).`
    )
  }
  if (requests.kind === 'lost') return noAnswer(id, requests.why)
  if (isForbidden(requests)) {
    return warning(
      id,
      `Datadog refused to query metrics: the application key lacks ${scope}. The requests of a service are not known, so that more traffic looks like more errors.`,
      addScope(scope)
    )
  }
  return isOwn
    ? warning(
        id,
        `The first query of datadog.requests counts nothing: ${sentence(requests.why)}`,
        `Try the query in Datadog (Metrics → Explorer), and correct it under datadog.requests in the policy file. ${SITE}`
      )
    : notChecked(id, sentence(requests.why).slice(0, -1), SITE)
}

/** A product of its own, which many do not have: GitHub tells of deployments too. */
export function judgeDeployments({ deployments }: DatadogFacts): DatadogCheck {
  const id = 'datadog-deployments'
  const scope = 'dora_metrics_read'
  if (deployments.kind === 'given') return ok(id, `Deployments can be listed (${scope}).`)
  if (deployments.kind === 'lost') return noAnswer(id, deployments.why)
  if (deployments.status === 404) {
    return ok(id, 'Datadog has no DORA Metrics here: GitHub alone tells which deploy an error began with.')
  }
  return isForbidden(deployments)
    ? warning(
        id,
        `Datadog refused to list deployments (DORA Metrics): the application key lacks ${scope}. Only GitHub tells which deploy an error began with.`,
        `${addScope(scope)} Leave it if you do not use DORA Metrics.`
      )
    : notChecked(
        id,
        sentence(deployments.why).slice(0, -1),
        `Leave it if you do not use DORA Metrics. ${SITE}`
      )
}
