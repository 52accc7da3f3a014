import { budgetState, covers, sayUsd, type BudgetPeriod } from '../../flow/fix/budget.js'
import { assertNever } from '../../errors.js'
import { failed, ok, warning, type CheckUpRequest } from '../check.js'
import type { AppFacts, FixFacts, GithubFacts } from './facts.js'
import { notChecked, quote, type GithubCheck } from './lines.js'

const VARIABLE = 'Settings, Secrets and variables, Actions, Variables'

/** The switch as the run sees it, and as the API tells where the App's token may ask. */
export function judgeSwitch({ switchInput, app }: GithubFacts): GithubCheck {
  const id = 'github-switch'
  const live =
    app?.variable.kind === 'given' && app.variable.value.known ? app.variable.value.value : undefined
  if (switchInput) {
    if (live === undefined) {
      const reason = sayUnread(app)
      return warning(
        id,
        `Auto-fix is on. The variable itself cannot be read: ${reason}; a switch that is turned off during a run is seen at the next one.`,
        'Pass "app-token", give the App "Variables: write", and keep AUTOFIX_ENABLED as a variable of the repository.'
      )
    }
    return live === 'true'
      ? ok(id, 'Auto-fix is on: the run sees it, and so does the API.')
      : warning(
          id,
          `The run began with auto-fix on, and AUTOFIX_ENABLED is ${JSON.stringify(quote(live))} by now: nothing is published.`,
          `Leave it, or set it to true (${VARIABLE}).`
        )
  }
  return live === 'true'
    ? warning(
        id,
        'AUTOFIX_ENABLED is true, but this run was not told: the input "autofix-enabled" is not true.',
        'Add "autofix-enabled: ${{ vars.AUTOFIX_ENABLED }}" to the step, and look at the steps of triage, autofix and publish too.'
      )
    : warning(
        id,
        'Auto-fix is off: the input "autofix-enabled" is not true.',
        `Set AUTOFIX_ENABLED to true when you trust the tickets (${VARIABLE}), and pass "autofix-enabled: \${{ vars.AUTOFIX_ENABLED }}".`
      )
}

function sayUnread(app: AppFacts | undefined): string {
  if (app === undefined) return 'there is no App token'
  const { variable } = app
  switch (variable.kind) {
    case 'given':
      return variable.value.known ? 'it is empty' : quote(variable.value.reason)
    case 'refused':
      return 'the App token was refused'
    case 'lost':
      return 'GitHub did not answer'
    default:
      return assertNever(variable)
  }
}

/** The ledger, and what another attempt could still take. */
export function judgeBudget({ ledger }: FixFacts, now: number, { policy }: CheckUpRequest): GithubCheck {
  const id = 'github-budget'
  if (ledger.kind !== 'given') {
    return /holds no ledger that can be read/.test(ledger.why)
      ? brokenLedger(ledger.why)
      : notChecked(id, ledger, 'Add "permissions: contents: write" to the job.')
  }
  if (policy === undefined)
    return warning(id, 'Not checked: the policy file cannot be read.', 'Mend the policy file first.')
  const { run, day, month } = policy.autofix.budget
  const state = budgetState(ledger.value, { runUsd: run, dayUsd: day, monthUsd: month }, now)
  const found = `${tell(state.day)}; ${tell(state.month)}.`
  if (state.crossed !== undefined) {
    const key = `autofix.budget.${state.crossed}`
    return failed(
      id,
      `A ceiling is crossed: ${found}`,
      `Nothing is fixed before the ${state.crossed} (UTC) is over, unless ${key} is raised. Look at what was spent (git fetch origin ` +
        `refs/datadog-autofix/ledger && git log -p FETCH_HEAD), and at AUTOFIX_ENABLED: the budget guard may have set it to false.`
    )
  }
  const full = !covers(state.day, run) ? 'day' : !covers(state.month, run) ? 'month' : undefined
  return full === undefined
    ? ok(id, found)
    : warning(
        id,
        `No room for another attempt, which reserves ${sayUsd(run)}: ${found}`,
        `Wait until the ${full} (UTC) is over, or raise autofix.budget.${full}.`
      )
}

function tell({ name, spentUsd, reservedUsd, limitUsd }: BudgetPeriod): string {
  const held = reservedUsd > 0 ? ` and ${sayUsd(reservedUsd)} reserved` : ''
  return `${name}: ${sayUsd(spentUsd)} of ${sayUsd(limitUsd)} spent${held}`
}

/** What to do stands in the error itself. */
function brokenLedger(why: string): GithubCheck {
  const [found = '', ...mend] = why.split(/(?<=\.) /)
  return failed('github-budget', quote(found), mend.join(' '))
}
