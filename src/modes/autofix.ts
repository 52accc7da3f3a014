import { ConfigurationError } from '../errors.js'
import type { FixEnd } from '../flow/fix/fix-outcomes.js'
import { wantedOf } from '../flow/fix/fix-request.js'
import { sayPlural } from '../flow/ticket/wording.js'
import type { FixWorkspace } from '../fix-ports.js'
import { admitFix } from './admit-fix.js'
import { diagnoseCause } from './diagnose-cause.js'
import { bundleOf, type FixCase } from './fix-case.js'
import type { AutofixWorld, FixRunRequest } from './fix-world.js'
import { guardFix } from './guard-fix.js'
import { proveFix } from './prove-fix.js'
import { runAgent } from './run-agent.js'
import { settleFix } from './settle-fix.js'

/**
 * request -> admission -> diagnosis -> agent -> guard -> proof -> bundle. Whatever happens after the admission, the reservation is settled and
 * the bundle is written: the publish job tells the ticket how it went. A dry run writes nothing.
 */
export async function autofix(current: FixCase, run: FixRunRequest, world: AutofixWorld): Promise<void> {
  await admitFix(current, run, world)
  if (run.dryRun) {
    if (current.end === undefined) current.wouldHave.push(sayPlan(run))
    return
  }
  if (current.end === undefined) await attempt(current, run, world)
  await writeBundle(current, run, world)
}

function sayPlan({ request, policy: { autofix: fix, diagnosis } }: FixRunRequest): string {
  if (wantedOf(request) === 'diagnosis') {
    return `reserved ${diagnosis.budget.run} USD and asked ${diagnosis.model} for the cause, without any tools`
  }
  const { model, turns } = fix.agent
  return `reserved ${fix.budget.run} USD and run the agent (${model}, at most ${turns} turns)`
}

async function attempt(current: FixCase, run: FixRunRequest, world: AutofixWorld): Promise<void> {
  try {
    current.end = await work(current, run, world)
  } catch (error) {
    // The first error is the one to tell; a reservation that cannot be settled now lapses by time, and counts in full.
    await settleFix(current, run, world).catch((cause: unknown) => {
      world.log.warning('The reservation could not be settled', { why: String(cause) })
    })
    await writeBundle(current, run, world).catch((cause: unknown) => {
      world.log.warning('The fix bundle could not be written', { why: String(cause) })
    })
    throw error
  }
  await settleFix(current, run, world)
}

function writeBundle(current: FixCase, run: FixRunRequest, world: AutofixWorld): Promise<void> {
  return world.writeBundle(bundleOf(current, run, world.redactDeep), current.patch)
}

async function work(current: FixCase, run: FixRunRequest, world: AutofixWorld): Promise<FixEnd> {
  const commit = await world.pullRequests.head(run.base)
  if (commit === undefined) {
    throw new ConfigurationError([
      `autofix.base is "${run.base}", and the repository has no such branch. Write the branch that fixes are made on.`
    ])
  }
  current.baseCommit = commit
  const workspace = await world.openWorkspace(commit)
  try {
    return (
      (await diagnoseCause(current, workspace, run, world)) ??
      (await runAgent(current, workspace, run, world)) ??
      (await guardAndProve(current, workspace, run, world))
    )
  } finally {
    await workspace.remove()
  }
}

async function guardAndProve(
  current: FixCase,
  workspace: FixWorkspace,
  run: FixRunRequest,
  world: AutofixWorld
): Promise<FixEnd> {
  const { tree, change } = await workspace.snapshot()
  const refused = await guardFix(change, current, { workspace, run, world })
  if (refused) return refused
  const { policy, request } = run
  // Read from git before commands of the repository run.
  const patch = await workspace.patch(tree)
  const proof = await proveFix({
    workspace,
    runner: world.runner,
    change,
    tree,
    request,
    policy: policy.autofix.verify,
    log: world.log
  })
  current.steps = proof.proven ? proof.certificate.steps : proof.steps
  if (!proof.proven) return proof.end
  current.certificate = proof.certificate
  current.patch = patch
  current.files = change.changes.flatMap(({ path, before, after }) =>
    after?.text === undefined
      ? []
      : [
          {
            path,
            baseOid: before?.oid ?? null,
            mode: after.mode === '100755' ? ('100755' as const) : ('100644' as const),
            text: after.text
          }
        ]
  )
  const tests = sayPlural(proof.certificate.tests.length, 'test file')
  return { reason: 'proven', why: `${tests} red without the change, and green with it` }
}
