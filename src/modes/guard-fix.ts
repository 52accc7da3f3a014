import type { FixWorkspace } from '../fix-ports.js'
import { codeOwnersPaths, parseCodeOwners, type CodeOwners } from '../flow/decision/codeowners.js'
import type { ChangeSet } from '../flow/fix/change.js'
import type { FixEnd } from '../flow/fix/fix-outcomes.js'
import { classOf, type FixRequest } from '../flow/fix/fix-request.js'
import { sayFinding } from '../flow/fix/guard/finding.js'
import { judgeChange } from '../flow/fix/guard/judge-change.js'
import type { GuardFacts, GuardPolicy, GuardVerdict } from '../flow/fix/guard/guard-verdict.js'
import { known } from '../flow/issue/known.js'
import type { Policy } from '../config/policy.js'
import type { FixCase } from './fix-case.js'
import type { AutofixWorld, FixRunRequest } from './fix-world.js'

interface GuardStep {
  readonly workspace: FixWorkspace
  readonly run: FixRunRequest
  readonly world: AutofixWorld
}

/** Judges what the agent left behind. Answers with an end when the change is refused. */
export async function guardFix(
  change: ChangeSet,
  current: FixCase,
  { workspace, run, world }: GuardStep
): Promise<FixEnd | undefined> {
  if (change.changes.length === 0 && change.strays.length === 0) {
    return { reason: 'no-change', why: 'the agent says that it fixed the error, and its tree is as it was' }
  }
  const verdict = await judgeTree(change, { workspace, run, world })
  current.verdict = verdict
  for (const finding of verdict.findings) world.log.info(`The guard: ${sayFinding(finding)}`)
  if (verdict.passed) return undefined
  const [first] = verdict.findings
  const more = verdict.findings.length - 1
  return {
    reason: 'guard-refused',
    why: `${first ? sayFinding(first) : 'the change was refused'}${more > 0 ? `, and ${more} more` : ''}`
  }
}

/** What speaks against the agent's tree as it is now. */
export async function judgeTree(
  change: ChangeSet,
  { workspace, run, world }: GuardStep
): Promise<GuardVerdict> {
  const owners = known(await ownersOfBase(workspace))
  const facts: GuardFacts = {
    ...change,
    ...factsOfRequest(run.request),
    canary: world.canary,
    // The change itself may not touch the file: the guard denies it, so that both sides are the same.
    codeOwners: { base: owners, head: owners },
    findPrivate: world.findPrivate
  }
  return judgeChange(facts, guardPolicyOf(run.policy))
}

export function factsOfRequest(request: FixRequest): Pick<GuardFacts, 'fixClass' | 'bump'> {
  const fixClass = classOf(request)
  const { bump } = request.evidence
  if (bump === null) return { fixClass, bump: undefined }
  const { package: name, ...rest } = bump
  return { fixClass, bump: { ...rest, name } }
}

export function guardPolicyOf({ autofix }: Policy): GuardPolicy {
  return {
    allowPaths: autofix.allowPaths,
    denyPaths: autofix.denyPaths,
    denyWords: autofix.denyWords,
    denyOwners: autofix.denyOwners,
    testFiles: autofix.verify.projects.flatMap(({ testPatterns }) => testPatterns),
    maximumFiles: autofix.change.files,
    maximumLines: autofix.change.lines
  }
}

/** The file that GitHub itself reads: the first of the three places that has one. */
async function ownersOfBase(workspace: FixWorkspace): Promise<CodeOwners> {
  const source = codeOwnersPaths.find((path) => workspace.paths.includes(path))
  if (source === undefined) return parseCodeOwners('', '')
  return parseCodeOwners(source, (await workspace.readBase(source)) ?? '')
}
