import { z } from 'zod'
import type { ServiceReply } from '../kit/service.js'
import type { Endpoint } from './access.js'
import { matches, type Searchable } from './query-match.js'
import { parseQuery, QuerySyntaxError, type Query } from './query-syntax.js'
import { argumentError, jsonApi, listedErrors, Refused } from './replies.js'
import { readBody } from './request-body.js'

/** A deployment that Datadog was told of, or saw in APM. Times are milliseconds since the epoch. */
export interface SeedDeployment {
  readonly service: string
  readonly startedAt: number
  /** Absent where only the start is known. */
  readonly finishedAt?: number
  readonly env?: string
  readonly version?: string
  readonly commit?: string
  /** `github.com/owner/name`. */
  readonly repository?: string
}

const DEFAULT_LIMIT = 10
const MOST = 1000

/** Numbers are refused as times, unlike in every search. */
const time = z.iso.datetime()

const listBody = z.strictObject({
  data: z.strictObject({
    type: z.literal('dora_deployments_list_request').optional(),
    attributes: z.strictObject({
      from: time.optional(),
      to: time.optional(),
      limit: z.int().min(1).max(MOST).optional(),
      query: z.string().optional(),
      sort: z.string().optional()
    })
  })
})

/** The list of deployments, newest first; there is no next page. `available`: the organisation and its site have the product. */
export function doraEndpoint(deployments: readonly SeedDeployment[], available: boolean): Endpoint {
  return {
    name: 'dora_deployments',
    method: 'POST',
    pattern: '/api/v2/dora/deployments',
    scope: 'dora_metrics_read',
    handler: ({ body }): ServiceReply => {
      if (!available) return listedErrors(404, 'Not Found')
      const asked = readBody(listBody, body, (reason) => listedErrors(400, reason)).data.attributes
      const query = readQuery(asked.query ?? '*')
      const from = Date.parse(asked.from ?? '1970-01-01T00:00:00Z')
      const to = asked.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(asked.to)
      const found = deployments
        .map((seed, number) => ({ seed, number }))
        .filter(({ seed }) => seed.startedAt >= from && seed.startedAt <= to)
        .filter(({ seed }) => matches(query, searchable(seed), 'both'))
        .sort((a, b) => b.seed.startedAt - a.seed.startedAt)
        .slice(0, asked.limit ?? DEFAULT_LIMIT)
      return jsonApi({ data: found.map(({ seed, number }) => resource(seed, number)) })
    }
  }
}

function searchable({ service, env, version }: SeedDeployment): Searchable {
  const reserved = {
    service,
    ...(env !== undefined && { env }),
    ...(version !== undefined && { version })
  }
  return { issueId: '', reserved, tags: [], attributes: {}, message: '' }
}

function resource(seed: SeedDeployment, number: number): Record<string, unknown> {
  const { service, env, version, commit, repository } = seed
  return {
    id: `deployment-${number}`,
    type: 'dora_deployment',
    attributes: {
      service,
      started_at: new Date(seed.startedAt).toISOString(),
      ...(seed.finishedAt !== undefined && { finished_at: new Date(seed.finishedAt).toISOString() }),
      ...(env !== undefined && { env }),
      ...(version !== undefined && { version }),
      ...(commit !== undefined && { git: { commit_sha: commit, repository_id: repository ?? '' } }),
      change_failure: null,
      deployment_type: 'standard',
      source: 'apm_deployments'
    }
  }
}

function readQuery(text: string): Query {
  try {
    return parseQuery(text)
  } catch (problem) {
    if (!(problem instanceof QuerySyntaxError)) throw problem
    throw new Refused(argumentError(400, 'query', problem.message))
  }
}
