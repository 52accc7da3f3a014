import type { CleanTree, CommandRunner, FixWorkspace } from '../fix-ports.js'
import type { ChangeSet } from '../flow/fix/change.js'
import type { FixEnd } from '../flow/fix/fix-outcomes.js'
import type { FixRequest } from '../flow/fix/fix-request.js'
import { judgeSetUp, type Judgement, type RunFacts } from '../flow/proof/judge-proof.js'
import type { PlannedProject } from '../flow/proof/plan-proof.js'
import type { ProofRole, ProofStep } from '../flow/proof/proof-run.js'
import { pathIn } from '../flow/proof/quote-path.js'
import type { TestSource } from '../flow/proof/test-command.js'
import type { VerifyPolicy } from '../flow/proof/verify-policy.js'
import type { RunLog } from '../ports.js'

export interface ProveOptions {
  readonly workspace: FixWorkspace
  readonly runner: CommandRunner
  readonly change: ChangeSet
  /** Git tree of the base with the change. */
  readonly tree: string
  readonly request: FixRequest
  readonly policy: VerifyPolicy
  readonly log: RunLog
}

/** A project with the tests that the change has for it. */
export interface TestedProject {
  readonly project: PlannedProject
  readonly tests: readonly TestSource[]
}

/** What every step of the proof needs. */
export interface Proof extends ProveOptions {
  readonly projects: readonly TestedProject[]
  readonly installsAnew: boolean
  readonly network: 'cut' | 'open'
  readonly paths: { readonly tests: readonly string[]; readonly code: readonly string[] }
  readonly steps: ProofStep[]
}

/** Projects of one workspace share a set-up. */
export async function setUpIn(proof: Proof, tree: CleanTree): Promise<FixEnd | undefined> {
  const done = new Set<string>()
  for (const { project } of proof.projects) {
    const key = JSON.stringify([project.setUpFolder, project.setUp])
    if (project.setUp === undefined || done.has(key)) continue
    done.add(key)
    const facts = await run(proof, tree, { project, role: 'set-up', command: project.setUp })
    const end = record(proof, judgeSetUp(facts))
    if (end) return end
  }
  return undefined
}

/** Where the change decides what is installed, red is the base's packages and green those of the change. */
export async function setUpAnew(proof: Proof, tree: CleanTree): Promise<FixEnd | undefined> {
  return proof.installsAnew ? setUpIn(proof, tree) : undefined
}

interface Command {
  readonly project: PlannedProject
  readonly role: ProofRole
  readonly command: string
}

const purposes = {
  'set-up': 'Proof: set-up',
  red: 'Proof: a test alone on the base, which has to fail',
  green: 'Proof: the tests with the change, which have to pass',
  suite: 'Proof: the suite with the change',
  'suite-on-base': 'Proof: the suite on the base, to compare',
  'red-again': 'Proof: the tests with the change taken back, which have to fail again'
} as const satisfies Readonly<Record<ProofRole, string>>

/** Runs one command of the proof; its judgement comes after. */
export async function run(
  proof: Proof,
  tree: CleanTree,
  { project, role, command }: Command
): Promise<RunFacts> {
  const { policy, runner, log } = proof
  const isSetUp = role === 'set-up'
  const folder = pathIn(tree.folder, isSetUp ? project.setUpFolder : project.folder).replace(/\/$/, '')
  log.info(purposes[role], { project: project.name, command })
  const minutes = isSetUp ? policy.setUpMinutes : policy.minutes
  const network = isSetUp ? 'open' : proof.network
  const finished = await runner.run({ folder, command, minutes, network })
  return { role, project: project.name, command, tree: tree.folder, run: finished }
}

/** Keeps the step, tells of it, and answers with the end that it is. */
export function record({ steps, log, policy }: Proof, { step, end }: Judgement): FixEnd | undefined {
  steps.push(step)
  log.info(`Proof: ${step.seen}`, { role: step.role, seconds: Math.round(step.durationMs / 1000) })
  if (
    end === undefined &&
    policy.sandbox === 'required' &&
    step.role !== 'set-up' &&
    step.network === 'open'
  ) {
    const why = `verify.sandbox is "required", and "${step.command}" ran with the network on`
    return { reason: 'sandbox-missing', why }
  }
  return end
}
