/** How strong the evidence is that the errors are more than usual. Rows of the matrix. */
export const evidenceLevels = ['quiet', 'spike', 'caused'] as const
export type EvidenceLevel = (typeof evidenceLevels)[number]

/** How much it matters to people. Columns of the matrix. */
export const impactBands = ['none', 'low', 'medium', 'high'] as const
export type ImpactBand = (typeof impactBands)[number]

/** What a cell of the matrix says. Every one but `hold` leaves a ticket that the score alone makes. */
export const evidenceActions = {
  hold: 'no new ticket, whatever the score says',
  log: 'no ticket for the rise alone: the score decides',
  retest: 'no ticket for the rise alone: the score decides, and the next sweep tests again',
  persist: 'a ticket, if the window before shows it too; else as log',
  unconfirmed: 'a ticket marked as unconfirmed, whatever the score says; never auto-fix',
  ticket: 'a ticket, whatever the score says',
  page: 'a ticket that is escalated, whatever the score says'
} as const satisfies Readonly<Record<string, string>>
export type EvidenceAction = keyof typeof evidenceActions

export type EvidenceMatrix = Readonly<Record<EvidenceLevel, Readonly<Record<ImpactBand, EvidenceAction>>>>

export interface ImpactPolicy {
  /** Below one of these there is no impact. */
  readonly minimumExcess: number
  readonly minimumRatio: number
  /** Shares of the service's requests that the excess is, and affected users: at or above. */
  readonly medium: { readonly share: number; readonly users: number }
  readonly high: { readonly share: number; readonly users: number }
  /** Globs on the service: medium at least. */
  readonly tierOneServices: readonly string[]
  /** Globs on the operation (`POST /api/login`) or the service: high. */
  readonly criticalPaths: readonly string[]
}

export interface EvidencePolicy {
  /** False spikes that all sweeps of a week together may raise. */
  readonly falseAlarmsPerWeek: number
  readonly sweepsPerWeek: number
  /** Largest p that counts as a spike where an alert chose the issue, because the same data fired it. */
  readonly alertLevel: number
  /** Largest p that counts as certain enough for the row `caused`. */
  readonly causedLevel: number
  readonly impact: ImpactPolicy
  readonly matrix: EvidenceMatrix
}
