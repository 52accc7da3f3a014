import { ok, warning } from '../check.js'
import type { AppFacts, FixFacts, GithubFacts, WorkflowEvent, WorkflowFolder } from './facts.js'
import { listNames, notChecked, quote, type GithubCheck } from './lines.js'
import { letsThrough } from './patterns.js'

const ID = 'github-pull-request-checks'

/** Whether the repository's own checks run on a fix. What an earlier pull request showed counts more than what files say. */
export function judgePullRequestChecks(facts: GithubFacts, fix: FixFacts): GithubCheck {
  const seen = facts.app?.ownChecks
  if (seen?.kind === 'given' && seen.value !== undefined && seen.value.count > 0) {
    const { pullRequest, count } = seen.value
    return ok(ID, `Pull request #${pullRequest} of the App started ${count} checks.`)
  }
  const folder = folderOf(facts, fix)
  if (folder.kind !== 'given') return notChecked(ID, folder, 'Add "permissions: contents: write" to the job.')
  const names = [
    ...starters(folder.value, 'pull_request', fix.base),
    ...(facts.workflows.kind === 'given'
      ? starters(facts.workflows.value, 'pull_request_target', fix.base)
      : [])
  ]
  const silent = seen?.kind === 'given' ? seen.value : undefined
  if (names.length > 0 && silent === undefined) {
    return ok(ID, `On ${quote(fix.base)}, ${listNames(names)} runs for pull requests to it.`)
  }
  return tellSilence(names, fix, silent?.pullRequest, facts.app)
}

/** The files that a pull request starts are those of its merge with the base. */
function folderOf(facts: GithubFacts, fix: FixFacts): GithubFacts['workflows'] {
  const { workflows } = facts
  return workflows.kind === 'given' && workflows.value.branch === fix.base ? workflows : fix.workflows
}

function tellSilence(
  names: readonly string[],
  { base }: FixFacts,
  silent: number | undefined,
  app: AppFacts | undefined
): GithubCheck {
  if (silent !== undefined && names.length > 0) {
    return warning(
      ID,
      `${listNames(names)} should run for pull requests to ${quote(base)}, but #${silent} of the App has no check.`,
      'Look at that pull request: filters by path, a condition on drafts or bots, or runs that wait for an approval (Settings, Actions, General).'
    )
  }
  const others =
    app?.checks.kind === 'given' && app.checks.value > 0
      ? ' Other commits have checks, so that another system may run on pull requests too.'
      : ''
  return warning(
    ID,
    `No workflow on ${quote(base)} runs when a draft pull request to it is opened.${others}`,
    `Add "on: pull_request" to the workflow that runs the tests, with ${quote(base)} among its branches: a fix should meet the checks of every other change.`
  )
}

function starters({ files }: WorkflowFolder, event: string, base: string): readonly string[] {
  return files
    .filter(({ events }) => events.some((each) => each.name === event && startsFor(each, base)))
    .map(({ path }) => path)
}

/** A draft is `opened` like any other; a filter of paths lets some through. */
function startsFor(event: WorkflowEvent, base: string): boolean {
  return (event.types?.includes('opened') ?? true) && letsThrough(event, base)
}
