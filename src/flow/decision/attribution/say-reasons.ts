import { assertNever } from '../../../errors.js'
import { sayChance } from '../evidence/say-figures.js'
import type { Onset } from './attribution.js'
import type { AttributionFacts } from './attribution-facts.js'
import { deployStart, type Deploy } from './deploy.js'
import type { Case, CauseReason, CauseVerdict, Lack } from './judge-cause.js'
import { sayAt, sayDeploy, sayLength, sayName, sayNumber, sayShare, sayStep } from './say-evidence.js'

export interface SaidCase extends Case {
  readonly facts: AttributionFacts
  readonly cause: CauseVerdict
}

const HALF_MINUTE_MS = 30_000

/** The reasons in words, the strongest first; what was not known comes last. When it began is said by the onset itself. */
export function sayReasons(said: SaidCase): readonly string[] {
  const first = said.cause.reasons.flatMap((reason) => sayReason(reason, said))
  return [...first, ...saySurroundings(said), ...sayMissing(said)]
}

function sayReason(reason: CauseReason, said: SaidCase): readonly string[] {
  const { findings, facts, cause } = said
  switch (reason.kind) {
    case 'elsewhere':
      return [reason.why]
    case 'shared':
      return sayShared(said)
    case 'third-party': {
      const { host, failure } = facts.thirdParty ?? { host: undefined, failure: 'an outage' }
      return [
        `the error tells of ${sayName(failure)} at ${host === undefined ? 'somebody else' : sayName(host)}`
      ]
    }
    case 'no-onset':
      return findings.onset.known ? [] : [`nobody knows when it began: ${findings.onset.reason}`]
    case 'no-deploys':
      return findings.deploys.known ? [] : [`the deploys are not known: ${findings.deploys.reason}`]
    case 'no-deploy-near':
      return [sayNearest(said)]
    case 'refuted':
      return findings.refuted.map(({ deploy, versions: { share, otherVersion } }) =>
        share === undefined || otherVersion === undefined
          ? `${sayDeploy(deploy, facts.now)} is not the cause: the error was first seen on ${sayName(facts.issue.firstSeenVersion ?? 'another version')}`
          : `${sayDeploy(deploy, facts.now)} is not the cause: ${sayShare(1 - share)} of the events since then are on other versions` +
            (otherVersion === undefined ? '' : `, most on ${sayName(otherVersion)}`)
      )
    case 'blip':
      return [sayBlip(said)]
    case 'harmless':
      return findings.suspects.map(
        ({ deploy }) =>
          `${sayDeploy(deploy, facts.now)} fits the time, but changes documents, tests or build tools alone`
      )
    case 'tie':
      return [
        `${sayNumber(cause.suspects.length, 'deploy')} fit equally: ${cause.suspects.map(({ deploy }) => sayDeploy(deploy, facts.now)).join(', and ')}`
      ]
    case 'slow':
      return sayRamp(said)
    case 'proof':
      return sayProof(said)
    case 'lack':
      return [reason.lack === 'chance' ? sayChanceOfRise(facts) : lacks[reason.lack]]
    default:
      return assertNever(reason)
  }
}

const lacks: Readonly<Record<Exclude<Lack, 'chance'>, string>> = {
  'too-soon': 'whether it lasts cannot be told yet',
  'no-link': 'neither versions nor the diff connect the error with the deploy',
  luck: 'the time alone does not tell it from luck',
  'diff-misses': 'the diff touches no file of the stack',
  'no-deployment': 'only the first event of the version tells of the deploy, which may be older',
  'no-peers': 'nobody knows whether other services rose too',
  'third-party': 'the error names somebody else, but the deploy changed the place that calls them'
}

function sayChanceOfRise({ test, causedLevel }: AttributionFacts): string {
  const chance = test?.p.known === true ? sayChance(test.p.value) : 'unknown'
  return `so many errors may be chance (${chance}, and a deploy is called the cause up to ${sayChance(causedLevel)})`
}

function sayShared({ findings: { shared } }: SaidCase): readonly string[] {
  if (!shared.known) return []
  const { rose, of } = shared.value
  const names = rose.slice(0, 5).map(sayName).join(', ')
  return [`${rose.length} of ${sayNumber(of, 'other service')} rose at the same time: ${names}`]
}

function sayNearest({ findings: { deploys, onset }, facts }: SaidCase): string {
  const to = onset.known ? onset.value.to : facts.now
  const before = deploys.known ? deploys.value.find((deploy) => deployStart(deploy) <= to) : undefined
  const none = `no deploy of ${sayName(facts.issue.service)} fits`
  if (before === undefined) return `${none}, and no earlier one is known`
  return `${none}: ${sayDeploy(before, facts.now)} came ${sayLength(to - before.at)} earlier`
}

function sayBlip({ findings: { onset, suspects }, facts }: SaidCase): string {
  if (!onset.known) return 'a blip'
  const near = suspects[0] === undefined ? '' : `; ${sayDeploy(suspects[0].deploy, facts.now)} was just then`
  return `a blip: the errors were gone again by ${sayAt(onset.value.seenUntil, facts.now)}${near}`
}

function sayRamp({ findings: { ramp }, facts }: SaidCase): readonly string[] {
  if (ramp === undefined) return []
  return [
    `possible slow regression: from ${sayDeploy(ramp.deploy, facts.now)} on the errors rose over ${ramp.minutes} minutes to ${sayStep(ramp.rise)}`
  ]
}

function sayProof(said: SaidCase): readonly string[] {
  const { findings, facts, diff } = said
  const [suspect] = findings.suspects
  if (suspect === undefined || !findings.onset.known) return []
  const { deploy, versions, timing } = suspect
  const met = diff.known ? diff.value.met[0] : undefined
  const reasons = [
    `${sayDeploy(deploy, facts.now)} ${sayDistance(deploy, findings.onset.value)}`,
    versions.firstSeenOn ? 'the error was first seen on the version of this deploy' : undefined,
    versions.share === undefined
      ? undefined
      : `${sayShare(versions.share)} of ${sayNumber(versions.events, 'event')} since then carry its version`,
    met === undefined
      ? undefined
      : `it changes ${sayName(met.path)}${met.near === true ? ' near the line' : ''}, where ${met.frame === 0 ? 'the error comes from' : 'the stack passes through'}`,
    `chance that a deploy lands so near by luck: ${sayShare(timing.luck)}`
  ]
  return reasons.filter((each) => each !== undefined)
}

/** Within the onset's interval nobody can tell which came first. */
function sayDistance(deploy: Deploy, { from }: Pick<Onset, 'from'>): string {
  const gap = from - deploy.at
  if (gap >= HALF_MINUTE_MS) return `came ${sayLength(gap)} before the earliest onset`
  return deploy.at > from && deployStart(deploy) < from
    ? 'was under way when the errors began'
    : 'came when the errors began'
}

/** What else was looked at, and did not rise. */
function saySurroundings({ findings: { shared }, cause }: SaidCase): readonly string[] {
  if (!shared.known || cause.verdict === 'not-ours' || shared.value.of === 0) return []
  const { rose, of } = shared.value
  return [`${rose.length} of ${sayNumber(of, 'other service')} rose at the same time`]
}

/** Only where a deploy is named: elsewhere the reasons say it already. */
function sayMissing({ findings, facts, diff, cause }: SaidCase): readonly string[] {
  if (cause.suspects.length === 0) return []
  const versions = findings.suspects[0]?.versions
  return [
    ...(diff.known ? [] : [`what the deploy changes is not known: ${diff.reason}`]),
    ...(diff.known && diff.value.changes.truncated && diff.value.met.length === 0
      ? ['the diff is too large to be told whole']
      : []),
    ...(versions !== undefined && versions.share === undefined
      ? ['the versions of the events do not tell']
      : []),
    ...(facts.peers.known ? [] : [`other services were not compared: ${facts.peers.reason}`])
  ]
}
