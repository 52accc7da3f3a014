import * as z from 'zod'
import type { Deploy } from '../../flow/decision/attribution/deploy.js'
import type { Issue } from '../../flow/issue/issue.js'
import { known, type Known } from '../../flow/issue/known.js'
import type { RunLog } from '../../ports.js'
import type { Access } from './access.js'
import { askJson } from './ask-json.js'
import type { DatadogClient } from './client.js'
import type { Endpoint } from './endpoint.js'
import { readList, requiredList } from './issue-json.js'
import { facetQuery } from './queries.js'
import { boundText, longestName } from './text-bounds.js'

const listDeployments = {
  purpose: 'list deployments (DORA Metrics)',
  scope: 'dora_metrics_read'
} as const satisfies Endpoint

/** The list has no next page; a service that deploys more often within the window is compared with its newest deployments. */
const mostDeployments = 100

const reply = z.object({ data: requiredList })

const name = z
  .string()
  .optional()
  .catch(undefined)
  .transform((text) => (text === undefined || text.trim() === '' ? undefined : boundText(text, longestName)))

const time = z
  .string()
  .transform((text) => Date.parse(text))
  .refine((at) => !Number.isNaN(at))

const deployment = z.object({
  attributes: z.object({
    service: name,
    env: name,
    version: name,
    started_at: time.optional().catch(undefined),
    finished_at: time.optional().catch(undefined),
    git: z
      .object({ commit_sha: z.string().optional().catch(undefined) })
      .optional()
      .catch(undefined)
  })
})

export interface DeploysOptions {
  readonly client: DatadogClient
  readonly access: Access
  readonly log: RunLog
  readonly now: () => number
}

/** The issue as far as its deployments hang on it. */
export type Deployed = Pick<Issue, 'service' | 'sample'>

/**
 * Reads the deployments that Datadog was told of, or saw itself in APM (DORA Metrics). Each service and environment is asked for once
 * in a run; an organisation without the product, once at all.
 * https://docs.datadoghq.com/api/latest/dora-metrics/get-a-list-of-deployment-events/
 */
export class Deploys {
  readonly #options: DeploysOptions
  readonly #read = new Map<string, Promise<Known<readonly Deploy[]>>>()

  constructor(options: DeploysOptions) {
    this.#options = options
  }

  /** Newest first. In the issue's environment where its sample names one, else in all. */
  since({ service, sample }: Deployed, since: number): Promise<Known<readonly Deploy[]>> {
    const env = sample.known && sample.value.env.known ? sample.value.env.value : undefined
    const key = JSON.stringify([service, env, since])
    const running = this.#read.get(key) ?? this.#list(service, env, since)
    this.#read.set(key, running)
    return running
  }

  async #list(service: string, env: string | undefined, since: number): Promise<Known<readonly Deploy[]>> {
    const { client, access, log, now } = this.#options
    const query = [
      facetQuery('service', [service]),
      ...(env === undefined ? [] : [facetQuery('env', [env])])
    ].join(' ')
    const attributes = { from: wholeSecond(since), to: wholeSecond(now()), query, limit: mostDeployments }
    const body = { data: { type: 'dora_deployments_list_request', attributes } }
    const listed = await access.attempt({
      endpoint: listDeployments,
      read: () => client.call(askJson(listDeployments, '/api/v2/dora/deployments', body), reply),
      sentence: 'Deployments that Datadog knows of could not be listed.',
      data: { service }
    })
    if (!listed.known) return listed
    const { read } = readList(listed.value.data, deployment)
    const deploys = read.slice(0, mostDeployments).flatMap(({ attributes }) => toDeploy(attributes) ?? [])
    const dropped = Math.min(mostDeployments, listed.value.data.length) - deploys.length
    if (dropped > 0) log.warning('Some deployments could not be read and are left out.', { service, dropped })
    return known(deploys.filter(({ at }) => at >= since).sort((a, b) => b.at - a.at))
  }
}

function toDeploy(attributes: z.infer<typeof deployment>['attributes']): Deploy | undefined {
  const at = attributes.finished_at ?? attributes.started_at
  if (at === undefined) return undefined
  const commit = attributes.git?.commit_sha?.toLowerCase()
  return {
    at,
    began: attributes.started_at,
    source: 'datadog-deployment',
    service: attributes.service,
    environment: attributes.env,
    version: attributes.version,
    commit: commit !== undefined && /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(commit) ? commit : undefined,
    previous: undefined,
    url: undefined
  }
}

/** Numbers are refused here, unlike in every other search; seconds are the finest that the reference shows. */
function wholeSecond(ms: number): string {
  return new Date(ms).toISOString().replace(/\.\d{3}Z$/, 'Z')
}
