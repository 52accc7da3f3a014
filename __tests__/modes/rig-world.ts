import { createHash } from 'node:crypto'
import { createIssueSource } from '../../src/adapters/datadog/issue-source.js'
import { rehearse } from '../../src/adapters/dry-run/rehearse.js'
import { openWorkspaceRepository } from '../../src/adapters/git/workspace-repository.js'
import { readAdvisories } from '../../src/adapters/github/advisories.js'
import { createApiRepository } from '../../src/adapters/github/api-repository.js'
import { createChangeHistory } from '../../src/adapters/github/change-history.js'
import { createOctokitSource, type OctokitSource } from '../../src/adapters/github/client.js'
import { createFixDispatcher } from '../../src/adapters/github/fix-dispatcher.js'
import { createGitClaims } from '../../src/adapters/github/git-claims.js'
import { createGitKnowledge } from '../../src/adapters/github/git-knowledge.js'
import { createHandlerLog } from '../../src/adapters/github/handler-log.js'
import { createHandlers } from '../../src/adapters/github/handlers.js'
import { permalink } from '../../src/adapters/github/permalink.js'
import { createWorkflowDispatcher } from '../../src/adapters/github/workflow-dispatcher.js'
import { createTicketBoard } from '../../src/adapters/jira/ticket-board.js'
import { vendorRetry } from '../../src/adapters/retry.js'
import { VendorLimits } from '../../src/adapters/vendor-limits.js'
import type { Policy } from '../../src/config/policy.js'
import type { TriageWorld } from '../../src/modes/world.js'
import type { Clock, IssueSource, RunLog, SourceRepository, Writers } from '../../src/ports.js'
import { createRedactor } from '../../src/text/redact.js'
import { credentials, REPOSITORY, SITE_URL } from '../../services/stage.js'
import { SEARCH_PATH } from '../adapters/git/checkout.js'

export interface WorldOptions {
  readonly policy: Policy
  readonly dryRun: boolean
  /** Folder of a checkout; `undefined` reads the repository through the API. */
  readonly workspace: string | undefined
  /** Bases of the APIs. */
  readonly urls: { readonly datadog: string; readonly jira: string; readonly github: string }
  readonly commit: string
  /** Unique for the run. */
  readonly holder: string
  readonly attempt: { readonly run: string; readonly number: number }
  readonly clock: Clock
  readonly log: RunLog
}

/** The adapters of one run, put together as the action does, on the clock of the test. */
export function composeWorld(options: WorldOptions): TriageWorld {
  const { policy, urls, commit, holder, attempt, clock, log } = options
  const [owner = '', repo = ''] = REPOSITORY.split('/')
  const redactor = createRedactor({ ...policy.privacy, secrets: [credentials.jiraToken] })
  const limits = new VendorLimits(clock)
  const retry = vendorRetry(clock, () => 0.5, limits)
  const octokit = createOctokitSource({
    token: credentials.githubToken,
    apiUrl: urls.github,
    retryUnitMs: 1,
    limits
  })
  const place = { octokit, owner, repo }
  const issues = openIssues(options, limits)
  const knowledge = policy.diagnosis.enabled
    ? createGitKnowledge({ ...place, clock, random: () => 0.5 })
    : undefined
  const writers: Writers = {
    board: createTicketBoard({
      siteUrl: SITE_URL,
      apiUrl: urls.jira,
      email: credentials.jiraEmail,
      apiToken: credentials.jiraToken,
      policy: policy.jira,
      redactor,
      retry,
      log
    }),
    claims: createGitClaims({ ...place, commit, holder, attempt, clock }),
    fixes: createFixDispatcher({ ...place, redactor }),
    handlers: createHandlers({
      log: createHandlerLog({ ...place, clock, random: () => 0.5 }),
      dispatcher: createWorkflowDispatcher({ ...place, redactor }),
      clock
    }),
    acknowledge: (issueId) => issues.acknowledge(issueId),
    settleDiagnosis: knowledge && ((fingerprints, verdict) => knowledge.settle(fingerprints, verdict))
  }
  return {
    issues,
    repository: openRepository(options, place),
    changes: createChangeHistory(place),
    knowledge,
    getReady: () => undefined,
    writersFor: options.dryRun ? (wouldHave) => rehearse(writers, wouldHave) : () => writers,
    limits,
    log,
    clock,
    redact: (text) => redactor.redact(text),
    hash: (text) => createHash('sha256').update(text).digest('hex')
  }
}

function openIssues({ policy, urls, clock, log }: WorldOptions, limits: VendorLimits): IssueSource {
  return createIssueSource({
    site: 'datadoghq.eu',
    apiUrl: urls.datadog,
    apiKey: credentials.datadogApiKey,
    appKey: credentials.datadogAppKey,
    window: policy.datadog,
    requests: policy.datadog.requests,
    retry: vendorRetry(clock, () => 0.5, limits),
    log,
    clock
  })
}

function openRepository(
  { workspace, commit, log }: WorldOptions,
  place: { readonly octokit: OctokitSource; readonly owner: string; readonly repo: string }
): SourceRepository {
  const checkedOut =
    workspace === undefined ? Promise.resolve(undefined) : openWorkspaceRepository(workspace, SEARCH_PATH)
  const files = checkedOut.then((found) => found ?? createApiRepository({ ...place, commit, log }))
  return {
    name: REPOSITORY,
    paths: async () => (await files).paths(),
    codeOwners: async () => (await files).codeOwners(),
    readFile: async (path, at, maximumBytes) => (await files).readFile(path, at, maximumBytes),
    advisories: (dependency, version) => readAdvisories(place.octokit, dependency, version),
    commitOf: async (revisions) => (await files).commitOf(revisions),
    permalink: (at, path, line) => permalink(`https://github.com/${REPOSITORY}`, at, path, line)
  }
}
