import type { AgentReply } from '../fix/agent-reply.js'
import type { AgentUsage } from '../fix/agent-run.js'
import type { CauseFinding } from '../fix/diagnosis/cause-finding.js'
import type { FixEnd } from '../fix/fix-outcomes.js'
import type { FixRequest } from '../fix/fix-request.js'
import type { ChangeScope, GuardFinding } from '../fix/guard/guard-verdict.js'
import type { Certificate, ProofStep } from '../proof/proof-run.js'

/** One changed file of a proven fix. The guard refuses all but plain text files, so text is all there is. */
export interface BundledFile {
  readonly path: string
  /** Git's name of the content on the base; `null`: the file is new. */
  readonly baseOid: string | null
  readonly mode: '100644' | '100755'
  readonly text: string
}

/**
 * What the fix job leaves for the publish job, as `fix.json`: whatever came of the attempt, so that a diagnosis reaches the
 * ticket too. Everything but the files' own text is redacted.
 */
export interface FixBundle {
  readonly schema: 1
  readonly request: FixRequest
  readonly end: FixEnd
  /** Id in the ledger; `null` when nothing was reserved. */
  readonly attemptId: string | null
  /** Name of the owning team; empty when nobody owns the code. */
  readonly team: string
  /** Page of the run that made the bundle. */
  readonly runUrl: string
  readonly base: { readonly branch: string; readonly commit: string } | null
  /** Branch that the pull request comes from. */
  readonly branch: string
  readonly agent: {
    readonly model: string
    readonly version: string
    readonly usage: AgentUsage
    readonly testRuns: number
    readonly denials: Readonly<Record<string, number>>
    /** The last words of an agent that gave no answer. */
    readonly lastWords: string
  } | null
  /** The answer of the fix agent. */
  readonly diagnosis: AgentReply | null
  /** What was found out before the fix agent; absent or null where nobody was asked. */
  readonly cause?: CauseFinding | null | undefined
  readonly findings: readonly GuardFinding[]
  readonly scope: ChangeScope | null
  readonly steps: readonly ProofStep[]
  readonly certificate: Certificate | null
  /** Mark that must not be in the change; the publish job looks for it again. */
  readonly canary: string
  /** Empty unless the fix is proven. */
  readonly files: readonly BundledFile[]
}
