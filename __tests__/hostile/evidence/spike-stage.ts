import { nodeTypeError } from '../../../services/datadog/seeds.js'
import { credentials } from '../../../services/stage.js'
import { createOctokitSource } from '../../../src/adapters/github/client.js'
import { systemClock } from '../../../src/adapters/runner/clock.js'
import { VendorLimits } from '../../../src/adapters/vendor-limits.js'
import { git } from '../../adapters/git/checkout.js'
import { alertOf } from '../../privacy/scenario.js'
import { addCommit } from '../../services/github/history-stage.js'
import { openHostileStage, type HostileStage, type PlayedRun } from '../stage/hostile-stage.js'

/** Fields that the cause of a spike is read from. */
export type CauseField = 'version' | 'deploy service' | 'log' | 'title' | 'author' | 'neighbour'

export type TextOf = (field: CauseField) => string

export interface SpikeStage {
  readonly open: HostileStage
  /** Triage of an error that rises an hour after a deploy, where each field of the cause says the text. */
  play(textOf: TextOf): Promise<PlayedRun>
}

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const FILE = 'src/orders/order-total.ts'

/** Before and after each lies a commit: the first is what the deploy replaced, the second what it brought. */
export async function openSpikeStage(policy = ''): Promise<SpikeStage> {
  const open = await openHostileStage({ policy })
  const { github, datadog, commit } = open.stage
  const limits = new VendorLimits(systemClock)
  const source = createOctokitSource({
    ...{ token: credentials.githubToken, apiUrl: github.url, retryUnitMs: 1, limits }
  })
  await git(github.gitDir, 'tag', 'v2.13.0', commit)
  const head = await addCommit(github, await source(), {
    message: 'Round once',
    files: { [FILE]: 'export const total = 1\n'.repeat(30) },
    date: new Date(Date.now() - 2 * HOUR).toISOString()
  })
  await git(github.gitDir, 'tag', 'v2.14.0', head)
  let errors = 0
  return {
    open,
    play: (textOf) => {
      errors += 1
      const now = Date.now()
      const service = `orders-${errors}`
      const culprit = { function: `total${errors}`, line: 1 + errors }
      const error = nodeTypeError({ commit: head, version: '2.14.0', service, culprit })
      const { id } = datadog.seedIssue({ ...error.issue, firstSeen: now - 20 * 24 * HOUR, lastSeen: now })
      const times = Array.from({ length: 120 }, (_, number) => now - MINUTE - number * (MINUTE / 2))
      datadog.seedEvents(
        id,
        'spans',
        times.map((time, number) => error.event(time, number))
      )
      const past = Array.from({ length: 336 }, (_, hour) => 2 + (hour % 3))
      datadog.seedHours(id, 'spans', [...past, 0, 0], { env: 'production', service, version: '2.13.0' })
      datadog.seedDeployment({
        ...{ service, env: 'production', version: '2.14.0', commit: head },
        ...{ startedAt: now - 66 * MINUTE, finishedAt: now - 62 * MINUTE }
      })
      datadog.seedDeployment({
        ...{ service, env: 'production', version: '2.13.0', commit, startedAt: now - 80 * HOUR }
      })
      return open.play(alertOf(id), (vendor, { path, body }) => {
        if (vendor === 'datadog') return saidByDatadog(path, body, textOf)
        if (vendor !== 'github') return body
        return path.endsWith('/graphql')
          ? saidByGraphql(body, head, now, textOf)
          : saidByRest(path, body, textOf)
      })
    }
  }
}

function saidByDatadog(path: string, body: Buffer, textOf: TextOf): Buffer {
  if (path.endsWith('/dora/deployments')) {
    return change(body, (key, value) =>
      key === 'version' && value === '2.14.0' ? `2.14.0 ${textOf('version')}`.trim() : value
    )
  }
  return path.endsWith('/aggregate')
    ? change(body, (key, value) => (key === 'service' ? `${String(value)} ${textOf('neighbour')}` : value))
    : body
}

/** The token may not list deployments: a reply of one that may. */
function saidByGraphql(body: Buffer, head: string, now: number, textOf: TextOf): Buffer {
  if (!body.includes('FORBIDDEN')) return body
  const at = (minutes: number): string => new Date(now - minutes * MINUTE).toISOString()
  const deployment = {
    commitOid: head,
    createdAt: at(66),
    environment: 'production',
    task: 'deploy',
    payload: JSON.stringify({ service: textOf('deploy service'), version: textOf('version') }),
    ref: null,
    statuses: { nodes: [{ state: 'SUCCESS', createdAt: at(62), logUrl: textOf('log') }] }
  }
  const unserved = { ...deployment, payload: JSON.stringify({ version: textOf('version') }) }
  const list = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [deployment, unserved] }
  return Buffer.from(JSON.stringify({ data: { repository: { url: 'https://github.com/acme/shop', list } } }))
}

function saidByRest(path: string, body: Buffer, textOf: TextOf): Buffer {
  if (!/\/(?:compare\/|commits\?)/.test(path)) return body
  return change(body, (key, value) => {
    if (key === 'message') return `${textOf('title')}\n\nbody`
    if (key === 'name') return textOf('author')
    return key === 'author' && typeof value === 'object' && value !== null && 'login' in value ? null : value
  })
}

function change(body: Buffer, of: (key: string, value: unknown) => unknown): Buffer {
  const json: unknown = JSON.parse(body.toString())
  return Buffer.from(JSON.stringify(json, of))
}
