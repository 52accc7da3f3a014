import { assertNever } from '../../../errors.js'
import type { Attribution } from '../attribution/attribution.js'
import type { Surroundings, ThirdParty } from '../cascade/cascade.js'
import type { EvidenceAction } from './evidence-policy.js'

export interface AutofixVerdict {
  readonly allowed: boolean
  /** A sentence without a full stop. */
  readonly why: string
}

export interface AutofixFacts {
  readonly attribution: Attribution | undefined
  readonly surroundings: Surroundings | undefined
  readonly thirdParty: ThirdParty | undefined
}

/**
 * May the code be changed for it, as far as the evidence goes? Not where the cause lies elsewhere or may do so: then a change of the
 * code hides what happens. An unknown cause is no obstacle: an error of an allow-listed class with its culprit in our code has its
 * cause there, whichever deploy brought it.
 */
export function judgeAutofix(
  { surroundings, thirdParty, attribution }: AutofixFacts,
  action: EvidenceAction | undefined
): AutofixVerdict {
  const against =
    speaksSurroundings(surroundings) ??
    speaksThirdParty(thirdParty) ??
    speaksAttribution(attribution) ??
    speaksAction(action)
  if (against !== undefined) return { allowed: false, why: against }
  return { allowed: true, why: 'nothing speaks for a cause outside of our code' }
}

function speaksSurroundings(surroundings: Surroundings | undefined): string | undefined {
  if (surroundings === undefined) return undefined
  switch (surroundings.kind) {
    case 'cascade':
      return `part of a cascade: ${surroundings.why}`
    case 'upstream':
      return `${surroundings.upstream}, which it depends on, fails as well: ${surroundings.why}`
    case 'traffic':
      return `more traffic: ${surroundings.why}`
    case 'unknown':
      return `a cause for all services cannot be ruled out: ${surroundings.why}`
    case 'service-wide':
    case 'none':
      return undefined
    default:
      return assertNever(surroundings)
  }
}

function speaksThirdParty(thirdParty: ThirdParty | undefined): string | undefined {
  if (thirdParty === undefined) return undefined
  const { host, failure } = thirdParty
  return host === undefined
    ? `the error is a failure of something that was called: ${failure}`
    : `the error is a failure of ${host}: ${failure}`
}

function speaksAttribution(attribution: Attribution | undefined): string | undefined {
  if (attribution === undefined) return undefined
  if (attribution.verdict === 'not-ours') {
    return `no change of ours: ${attribution.reasons[0] ?? 'the onset fits no deploy'}`
  }
  return attribution.deploys.length > 1 ? 'two deploys fit equally, and only one can be the cause' : undefined
}

function speaksAction(action: EvidenceAction | undefined): string | undefined {
  if (action === 'unconfirmed') return 'the rise is not confirmed'
  return action === 'hold' ? 'the evidence asks for no ticket' : undefined
}
