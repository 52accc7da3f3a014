import type { AttributionFacts } from './attribution-facts.js'
import type { Deploy, DeploySource } from './deploy.js'

/**
 * What the error's own events tell of deploys, for `mergeDeploys`: the version it was first seen on was out by then, and a version
 * that appears while others had events before was deployed not long ago. A rolling deploy shows itself so before it is done.
 */
export function findWitnesses({
  issue,
  onset
}: Pick<AttributionFacts, 'issue' | 'onset'>): readonly Deploy[] {
  const { service, firstSeen, firstSeenVersion } = issue
  const witness = (at: number, source: DeploySource, version: string): Deploy => ({
    at,
    source,
    service,
    environment: undefined,
    version,
    commit: undefined,
    previous: undefined,
    url: undefined
  })
  const first =
    firstSeenVersion === undefined || !Number.isFinite(firstSeen)
      ? []
      : [witness(firstSeen, 'first-seen-version', firstSeenVersion)]
  if (!onset.known) return first
  const { startMs, binMs, versions } = onset.value
  const starts = versions
    .map(({ version, counts }) => ({ version, bin: counts.findIndex((count) => count > 0) }))
    .filter(({ bin }) => bin >= 0)
  const earliest = Math.min(...starts.map(({ bin }) => bin))
  const appeared = starts.filter(({ bin }) => bin > earliest)
  return [
    ...first,
    ...appeared.map(({ version, bin }) => witness(startMs + bin * binMs, 'datadog-version', version))
  ]
}
