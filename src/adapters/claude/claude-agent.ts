import { realpath } from 'node:fs/promises'
import { evidenceFile } from '../../flow/fix/compose-brief.js'
import type { AgentProgress, AgentRun } from '../../flow/fix/agent-run.js'
import type { AgentTask, FixAgent } from '../../fix-ports.js'
import type { Clock } from '../../ports.js'
import { runProcess } from './agent-process.js'
import { buildArguments, EXPECTED_TOOLS, TEST_SERVER } from './arguments.js'
import { Conversation } from './conversation.js'
import { buildEnvironment } from './environment.js'
import { readEvent } from './events.js'
import { makePrivateFolder, type PrivateFolder } from './private-folder.js'
import { findProgram } from './program.js'
import { sumUpRun } from './sum-up-run.js'
import { startTestServer, type TestServer } from './test-server.js'

export interface ClaudeAgentOptions {
  /** Name of the program on `searchPath`, or its path. */
  readonly command: string
  /** Value of PATH for the program; folders that are not absolute are left out. */
  readonly searchPath: string
  /** The one version that will do, e.g. `2.1.330`. */
  readonly version: string
  readonly model: string
  /** Credentials of the model's service, the address of a gateway, and OTEL_* where telemetry is asked for. */
  readonly environment: Readonly<Record<string, string>>
  /** Each run makes a folder of its own in there, and removes it. */
  readonly temporaryFolder: string
  /** Takes credentials and personal data out of a text. */
  readonly redact: (text: string) => string
  /** Default: the machine's. */
  readonly clock?: Pick<Clock, 'now'>
}

/**
 * Claude Code as a separate program: one process group for each run, with an enumerated set of tools, nothing of the
 * checkout's configuration, and a home of its own. Whatever the agent does ends as a value; a run rejects when the
 * program is missing or another one than configured (ConfigurationError), when it cannot be started, or when the tests
 * could not be run at all.
 */
export function createClaudeAgent(options: ClaudeAgentOptions): FixAgent {
  return {
    run: async (task, progress) => {
      const own = await makePrivateFolder(options.temporaryFolder)
      try {
        return await runIn(own, options, task, progress)
      } finally {
        await own.remove()
      }
    }
  }
}

async function runIn(
  own: PrivateFolder,
  options: ClaudeAgentOptions,
  task: AgentTask,
  progress: (step: AgentProgress) => void
): Promise<AgentRun> {
  const { searchPath, environment, version, model, redact } = options
  const now = (): number => (options.clock ?? Date).now()
  const program = await findProgram({
    command: options.command,
    searchPath,
    version,
    environment: buildEnvironment({ searchPath, home: own.home, environment: {} }),
    folder: own.home
  })
  const folder = await realpath(task.folder)
  const conversation = new Conversation({
    expected: {
      version,
      folder,
      tools: EXPECTED_TOOLS,
      servers: [TEST_SERVER],
      beside: [own.evidence],
      ownKey: (environment['ANTHROPIC_API_KEY'] ?? '') !== ''
    },
    redact,
    progress
  })
  const failures: unknown[] = []
  const abort = new AbortController()
  const server = await startTestServer({
    runTests: task.runTests,
    redact,
    now,
    onRun: (run) => progress({ kind: 'tests', ...run }),
    onFailure: (error) => {
      failures.push(error)
      abort.abort()
    }
  })
  const began = now()
  const limitMs = task.limits.minutes * 60_000
  try {
    const serverFile = await own.writeFile('servers.json', serverConfig(server, limitMs))
    const evidencePath = await own.writeEvidence(evidenceFile, task.evidence)
    const end = await runProcess({
      program,
      arguments: buildArguments({ ...task, model, serverFile, evidenceFolder: own.evidence }),
      environment: buildEnvironment({ searchPath, home: own.home, environment }),
      folder,
      input: promptOf(task.brief(evidencePath)),
      limitMs,
      onLine: (line) => conversation.take(readEvent(line)),
      abort: abort.signal
    })
    const durationMs = now() - began
    // Tests that were under way have an end of their own, and their tree is not ours to take away before.
    await server.close()
    if (failures.length > 0) throw failures[0]
    return sumUpRun(conversation, end, { model, version, durationMs, testRuns: server.runs, redact })
  } finally {
    await server.close()
  }
}

/** The file that names our tool: the token is in there, and so on no command line. */
function serverConfig({ url, token }: TestServer, limitMs: number): string {
  const server = {
    type: 'http',
    url,
    headers: { Authorization: `Bearer ${token}` },
    // Milliseconds for one call. The default is shorter than some suites; the run's own limit stands above it.
    timeout: Math.max(1_000, Math.ceil(limitMs)),
    alwaysLoad: true
  }
  return JSON.stringify({ mcpServers: { [TEST_SERVER]: server } })
}

/** The program takes a leading slash for a command of its own, and does nothing else then. */
function promptOf(brief: string): string {
  return brief.trimStart().startsWith('/') ? `The task:\n${brief}` : brief
}
