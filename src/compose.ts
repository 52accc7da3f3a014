import { createHash } from 'node:crypto'
import { rehearse } from './adapters/dry-run/rehearse.js'
import { openWorkspaceRepository } from './adapters/git/workspace-repository.js'
import { readAdvisories } from './adapters/github/advisories.js'
import { createApiRepository } from './adapters/github/api-repository.js'
import { createChangeHistory } from './adapters/github/change-history.js'
import type { OctokitSource } from './adapters/github/client.js'
import { createFixDispatcher } from './adapters/github/fix-dispatcher.js'
import { createGitKnowledge } from './adapters/github/git-knowledge.js'
import { createHandlerLog } from './adapters/github/handler-log.js'
import { createHandlers } from './adapters/github/handlers.js'
import { permalink } from './adapters/github/permalink.js'
import { createWorkflowDispatcher } from './adapters/github/workflow-dispatcher.js'
import { createTicketBoard } from './adapters/jira/ticket-board.js'
import { vendorRetry } from './adapters/retry.js'
import { systemClock } from './adapters/runner/clock.js'
import { composeClaims } from './compose-claims.js'
import { lazily } from './lazily.js'
import type { TriageWorld } from './modes/world.js'
import type { IssueSource, SourceRepository, Writers } from './ports.js'
import type { Run } from './prepare-run.js'

/** Puts the adapters together. Nothing is asked of a vendor here. */
export function composeTriage(run: Run, issues: IssueSource): TriageWorld {
  const { inputs, policy, context, octokit, limits, redactor, log } = run
  const clock = systemClock
  const retry = vendorRetry(clock, Math.random, limits)
  const place = { octokit, owner: context.owner, repo: context.repo }
  const knowledge = policy.diagnosis.enabled
    ? createGitKnowledge({ ...place, clock, random: Math.random })
    : undefined
  const writers: Writers = {
    board: createTicketBoard({ ...inputs.jira, policy: policy.jira, redactor, retry, log }),
    claims: composeClaims(run),
    fixes: createFixDispatcher({ ...place, redactor }),
    handlers: createHandlers({
      log: createHandlerLog({ ...place, clock, random: Math.random }),
      dispatcher: createWorkflowDispatcher({ ...place, redactor }),
      clock
    }),
    acknowledge: (issueId) => issues.acknowledge(issueId),
    settleDiagnosis: knowledge && ((fingerprints, verdict) => knowledge.settle(fingerprints, verdict))
  }
  return {
    issues,
    repository: composeRepository(run),
    changes: createChangeHistory(place),
    knowledge,
    getReady: () => void loadClients(octokit),
    writersFor: inputs.dryRun ? (wouldHave) => rehearse(writers, wouldHave) : () => writers,
    limits,
    log,
    clock,
    redact: (text) => redactor.redact(text),
    hash: (text) => createHash('sha256').update(text).digest('hex')
  }
}

/** One after the other, in the order of use. A client that cannot be loaded fails where it is used. */
async function loadClients(octokit: OctokitSource): Promise<void> {
  await import('jira.js').catch(() => undefined)
  await octokit().catch(() => undefined)
}

/** The workspace when it was checked out, else the API; which one shows when it is first asked. */
function composeRepository({ context, octokit, log }: Run): SourceRepository {
  const { owner, repo, commit } = context
  const remote = createApiRepository({ octokit, owner, repo, commit, log })
  const files = lazily(
    async () => (await openWorkspaceRepository(context.workspace, context.searchPath)) ?? remote
  )
  return {
    name: `${owner}/${repo}`,
    paths: async () => (await files()).paths(),
    codeOwners: async () => (await files()).codeOwners(),
    readFile: async (path, at, maximumBytes) => {
      const local = await (await files()).readFile(path, at, maximumBytes)
      // A checkout is shallow as a rule, and has no other commit than the run's.
      return local.known ? local : remote.readFile(path, at, maximumBytes)
    },
    advisories: (dependency, version) => readAdvisories(octokit, dependency, version),
    commitOf: async (revisions) => {
      const nearest = await files()
      const found = await nearest.commitOf(revisions)
      // As a rule a checkout has no tags either.
      return found.known || nearest === remote ? found : remote.commitOf(revisions)
    },
    permalink: (at, path, line) => permalink(`${context.serverUrl}/${owner}/${repo}`, at, path, line)
  }
}
