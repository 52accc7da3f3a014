import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, dirname, join } from 'node:path'
import { createRequire } from 'node:module'
import { claudeCli } from '../anthropic/claude-cli.js'
import type { Hosting } from './hosting.js'
import type { WorkflowEvent } from './events.js'

/** What is the same for every job of a run. */
export interface RunFacts {
  readonly hosting: Hosting
  readonly runId: string
  readonly event: WorkflowEvent
  /** Head of the default branch. */
  readonly commit: string
  /** Folder of the run's artifacts. */
  readonly artifacts: string
}

/** The runner of one job: folders of its own, a token of its own, nothing of other jobs. */
export interface Machine {
  readonly run: RunFacts
  readonly job: string
  readonly workspace: string
  readonly temp: string
  /** The workflow token of this job. */
  readonly token: string
  /** What every process of the job gets. */
  readonly variables: Readonly<Record<string, string>>
  /** Work for when the job is over. */
  readonly after: (() => void)[]
  remove(): void
}

export function openMachine(run: RunFacts, job: string, token: string): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'job-'))
  const [workspace, temp, home, tools] = ['workspace', 'temp', 'home', 'tools'].map((name) => {
    mkdirSync(join(folder, name))
    return join(folder, name)
  }) as [string, string, string, string]
  writeFileSync(join(tools, 'npm'), npm(tools), { mode: 0o755 })
  symlinkSync(process.execPath, join(tools, 'node'))
  const { github, repository } = run.hosting
  const variables = {
    PATH: [tools, ...foldersOfTheMachine()].join(delimiter),
    HOME: home,
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_JOB: job,
    GITHUB_REPOSITORY: repository,
    GITHUB_API_URL: github.url,
    GITHUB_SERVER_URL: github.serverUrl,
    GITHUB_RUN_ID: run.runId,
    GITHUB_WORKSPACE: workspace,
    RUNNER_TEMP: temp
  }
  const remove = (): void => rmSync(folder, { recursive: true, force: true })
  return { run, job, workspace, temp, token, variables, after: [], remove }
}

/** Without what npm puts before a script's PATH: a step has what it installs, and not what this project has. */
function foldersOfTheMachine(): readonly string[] {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  return folders.filter((folder) => !/\bnode_modules\/\.bin\/?$/.test(folder))
}

/**
 * The registry is not asked: the one program that the examples install is the one in `node_modules`, if it is of the version that is
 * asked for. Everything else is npm's own.
 */
function npm(tools: string): string {
  const { version } = createRequire(import.meta.url)('@anthropic-ai/claude-code/package.json') as {
    version: string
  }
  return `#!/usr/bin/env bash
set -e
if [ "$1 $2" = "install --global" ]; then
  if [ "\${*:3}" != "@anthropic-ai/claude-code@${version}" ]; then
    echo "npm error 404 \${*:3} is not on this machine, which has @anthropic-ai/claude-code@${version}" >&2
    exit 1
  fi
  exec ln -sf '${claudeCli()}' '${join(tools, 'claude')}'
fi
exec '${join(dirname(process.execPath), 'npm')}' "$@"
`
}
