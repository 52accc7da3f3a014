import * as z from 'zod'
import { causeCategories } from '../decision/diagnosis.js'
import { proposalTiers } from '../fix/diagnosis/pattern-proposal.js'

/** A pattern as the config file has it; every key of the match is a fact of one issue. */
const patternSchema = z.object({
  name: z.string().regex(/^[a-z\d][a-z\d-]{0,59}$/),
  match: z.object({
    services: z.array(z.string()).max(1).optional(),
    types: z.array(z.string()).max(1).optional(),
    message: z.string().optional(),
    files: z.array(z.string()).max(1).optional(),
    fingerprints: z.array(z.string()).max(1).optional()
  }),
  tier: z.enum(proposalTiers),
  autofix: z.literal('never'),
  note: z.string().max(1_000).optional(),
  reason: z.string().max(1_000),
  expires: z.string().regex(/^\d{4}-\d\d-\d\d$/)
})

const proposalSchema = z.object({
  fingerprint: z.string().regex(/^[0-9a-f]{16}$/),
  ticketKey: z.string().regex(/^[A-Z][A-Z0-9_]{1,50}-\d{1,10}$/),
  ticketUrl: z.string().max(2_000),
  category: z.enum(causeCategories),
  confidence: z.number().min(0).max(1),
  /** Milliseconds since the epoch. */
  at: z.number().int().min(0).max(8.64e15),
  pattern: patternSchema,
  /** `held`: the base had it before anybody proposed it. */
  state: z.enum(['waiting', 'proposed', 'held']),
  /** Pull request that it was proposed in, and the branch of it. */
  pullRequest: z.number().int().positive().nullable(),
  branch: z.string().max(300)
})

const stateSchema = z.object({ version: z.literal(1), proposals: z.array(proposalSchema).max(2_000) })

export type ProposedPattern = z.output<typeof patternSchema>
export type Proposal = Readonly<z.output<typeof proposalSchema>>

/** Every proposal that still matters, oldest first; one for each fingerprint. */
export interface ProposalState {
  readonly version: 1
  readonly proposals: readonly Proposal[]
}

export const noProposals: ProposalState = { version: 1, proposals: [] }

/** Branch of the first pull request of proposals; the next ones count on. */
export const PATTERNS_BRANCH = 'datadog-autofix/patterns'

const DAY_MS = 24 * 3_600_000
/** So long a "no" is remembered. */
const KEPT_DAYS = 400
const MOST_PROPOSALS = 500

/**
 * The state with the proposal in it. One for a bug that has had one is dropped, whatever became of that: a pull request that people
 * closed was their answer.
 */
export function collectProposal(state: ProposalState, proposal: Proposal): ProposalState {
  const kept = state.proposals.filter(({ at }) => at > proposal.at - KEPT_DAYS * DAY_MS)
  const { fingerprint, pattern } = proposal
  if (kept.some((each) => each.fingerprint === fingerprint || each.pattern.name === pattern.name)) {
    return state
  }
  return { ...state, proposals: [...kept, proposal].slice(-MOST_PROPOSALS) }
}

/** The state after some proposals have found their place. */
export function placeProposals(
  state: ProposalState,
  names: readonly string[],
  place: Pick<Proposal, 'state' | 'pullRequest' | 'branch'>
): ProposalState {
  const proposals = state.proposals.map((each) =>
    each.state === 'waiting' && names.includes(each.pattern.name) ? { ...each, ...place } : each
  )
  return { ...state, proposals }
}

/** Every branch that a pull request of proposals may stand on. */
export function branchesOfProposals({ proposals }: ProposalState): readonly string[] {
  const branches = proposals.map(({ branch }) => branch).filter((branch) => branch !== '')
  return [...new Set([PATTERNS_BRANCH, ...branches])]
}

/** `undefined` when the text is no state. */
export function parseProposals(text: string): ProposalState | undefined {
  try {
    return stateSchema.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

export function formatProposals(state: ProposalState): string {
  return `${JSON.stringify(state, undefined, 2)}\n`
}
