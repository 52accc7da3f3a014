import { assertNever } from '../../../errors.js'
import type { Known } from '../../issue/known.js'
import type { AttributionVerdict } from './attribution.js'
import type { AttributionFacts } from './attribution-facts.js'
import type { Deploy } from './deploy.js'
import type { FoundOnset } from './find-onset.js'
import type { DiffFindings, Findings, Suspicion } from './investigate.js'

/** Why the verdict is what it is, for `sayReasons`. */
export type CauseReason =
  /** What goes on elsewhere, in its own words. */
  | { readonly kind: 'elsewhere'; readonly why: string }
  | { readonly kind: 'shared' }
  | { readonly kind: 'third-party' }
  | { readonly kind: 'no-onset' | 'no-deploys' | 'no-deploy-near' | 'refuted' | 'blip' | 'harmless' }
  | { readonly kind: 'tie' | 'slow' }
  /** The verdict `caused`, or what it lacks. */
  | { readonly kind: 'proof' }
  | { readonly kind: 'lack'; readonly lack: Lack }

/** What keeps a deploy that fits from being called the cause. */
export type Lack =
  /** It has to last for some time. */
  | 'too-soon'
  /** So many errors come without any cause too often. */
  | 'chance'
  /** Neither the versions nor the diff connect the error with the deploy. */
  | 'no-link'
  /** With deploys so often, one is near by luck. */
  | 'luck'
  /** The diff was read, and touches nothing that the stack names. */
  | 'diff-misses'
  /** Only the first event of a version tells of the deploy. */
  | 'no-deployment'
  /** Nobody knows whether other services rose too. */
  | 'no-peers'
  /** The error names somebody else. */
  | 'third-party'

export interface CauseVerdict {
  readonly verdict: AttributionVerdict
  /** Those that are named: empty unless `caused` or `likely`. */
  readonly suspects: readonly Pick<Suspicion, 'deploy'>[]
  readonly reasons: readonly CauseReason[]
}

/** Odds from which a deploy is called the cause. At the limit that is right three times in four; in all, simulated, 95 in 100. */
const LEAST_ODDS = 3.5
/** What the diff adds to the odds: by luck a deploy seldom changes the place that fails; one that broke it does more often than not. */
const MET_ODDS = 8
const MISSED_ODDS = 0.25
/** Events on the new version alone while both served; once a deploy is complete, every event is on it. */
const ROLLING_ODDS = 8
/** Some rises are shared with other services, and nobody looked. */
const NO_PEERS_ODDS = 0.4

export interface Case {
  readonly facts: Pick<
    AttributionFacts,
    'surroundings' | 'thirdParty' | 'peers' | 'frames' | 'test' | 'causedLevel'
  >
  readonly findings: Findings
  readonly diff: Known<DiffFindings>
}

/**
 * What goes on elsewhere comes first, since it also moves the errors of a service that was deployed just then. A deploy is the cause
 * if it fits the onset, the rise is hardly chance, the errors stay, no other service rose, and its version or its diff connects it
 * with the error.
 */
export function judgeCause({ facts, findings, diff }: Case): CauseVerdict {
  const elsewhere = findElsewhere({ facts, findings, diff })
  if (elsewhere !== undefined) return { verdict: 'not-ours', suspects: [], reasons: [elsewhere] }
  const { onset, deploys, suspects, refuted, ramp } = findings
  const slow = { verdict: 'likely', suspects: ramp ? [ramp] : [], reasons: [{ kind: 'slow' }] } as const
  if (!deploys.known) return unclear('no-deploys')
  if (!onset.known) return ramp === undefined ? unclear('no-onset') : slow
  const [suspect] = suspects
  if (suspect === undefined) {
    if (ramp !== undefined) return slow
    if (refuted.length > 0) return { verdict: 'not-ours', suspects: [], reasons: [{ kind: 'refuted' }] }
    return unclear('no-deploy-near')
  }
  if (onset.value.lasting === 'blip') return unclear('blip')
  if (suspects.length > 1) return { verdict: 'likely', suspects, reasons: [{ kind: 'tie' }] }
  if (diff.known && diff.value.isHarmless) return unclear('harmless')
  const lack = lackOf(suspect, { facts, findings, diff })
  return lack === undefined
    ? { verdict: 'caused', suspects, reasons: [{ kind: 'proof' }] }
    : { verdict: 'likely', suspects, reasons: [{ kind: 'proof' }, { kind: 'lack', lack }] }
}

function unclear(kind: 'no-deploys' | 'no-onset' | 'no-deploy-near' | 'blip' | 'harmless'): CauseVerdict {
  return { verdict: 'unknown', suspects: [], reasons: [{ kind }] }
}

function findElsewhere({ facts, findings, diff }: Case): CauseReason | undefined {
  const { surroundings, thirdParty } = facts
  if (surroundings !== undefined && isElsewhere(surroundings.kind)) {
    return { kind: 'elsewhere', why: surroundings.why }
  }
  if (findings.shared.known && findings.shared.value.isShared) return { kind: 'shared' }
  if (thirdParty === undefined) return undefined
  // A change of the very place that calls them may be what they refuse.
  const isOurCall = findings.suspects.length > 0 && meets(diff)
  return isOurCall ? undefined : { kind: 'third-party' }
}

type SurroundingsKind = NonNullable<AttributionFacts['surroundings']>['kind']

function isElsewhere(kind: SurroundingsKind): boolean {
  switch (kind) {
    case 'cascade':
    case 'upstream':
    case 'traffic':
      return true
    case 'service-wide':
    case 'unknown':
    case 'none':
      return false
    default:
      return assertNever(kind)
  }
}

function meets(diff: Known<DiffFindings>): boolean {
  return diff.known && diff.value.met.length > 0
}

function lackOf({ deploy, versions, timing }: Suspicion, { facts, findings, diff }: Case): Lack | undefined {
  const { onset, shared } = findings
  if (facts.thirdParty !== undefined) return 'third-party'
  if (!onset.known || onset.value.lasting === 'too-soon') return 'too-soon'
  if (mayBeChance(facts)) return 'chance'
  const isMet = meets(diff)
  if (!isMet && !versions.firstSeenOn && !versions.carried) return 'no-link'
  if (!isMet && deploy.source === 'datadog-version') return 'no-deployment'
  const isMissed = !isMet && diff.known && !diff.value.changes.truncated && facts.frames.length > 0
  const isAlone =
    shared.known || facts.surroundings?.kind === 'none' || facts.surroundings?.kind === 'service-wide'
  const odds =
    timing.odds *
    (isMet ? MET_ODDS : isMissed ? MISSED_ODDS : 1) *
    (versions.carried && isWhileRolling(deploy, onset.value) ? ROLLING_ODDS : 1)
  if (odds < LEAST_ODDS) return isMissed ? 'diff-misses' : 'luck'
  return isAlone || odds * NO_PEERS_ODDS >= LEAST_ODDS ? undefined : 'no-peers'
}

/** A new error has no usual rate, and so no p: that it exists is no chance. */
function mayBeChance({ test, causedLevel }: Case['facts']): boolean {
  return test?.p.known === true && test.p.value > causedLevel
}

/** While both versions served, events on the new one alone are no matter of course. */
function isWhileRolling(deploy: Deploy, { to }: FoundOnset): boolean {
  return deploy.at > to
}
