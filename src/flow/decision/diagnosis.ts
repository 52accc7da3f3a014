/** Where the cause lies. Only the first two can be mended in the repository. */
export const causeCategories = ['code', 'config', 'data', 'external', 'infrastructure', 'transient'] as const
export type CauseCategory = (typeof causeCategories)[number]

/** What a model holds for the cause of a bug. It may hold things back, and starts nothing. */
export interface CauseDiagnosis {
  readonly category: CauseCategory
  /** From 0 to 1, by its own word. */
  readonly confidence: number
  readonly rootCause: string
  /** Paths that the repository has. */
  readonly files: readonly string[]
}

/** A diagnosis that is remembered for the next time that the bug is seen. */
export interface KnownDiagnosis extends CauseDiagnosis {
  /** 16 hex digits. */
  readonly fingerprint: string
  /** Ticket that it was told on. */
  readonly ticketKey: string
  /** Milliseconds since the epoch. */
  readonly at: number
  /** A person has said that it is right. */
  readonly confirmed: boolean
}

/** Labels by which people say on the ticket what a diagnosis is worth. */
export const CONFIRMED_LABEL = 'datadog-autofix-diagnosis-confirmed'
export const WRONG_LABEL = 'datadog-autofix-diagnosis-wrong'

/** What a person says of a diagnosis. */
export type Verdict = 'confirmed' | 'wrong'

/**
 * What the labels of the ticket say that is not known yet; `undefined`: nothing. Where both labels stand, it is wrong: what is
 * forgotten holds nothing back.
 */
export function confirmDiagnosis(
  diagnosis: KnownDiagnosis | undefined,
  labels: readonly string[]
): Verdict | undefined {
  if (diagnosis === undefined) return undefined
  if (labels.includes(WRONG_LABEL)) return 'wrong'
  return labels.includes(CONFIRMED_LABEL) && !diagnosis.confirmed ? 'confirmed' : undefined
}
