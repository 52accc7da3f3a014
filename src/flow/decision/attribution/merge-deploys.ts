import { deployStart, type Deploy, type DeploySource } from './deploy.js'
import { compareBuilds } from './version-names.js'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS

/** What tells most of a deploy first: a deployment is the act itself, a first event only shows that it has happened. */
const bySource: Readonly<Record<DeploySource, number>> = {
  'github-deployment': 0,
  'datadog-deployment': 1,
  'github-release': 2,
  'datadog-version': 3,
  'first-seen-version': 4
}

/** How far from a deployment the same build may be told of, by the source that tells it: before and after. */
const reach: Readonly<Record<DeploySource, readonly [number, number]>> = {
  'github-deployment': [60 * MINUTE_MS, 60 * MINUTE_MS],
  'datadog-deployment': [60 * MINUTE_MS, 60 * MINUTE_MS],
  // Published before it is deployed, and seldom after.
  'github-release': [24 * HOUR_MS, 2 * HOUR_MS],
  // A rolling deploy shows its version long before it is done; a service that fails seldom shows it late.
  'datadog-version': [2 * HOUR_MS, 24 * HOUR_MS],
  'first-seen-version': [2 * HOUR_MS, 24 * HOUR_MS]
}

/** Records of one source and build this near are one deploy told twice; further apart, it was deployed again. */
const TOLD_TWICE_MS = 10 * MINUTE_MS
/** Names that cannot be compared are of one deploy if it was told of at the same time. */
const SAME_TIME_MS = 30 * MINUTE_MS

/**
 * One deploy for every act, newest first, where several sources tell of the same: by commit or version and time, or by time alone
 * where their names cannot be compared. Of each field the best-known value is kept. The deploys are of one service and environment,
 * as `ownDeploys` picks them. Merged deploys can be merged again.
 */
export function mergeDeploys(deploys: readonly Deploy[]): readonly Deploy[] {
  const told = [...deploys].sort((a, b) => bySource[a.source] - bySource[b.source] || a.at - b.at)
  const groups: Deploy[][] = []
  for (const deploy of told) {
    const group = groupOf(deploy, groups)
    if (group === undefined) groups.push([deploy])
    else group.push(deploy)
  }
  return groups.map(unite).sort((a, b) => b.at - a.at)
}

/** The group whose first deploy is the nearest that may be the same. */
function groupOf(deploy: Deploy, groups: readonly Deploy[][]): Deploy[] | undefined {
  let best: { readonly group: Deploy[]; readonly distance: number } | undefined
  for (const group of groups) {
    const [first] = group
    if (first === undefined || !isSame(deploy, first, group)) continue
    const distance = Math.abs(deploy.at - first.at)
    if (best === undefined || distance < best.distance) best = { group, distance }
  }
  return best?.group
}

function isSame(deploy: Deploy, first: Deploy, group: readonly Deploy[]): boolean {
  const later = deploy.at - first.at
  const isTwice = group.some(({ source }) => source === deploy.source)
  const [before, after] = isTwice ? [TOLD_TWICE_MS, TOLD_TWICE_MS] : reach[deploy.source]
  if (later < -before || later > after) return false
  if (isTwice && differ(deploy.environment, first.environment)) return false
  const builds = group.map((each) => compareBuilds(deploy, each))
  if (builds.includes('other')) return false
  if (builds.includes('same')) return true
  return !isTwice && deploy.source !== 'first-seen-version' && Math.abs(later) <= SAME_TIME_MS
}

function differ(a: string | undefined, b: string | undefined): boolean {
  return a !== undefined && b !== undefined && a.toLowerCase() !== b.toLowerCase()
}

/** The first of the group tells most. What runs already has been deployed: an event of the version before the end bounds the time. */
function unite(group: readonly Deploy[]): Deploy {
  const [first] = group
  if (first === undefined) throw new TypeError('a group of deploys has at least one')
  if (group.length === 1) return first
  const running = group.filter(({ source }) => source !== 'github-release')
  const times = (running.length > 0 ? running : group).map(({ at }) => at)
  const firstOf = <K extends keyof Deploy>(field: K): Deploy[K] =>
    (group.find((each) => each[field] !== undefined) ?? first)[field]
  const began = Math.min(...group.map(deployStart))
  const at = Math.min(...times)
  return {
    at,
    ...(running.some((each) => each.began !== undefined) && began < at ? { began } : {}),
    source: first.source,
    service: firstOf('service'),
    environment: firstOf('environment'),
    version: firstOf('version'),
    commit: firstOf('commit'),
    previous: firstOf('previous'),
    url: firstOf('url')
  }
}
