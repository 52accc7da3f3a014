import type { AttributionFacts } from './attribution-facts.js'
import { deployStart, type Deploy, type OnsetCounts } from './deploy.js'
import { chanceOfMore, type FoundOnset } from './find-onset.js'
import { openBins, sumBetween } from './onset-bins.js'
import { compareBuilds, type BuildName } from './version-names.js'

/** What the version tags of the events say of a deploy. */
export interface VersionEvidence {
  /** Share of the tagged events since the onset that carry the deploy's version; `undefined`: too few tell. */
  readonly share: number | undefined
  /** Tagged events since the onset. */
  readonly events: number
  /** The older version that most of the other events carry. */
  readonly otherVersion: string | undefined
  /** Nearly all events above the usual ones carry the deploy's version, or one that replaced it since. */
  readonly carried: boolean
  /** The error rose on older versions, or was there before: the deploy is not what it came with. */
  readonly refuted: boolean
  /** The deploy's version is the one that the error was first seen on, or came back on. */
  readonly firstSeenOn: boolean
}

/** Fewer tagged events tell nothing. */
const LEAST_EVENTS = 3
/** Where most events carry no version, those that do are no fair sample. */
const LEAST_TAGGED = 0.5
/** Share of the events above the usual ones that makes them the deploy's, */
const CARRIED_SHARE = 0.9
/** of at least so many. */
const CARRIED_EVENTS = 5
/** Share of the events on older versions that speaks against a deploy, */
const REFUTING_SHARE = 0.5
/** if they are more than at their old rate: by this factor, and not by chance. */
const REFUTING_RISE = 1.5
const REFUTING_LEVEL = 0.01

/** `deploys`: those of the service, which tell older versions from newer ones. */
export function weighVersions(
  { issue, onset }: Pick<AttributionFacts, 'issue' | 'onset'>,
  deploy: Deploy,
  { found, deploys }: { readonly found: FoundOnset; readonly deploys: readonly Deploy[] }
): VersionEvidence {
  const firstSeenOn = isFirstVersion(issue, deploy, found)
  const isBefore = isFromBefore(issue, deploy, found)
  const none = { share: undefined, events: 0, otherVersion: undefined, carried: false }
  if (!onset.known) return { ...none, refuted: isBefore, firstSeenOn }
  const sides = countSides(onset.value, deploy, { found, deploys })
  const events = sides === undefined ? 0 : sides.own + sides.newer + sides.older
  if (sides === undefined || events < LEAST_EVENTS || events < LEAST_TAGGED * sides.all) {
    return { ...none, refuted: isBefore, firstSeenOn }
  }
  const { own, newer, older, olderUsual, otherVersion } = sides
  const above = own + newer + Math.max(0, older - olderUsual)
  const isRise =
    older > REFUTING_RISE * olderUsual &&
    chanceOfMore(older / found.dispersion, olderUsual / found.dispersion) <= REFUTING_LEVEL
  return {
    share: own / events,
    events,
    otherVersion,
    carried: above >= CARRIED_EVENTS && own + newer >= CARRIED_SHARE * above,
    refuted: isBefore || (older > REFUTING_SHARE * events && isRise && !firstSeenOn),
    firstSeenOn
  }
}

/** Tagged events since the onset, by what they ran on. */
interface Sides {
  readonly own: number
  /** On versions that were deployed later: what the deploy brought is in them too. */
  readonly newer: number
  readonly older: number
  /** What the older ones would have had in this time at the rate that they had before. */
  readonly olderUsual: number
  readonly all: number
  readonly otherVersion: string | undefined
}

/** `undefined`: some versions cannot be compared with the deploy, so that nobody knows which events are its own. */
function countSides(
  counts: OnsetCounts,
  deploy: Deploy,
  { found, deploys }: { readonly found: FoundOnset; readonly deploys: readonly Deploy[] }
): Sides | undefined {
  const within = (series: readonly number[], from: number, to: number): number => {
    const bins = openBins({ ...counts, counts: series }, undefined, counts.startMs)
    return bins === undefined ? 0 : sumBetween(bins, from, to).events
  }
  const isStep = found.kind === 'step'
  const since = isStep ? found.to : counts.startMs
  const watched = found.from - counts.startMs
  const lasted = counts.endMs - since
  let [own, newer, older, olderUsual, most] = [0, 0, 0, 0, 0]
  let otherVersion: string | undefined
  for (const { version, counts: series } of counts.versions) {
    const build = { version, commit: undefined }
    const events = within(series, since, counts.endMs)
    if (events === 0) continue
    const compared = compareBuilds(deploy, build)
    if (compared === 'unknown') return undefined
    if (compared === 'same') own += events
    else if (isDeployedLater(build, deploy, deploys)) newer += events
    else {
      older += events
      if (isStep && watched > 0) olderUsual += (within(series, counts.startMs, found.from) / watched) * lasted
      if (events > most) [most, otherVersion] = [events, version]
    }
  }
  return { own, newer, older, olderUsual, all: within(counts.counts, since, counts.endMs), otherVersion }
}

function isDeployedLater(build: BuildName, deploy: Deploy, deploys: readonly Deploy[]): boolean {
  const same = deploys.filter((each) => compareBuilds(each, build) === 'same')
  return same.length > 0 && same.every((each) => deployStart(each) > deployStart(deploy))
}
/** A regression counts as a beginning when it is the onset's: within a day before its end. */
const REGRESSION_MS = 24 * 3_600_000

function isFirstVersion(issue: AttributionFacts['issue'], deploy: Deploy, found: FoundOnset): boolean {
  const { regression, firstSeenVersion } = issue
  const isFresh = regression !== undefined && Math.abs(found.to - regression.at) <= REGRESSION_MS
  const version = found.kind === 'first-event' ? firstSeenVersion : isFresh ? regression.version : undefined
  return version !== undefined && compareBuilds(deploy, { version, commit: undefined }) === 'same'
}

/** Whether the error was first seen on a version that is not the deploy's: it was there before. */
function isFromBefore(issue: AttributionFacts['issue'], deploy: Deploy, found: FoundOnset): boolean {
  return (
    found.kind === 'first-event' &&
    issue.firstSeenVersion !== undefined &&
    compareBuilds(deploy, { version: issue.firstSeenVersion, commit: undefined }) === 'other'
  )
}
