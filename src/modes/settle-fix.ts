import { noUsage, type AgentUsage } from '../flow/fix/agent-run.js'
import { budgetState, sayUsd, type BudgetState } from '../flow/fix/budget.js'
import { costOfCause } from '../flow/fix/diagnosis/cause-finding.js'
import { outcomeOf } from '../flow/fix/fix-outcomes.js'
import { releaseAttempt, settleAttempt } from '../flow/fix/ledger-changes.js'
import { admissionPolicyOf } from './admit-fix.js'
import type { FixCase } from './fix-case.js'
import type { FixRunRequest, SharedFixWorld } from './fix-world.js'

/** How long a proven fix waits for its publish job, approvals of an environment included. */
const PUBLISH_LEASE_MS = 6 * 3_600_000

/**
 * Books what was spent, or gives the reservation back where the agent was never started, and trips the switch when a ceiling was
 * crossed. An agent that began and whose run broke counts in full: nobody knows what it spent.
 */
export async function settleFix(current: FixCase, run: FixRunRequest, world: SharedFixWorld): Promise<void> {
  const { attempt, end } = current
  if (attempt === undefined) return
  const began = current.agentBegan || (current.cause?.run ?? null) !== null
  const usage = spentBy(current)
  const policy = admissionPolicyOf(run.policy)
  current.budget = await world.ledger.change((ledger) => {
    const now = world.clock.now()
    const settled = began
      ? settleAttempt(ledger, attempt.id, {
          spentUsd: usage.usd,
          told: usage.told,
          reason: end?.reason,
          now,
          leaseUntil: now + PUBLISH_LEASE_MS
        })
      : releaseAttempt(ledger, attempt.id, now)
    if (settled === undefined) return { result: budgetState(ledger, policy, now) }
    const spent = began && !usage.told ? 'an unknown sum' : sayUsd(usage.usd)
    const note = `Settle ${run.request.ticket_key}: ${end?.reason ?? 'failed'}, ${spent}`
    return { result: budgetState(settled, policy, now), ledger: settled, note }
  })
  await guardBudget(current.budget, world, current.warnings)
}

/** What the diagnosis and the agent used together. A diagnosis that did not live to tell counts with its ceiling. */
function spentBy({ cause, agent, agentBegan }: FixCase): AgentUsage {
  const used = agent?.usage ?? noUsage
  const run = cause?.run ?? undefined
  if (run === undefined) return used
  const asked = run.usage
  return {
    usd: used.usd + costOfCause(run),
    told: !agentBegan || used.told,
    turns: used.turns + asked.turns,
    inputTokens: used.inputTokens + asked.inputTokens,
    outputTokens: used.outputTokens + asked.outputTokens,
    cacheReadTokens: used.cacheReadTokens + asked.cacheReadTokens,
    cacheWriteTokens: used.cacheWriteTokens + asked.cacheWriteTokens,
    durationMs: used.durationMs + asked.durationMs
  }
}

/** A crossed ceiling turns auto-fix off for everybody, where the token may; else it is said where it is seen. */
export async function guardBudget(
  { crossed, day, month }: BudgetState,
  world: SharedFixWorld,
  warnings: string[]
): Promise<void> {
  if (crossed === undefined) return
  const period = crossed === 'day' ? day : month
  const what = `Auto-fix has spent ${sayUsd(period.spentUsd)} of ${sayUsd(period.limitUsd)} in ${period.name}`
  const off = await world.killSwitch.turnOff()
  warnings.push(
    off.known
      ? `${what}. The variable AUTOFIX_ENABLED was set to false; set it to true when auto-fix may go on.`
      : `${what}. Set the variable AUTOFIX_ENABLED to false: this token may not (${off.reason}). The ledger holds further attempts back until the ${crossed} is over.`
  )
}

/** Sends the figures of the run; a failure is a warning, because nothing depends on them. */
export async function reportFigures(
  current: FixCase,
  run: FixRunRequest,
  world: SharedFixWorld
): Promise<void> {
  const reason = current.end?.reason
  const usage = spentBy(current)
  const sent = await world.report({
    outcome: reason === undefined ? 'failed' : outcomeOf(reason),
    reason: reason ?? 'failed',
    fixClass: run.request.fix_class,
    team: current.team,
    usd: usage.usd,
    turns: usage.turns,
    inputTokens: usage.inputTokens,
    outputTokens: usage.outputTokens,
    cacheReadTokens: usage.cacheReadTokens,
    cacheWriteTokens: usage.cacheWriteTokens,
    seconds: usage.durationMs / 1000
  })
  if (!sent.known) world.log.info('No metrics were sent', { why: sent.reason })
}
