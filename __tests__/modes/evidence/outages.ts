import { nodeTypeError, type ErrorSeed } from '../../../services/datadog/seeds.js'
import { seedHistory } from '../evidence-scenes.js'
import type { TriageRig } from '../triage-rig.js'

type Rising = 'mail-api' | 'stock-api' | 'search-api' | 'orders-api'
const quiet = ['user-api', 'image-api', 'menu-api', 'news-api', 'chat-api'] as const

/**
 * Two bugs in each of nine services, of which four rise at once. Returns the ids of those that rise, by service; each is a bug of its
 * own.
 */
export function seedCascade(rig: TriageRig): Readonly<Record<Rising, readonly string[]>> {
  const seed = (service: string, now: number): readonly string[] =>
    ['price', 'weight'].map((what) =>
      seedHistory(rig, { service, culprit: { function: `${what}Of${service}` } }, { usual: 4, now })
    )
  for (const service of quiet) seed(service, 4)
  return {
    'mail-api': seed('mail-api', 60),
    'stock-api': seed('stock-api', 60),
    'search-api': seed('search-api', 60),
    'orders-api': seed('orders-api', 80)
  }
}

/** A service that cannot reach the provider of payments any more. */
export function refusedByProvider(service: string): ErrorSeed {
  const message = 'connect ECONNREFUSED api.example-payments.com:443'
  const seed = nodeTypeError({ service, message, culprit: { function: `payFor${service}` } })
  return {
    ...seed,
    issue: { ...seed.issue, errorType: 'Error' },
    event: (timestamp, number) => {
      const event = seed.event(timestamp, number)
      return { ...event, type: 'Error', stack: (event.stack ?? '').replace(/^TypeError/, 'Error') }
    }
  }
}

/** Two weeks of a few errors an hour, and many in the hour that has just ended. */
export function seedRise(rig: TriageRig, error: ErrorSeed, now = 80): string {
  const issueId = rig.seed(error, [14 * 24, 0.5])
  const past = Array.from({ length: 14 * 24 - 2 }, (_, hour) => 2 + ((hour * 7) % 5))
  rig.datadog.seedHours(issueId, error.track, [...past, now, 0], {
    env: 'production',
    service: error.issue.service
  })
  return issueId
}
