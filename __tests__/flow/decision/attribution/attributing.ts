import type { AttributionFacts } from '../../../../src/flow/decision/attribution/attribution-facts.js'
import type { Changes, Deploy, OnsetCounts } from '../../../../src/flow/decision/attribution/deploy.js'
import type { DeploysPolicy } from '../../../../src/flow/decision/attribution/deploys-policy.js'
import type { SpikeTest } from '../../../../src/flow/decision/spike/spike-test.js'
import { known, unknown } from '../../../../src/flow/issue/known.js'

export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
/** A Wednesday, 16:00 UTC. */
export const NOW = Date.UTC(2026, 2, 4, 16)

export const policy: DeploysPolicy = {
  environments: ['production', 'prod', 'prod-*', '{service}-production'],
  services: [],
  releases: true,
  lookbackDays: 28
}

export function deployOf(at: number, change: Partial<Deploy> = {}): Deploy {
  return {
    at,
    source: 'github-deployment',
    service: undefined,
    environment: 'production',
    version: undefined,
    commit: undefined,
    previous: undefined,
    url: undefined,
    ...change
  }
}

export function testOf(expected: number, change: Partial<SpikeTest> = {}): SpikeTest {
  return {
    count: 60,
    hours: 1,
    expected,
    low: expected / 2,
    high: expected * 2,
    excess: 60 - expected,
    ratio: 60 / expected,
    p: known(0.0001),
    reached: { hours: 0, of: 600 },
    days: 18,
    ownAlarmRate: 0.01,
    basis: 'weekly',
    dispersion: 1.5,
    widened: 1,
    requestsRatio: 1,
    cleanedHours: 0,
    missingHours: 0,
    doubts: [],
    ...change
  }
}

/** Twelve hours in bins of five minutes: `usual` events in a bin, from `onset` on `after`. */
export function countsOf(
  onset: number,
  { usual = 1, after = 8, until = NOW }: { usual?: number; after?: number; until?: number } = {}
): OnsetCounts {
  const startMs = NOW - 12 * HOUR
  const counts = Array.from({ length: 144 }, (_, bin) => {
    const at = startMs + bin * 5 * MINUTE
    const raised = at >= until ? 0 : Math.min(1, Math.max(0, (at + 5 * MINUTE - onset) / (5 * MINUTE)))
    return Math.round(
      (usual < 1 ? (bin % Math.round(1 / usual) === 0 ? 1 : 0) : usual) * (1 - raised) + after * raised
    )
  })
  return { startMs, endMs: NOW, binMs: 5 * MINUTE, counts, versions: [] }
}

/** The counts by version: `shares` tells who has them from `from` on, `before` who had them before. */
export function versionsOf(
  counts: OnsetCounts,
  from: number,
  { before, after }: { before: string; after: Readonly<Record<string, number>> }
): OnsetCounts {
  const names = [...new Set([before, ...Object.keys(after)])]
  const versions = names.map((version) => ({
    version,
    counts: counts.counts.map((count, bin) => {
      const isAfter = counts.startMs + bin * counts.binMs >= from
      return Math.round(count * (isAfter ? (after[version] ?? 0) : version === before ? 1 : 0))
    })
  }))
  return { ...counts, versions }
}

export function changesOf(
  files: readonly Partial<Changes['files'][number]>[],
  change: Partial<Changes> = {}
): Changes {
  return {
    base: 'a',
    head: 'b',
    url: 'https://github.com/acme/shop/compare/a...b',
    files: files.map((file) => ({ path: 'src/other.ts', previousPath: undefined, lines: [], ...file })),
    commits: [],
    truncated: false,
    ...change
  }
}

/** An error of `checkout` that rose two hours ago, with nothing else known. */
export function factsOf(change: Partial<AttributionFacts> = {}): AttributionFacts {
  return {
    issue: {
      service: 'checkout',
      environment: 'prod',
      firstSeen: NOW - 30 * DAY,
      firstSeenVersion: undefined,
      regression: undefined
    },
    frames: [
      { path: 'src/cart.ts', line: 42 },
      { path: 'src/server.ts', line: 7 }
    ],
    test: testOf(12),
    causedLevel: 0.001,
    onset: known(countsOf(NOW - 2 * HOUR)),
    peers: known([]),
    deploys: known([]),
    changes: unknown('nobody asked'),
    commits: unknown('nobody asked'),
    surroundings: undefined,
    thirdParty: undefined,
    impact: { share: unknown('nobody counts them'), users: unknown('nobody counts them') },
    now: NOW,
    ...change
  }
}
