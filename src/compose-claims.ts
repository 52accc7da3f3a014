import { randomInt } from 'node:crypto'
import type { OctokitSource } from './adapters/github/client.js'
import { createGitClaims } from './adapters/github/git-claims.js'
import { systemClock } from './adapters/runner/clock.js'
import type { Claims } from './ports.js'
import type { RunnerContext } from './runner-context.js'

/** Claims are held with the workflow's own token, in every mode. */
export function composeClaims({
  context,
  octokit
}: {
  readonly context: RunnerContext
  readonly octokit: OctokitSource
}): Claims {
  const { owner, repo, commit, holder, attempt, runUrl } = context
  return createGitClaims({
    octokit,
    owner,
    repo,
    commit,
    holder,
    attempt: { run: runUrl, number: attempt },
    // Jobs of a matrix have the same name: what they write must differ all the same.
    firstSerial: randomInt(2 ** 47),
    clock: systemClock
  })
}
