import { warning, type CheckUpRequest } from '../check.js'
import type { GithubFacts } from './facts.js'
import { judgeApp } from './judge-app.js'
import { judgeHandlers } from './judge-handlers.js'
import { judgeBudget, judgeSwitch } from './judge-money.js'
import { judgePullRequestChecks } from './judge-pull-requests.js'
import { judgeRules } from './judge-rules.js'
import {
  judgeCodeOwners,
  judgeContents,
  judgeDeploys,
  judgeDrafts,
  judgeRepository,
  judgeState
} from './judge-token.js'
import { judgeAutofixWorkflow, judgeTriageWorkflow } from './judge-workflows.js'
import type { GithubCheckId } from './checks.js'
import type { GithubCheck } from './lines.js'

/**
 * Every line about GitHub. Where auto-fix is not configured, one line says so and stands for all that a fix would need; an App
 * token that is given is looked at all the same.
 */
export function judgeGithub(facts: GithubFacts, request: CheckUpRequest): readonly GithubCheck[] {
  const token = judgeRepository(facts, request)
  if (facts.repository.kind !== 'given') return [token, ...judgeBlind(facts, request)]
  return [
    token,
    judgeContents(facts),
    judgeState(facts),
    ...judgeTriageWorkflow(facts),
    judgeDeploys(facts),
    ...judgeHandlers(facts, request),
    ...judgeCodeOwners(facts),
    ...judgeFixing(facts, request)
  ]
}

const ALWAYS = [
  'github-contents',
  'github-state',
  'github-triage-workflow',
  'github-triage-concurrency',
  'github-deployments',
  'github-handlers',
  'github-codeowners',
  'github-autofix-workflow'
] as const

const WITH_FIXES = [
  'github-base',
  'github-fix-branch',
  'github-fix-commit',
  'github-base-rules',
  'github-drafts'
] as const

/** One bad token is one failure; what hangs on it was not looked at. */
function judgeBlind(facts: GithubFacts, request: CheckUpRequest): readonly GithubCheck[] {
  const { app, fix } = facts
  const blind = (id: GithubCheckId): GithubCheck =>
    warning(id, 'Not checked: the repository could not be read.', 'Mend what github-token says first.')
  return [
    ...ALWAYS.map(blind),
    ...(fix === undefined ? [] : WITH_FIXES.map(blind)),
    ...(app === undefined ? [] : judgeApp(app, facts, request)),
    ...(fix === undefined
      ? []
      : [blind('github-pull-request-checks'), judgeSwitch(facts), blind('github-budget')])
  ]
}

function judgeFixing(facts: GithubFacts, request: CheckUpRequest): readonly GithubCheck[] {
  const { fix, app } = facts
  const appLines = app === undefined ? [] : judgeApp(app, facts, request)
  if (request.policy === undefined) {
    const found = 'Not checked: the policy file cannot be read, and with it whether anything is to be fixed.'
    return [warning('github-autofix-workflow', found, 'Mend the policy file first.'), ...appLines]
  }
  if (fix === undefined) return [...judgeAutofixWorkflow(facts), ...appLines]
  return [
    ...judgeAutofixWorkflow(facts),
    ...judgeRules(fix, facts, request),
    judgeDrafts(facts),
    ...(app === undefined ? [withoutApp()] : appLines),
    judgePullRequestChecks(facts, fix),
    judgeSwitch(facts),
    judgeBudget(fix, facts.now, request)
  ]
}

function withoutApp(): GithubCheck {
  return warning(
    'github-app-token',
    'Not checked: the input "app-token" is not given. What the App may, and what rulesets let it do, is not known.',
    'Mint the token before this step, as examples/workflows/error-autofix.yml does for publish, and pass it as "app-token". The App: ' +
      'Contents and Pull requests: write, Checks: read, Variables: write, Members: read; installed on this repository alone.'
  )
}
