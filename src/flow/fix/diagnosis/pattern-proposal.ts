/** What a proposed pattern may match by: always a fact of the issue's own, never a word of the model. */
export const proposalKeys = ['service', 'type', 'message', 'file', 'fingerprint'] as const
export type ProposalKey = (typeof proposalKeys)[number]

/** Tiers that may be proposed: one that silences an error, or wakes people, is for people to write. */
export const proposalTiers = ['digest', 'ticket'] as const
export type ProposalTier = (typeof proposalTiers)[number]

/** A pattern that the model would have people add. */
export interface PatternProposal {
  readonly keys: readonly ProposalKey[]
  readonly tier: ProposalTier
  /** For whoever reads the next ticket. */
  readonly note: string
  /** Why the pattern is right. */
  readonly reason: string
}
