import type { KnownDiagnosis } from './diagnosis.js'
import type { PatternTier } from './patterns/pattern.js'

export interface Lowered {
  readonly tier: PatternTier
  /** One sentence without a full stop; `undefined` when the tier stays. */
  readonly why: string | undefined
}

/** One step down. What is in the digest stays there: a diagnosis silences nothing. */
const below = {
  escalate: 'ticket',
  ticket: 'digest',
  digest: 'digest',
  ignore: 'ignore'
} as const satisfies Readonly<Record<PatternTier, PatternTier>>

/**
 * One step down for a bug that a person has confirmed to be no defect of ours. A diagnosis that nobody has confirmed changes
 * nothing, and none ever raises anything.
 */
export function lowerByDiagnosis(tier: PatternTier, diagnosis: KnownDiagnosis | undefined): Lowered {
  if (diagnosis?.confirmed !== true) return { tier, why: undefined }
  const passes = diagnosis.category === 'transient' || diagnosis.category === 'external'
  const lowered = passes ? below[tier] : tier
  if (lowered === tier) return { tier, why: undefined }
  return { tier: lowered, why: `${sayConfirmed(diagnosis)}, so that it goes from ${tier} to ${lowered}` }
}

/** Why no fix is tried: a person has confirmed that the cause is not in the code. `undefined`: nothing holds it back. */
export function heldBackBy(diagnosis: KnownDiagnosis): string | undefined {
  return diagnosis.confirmed && diagnosis.category !== 'code' ? sayConfirmed(diagnosis) : undefined
}

function sayConfirmed({ category, ticketKey }: KnownDiagnosis): string {
  return `a person has confirmed on ${ticketKey} that the cause is ${categoryWords[category]}`
}

const categoryWords = {
  code: 'in the code',
  config: 'in the configuration',
  data: 'bad data',
  external: 'with another party',
  infrastructure: 'in the infrastructure',
  transient: 'a trouble that passes'
} as const satisfies Readonly<Record<KnownDiagnosis['category'], string>>
