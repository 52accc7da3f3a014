import type { CauseDiagnosis } from '../../decision/diagnosis.js'

export interface DiagnosisVerdict {
  /** No fix is tried. */
  readonly holdsBack: boolean
  /** One sentence without a full stop. */
  readonly why: string
}

/**
 * What follows from a diagnosis. It can hold a fix back and nothing else: one that sees the cause in the code, or is not sure,
 * leaves everything as it would be without it. `confirmed`: a person vouches for it, whatever the model's confidence was.
 */
export function judgeDiagnosis(
  { category, confidence }: Pick<CauseDiagnosis, 'category' | 'confidence'>,
  least: number,
  confirmed = false
): DiagnosisVerdict {
  if (category === 'code') {
    return { holdsBack: false, why: 'a cause in the code holds nothing back' }
  }
  if (confirmed) return { holdsBack: true, why: `a person has confirmed that the cause is ${category}` }
  return confidence >= least
    ? { holdsBack: true, why: `the model sees the cause in ${category}, and is sure to ${confidence}` }
    : {
        holdsBack: false,
        why: `the model sees the cause in ${category}, and is sure to ${confidence}; diagnosis.confidence is ${least}`
      }
}
