import { mapKnown, unknown, valueOr, type Known } from '../../issue/known.js'
import type { AttributionFacts } from './attribution-facts.js'
import { deployStart, type Changes, type Deploy } from './deploy.js'
import type { DeploysPolicy } from './deploys-policy.js'
import { isHarmless, kindOfChange } from './change-kind.js'
import { equallyNear, findCandidates } from './find-candidates.js'
import { findOnset, type FoundOnset } from './find-onset.js'
import { meetFrames, type MetFile } from './meet-frames.js'
import { mergeDeploys } from './merge-deploys.js'
import { ownDeploys } from './own-deploys.js'
import { findSharedRise, type SharedRise } from './shared-rise.js'
import { findSlowRamp, type SlowRamp } from './slow-ramp.js'
import { findWitnesses } from './version-witness.js'
import { weighTiming, type Timing } from './weigh-timing.js'
import { weighVersions, type VersionEvidence } from './version-evidence.js'

/** A deploy that the onset may have come with, and what the versions say of it. */
export interface Suspicion {
  readonly deploy: Deploy
  /** See `Candidate`. */
  readonly gap: number
  readonly versions: VersionEvidence
  readonly timing: Timing
}

/** What the counts, the deploys and the versions say, before anything is concluded. */
export interface Findings {
  readonly onset: Known<FoundOnset>
  /** Unknown where peers or the onset are. */
  readonly shared: Known<SharedRise>
  /** Deploys of this service to this environment, each once, newest first. */
  readonly deploys: Known<readonly Deploy[]>
  /** Those that fit best, equally well; the first is the closest. */
  readonly suspects: readonly Suspicion[]
  /** Near enough, but the versions speak against them. */
  readonly refuted: readonly Suspicion[]
  /** Looked for where no deploy fits the onset. */
  readonly ramp: SlowRamp | undefined
}

/** The part of the facts that is known before the diff is read. */
export type EarlyFacts = Pick<AttributionFacts, 'issue' | 'test' | 'onset' | 'peers' | 'deploys' | 'now'>

export function investigate(facts: EarlyFacts, policy: DeploysPolicy): Findings {
  const { issue, test, now } = facts
  const onset = facts.onset.known
    ? findOnset({ counts: facts.onset.value, test, firstSeen: issue.firstSeen })
    : facts.onset
  const deploys = mapKnown(facts.deploys, (told) => deploysOf(told, facts, policy))
  const near =
    onset.known && deploys.known
      ? findCandidates(deploys.value, onset.value).map((candidate): Suspicion => {
          const { deploy } = candidate
          return {
            ...candidate,
            versions: weighVersions(facts, deploy, { found: onset.value, deploys: deploys.value }),
            timing: weighTiming(deploy, {
              onset: onset.value,
              deploys: deploys.value,
              now,
              days: policy.lookbackDays
            })
          }
        })
      : []
  const fitting = near.filter(({ versions }) => !versions.refuted)
  const suspects = onset.known ? tellApart(equallyNear(fitting), onset.value) : []
  const mayRamp = suspects.length === 0 && !(onset.known && onset.value.kind === 'first-event')
  return {
    onset,
    shared: onset.known
      ? mapKnown(facts.peers, (peers) => findSharedRise(peers, onset.value))
      : unknown('nobody knows when it began'),
    deploys,
    suspects,
    refuted: near.filter(({ versions }) => versions.refuted),
    ramp:
      mayRamp && facts.onset.known && deploys.known
        ? findSlowRamp(facts.onset.value, test, beganBefore(deploys.value, onset))
        : undefined
  }
}

/** All of them, where nobody knows the onset. */
function beganBefore(deploys: readonly Deploy[], onset: Known<FoundOnset>): readonly Deploy[] {
  return onset.known ? deploys.filter((deploy) => deployStart(deploy) <= onset.value.to) : deploys
}

function deploysOf(told: readonly Deploy[], facts: EarlyFacts, policy: DeploysPolicy): readonly Deploy[] {
  const { issue, now } = facts
  const past = ownDeploys(told, issue, policy).filter((deploy) => deployStart(deploy) <= now)
  return mergeDeploys([...past, ...findWitnesses(facts)]).filter(
    // Alone it says that the version ran, not since when.
    ({ source }) => source !== 'first-seen-version'
  )
}

/** Share of the events from which they are the deploy's, and up to which they are not. */
const MOST = 0.8
const FEW = 0.2
/** The other deploy had the chance to show itself if so many events were to be expected between the two. */
const LEAST_BETWEEN = 3

/** Of deploys that fit equally by time, the one whose version the events carry; all of them where that does not tell. */
function tellApart(rivals: readonly Suspicion[], { perMinute }: FoundOnset): readonly Suspicion[] {
  const carried = rivals.filter(({ versions }) => (versions.share ?? 0) >= MOST)
  const [winner] = carried
  if (rivals.length < 2 || carried.length !== 1 || winner === undefined) return rivals
  const isBeaten = ({ deploy, versions }: Suspicion): boolean =>
    versions.share !== undefined &&
    versions.share <= FEW &&
    (perMinute * Math.abs(deploy.at - winner.deploy.at)) / 60_000 >= LEAST_BETWEEN
  return [winner, ...rivals.filter((each) => each !== winner && !isBeaten(each))]
}

/** What the diff of the first suspect says. */
export interface DiffFindings {
  readonly changes: Changes
  readonly met: readonly MetFile[]
  /** Every file is told, and none can change what runs. */
  readonly isHarmless: boolean
}

export function readDiff({
  changes,
  frames
}: Pick<AttributionFacts, 'changes' | 'frames'>): Known<DiffFindings> {
  return mapKnown(changes, (value) => ({
    changes: value,
    met: meetFrames(value, frames),
    isHarmless:
      !value.truncated &&
      value.files.length > 0 &&
      value.files.every(({ path, previousPath }) =>
        [path, previousPath ?? path].every((each) => isHarmless(kindOfChange(each)))
      )
  }))
}

/** The versions to compare for the first suspect; `undefined`: one of them is not known. */
export function comparedVersions({
  deploys,
  suspects,
  ramp
}: Findings): { readonly base: string; readonly head: string } | undefined {
  const deploy = suspects[0]?.deploy ?? ramp?.deploy
  if (deploy === undefined) return undefined
  const head = deploy.commit ?? deploy.version
  const base = deploy.previous ?? nameBefore(valueOr(deploys, []), deploy)
  return head === undefined || base === undefined || base === head ? undefined : { base, head }
}

/** What the nearest earlier deploy of something else brought. */
function nameBefore(deploys: readonly Deploy[], { at, commit, version }: Deploy): string | undefined {
  const before = deploys
    .filter((each) => each.at < at)
    .sort((a, b) => b.at - a.at)
    .map((each) => each.commit ?? each.version)
  return before.find((name) => name !== undefined && name !== commit && name !== version)
}
