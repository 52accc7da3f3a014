import { budgetState } from '../flow/fix/budget.js'
import type { FixEnd } from '../flow/fix/fix-outcomes.js'
import { sayFinding } from '../flow/fix/guard/finding.js'
import { judgeChange } from '../flow/fix/guard/judge-change.js'
import type { ChangeScope, GuardVerdict } from '../flow/fix/guard/guard-verdict.js'
import type { TreeChange } from '../flow/fix/change.js'
import { checkCertificate } from '../flow/proof/certificate.js'
import { branchFor } from '../flow/pull-request/branch.js'
import type { BundledFile } from '../flow/pull-request/fix-bundle.js'
import { admissionPolicyOf } from './admit-fix.js'
import { factsOfRequest, guardPolicyOf } from './guard-fix.js'
import type { PublishWorld } from './fix-world.js'
import type { PublishRequest } from './publish-run.js'
import { attemptOf, type Standing } from './standing-fix.js'

/** A fix that may go on. */
export interface CheckedFix {
  readonly ok: true
  /** Commit of the base that the change goes on. */
  readonly baseCommit: string
  /** Git tree that this gives; `undefined` where nobody has looked. */
  readonly tree: string | undefined
  /** What changes, and whose code that is on the live base; the bundle's own word where nobody has looked. */
  readonly scope: ChangeScope | null
}

export type Recheck = CheckedFix | { readonly ok: false; readonly end: FixEnd }

/**
 * Nothing that the fix job said is believed where it can be looked up: the change is guarded again on the live base, with what
 * GitHub has of each file. What cannot be looked up without running anything is the proof; its certificate has to agree with
 * itself and with the change.
 */
export async function recheckFix(
  request: PublishRequest,
  { own }: Standing,
  world: PublishWorld
): Promise<Recheck> {
  const { bundle } = request
  if (bundle.base === null || bundle.certificate === null || bundle.files.length === 0) {
    return refuse(
      'bundle-invalid',
      'the bundle says that the fix is proven, and lacks its base, its certificate or its files'
    )
  }
  const problems = checkCertificate(bundle.certificate, {
    baseCommit: bundle.base.commit,
    tree: bundle.certificate.tree,
    changed: bundle.files.map(({ path }) => path),
    repeats: request.policy.autofix.verify.repeats,
    sandbox: request.policy.autofix.verify.sandbox
  })
  if (problems.length > 0) return refuse('bundle-invalid', problems.join('; '))
  if (bundle.base.branch !== request.base) {
    return refuse(
      'bundle-invalid',
      `the fix was made on ${bundle.base.branch}, and autofix.base is ${request.base}`
    )
  }
  // The name of any other branch, the base among them, would have the commit made there.
  const branch = branchFor(request.policy.autofix.branch, bundle.request)
  if (bundle.branch !== branch) {
    return refuse('bundle-invalid', `it names the branch ${bundle.branch}, and the fix belongs on ${branch}`)
  }
  const live = await world.pullRequests.head(request.base)
  if (live === undefined) return refuse('base-moved', `the branch ${request.base} does not exist any more`)
  // It stands already, and was checked when it was made: what moves on the base from then on is for people.
  if (own !== undefined) return { ok: true, baseCommit: live, tree: undefined, scope: bundle.scope }
  const blobs = await world.pullRequests.blobs(
    live,
    bundle.files.map(({ path }) => path)
  )
  const moved = sayMoved(bundle.files, blobs)
  if (moved !== undefined) return refuse('base-moved', moved)
  const verdict = await guardAgain({ commit: live, blobs }, request, world)
  if (!verdict.passed) return refuse('guard-refused-again', verdict.findings.map(sayFinding).join('; '))
  const tree = request.dryRun ? undefined : await world.pullRequests.treeWith(live, bundle.files)
  if (tree !== undefined && live === bundle.base.commit && tree !== bundle.certificate.tree) {
    return refuse(
      'bundle-invalid',
      `its files make the tree ${tree} on the base, and the proof is of ${bundle.certificate.tree}`
    )
  }
  return { ok: true, baseCommit: live, tree, scope: verdict.scope }
}

/** Whether the fix may still be published by the rules that hold for everybody; asked last, right before it is. */
export async function recheckLeave(
  request: PublishRequest,
  world: PublishWorld
): Promise<FixEnd | undefined> {
  const [live, ledger] = await Promise.all([world.killSwitch.read(), world.ledger.read()])
  if (!request.switchedOn || (live.known && live.value !== 'true')) {
    return { reason: 'switch-off', why: 'the kill switch is off: nothing is published' }
  }
  if (!live.known) world.log.info('The kill switch was not read again', { why: live.reason })
  const { crossed } = budgetState(ledger, admissionPolicyOf(request.policy), world.clock.now())
  const { attemptId, request: asked } = request.bundle
  const attempt = attemptOf(ledger, attemptId, asked)
  if (attempt === undefined) {
    return {
      reason: 'attempt-not-in-ledger',
      why: `the ledger has no attempt ${attemptId ?? ''} at this bug`
    }
  }
  if (attempt.state === 'closed' || attempt.state === 'reserved') {
    return {
      reason: 'attempt-not-in-ledger',
      why: `the ledger has the attempt as ${attempt.state}, not as proven`
    }
  }
  if (crossed !== undefined && attempt.state !== 'published') {
    return { reason: 'budget-crossed', why: `the budget of the ${crossed} was crossed since` }
  }
  return undefined
}

type Blobs = Awaited<ReturnType<PublishWorld['pullRequests']['blobs']>>

/** The base may have moved; the files of the change may not. */
function sayMoved(files: readonly BundledFile[], blobs: Blobs): string | undefined {
  const moved = files.filter(({ path, baseOid }) => (blobs.get(path)?.oid ?? null) !== baseOid)
  if (moved.length === 0) return undefined
  return `changed on the base since the fix was made: ${moved.map(({ path }) => path).join(', ')}`
}

interface LiveBase {
  readonly commit: string
  readonly blobs: Blobs
}

async function guardAgain(
  base: LiveBase,
  { bundle, policy }: PublishRequest,
  world: PublishWorld
): Promise<GuardVerdict> {
  const repository = world.repositoryAt(base.commit)
  const [owners, changes] = await Promise.all([
    repository.codeOwners(),
    Promise.all(bundle.files.map((file) => changeOf(file, base, repository)))
  ])
  return judgeChange(
    {
      changes,
      strays: [],
      ...factsOfRequest(bundle.request),
      canary: bundle.canary,
      codeOwners: { base: owners, head: owners },
      findPrivate: world.findPrivate
    },
    guardPolicyOf(policy)
  )
}

/** A file that is larger was not read by the fix job either. */
const MAXIMUM_FILE_BYTES = 1_000_000

/** Both sides as git would have them; a base file that cannot be read counts as not text, which the guard refuses. */
async function changeOf(
  { path, baseOid, mode, text }: BundledFile,
  { commit, blobs }: LiveBase,
  repository: ReturnType<PublishWorld['repositoryAt']>
): Promise<TreeChange> {
  const size = new TextEncoder().encode(text).length
  const after = { mode, oid: '', size, text }
  if (baseOid === null) return { path, before: undefined, after }
  const read = await repository.readFile(path, commit, MAXIMUM_FILE_BYTES)
  const before = read.known ? read.value : undefined
  return {
    path,
    before: { mode: blobs.get(path)?.mode ?? mode, oid: baseOid, size: before?.length ?? 0, text: before },
    after
  }
}

function refuse(reason: FixEnd['reason'], why: string): Extract<Recheck, { ok: false }> {
  return { ok: false, end: { reason, why } }
}
