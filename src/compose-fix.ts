import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createClaudeAgent } from './adapters/claude/claude-agent.js'
import { createClaudeDiagnostician } from './adapters/claude/claude-question.js'
import { telemetryEnvironment } from './adapters/claude/telemetry.js'
import { pointsOf } from './adapters/datadog/fix-metrics.js'
import { sendMetrics } from './adapters/datadog/metrics.js'
import { openFixWorkspace } from './adapters/git/fix-workspace.js'
import { createApiRepository } from './adapters/github/api-repository.js'
import { createOctokitSource } from './adapters/github/client.js'
import { createGitKnowledge } from './adapters/github/git-knowledge.js'
import { createGitLedger } from './adapters/github/git-ledger.js'
import { createGitProposals } from './adapters/github/git-proposals.js'
import { createKillSwitch } from './adapters/github/kill-switch.js'
import { createPatternBranch } from './adapters/github/pattern-branch.js'
import { createPullRequests } from './adapters/github/pull-requests.js'
import { createTicketBoard } from './adapters/jira/ticket-board.js'
import { createCommandRunner } from './adapters/process/run-command.js'
import { vendorRetry } from './adapters/retry.js'
import { createBundleFolder } from './adapters/runner/bundle-folder.js'
import { systemClock } from './adapters/runner/clock.js'
import { composeClaims } from './compose-claims.js'
import { commandEnvironment } from './command-environment.js'
import type { FixInputs } from './config/inputs.js'
import type { CommandRunner } from './fix-ports.js'
import type { FixRequest } from './flow/fix/fix-request.js'
import { codeOwnersPaths, parseCodeOwners } from './flow/decision/codeowners.js'
import { known, unknown } from './flow/issue/known.js'
import type { AutofixWorld, PublishWorld, SharedFixWorld } from './modes/fix-world.js'
import type { SourceRepository } from './ports.js'
import type { RunTools } from './prepare-run.js'
import type { Environment } from './runner-context.js'

/** A run of a fix mode that knows what it was asked. */
export interface FixRun extends RunTools {
  readonly inputs: FixInputs
  readonly request: FixRequest
  /** The input `config`. */
  readonly config: string
  readonly env: Environment
}

/** The fix job: the workflow's token for the ledger, the model's key for the agent alone, nothing for the commands. */
export function composeAutofix(run: FixRun, canary: string): AutofixWorld {
  const { inputs, policy, context, octokit, redactor, env } = run
  const folder = join(context.temporaryFolder, 'datadog-autofix-work')
  for (const name of ['home', 'tmp', 'trees']) mkdirSync(join(folder, name), { recursive: true })
  const redact = (text: string): string => redactor.redact(text)
  const { agent, verify } = policy.autofix
  const program = {
    command: agent.command,
    searchPath: context.searchPath,
    version: agent.version,
    environment: agentEnvironment(run),
    temporaryFolder: folder,
    redact
  }
  return {
    ...composeShared(run),
    canary,
    pullRequests: createPullRequests({ octokit, ...placeOf(run), clock: systemClock }),
    openWorkspace: (commit) =>
      openFixWorkspace({
        temporaryFolder: join(folder, 'trees'),
        commit,
        sources: [
          { kind: 'checkout', folder: context.workspace },
          {
            kind: 'remote',
            url: `${context.serverUrl}/${context.owner}/${context.repo}.git`,
            token: inputs.githubToken
          }
        ],
        searchPath: context.searchPath,
        log: (sentence, data) => run.log.warning(sentence, data)
      }),
    agent: createClaudeAgent({ ...program, model: agent.model }),
    diagnostician: createClaudeDiagnostician({ ...program, model: policy.diagnosis.model }),
    // Made when the first command runs: by then the folders that it hides are there.
    runner: lateRunner(() =>
      createCommandRunner({
        environment: commandEnvironment(env, folder),
        sandbox: verify.sandbox,
        redact,
        temporaryFolder: join(folder, 'tmp'),
        hidden: hiddenFrom(run, folder)
      })
    ),
    writeBundle: (bundle, patch) => createBundleFolder(inputs.bundle).write(bundle, patch)
  }
}

/** What a command in a sandbox has no business with: the checkout, the runner's files, and git's objects of the trees. */
function hiddenFrom({ context }: FixRun, folder: string): readonly string[] {
  return [
    context.workspace,
    join(context.temporaryFolder, '_runner_file_commands'),
    join(folder, 'trees', 'fix-workspace', 'repository.git')
  ]
}

function lateRunner(make: () => CommandRunner): CommandRunner {
  let made: CommandRunner | undefined
  const runner = (): CommandRunner => (made ??= make())
  return { run: (options) => runner().run(options), sandbox: () => runner().sandbox() }
}

/** The publish step: the App's token and Jira's, and nothing that runs anything of the change. */
export function composePublish(run: FixRun): PublishWorld {
  const { inputs, policy, context, redactor, log } = run
  const octokit = createOctokitSource({ token: inputs.appToken, apiUrl: context.apiUrl })
  const place = placeOf(run)
  // With the workflow's token, as the ledger.
  const book = { octokit: run.octokit, ...place, clock: systemClock, random: Math.random }
  if (inputs.jira === undefined) throw new Error('A publish step began without Jira')
  return {
    ...composeShared(run),
    killSwitch: createKillSwitch({ octokit, ...place }),
    pullRequests: createPullRequests({ octokit, ...place, clock: systemClock }),
    claims: composeClaims(run),
    knowledge: createGitKnowledge(book),
    proposals: createGitProposals(book),
    patternBranch: createPatternBranch(octokit, place),
    repositoryAt: (commit) => repositoryAt(createApiRepository({ octokit, ...place, commit, log })),
    board: createTicketBoard({
      ...inputs.jira,
      policy: policy.jira,
      redactor,
      retry: vendorRetry(systemClock, Math.random),
      log
    })
  }
}

function composeShared(run: FixRun): SharedFixWorld {
  const { inputs, octokit, redactor, log } = run
  const place = placeOf(run)
  const reader =
    inputs.appToken === ''
      ? octokit
      : createOctokitSource({ token: inputs.appToken, apiUrl: run.context.apiUrl })
  return {
    ledger: createGitLedger({ octokit, ...place, clock: systemClock, random: Math.random }),
    // The workflow's own token can never read variables.
    killSwitch: createKillSwitch({ octokit: reader, ...place }),
    log,
    clock: systemClock,
    redact: (text) => redactor.redact(text),
    redactDeep: (value) => redactor.redactDeep(value),
    findPrivate: (text) => redactor.redactWithReport(text).found,
    report: async (figures) => {
      if (inputs.datadog === undefined) return unknown('the input datadog-api-key is empty')
      const options = { ...inputs.datadog, clock: systemClock, random: Math.random }
      return sendMetrics(options, pointsOf(figures, `${place.owner}/${place.repo}`, systemClock.now()))
    }
  }
}

/** A repository without the file has no owners; one whose files cannot be listed has some that nobody knows. */
function repositoryAt(
  files: Pick<SourceRepository, 'paths' | 'codeOwners' | 'readFile'>
): Pick<SourceRepository, 'codeOwners' | 'readFile'> {
  return {
    readFile: (path, commit, maximumBytes) => files.readFile(path, commit, maximumBytes),
    codeOwners: async () => {
      const paths = await files.paths()
      const none = paths.known && !codeOwnersPaths.some((path) => paths.value.includes(path))
      return none ? known(parseCodeOwners('', '')) : files.codeOwners()
    }
  }
}

function agentEnvironment({
  inputs,
  policy,
  request,
  context,
  env
}: FixRun): Readonly<Record<string, string>> {
  const { environment, telemetry } = policy.autofix.agent
  const named = environment.flatMap((name) => {
    const value = env[name]
    return value === undefined || value === '' ? [] : [[name, value]]
  })
  return {
    ...(Object.fromEntries(named) as Record<string, string>),
    ...(inputs.agentKey === '' ? {} : { ANTHROPIC_API_KEY: inputs.agentKey }),
    ...(telemetry && inputs.datadog !== undefined
      ? telemetryEnvironment({
          ...inputs.datadog,
          attributes: {
            'ticket.key': request.ticket_key,
            'fix.class': request.fix_class || 'none',
            'run.url': context.runUrl
          }
        })
      : {})
  }
}

function placeOf({ context: { owner, repo } }: FixRun): { readonly owner: string; readonly repo: string } {
  return { owner, repo }
}
