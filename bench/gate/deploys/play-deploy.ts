import type { AttributionFacts } from '../../../src/flow/decision/attribution/attribution-facts.js'
import type { Deploy, Peer } from '../../../src/flow/decision/attribution/deploy.js'
import type { SpikeTest } from '../../../src/flow/decision/spike/spike-test.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { between, hexDigits, letters, seeded, type Random } from '../../sameness/corpus/random.js'
import { logUniform, negativeBinomial, poisson } from '../samplers.js'
import { scenes, type Scene, type SceneName } from './scenes.js'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs
const binMinutes = 5
const bins = 144
/** Some Thursday at noon. */
const now = Date.UTC(2026, 2, 5, 12)
const lookbackDays = 28

export interface DeployPlay {
  readonly facts: AttributionFacts
  /** The deploy that caused it; `undefined`: none of ours did. */
  readonly cause: Deploy | undefined
}

/** The same scene and seed play the same. */
export function playDeploy(name: SceneName, seed: number): DeployPlay {
  const random = seeded(`${name} ${seed}`)
  const scene: Scene = scenes[name]
  const riseMs = now - between(random, 30, 240) * minuteMs
  const near = scene.lag && deployAt(random, riseMs - minutesIn(random, scene.lag) * minuteMs)
  const second =
    scene.second === undefined || near === undefined
      ? undefined
      : { ...otherDeploy(random, near.at - scene.second * minuteMs), version: '1.7.10' }
  const rate = logUniform(random, [0.5, 40])
  const factor = logUniform(random, [4, 25])
  const dispersion = logUniform(random, [1, 4])
  const [before, after] = ['1.7.9', '1.8.0']
  const isNew = scene.rise === 'new'
  const split = { old: new Array<number>(bins).fill(0), new: new Array<number>(bins).fill(0) }
  const counts = Array.from({ length: bins }, (_, bin) => {
    const atMs = now - (bins - bin) * binMinutes * minuteMs
    const perBin = (rate * binMinutes) / 60
    const usual = isNew ? 0 : negativeBinomial(random, perBin, dispersion)
    const share = shareAfter(atMs, riseMs, scene)
    const extra = poisson(random, perBin * (isNew ? factor : factor - 1) * share)
    const served = near === undefined ? 0 : servedByNew(atMs, near, scene)
    const extraNew =
      scene.carried === 'none' ? (served >= 1 ? 1 : 0) : scene.carried === 'rolling' ? 1 : served
    const tagged = binomial(random, usual, served) + binomial(random, extra, extraNew)
    split.new[bin] = tagged
    split.old[bin] = usual + extra - tagged
    return usual + extra
  })
  const first = counts.findIndex((count) => count > 0)
  const firstSeen = isNew
    ? now - (bins - Math.max(0, first)) * binMinutes * minuteMs + 2 * minuteMs
    : now - 60 * dayMs
  const deploys = [...othersOf(random), ...(near ? [near] : []), ...(second ? [second] : [])]
  return {
    cause: scene.isCause ? near : undefined,
    facts: {
      issue: {
        service: 'checkout',
        environment: 'production',
        firstSeen,
        firstSeenVersion: isNew ? after : '1.0.0',
        regression: undefined
      },
      frames: [
        { path: 'src/cart.ts', line: 40 },
        { path: 'src/checkout.ts', line: 7 }
      ],
      test: testOf(isNew ? 0.02 : rate, dispersion, counts),
      causedLevel: 0.001,
      onset: known({
        startMs: now - bins * binMinutes * minuteMs,
        endMs: now,
        binMs: binMinutes * minuteMs,
        counts,
        versions: [
          { version: before, counts: split.old },
          { version: after, counts: split.new }
        ].filter((each) => each.counts.some((count) => count > 0))
      }),
      peers: known(peersOf(random, riseMs, scene.peersUp ?? 0)),
      deploys: known(deploys),
      changes: changesOf(scene),
      commits: known([]),
      surroundings: undefined,
      thirdParty: scene.isThirdParty === true ? { host: 'api.pay.test', failure: 'timeout' } : undefined,
      impact: { share: unknown('not counted'), users: unknown('not counted') },
      now
    }
  }
}

function minutesIn(random: Random, [least, most]: readonly [number, number]): number {
  return least + random() * (most - least)
}

function deployAt(random: Random, at: number): Deploy {
  return { ...otherDeploy(random, at), version: '1.8.0' }
}

/** A deploy that names no version yet. */
function otherDeploy(random: Random, at: number): Deploy {
  return {
    at,
    source: 'github-deployment',
    service: 'checkout',
    environment: 'production',
    version: undefined,
    commit: letters(random, 40, hexDigits),
    previous: undefined,
    url: undefined
  }
}

/** The deploys of four weeks, from one in five days to six a day; the newest day is left to the scene, so that version tags are its own. */
function othersOf(random: Random): readonly Deploy[] {
  const perDay = logUniform(random, [0.2, 6])
  const count = poisson(random, perDay * (lookbackDays - 1))
  return Array.from({ length: count }, (_, at) => ({
    ...otherDeploy(random, now - dayMs - random() * (lookbackDays - 1) * dayMs),
    version: `1.7.${at % 9}`
  }))
}

/** How much of the rise there is: 0 before it, 1 once it is whole. */
function shareAfter(atMs: number, riseMs: number, { rise, minutes }: Scene): number {
  const since = (atMs + binMinutes * minuteMs - riseMs) / minuteMs
  if (since <= 0) return 0
  const part = Math.min(1, since / binMinutes)
  if (minutes !== undefined && since - binMinutes >= minutes) return 0
  return typeof rise === 'object' ? Math.min(1, since / rise.rampMinutes) : part
}

/** Share of the requests that the new version serves: instances are replaced within ten minutes. */
function servedByNew(atMs: number, deploy: Deploy, { carried }: Scene): number {
  const rollingMs = carried === 'all' ? 1 : 10 * minuteMs
  return Math.min(1, Math.max(0, (atMs + (binMinutes * minuteMs) / 2 - (deploy.at - rollingMs)) / rollingMs))
}

function binomial(random: Random, count: number, share: number): number {
  if (share <= 0 || share >= 1) return share <= 0 ? 0 : count
  return Array.from({ length: count }, () => random()).filter((value) => value < share).length
}

function peersOf(random: Random, riseMs: number, up: number): readonly Peer[] {
  const hourMs = 60 * minuteMs
  return Array.from({ length: 9 }, (_, at) => {
    const rate = logUniform(random, [1, 200])
    const rises = random() < up
    const counts = Array.from({ length: 12 }, (_, hour) => {
      const endMs = now - (11 - hour) * hourMs
      const after = Math.min(1, Math.max(0, (endMs - riseMs) / hourMs))
      return negativeBinomial(random, rate * (rises ? 1 + 4 * after : 1), 2)
    })
    return { service: `peer-${at}`, startMs: now - 12 * hourMs, endMs: now, counts }
  })
}

function changesOf({ diff }: Scene): AttributionFacts['changes'] {
  if (diff === 'unread') return unknown('the token may not read it')
  const [path, lines] =
    diff === 'meets'
      ? ['src/cart.ts', [38, 39]]
      : diff === 'harmless'
        ? ['docs/cart.md', [1]]
        : ['src/mail.ts', [5]]
  return known({
    base: '1.7.9',
    head: '1.8.0',
    url: undefined,
    files: [{ path, previousPath: undefined, lines }],
    commits: [],
    truncated: false
  })
}

/** What the spike test says of it, as far as the cause is judged by it. */
function testOf(rate: number, dispersion: number, counts: readonly number[]): SpikeTest {
  const count = counts.slice(-12).reduce((sum, value) => sum + value, 0)
  const high = Math.ceil(rate + 2 * Math.sqrt(dispersion * rate))
  return {
    count,
    hours: 1,
    expected: rate,
    low: 0,
    high,
    excess: count - rate,
    ratio: count / rate,
    p: known(0.0001),
    reached: { hours: 0, of: 660 },
    days: 20,
    ownAlarmRate: 0.01,
    basis: 'weekly',
    dispersion,
    widened: 1,
    requestsRatio: 1,
    cleanedHours: 0,
    missingHours: 0,
    doubts: []
  }
}
