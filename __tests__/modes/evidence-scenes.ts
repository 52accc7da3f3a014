import { nodeTypeError } from '../../services/datadog/seeds.js'
import type { TriageReason } from '../../src/flow/decision/reasons.js'
import { nothing, oneNewTicket, type Scene } from './outcome-scenes.js'
import type { PolicyChanges } from './shop.js'
import type { TriageRig } from './triage-rig.js'

/** Reasons that the counts, the neighbours and the known patterns give. */
export type EvidenceReason = Extract<
  TriageReason,
  'known-pattern' | 'pattern-ignore' | 'pattern-digest' | 'part-of-cascade' | `evidence-${string}`
>

/** Enough for hour and weekday to be known. */
const TWO_WEEKS = 14 * 24

/** An issue of two weeks with as many events an hour, and those of the hour that has just ended. */
export function seedHistory(
  rig: TriageRig,
  detail: Parameters<typeof nodeTypeError>[0],
  { usual, now }: { readonly usual: number; readonly now: number }
): string {
  const error = nodeTypeError(detail)
  const id = rig.seed(error, [TWO_WEEKS, 0.5])
  // Never quite the same, as real counts are.
  const past = Array.from({ length: TWO_WEEKS - 2 }, (_, hour) => usual + ((hour * 7) % 5) - 2)
  rig.datadog.seedHours(id, error.track, [...past.map((count) => Math.max(0, count)), now, 0], {
    env: detail?.env ?? 'production',
    service: error.issue.service
  })
  return id
}

const pattern = (tier: string): PolicyChanges => ({
  patterns: [{ name: 'known', match: { services: ['orders-api'] }, tier, reason: 'it is known' }]
})

/** A score without the points of a rise, below the threshold. */
const staging = { env: 'staging' }
const withoutRisePoints: PolicyChanges = { rubric: { points: { rising: 0 } } }

export const evidenceScenes: Readonly<Record<EvidenceReason, Scene>> = {
  'known-pattern': {
    title: 'a pattern makes a ticket of an issue below the threshold',
    rig: { policy: pattern('ticket') },
    play: (rig) => rig.runOne({ issueId: rig.seed(nodeTypeError(staging)) }),
    outcome: 'ticketed',
    holds: oneNewTicket
  },
  'pattern-ignore': {
    title: 'an issue that a pattern ignores leaves no trace',
    rig: { policy: pattern('ignore') },
    play: (rig) => rig.runOne({ issueId: rig.seed(nodeTypeError()) }),
    outcome: 'suppressed',
    holds: nothing
  },
  'pattern-digest': {
    title: 'an issue that a pattern puts into the digest gets no ticket',
    rig: { policy: pattern('digest') },
    play: (rig) => rig.runOne({ issueId: rig.seed(nodeTypeError()) }),
    outcome: 'suppressed',
    holds: nothing
  },
  'evidence-ticket': {
    title: 'a spike on a critical path makes a ticket below the threshold',
    rig: { policy: { ...withoutRisePoints, evidence: { impact: { 'critical-paths': ['orders-api'] } } } },
    play: (rig) => rig.runOne({ issueId: seedHistory(rig, staging, { usual: 10, now: 80 }) }),
    outcome: 'ticketed',
    holds: oneNewTicket
  },
  'evidence-unconfirmed': {
    title: 'a rise on a critical path that is not certain makes a ticket that says so',
    rig: {
      policy: {
        ...withoutRisePoints,
        evidence: { 'alert-level': 1e-12, impact: { 'critical-paths': ['orders-api'] } }
      }
    },
    play: (rig) => rig.runOne({ issueId: seedHistory(rig, staging, { usual: 10, now: 40 }) }),
    outcome: 'ticketed',
    holds: oneNewTicket
  },
  'evidence-hold': {
    title: 'a spike that the matrix holds back gets no ticket, although the score makes one',
    rig: {
      policy: { evidence: { impact: { 'minimum-excess': 500 }, matrix: { spike: { none: 'hold' } } } }
    },
    play: (rig) => rig.runOne({ issueId: seedHistory(rig, {}, { usual: 10, now: 80 }) }),
    outcome: 'suppressed',
    holds: nothing
  },
  'part-of-cascade': {
    title: 'an issue that rises with many of other services joins the parent ticket of all',
    play: (rig) => {
      const rising = ['mail-api', 'stock-api', 'search-api']
      const quiet = ['user-api', 'image-api', 'menu-api', 'news-api', 'chat-api']
      for (const service of [...rising, ...quiet]) {
        for (const message of ['no price', 'no weight']) {
          seedHistory(rig, { service, message }, { usual: 2, now: rising.includes(service) ? 40 : 2 })
        }
      }
      return rig.runOne({ issueId: seedHistory(rig, {}, { usual: 10, now: 80 }) })
    },
    outcome: 'suppressed',
    holds: { ...oneNewTicket, issue: 'OPEN' }
  }
}
