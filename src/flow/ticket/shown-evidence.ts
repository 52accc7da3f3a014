import type { Attribution } from '../decision/attribution/attribution.js'
import type { Surroundings, ThirdParty } from '../decision/cascade/cascade.js'
import type { EvidenceAction, ImpactBand } from '../decision/evidence/evidence-policy.js'
import type { PatternVerdict } from '../decision/patterns/pattern.js'
import type { ExpectedHour, SpikeTest } from '../decision/spike/spike-test.js'
import type { Known } from '../issue/known.js'

/** What is told of whether the errors are unusual, matter, and have a cause. `undefined`: nobody asked. */
export interface ShownEvidence {
  readonly spike: Known<SpikeTest>
  /** Adjusted value among all tests of the sweep, and how many these are. `undefined` outside sweeps. */
  readonly q: number | undefined
  readonly swept: number | undefined
  readonly impact: { readonly band: ImpactBand; readonly why: string } | undefined
  /** What the matrix asks for; `undefined`: score and attribution decide. */
  readonly action: EvidenceAction | undefined
  /** The verdict in one sentence without a full stop. */
  readonly why: string
  readonly surroundings: Surroundings | undefined
  readonly thirdParty: ThirdParty | undefined
  readonly attribution: Attribution | undefined
  /** What was to be expected in the last hours, oldest first, and at the end in the window. Empty where nothing is. */
  readonly band: readonly ExpectedHour[]
  readonly pattern: PatternVerdict | undefined
  /** The ticket of the outage that this one is a part of. */
  readonly parent: { readonly key: string; readonly url: string } | undefined
}
