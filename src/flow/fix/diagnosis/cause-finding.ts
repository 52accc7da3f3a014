import type { CauseDiagnosis } from '../../decision/diagnosis.js'
import type { AgentUsage } from '../agent-run.js'
import type { PatternProposal } from './pattern-proposal.js'

/** The run of the model that was asked for the cause. */
export interface CauseRun {
  readonly model: string
  readonly version: string
  readonly usage: AgentUsage
  /** Most that it may have spent, in US dollars. */
  readonly ceilingUsd: number
}

/** What is held for the cause before anything is changed, and what follows from it. */
export interface CauseFinding {
  /** `null`: the model gave none, and nothing follows. */
  readonly found: CauseDiagnosis | null
  /** A person has confirmed it earlier: no model was asked. */
  readonly confirmed: boolean
  readonly holdsBack: boolean
  /** One sentence without a full stop: what follows, or why there is no diagnosis. */
  readonly why: string
  readonly proposal: PatternProposal | null
  /** `null`: no model was asked. */
  readonly run: CauseRun | null
}

/** US dollars that the run counts for: all that it may have spent where it did not live to tell. */
export function costOfCause(run: CauseRun | null | undefined): number {
  if (run === null || run === undefined) return 0
  return run.usage.told ? run.usage.usd : Math.max(run.usage.usd, run.ceilingUsd)
}
