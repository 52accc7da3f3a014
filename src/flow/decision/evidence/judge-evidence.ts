import type { Known } from '../../issue/known.js'
import type { Attribution } from '../attribution/attribution.js'
import type { Surroundings, ThirdParty } from '../cascade/cascade.js'
import type { SpikeTest } from '../spike/spike-test.js'
import {
  evidenceActions,
  type EvidenceAction,
  type EvidenceLevel,
  type EvidencePolicy
} from './evidence-policy.js'
import { judgeAutofix, type AutofixVerdict } from './judge-autofix.js'
import { judgeImpact, type ImpactFacts, type ImpactVerdict } from './judge-impact.js'
import { sayAmount, sayChance, sayNumberOf, sayPercent } from './say-figures.js'

/** What made us look at the issue. */
export type EvidenceOrigin =
  /** A sweep tests every active issue, so that each test counts among many. */
  | 'sweep'
  /** A monitor chose it, by the same data that are tested now. */
  | 'alert'
  /** A person chose it. */
  | 'asked'

export interface EvidenceFacts {
  readonly test: Known<SpikeTest>
  /** The same question, asked for the window an hour earlier. `undefined`: it was not asked, or had no answer. */
  readonly before: SpikeTest | undefined
  /** Adjusted value among all tests of the sweep. `undefined` outside sweeps. */
  readonly q: number | undefined
  /** The sweep's level of discoveries; outside sweeps `alertLevel` of the policy is used. */
  readonly level: number
  readonly how: EvidenceOrigin
  readonly impact: ImpactFacts
  /** `undefined`: nobody asked. The same goes for the next two. */
  readonly attribution: Attribution | undefined
  readonly surroundings: Surroundings | undefined
  readonly thirdParty: ThirdParty | undefined
}

export interface EvidenceVerdict {
  /** `undefined`: there is no p, because there is no history. */
  readonly level: EvidenceLevel | undefined
  /** The rubric's signal `rising` is met: a rise that is certain, and matters. */
  readonly spike: boolean
  readonly impact: ImpactVerdict | undefined
  /** `persist` is resolved to `ticket` or `log`. `undefined` without a level: score and attribution decide. */
  readonly action: EvidenceAction | undefined
  /** One sentence without a full stop. */
  readonly why: string
  /** The same without the counts, for where these stand already. */
  readonly verdict: string
  readonly autofix: AutofixVerdict
}

/** In a sweep, nothing that is false more often than this gets a ticket for its counts, not even one that says so. */
const MOST_DOUBTFUL = 0.1

/** A p that one window counts with on its own, once something else speaks for the rise too. */
const SINGLE_WINDOW_LEVEL = 0.01

/** What the matrix says of an issue: how certain it is that the errors are more than usual, times how much it matters. */
export function judgeEvidence(facts: EvidenceFacts, policy: EvidencePolicy): EvidenceVerdict {
  const { test } = facts
  const reason = test.known ? (test.value.p.known ? undefined : test.value.p.reason) : test.reason
  if (!test.known || !test.value.p.known) {
    const why = reason ?? 'there is no test'
    const verdict = 'whether the errors are more than usual is unknown: score and attribution decide'
    const autofix = judgeAutofix(facts, undefined)
    return {
      level: undefined,
      spike: false,
      impact: undefined,
      action: undefined,
      why,
      verdict,
      autofix
    }
  }
  const p = test.value.p.value
  const row = chooseRow(test.value, p, facts, policy)
  const impact = judgeImpact(test.value, facts.impact, policy.impact, row.level !== 'quiet')
  const { action, note } = resolve(policy.matrix[row.level][impact.band], row.level, test.value, facts)
  const verdict = `${row.why}; impact ${impact.band}: ${evidenceActions[action]}${note}`
  return {
    level: row.level,
    spike: row.level !== 'quiet' && impact.band !== 'none',
    impact,
    action,
    why: `${sayTest(test.value, p)}, ${verdict}`,
    verdict,
    autofix: judgeAutofix(facts, action)
  }
}

interface Row {
  readonly level: EvidenceLevel
  readonly why: string
}

function chooseRow(test: SpikeTest, p: number, facts: EvidenceFacts, policy: EvidencePolicy): Row {
  const { attribution, surroundings } = facts
  const { significant, why } = judgeSignificance(test, p, facts, policy)
  if (!significant) return { level: 'quiet', why }
  // The requests explain the number, and a deploy that brings more of them has broken nothing.
  if (surroundings?.kind === 'traffic') return { level: 'quiet', why: `${why}, but ${surroundings.why}` }
  const alone = surroundings?.kind === 'none' || surroundings?.kind === 'service-wide'
  if (attribution?.verdict === 'caused' && alone && p <= policy.causedLevel) {
    return { level: 'caused', why: `${why} and caused by a deploy` }
  }
  return { level: 'spike', why }
}

/** A p below its level in a test of few events may still be a rise of nothing, so that the count has to lie above the expected. */
function judgeSignificance(
  test: SpikeTest,
  p: number,
  { how, q, level }: EvidenceFacts,
  { alertLevel }: EvidencePolicy
): { readonly significant: boolean; readonly why: string } {
  const amongMany = how === 'sweep' && q !== undefined
  const value = amongMany ? q : p
  const limit = amongMany ? level : alertLevel
  const significant = test.excess > 0 && value <= limit
  const what = significant ? 'a spike' : 'no spike'
  const why = amongMany
    ? `${what} (${sayPercent(value)} of alarms as clear are false, ${sayPercent(limit)} may be)`
    : `${what} (${sayChance(limit)} is rare enough)`
  return { significant, why }
}

/** What a cell comes to for this issue. */
function resolve(
  action: EvidenceAction,
  level: EvidenceLevel,
  test: SpikeTest,
  { before, q }: EvidenceFacts
): { readonly action: EvidenceAction; readonly note: string } {
  if (level === 'quiet' && makesTicket(action) && !risesAtAll(test)) {
    // Else a busy critical path would get a ticket from every sweep, at its usual level.
    return { action: 'log', note: ', because the count alone is nothing unusual' }
  }
  if (level === 'quiet' && makesTicket(action) && q !== undefined && q > MOST_DOUBTFUL) {
    // One of so many issues looks like this by chance in every sweep.
    return { action: 'retest', note: ', because chance alone makes one of so many issues look like this' }
  }
  if (action !== 'persist') return { action, note: '' }
  if (before === undefined) return { action: 'log', note: ', because the window before was not tested' }
  return risesAtAll(before)
    ? { action: 'ticket', note: ', because the window before shows it too' }
    : { action: 'log', note: ', because the window before does not show it' }
}

function makesTicket(action: EvidenceAction): boolean {
  return action !== 'hold' && action !== 'log' && action !== 'retest'
}

function risesAtAll({ p, excess }: SpikeTest): boolean {
  return p.known && p.value <= SINGLE_WINDOW_LEVEL && excess > 0
}

function sayTest({ count, hours, expected, low, high }: SpikeTest, p: number): string {
  const window = hours === 1 ? '60 minutes' : sayNumberOf(hours, 'hour')
  const usual = `${sayAmount(expected)} (${sayAmount(low)} to ${sayAmount(high)})`
  return `${sayNumberOf(count, 'error')} in ${window} where ${usual} are usual, by chance ${sayChance(p)}`
}
