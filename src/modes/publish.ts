import { budgetState } from '../flow/fix/budget.js'
import { wantedOf } from '../flow/fix/fix-request.js'
import { outcomeOf } from '../flow/fix/fix-outcomes.js'
import { closeAttempt, publishAttempt } from '../flow/fix/ledger-changes.js'
import { composePullRequest } from '../flow/pull-request/compose-pull-request.js'
import type { NewPullRequest, PullRequestFacts } from '../fix-ports.js'
import { admissionPolicyOf } from './admit-fix.js'
import { guardBudget } from './settle-fix.js'
import type { PublishWorld } from './fix-world.js'
import type { PublishCase, PublishRequest } from './publish-run.js'
import { recheckFix, recheckLeave, type CheckedFix } from './recheck-fix.js'
import { attemptOf, findStanding, type Standing } from './standing-fix.js'
import { proposePatterns } from './propose-patterns.js'
import { rememberCause } from './remember-cause.js'
import { tellTicket } from './tell-ticket.js'

/** The repository's checks begin within seconds as a rule; nothing but a sentence on the ticket depends on them. */
const CHECKS_WAIT_MS = 60_000

/** bundle -> what stands -> checks on the live base -> draft pull request -> budget -> ticket. Runs nothing of the change. */
export async function publish(
  current: PublishCase,
  request: PublishRequest,
  world: PublishWorld
): Promise<void> {
  const { end, request: asked } = request.bundle
  if (end.reason !== 'proven') {
    current.end = { reason: 'nothing-to-publish', why: `${end.reason}: ${end.why}` }
  } else if (wantedOf(asked) === 'fix') {
    await publishProven(current, request, world)
  } else {
    current.end = { reason: 'bundle-invalid', why: 'it holds a fix, and a diagnosis alone was wanted' }
  }
  await watchBudget(current, request, world)
  await rememberCause(current, request, world)
  await proposePatterns(current, request, world)
  if (!current.leavesTicket) await tellTicket(current, request, world)
}

async function publishProven(
  current: PublishCase,
  request: PublishRequest,
  world: PublishWorld
): Promise<void> {
  const standing = await findStanding(request, world)
  current.branch = standing.branch
  if (standing.end !== undefined) {
    // People have decided, or another run tells.
    current.end = standing.end
    current.leavesTicket = true
    if (!request.dryRun && standing.own !== undefined) await notePublished(standing.own, request, world)
    return
  }
  const checked = await recheckFix(request, standing, world)
  current.end = checked.ok ? await recheckLeave(request, world) : checked.end
  if (checked.ok && current.end === undefined) await propose(checked, current, { request, standing, world })
  else await close(current, request, world)
}

/** The fix job's token may not touch the switch; the App's may, and this job runs after every attempt, whatever came of it. */
async function watchBudget(
  current: PublishCase,
  { policy, dryRun }: PublishRequest,
  world: PublishWorld
): Promise<void> {
  current.budget = budgetState(await world.ledger.read(), admissionPolicyOf(policy), world.clock.now())
  if (!dryRun) await guardBudget(current.budget, world, current.warnings)
}

interface Proposal {
  readonly request: PublishRequest
  readonly standing: Standing
  readonly world: PublishWorld
}

async function propose(
  checked: CheckedFix,
  current: PublishCase,
  { request, standing, world }: Proposal
): Promise<void> {
  const draft = newPullRequest(checked, standing, request, world)
  if (request.dryRun) {
    current.wouldHave.push(
      `opened the draft pull request "${draft.title}" from ${draft.branch} to ${draft.base}`
    )
    return
  }
  const opened = await world.pullRequests.open(draft)
  current.pullRequest = opened
  current.warnings.push(...opened.warnings)
  const reason = opened.found ? 'found-again' : 'opened'
  current.end = {
    reason,
    why: `#${opened.number}, ${opened.draft ? 'a draft' : 'not a draft'}, on ${request.base}`
  }
  const [checks] = await Promise.all([
    world.pullRequests.checksStarted(opened.commit, CHECKS_WAIT_MS),
    notePublished({ number: opened.number, branch: draft.branch }, request, world)
  ])
  current.checks = checks
}

async function notePublished(
  { number: pullRequest, branch }: Pick<PullRequestFacts, 'number' | 'branch'>,
  { bundle }: PublishRequest,
  world: PublishWorld
): Promise<void> {
  await world.ledger.change((ledger) => {
    const attempt = attemptOf(ledger, bundle.attemptId, bundle.request)
    if (attempt === undefined || attempt.pullRequest === pullRequest) return { result: undefined }
    const published = { pullRequest, branch, reason: 'opened' } as const
    const changed = publishAttempt(ledger, attempt.id, published)
    const note = `Published #${pullRequest} for ${bundle.request.ticket_key}`
    return changed === undefined ? { result: undefined } : { result: undefined, ledger: changed, note }
  })
}

function newPullRequest(
  { baseCommit, tree, scope }: CheckedFix,
  { branch, own, finished }: Standing,
  request: PublishRequest,
  world: PublishWorld
): NewPullRequest {
  const { base, policy } = request
  const bundle = { ...request.bundle, scope }
  const text = composePullRequest({ bundle, base, runUrl: request.runUrl }, world.redact)
  const owners = new Set(scope?.files.flatMap((file) => file.owners) ?? [])
  const team = policy.ownership.teams.find(({ name }) => name === bundle.request.evidence.team)
  return {
    branch,
    base,
    baseCommit,
    ...(tree === undefined ? {} : { tree }),
    ...(finished && own !== undefined ? { finished: own.number } : {}),
    files: bundle.files.map(({ path, text: content }) => ({
      path,
      content: new TextEncoder().encode(content)
    })),
    ...text,
    labels: ['datadog-autofix'],
    reviewers: owners.size > 0 ? [...owners] : (team?.github ?? [])
  }
}

/** A fix that is refused for good closes its attempt; one that is only held back keeps it, for a rerun. */
async function close(current: PublishCase, request: PublishRequest, world: PublishWorld): Promise<void> {
  const { end } = current
  if (end === undefined || request.dryRun || outcomeOf(end.reason) !== 'refused') return
  const { attemptId, request: asked } = request.bundle
  await world.ledger.change((ledger) => {
    // A bundle that names the attempt of another bug closes nothing.
    const attempt = attemptOf(ledger, attemptId, asked)
    const changed =
      attempt && closeAttempt(ledger, attempt.id, { reason: end.reason, now: world.clock.now() })
    const note = `Refused ${asked.ticket_key}: ${end.reason}`
    return changed === undefined ? { result: undefined } : { result: undefined, ledger: changed, note }
  })
}
