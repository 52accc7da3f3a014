import * as z from 'zod'
import type { Deploy } from '../../flow/decision/attribution/deploy.js'
import { readList, type AskedRepository } from './repository-list.js'
import { tagVersion } from './tag-version.js'

/** Deploys that could be read, and why others could not be, each a sentence without a full stop. */
export interface ReadDeploys {
  /** Oldest first. */
  readonly deploys: readonly Deploy[]
  readonly missing: readonly string[]
}

/** A deployment may wait for an approval: those that were made so long before the time that is asked for are looked at too. */
const LONGEST_WAIT_MS = 24 * 3_600_000

/** Statuses beside the deployments: REST would take a request for each. https://docs.github.com/graphql/reference/objects#deployment */
const DEPLOYMENTS = `query ($owner: String!, $repo: String!, $after: String) {
  repository(owner: $owner, name: $repo) {
    url
    list: deployments(first: 100, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes {
        commitOid createdAt environment task payload
        ref { name prefix }
        statuses(first: 50) { nodes { state createdAt logUrl } }
      }
    }
  }
}`

const time = z.iso.datetime().transform((text) => Date.parse(text))

const deployment = z.object({
  commitOid: z.string().regex(/^[0-9a-f]{40,64}$/),
  createdAt: time,
  environment: z.string().nullable(),
  task: z.string().nullable(),
  payload: z.string().nullable(),
  ref: z.object({ name: z.string(), prefix: z.string() }).nullable(),
  statuses: z
    .object({
      nodes: z.array(z.object({ state: z.string(), createdAt: time, logUrl: z.string().nullable() }))
    })
    .nullable()
})
type Deployment = z.infer<typeof deployment>

interface Success {
  readonly deployment: Deployment
  readonly at: number
  readonly logUrl: string | null
}

/**
 * GitHub's deployments that succeeded since then (milliseconds since the epoch), at the time of their success, whatever became of
 * them later: a newer deployment makes the older one inactive. The service is what the payload's field `service` says, and unknown
 * without one: names of environments are not taken apart. What succeeded before and was read on the way is among them. Never rejects.
 */
export async function readDeployments(place: AskedRepository, since: number): Promise<ReadDeploys> {
  const { nodes, url, missing } = await readList(place, {
    query: DEPLOYMENTS,
    doing: 'list the deployments',
    permission: 'deployments: read',
    node: deployment,
    isPast: ({ createdAt }) => createdAt < since - LONGEST_WAIT_MS
  })
  const successes = nodes.flatMap((each) => successOf(each) ?? []).toSorted((one, other) => one.at - other.at)
  const standing = new Map<string, string>()
  const deploys = successes.map((success): Deploy => {
    const { environment, task, payload, commitOid, ref } = success.deployment
    const { service, version } = readPayload(payload)
    const place = JSON.stringify([environment, task, service])
    const previous = standing.get(place)
    standing.set(place, commitOid)
    return {
      at: success.at,
      began: success.deployment.createdAt,
      source: 'github-deployment',
      service,
      environment: environment ?? undefined,
      version: version ?? (ref?.prefix === 'refs/tags/' ? tagVersion(ref.name) : undefined),
      commit: commitOid,
      previous,
      url: pageOf(success, url)
    }
  })
  return { deploys, missing }
}

/** The first of its successes. */
function successOf(each: Deployment): Success | undefined {
  const [first] = (each.statuses?.nodes ?? [])
    .filter(({ state }) => state === 'SUCCESS')
    .toSorted((one, other) => one.createdAt - other.createdAt)
  return first === undefined ? undefined : { deployment: each, at: first.createdAt, logUrl: first.logUrl }
}

const MAXIMUM_NAME_CHARS = 200
const name = z.string().trim().min(1).max(MAXIMUM_NAME_CHARS).optional().catch(undefined)
const payloadFields = z.object({ service: name, version: name })

/** JSON, and JSON once more within a text where the payload was given as one. */
function readPayload(payload: string | null): z.infer<typeof payloadFields> {
  let value: unknown = payload
  for (let layer = 0; layer < 2 && typeof value === 'string'; layer += 1) value = parse(value)
  return payloadFields.safeParse(value).data ?? { service: undefined, version: undefined }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** The log of the run that deployed, else the repository's page of the environment. */
function pageOf(
  { logUrl, deployment: each }: Success,
  repositoryUrl: string | undefined
): string | undefined {
  if (logUrl !== null && /^https?:\/\/[^\s@/?#\\]{1,253}(?:[/?#]\S{0,500})?$/.test(logUrl)) return logUrl
  if (repositoryUrl === undefined || each.environment === null) return undefined
  // Half a character, which a stranger's name may have, has no encoding.
  const environment = each.environment.replace(/\p{Surrogate}/gu, '\uFFFD')
  return `${repositoryUrl}/deployments/${encodeURIComponent(environment)}`
}
