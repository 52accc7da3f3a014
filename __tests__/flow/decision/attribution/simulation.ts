import type { AttributionFacts } from '../../../../src/flow/decision/attribution/attribution-facts.js'
import {
  deployStart,
  type Changes,
  type Deploy,
  type OnsetCounts,
  type Peer
} from '../../../../src/flow/decision/attribution/deploy.js'
import { known, unknown, type Known } from '../../../../src/flow/issue/known.js'
import { changesOf, DAY, deployOf, factsOf, HOUR, MINUTE, testOf } from './attributing.js'
import type { Chance } from './chance.js'

export const kinds = {
  /** A deploy at once, or over 20 to 60 minutes. */
  caused: 0.34,
  /** The same, of an error that did not exist before. */
  new: 0.1,
  /** It grows over 45 to 180 minutes. */
  slow: 0.04,
  /** Two deploys within minutes; one is the cause. */
  tie: 0.03,
  /** Deploys around by chance. */
  unrelated: 0.25,
  /** Other services rise too. */
  shared: 0.12,
  /** Somebody deploys because of it, or just then. */
  after: 0.12
} as const
export type Kind = keyof typeof kinds

export interface SimulatedCase {
  readonly kind: Kind
  readonly facts: AttributionFacts
  /** The deploy that did it, by its commit; `undefined`: none. */
  readonly culprit: string | undefined
  /** What is read when the diff of a deploy is asked for. */
  readonly diffOf: (commit: string | undefined) => Known<Changes>
}

export function pickKind(chance: Chance): Kind {
  let left = chance.share()
  for (const [kind, share] of Object.entries(kinds)) {
    left -= share
    if (left < 0) return kind as Kind
  }
  return 'unrelated'
}

const isOurs = (kind: Kind): boolean =>
  kind === 'caused' || kind === 'new' || kind === 'slow' || kind === 'tie'

interface World {
  readonly onset: number
  readonly now: number
  /** Newest first; the commit is the deploy's number. */
  readonly deploys: readonly Deploy[]
  readonly culprit: Deploy | undefined
  /** Minutes in which the culprit's deploy, or its effect, became complete. */
  readonly rampMinutes: number
}

/** A Wednesday, some time of the working day. */
const DAY_START = Date.UTC(2026, 2, 4)

/** One that the spike test would have flagged: others are never asked about. */
export function simulate(kind: Kind, chance: Chance): SimulatedCase {
  for (;;) {
    const drawn = draw(kind, chance)
    const { onset, test } = drawn.facts
    const recent = onset.known ? onset.value.counts.slice(-12).reduce((sum, count) => sum + count, 0) : 0
    const { expected, dispersion } = test ?? { expected: 0, dispersion: 1 }
    if (recent >= 5 && recent - expected >= 3.1 * Math.sqrt(expected * dispersion)) return drawn
  }
}

function draw(kind: Kind, chance: Chance): SimulatedCase {
  const perDay = Math.exp(chance.between(Math.log(0.3), Math.log(6)))
  const world = openWorld(kind, perDay, chance)
  const usual = kind === 'new' ? 0 : Math.exp(chance.between(Math.log(0.5), Math.log(60)))
  const roughness = chance.between(0, 0.1)
  const onset = countEvents(usual, roughness, { world, chance })
  const isReadable = chance.happens(0.9)
  const [meetsOwn, meetsOther] = [chance.happens(0.7), chance.happens(0.08)]
  const firstEvent = onset.counts.findIndex((count) => count > 0)
  const firstSeen =
    kind === 'new'
      ? onset.startMs + (firstEvent + chance.share()) * onset.binMs
      : world.now - chance.between(2, 200) * DAY
  return {
    kind,
    culprit: world.culprit?.commit,
    diffOf: (commit) => {
      if (!isReadable) return unknown('not readable')
      const meets = commit === world.culprit?.commit ? meetsOwn : meetsOther
      return known(changesOf([{ path: meets ? 'src/cart.ts' : 'src/other.ts' }]))
    },
    facts: factsOf({
      now: world.now,
      issue: {
        service: 'checkout',
        environment: 'prod',
        firstSeen: Math.max(firstSeen, kind === 'new' ? world.onset : 0),
        firstSeenVersion: kind === 'new' ? versionIn(onset, firstEvent) : undefined,
        regression: undefined
      },
      test: kind === 'new' ? undefined : testOf(usual, { dispersion: 1 + roughness * usual }),
      onset: known(onset),
      deploys: known(world.deploys),
      peers: chance.happens(0.85) ? known(peersOf(kind, world, chance)) : unknown('not asked')
    })
  }
}

function openWorld(kind: Kind, perDay: number, chance: Chance): World {
  const hour = chance.happens(0.7) ? chance.between(8, 18) : chance.between(0, 24)
  const anchor = DAY_START + (isOurs(kind) ? chance.between(8, 18) : hour) * HOUR
  const times: number[] = []
  for (let day = -28; day <= 0; day += 1) {
    const weekday = new Date(DAY_START + day * DAY).getUTCDay()
    if (weekday === 0 || weekday === 6) continue
    for (let count = chance.poisson(perDay); count > 0; count -= 1) {
      times.push(DAY_START + day * DAY + chance.between(8, 18) * HOUR)
    }
  }
  const isRolling = chance.happens(0.4)
  const length = isRolling ? chance.between(20, 60) : chance.between(0, 3)
  const tells = chance.happens(0.9)
  const ends = (start: number): number => start + length * MINUTE
  const deployAt = (start: number): Deploy =>
    ends(start) > now
      ? deployOf(start, { commit: commitAt(start) })
      : deployOf(ends(start), { ...(tells ? { began: start } : {}), commit: commitAt(start) })
  const lag = kind === 'slow' ? 0 : chance.happens(0.7) ? chance.exponential(3) : chance.between(0, 20)
  const onset = anchor + lag * MINUTE
  const now = onset + chance.between(40, 150) * MINUTE
  const culprit = isOurs(kind) ? deployAt(anchor) : undefined
  const isFar = (time: number): boolean => !isOurs(kind) || Math.abs(time - anchor) > 10 * MINUTE
  const others = times.filter(isFar).map(deployAt)
  const rival = kind === 'tie' ? [deployAt(anchor + chance.between(-8, 8) * MINUTE)] : []
  const answer = kind === 'after' ? [deployAt(onset + chance.between(1, 30) * MINUTE)] : []
  const deploys = [...others, ...rival, ...answer, ...(culprit === undefined ? [] : [culprit])]
    .filter(({ at }) => at <= now)
    .sort((a, b) => b.at - a.at)
  const rampMinutes = kind === 'slow' ? chance.between(45, 180) : isOurs(kind) ? length : 0
  return { onset, now, deploys, culprit, rampMinutes }
}

function commitAt(start: number): string {
  return `a${Math.round(start).toString(16).padStart(39, '0')}`
}

/** What ran at a time, as a version tag tells it. A rolling deploy serves both versions meanwhile. */
function versionAt({ deploys }: World, at: number, share = 0.5): string {
  const running = deploys.find((each) => {
    const start = deployStart(each)
    const done = each.at <= start ? 1 : (at - start) / (each.at - start)
    return done >= share
  })
  return `build-${running?.commit ?? 'a00000000000000'}`
}

function countEvents(
  usual: number,
  roughness: number,
  { world, chance }: { world: World; chance: Chance }
): OnsetCounts {
  const { now, onset, rampMinutes, culprit } = world
  const binMs = 5 * MINUTE
  const startMs = Math.floor((now - 12 * HOUR) / binMs) * binMs
  const length = Math.ceil((now - startMs) / binMs)
  const least = Math.max(6, 2.5 * Math.sqrt(usual * 2))
  const excess = Math.max(usual * chance.between(1, 12), least * chance.between(1, 4))
  const swing = chance.between(0, 0.4)
  const hasVersions = chance.happens(0.9)
  const decay = chance.happens(0.2) ? chance.between(60, 200) * MINUTE : Infinity
  const versions = new Map<string, number[]>()
  let multiplier = 1
  const counts = Array.from({ length }, (_, bin) => {
    const at = startMs + (bin + 0.5) * binMs
    if (bin % 12 === 0) multiplier = chance.gamma(roughness)
    const daily = 1 + swing * Math.sin((2 * Math.PI * (at - DAY_START)) / DAY)
    const cut = Math.min(1, (now - startMs - bin * binMs) / binMs)
    const plain = chance.poisson((usual * daily * multiplier * cut) / 12)
    const end = Math.min(startMs + (bin + 1) * binMs, now)
    const since = end - onset
    const isIn = Math.min(1, Math.max(0, since / (binMs * cut)))
    const ramp = rampMinutes === 0 ? 1 : Math.min(1, Math.max(0, since) / (rampMinutes * MINUTE))
    const extra = chance.poisson(((excess * cut) / 12) * isIn * ramp * Math.exp(-Math.max(0, since) / decay))
    if (hasVersions) {
      const own = culprit === undefined ? undefined : `build-${culprit.commit ?? ''}`
      for (let event = 0; event < plain + extra; event += 1) {
        // What the culprit brought stays in what is deployed after it.
        const running = versionAt(world, at, chance.share())
        // Names sort by the time of their deploys.
        const version = event < plain || own === undefined || running > own ? running : own
        const series = versions.get(version) ?? new Array<number>(length).fill(0)
        series[bin] = (series[bin] ?? 0) + 1
        versions.set(version, series)
      }
    }
    return plain + extra
  })
  return {
    startMs,
    endMs: now,
    binMs,
    counts,
    versions: [...versions].map(([version, series]) => ({ version, counts: series }))
  }
}

function versionIn({ versions }: OnsetCounts, bin: number): string | undefined {
  return versions.find(({ counts }) => (counts[bin] ?? 0) > 0)?.version
}

function peersOf(kind: Kind, { now, onset }: World, chance: Chance): readonly Peer[] {
  const count = Math.round(chance.between(2, 10))
  const startMs = Math.floor((now - 24 * HOUR) / HOUR) * HOUR
  return Array.from({ length: count }, (_, peer) => {
    const usual = Math.exp(chance.between(Math.log(2), Math.log(200)))
    const rises = kind === 'shared' && chance.happens(0.85) ? chance.between(2, 8) : 1
    const counts = Array.from({ length: Math.ceil((now - startMs) / HOUR) }, (__, hour) => {
      const from = startMs + hour * HOUR
      const until = Math.min(now, from + HOUR)
      const raised = Math.max(0, until - Math.max(onset, from)) / HOUR
      const plain = (until - from) / HOUR - raised
      return chance.poisson(usual * chance.gamma(0.05) * (plain + raised * rises))
    })
    return { service: `peer-${peer}`, startMs, endMs: now, counts }
  })
}
