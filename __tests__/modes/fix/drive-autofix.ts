import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { credentials, REPOSITORY } from '../../../services/stage.js'
import { openFixWorkspace } from '../../../src/adapters/git/fix-workspace.js'
import { createOctokitSource } from '../../../src/adapters/github/client.js'
import { createGitLedger } from '../../../src/adapters/github/git-ledger.js'
import { createKillSwitch } from '../../../src/adapters/github/kill-switch.js'
import { createPullRequests } from '../../../src/adapters/github/pull-requests.js'
import { createCommandRunner } from '../../../src/adapters/process/run-command.js'
import { createBundleFolder } from '../../../src/adapters/runner/bundle-folder.js'
import { systemClock } from '../../../src/adapters/runner/clock.js'
import { createRunLog } from '../../../src/adapters/runner/run-log.js'
import { readPolicy } from '../../../src/config/read-policy.js'
import type { Policy } from '../../../src/config/policy.js'
import type { AgentTask, Diagnostician, FixAgent } from '../../../src/fix-ports.js'
import type { AgentRun } from '../../../src/flow/fix/agent-run.js'
import type { FixRequest } from '../../../src/flow/fix/fix-request.js'
import { unknown } from '../../../src/flow/issue/known.js'
import { autofix } from '../../../src/modes/autofix.js'
import { openFixCase, type FixCase } from '../../../src/modes/fix-case.js'
import { createRedactor } from '../../../src/text/redact.js'
import type { FixRig } from './fix-rig.js'
import { fixRequest, goodAnswer } from './order-shop.js'

export const CANARY = '5d0e8a7b31c94f62d0aa17e3'

/** What an agent does to its tree; its answer, or how it ends without one. */
export type Act = (task: AgentTask) => unknown

export interface Drive {
  readonly agent: FixAgent | ((temporaryFolder: string) => FixAgent)
  /** By default nobody: a policy that asks for a diagnosis names one. */
  readonly diagnostician?: Diagnostician
  readonly request?: Partial<FixRequest>
  /** Changes what the config cannot say, such as a limit of seconds. */
  readonly policy?: (policy: Policy) => Policy
  /** Folder of a checkout that lends its objects. */
  readonly checkout?: string
}

export interface Driven {
  readonly current: FixCase
  readonly log: string
  /** What it threw, if it did. */
  readonly error: unknown
  /** What is left in the folder that it worked in. */
  readonly temporaryFolder: string
}

/** An agent that is a function of ours: it does what no tool of the real one can. */
export function acts(act: Act, run: Partial<AgentRun> = {}): FixAgent {
  return {
    run: async (task) => {
      const answer = await act(task)
      return { ...finished, ...(answer === undefined ? {} : { answer }), ...run }
    }
  }
}

const finished: AgentRun = {
  end: 'answered',
  why: 'The agent answered.',
  answer: goodAnswer,
  lastWords: '',
  usage: {
    usd: 0.25,
    told: true,
    turns: 5,
    inputTokens: 1_000,
    outputTokens: 100,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
    durationMs: 2_000
  },
  denials: {},
  testRuns: 1,
  model: 'claude-sonnet-4-5',
  version: '2.1.330'
}

const folders: string[] = []
let runs = 0

/** Has to be called when all runs of a file are over. */
export function removeDriven(): void {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
}

/** `mode: autofix` in this process between the rig's services, with another agent or policy than a workflow could give it. */
export async function drive(
  rig: FixRig,
  { agent, diagnostician, request, policy, checkout }: Drive
): Promise<Driven> {
  const folder = mkdtempSync(join(tmpdir(), 'fix-drive-'))
  folders.push(folder)
  for (const name of ['home', 'tmp', 'trees', 'agents']) mkdirSync(join(folder, name))
  runs += 1
  const octokit = createOctokitSource({ token: credentials.githubToken, apiUrl: rig.github.url })
  const [owner = '', repo = ''] = REPOSITORY.split('/')
  const place = { octokit, owner, repo }
  const secrets = Object.values(credentials)
  const redactor = createRedactor({ mode: 'standard', patterns: [], secrets })
  const redact = (text: string): string => redactor.redact(text)
  const lines: string[] = []
  const log = createRunLog({ write: (line) => void lines.push(line), redactor })
  const searchPath = process.env['PATH'] ?? ''
  const runUrl = `${rig.github.serverUrl}/${REPOSITORY}/actions/runs/${9000 + runs}`
  const read = readPolicy('policy.yml', rig.policyText)
  if (!read.ok) throw new Error(read.problems.join('\n'))
  const run = {
    request: fixRequest(request),
    policy: policy === undefined ? read.policy : policy(read.policy),
    base: 'develop',
    switchedOn: true,
    nonProductionAllowed: false,
    force: false,
    dryRun: false,
    runUrl,
    attemptId: runUrl
  }
  const current = openFixCase(run, CANARY)
  let error: unknown
  try {
    await autofix(current, run, {
      ledger: createGitLedger({ ...place, clock: systemClock, random: Math.random }),
      killSwitch: createKillSwitch(place),
      log,
      clock: systemClock,
      report: () => Promise.resolve(unknown('nobody wants them')),
      redact,
      redactDeep: (value) => redactor.redactDeep(value),
      findPrivate: (text) => redactor.redactWithReport(text).found,
      pullRequests: createPullRequests({ ...place, clock: systemClock }),
      openWorkspace: (commit) =>
        openFixWorkspace({
          temporaryFolder: join(folder, 'trees'),
          commit,
          sources: [
            ...(checkout === undefined ? [] : [{ kind: 'checkout' as const, folder: checkout }]),
            {
              kind: 'remote',
              url: `${rig.github.serverUrl}/${REPOSITORY}.git`,
              token: credentials.githubToken
            }
          ],
          searchPath
        }),
      diagnostician: diagnostician ?? { ask: () => Promise.reject(new Error('Nobody is asked')) },
      agent: typeof agent === 'function' ? agent(join(folder, 'agents')) : agent,
      runner: createCommandRunner({
        environment: {
          PATH: searchPath,
          HOME: join(folder, 'home'),
          TMPDIR: join(folder, 'tmp'),
          LANG: 'C.UTF-8',
          CI: 'true'
        },
        sandbox: run.policy.autofix.verify.sandbox,
        redact,
        temporaryFolder: join(folder, 'tmp')
      }),
      writeBundle: (bundle, patch) => createBundleFolder(rig.bundleFolder).write(bundle, patch),
      canary: CANARY
    })
  } catch (thrown) {
    error = thrown
  }
  return { current, log: lines.join('\n'), error, temporaryFolder: folder }
}
