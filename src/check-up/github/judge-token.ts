import { sayCount } from '../../flow/ticket/wording.js'
import { failed, ok, warning, type CheckUpRequest } from '../check.js'
import type { CodeOwnersError, GithubFacts, GithubRepository } from './facts.js'
import { listNames, MOST_LINES, notChecked, quote, type GithubCheck } from './lines.js'

const TOKEN_MEND =
  'Leave the input "github-token" out, so that it is the token of the run (github.token), or give it an App token of this repository.'

/** Whether the token is good for the repository that the run is in. */
export function judgeRepository({ repository }: GithubFacts, { owner, repo }: CheckUpRequest): GithubCheck {
  const id = 'github-token'
  if (repository.kind === 'lost') return notChecked(id, repository, TOKEN_MEND)
  if (repository.kind === 'refused') return failed(id, quote(repository.why), TOKEN_MEND)
  const { fullName, defaultBranch, visibility, archived } = repository.value
  const found = `The token reads ${quote(fullName)} (${visibility}); its default branch is ${quote(defaultBranch)}.`
  if (archived) {
    return failed(
      id,
      `${found} It is archived: nothing can be written to it.`,
      'Unarchive the repository (Settings, General), or run the action in another one.'
    )
  }
  // GitHub answers with the new name after a rename, and redirects what is sent to the old one.
  if (fullName.toLowerCase() !== `${owner}/${repo}`.toLowerCase()) {
    return warning(
      id,
      `${found} It was asked for ${quote(owner)}/${quote(repo)}: the repository was renamed or moved.`,
      `Write ${quote(fullName)} wherever the old name stands: the webhook's URL, and the input "config" when it names a repository.`
    )
  }
  return ok(id, found)
}

/** Whether claims, ledger and hand-off can be written. */
export function judgeContents({ canWrite }: GithubFacts): GithubCheck {
  const id = 'github-contents'
  if (canWrite.kind === 'given') {
    return canWrite.value
      ? ok(id, 'The token may write contents: GitHub would take a push from it.')
      : failed(
          id,
          'The token may not write contents: no claim, no ledger, no hand-off to auto-fix.',
          'Add "permissions: contents: write" to the job. The doctor asks with the token of its own job, so that it needs the permission ' +
            'as the other jobs do. When the job has it, the repository or its organisation caps it (Settings, Actions, General, ' +
            'Workflow permissions), or it is a run for a fork.'
        )
  }
  return notChecked(
    id,
    canWrite,
    'Look whether the job has "permissions: contents: write". A proxy, single sign-on or allowed addresses may also keep git away.'
  )
}

/** What is kept outside of the branches. */
export function judgeState({ stateRefs }: GithubFacts): GithubCheck {
  const id = 'github-state'
  if (stateRefs.kind === 'given') {
    const { value } = stateRefs
    const found = `There ${value === 1 ? 'is 1 git ref' : `are ${sayCount(value)} git refs`} under refs/datadog-autofix/.`
    return ok(id, value === 0 ? 'Nothing is kept under refs/datadog-autofix/ yet.' : found)
  }
  return notChecked(id, stateRefs, 'Add "permissions: contents: write" to the job.')
}

/** Deploys that triage compares the beginning of an error with. Deployments and releases stand for themselves. */
export function judgeDeploys({ deploys }: GithubFacts): GithubCheck {
  const id = 'github-deployments'
  const mend =
    'Add "permissions: deployments: read" to the job, here as in the triage workflow; releases take "contents: read". Where the ' +
    'sentence names no permission, run the doctor again.'
  if (deploys.kind !== 'given') return notChecked(id, deploys, mend)
  const { count, missing } = deploys.value
  const found = count === 0 ? 'no deployment and no release' : `${sayCount(count)} deployments and releases`
  return missing.length === 0
    ? ok(id, `Both can be read; GitHub knows ${found} of the last day.`)
    : warning(
        id,
        `${missing.map(quote).join('. ')}. Without them, fewer errors are told the deploy they began with.`,
        mend
      )
}

/** Errors as GitHub lists them. Whether teams have owners is told elsewhere. */
export function judgeCodeOwners({ codeOwners }: GithubFacts): readonly GithubCheck[] {
  const id = 'github-codeowners'
  if (codeOwners.kind !== 'given') {
    return [notChecked(id, codeOwners, 'Add "permissions: contents: write" to the job.')]
  }
  const { path, errors } = codeOwners.value
  if (path === undefined) {
    return [
      ok(id, 'There is no CODEOWNERS file: owners come from the services and the teams that Datadog names.')
    ]
  }
  if (errors.length === 0) return [ok(id, `GitHub reads ${path} without errors.`)]
  const lines = errors.slice(0, MOST_LINES).map((error) => tell(path, error))
  const rest = errors.length - lines.length
  if (rest <= 0) return lines
  const numbers = listNames(errors.slice(MOST_LINES).map(({ line }) => String(line)))
  return [...lines, warning(id, `${path} has ${rest} more errors, on the lines ${numbers}.`, `Mend ${path}.`)]
}

function tell(path: string, { line, kind, suggestion }: CodeOwnersError): GithubCheck {
  const what = `${path}, line ${line}: ${quote(kind)}. GitHub skips the line.`
  return warning(
    'github-codeowners',
    what,
    suggestion === undefined ? mendOf(kind) : `GitHub suggests: ${quote(suggestion)}`
  )
}

function mendOf(kind: string): string {
  if (/unknown owner/i.test(kind)) {
    return 'Give the team or person write access to the repository, or take the name out; a team has to be visible.'
  }
  return /owner/i.test(kind)
    ? 'Write owners as @user, @org/team or an e-mail address.'
    : 'Mend the line: patterns are as in .gitignore, but without "!" and "[ ]".'
}

/** Whether a draft can be opened: a plan cannot be read, but a draft that was opened can. */
export function judgeDrafts({ repository, app }: GithubFacts): GithubCheck {
  const id = 'github-drafts'
  if (repository.kind !== 'given')
    return notChecked(id, repository, 'Mend the workflow token first: see github-token.')
  const draft = app?.pulls.kind === 'given' ? app.pulls.value.find((each) => each.draft) : undefined
  if (draft !== undefined) return ok(id, `It can: pull request #${draft.number} is a draft.`)
  return byVisibility(repository.value)
}

function byVisibility({ visibility }: GithubRepository): GithubCheck {
  const id = 'github-drafts'
  return visibility === 'private'
    ? warning(
        id,
        'The repository is private: drafts take the plan Team or Enterprise there, which no token can read.',
        'Look whether "Create draft pull request" is offered. Without drafts, fixes are opened as ordinary pull requests, with a warning.'
      )
    : ok(id, `It can: drafts exist in every ${visibility} repository.`)
}
