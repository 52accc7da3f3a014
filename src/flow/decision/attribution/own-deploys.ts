import { matchesGlob } from '../glob.js'
import type { AttributionFacts } from './attribution-facts.js'
import type { Deploy } from './deploy.js'
import type { DeploysPolicy } from './deploys-policy.js'
import { reachesEnvironment, readEnvironment } from './environment-fit.js'
import { serviceIn } from './version-names.js'

/**
 * The deploys that reached the issue's service in its environment. A deploy that names no service, neither itself nor in its
 * environment or version, is one of every service of the repository. A release and a version tag name no environment, and reach all.
 */
export function ownDeploys(
  deploys: readonly Deploy[],
  issue: AttributionFacts['issue'],
  policy: DeploysPolicy
): readonly Deploy[] {
  // A repository deploys to a few environments, hundreds of times.
  const reached = new Map<string, boolean>()
  const isReached = (environment: string | undefined): boolean => {
    if (environment === undefined) return true
    const found = reached.get(environment) ?? isOfEnvironment(environment, issue, policy)
    reached.set(environment, found)
    return found
  }
  return deploys.filter(
    (deploy) =>
      Number.isFinite(deploy.at) &&
      (policy.releases || deploy.source !== 'github-release') &&
      isOfService(deploy, issue.service, policy) &&
      isReached(deploy.environment)
  )
}

function isOfService(
  { service, environment, version }: Deploy,
  own: string,
  { services, environments }: DeploysPolicy
): boolean {
  const isOwn = (name: string): boolean => {
    const found = services.find((each) => matchesGlob(each.name, name))
    return (found?.service ?? name).toLowerCase() === own.toLowerCase()
  }
  if (service !== undefined) return isOwn(service)
  const { owner } =
    environment === undefined ? { owner: 'anyone' } : readEnvironment(environment, own, environments)
  if (owner !== 'anyone') return owner === 'own'
  const named = version === undefined ? undefined : serviceIn(version)
  return named === undefined || isOwn(named)
}

function isOfEnvironment(
  environment: string,
  issue: AttributionFacts['issue'],
  { environments }: DeploysPolicy
): boolean {
  const read = readEnvironment(environment, issue.service, environments)
  const { service } = issue
  return reachesEnvironment({ ...read, name: environment }, issue.environment, { service, environments })
}
