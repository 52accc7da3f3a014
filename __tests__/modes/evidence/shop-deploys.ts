import { getOctokit } from '@actions/github'
import { nodeTypeError, type ErrorDetail } from '../../../services/datadog/seeds.js'
import type { EmbeddedGitHubOptions } from '../../../services/github/embedded-github.js'
import { credentials } from '../../../services/stage.js'
import { addCommit } from '../../services/github/history-stage.js'
import { START, type TriageRig } from '../triage-rig.js'

export const MINUTE = 60_000
export const OLD = '2.13.0'
export const NEW = '2.14.0'
/** When the spike of `seedSpike` begins: forty minutes before the run. */
export const ONSET = START - 40 * MINUTE

/** GitHub for a run whose token may read deployments, or may not. */
export function githubWith(deployments: 'read' | undefined): Pick<EmbeddedGitHubOptions, 'tokens'> {
  const permissions = { metadata: 'read', contents: 'write', ...(deployments && { deployments }) } as const
  return { tokens: [{ token: credentials.githubToken, login: 'github-actions[bot]', permissions }] }
}

/** A commit of Ann's on top of the shop that changes what the errors come from. Returns its sha. */
export function changeCulprit({ github }: TriageRig, message: string): Promise<string> {
  const octokit = getOctokit(credentials.githubToken, { baseUrl: github.url })
  return addCommit(github, octokit, {
    message,
    files: { 'src/orders/order-total.ts': `export function orderTotal(order) { /* ${message} */ }\n` },
    date: '2026-03-10T10:00:00Z'
  })
}

/** A GitHub deployment to production that took two minutes, and succeeded at that time. */
export function deploy({ github }: TriageRig, commit: string, at: number, version: string): void {
  github.deploys.deployments.push({
    commit,
    payload: JSON.stringify({ service: 'orders-api', version }),
    createdAt: at - 2 * MINUTE,
    statuses: [{ state: 'SUCCESS', at }]
  })
}

/** A few errors an hour of the old version for two weeks, and since `ONSET` two a minute of these versions in turn. */
export function seedSpike(rig: TriageRig, versions: readonly string[], detail: ErrorDetail = {}): string {
  const old = nodeTypeError({ version: OLD, ...detail })
  const issueId = rig.seed(old, [14 * 24])
  const past = Array.from({ length: 14 * 24 - 1 }, (_, hour) => 2 + ((hour * 7) % 5))
  const common = { env: 'production', service: 'orders-api' }
  rig.datadog.seedHours(issueId, old.track, [...past, 0, 0], { ...common, version: OLD })
  rig.datadog.seedEvents(
    issueId,
    old.track,
    Array.from({ length: 80 }, (_, number) => {
      const version = versions[number % versions.length] ?? NEW
      return nodeTypeError({ ...detail, version }).event(ONSET + number * 30_000, number)
    })
  )
  return issueId
}
