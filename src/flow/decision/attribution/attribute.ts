import { mapKnown, unknown, valueOr, type Known } from '../../issue/known.js'
import { adviseWayOut } from './advise.js'
import type { Attribution, SuspectChange } from './attribution.js'
import type { AttributionFacts } from './attribution-facts.js'
import type { Deploy } from './deploy.js'
import type { DeploysPolicy } from './deploys-policy.js'
import {
  comparedVersions,
  investigate,
  readDiff,
  type DiffFindings,
  type EarlyFacts,
  type Findings
} from './investigate.js'
import { judgeCause, type CauseVerdict } from './judge-cause.js'
import { findSuspectCommit } from './meet-frames.js'
import { sayReasons } from './say-reasons.js'

const DAY_MS = 86_400_000

/** What is to be read before the cause can be judged. */
export interface AttributionPlan {
  /** Deploys are needed from then on, milliseconds since the epoch. */
  readonly since: number
  /** Commits where they are known, else names of versions. `undefined`: no deploy fits, or its versions are not known. */
  readonly compare: { readonly base: string; readonly head: string } | undefined
  /** Those that fit best, the closest first. */
  readonly deploys: readonly Deploy[]
}

/** As long as `deploys` is unknown, the plan says only since when they are needed. */
export function planAttribution(facts: EarlyFacts, policy: DeploysPolicy): AttributionPlan {
  const findings = investigate(facts, policy)
  const { suspects, ramp } = findings
  return {
    since: facts.now - policy.lookbackDays * DAY_MS,
    compare: comparedVersions(findings),
    deploys: [...suspects, ...(ramp === undefined ? [] : [ramp])].map(({ deploy }) => deploy)
  }
}

/**
 * Whether a deploy of ours caused the rise. Nothing here is certain: `caused` is meant to be right 95 times in 100, and to be said of
 * two in three rises that a deploy did cause.
 */
export function attribute(facts: AttributionFacts, policy: DeploysPolicy): Attribution {
  const findings = investigate(facts, policy)
  const diff = readDiff(facts)
  const cause = judgeCause({ facts, findings, diff })
  const [suspect] = findings.suspects
  return {
    verdict: cause.verdict,
    onset: mapKnown(findings.onset, ({ from, to, step }) => ({ from, to, step })),
    deploys: cause.suspects.map(({ deploy }) => deploy),
    change: changeOf(facts, findings, diff),
    versionShare: suspect?.versions.share,
    luck: suspect?.timing.luck,
    reasons: sayReasons({ facts, findings, diff, cause }),
    advice: adviceOf(facts, { findings, diff, cause })
  }
}

function changeOf(
  { commits }: AttributionFacts,
  { suspects, ramp }: Findings,
  diff: Known<DiffFindings>
): Known<SuspectChange> {
  const deploy = suspects[0]?.deploy ?? ramp?.deploy
  if (deploy === undefined) return unknown('there is no deploy to compare')
  return mapKnown(diff, ({ changes, met }) => ({
    files: met.map(({ path }) => path),
    commit: met.length === 0 ? undefined : findSuspectCommit(valueOr(commits, []), changes, deploy.at),
    compareUrl: changes.url
  }))
}

function adviceOf(
  { impact, now }: AttributionFacts,
  { findings, diff, cause }: { findings: Findings; diff: Known<DiffFindings>; cause: CauseVerdict }
): string | undefined {
  const [suspect] = cause.suspects
  if (cause.verdict !== 'caused' || suspect === undefined || !findings.onset.known) return undefined
  const { changes, met } = valueOr<DiffFindings, { changes: undefined; met: [] }>(diff, {
    changes: undefined,
    met: []
  })
  return adviseWayOut({ deploy: suspect.deploy, onset: findings.onset.value, changes, met, impact, now })
}
