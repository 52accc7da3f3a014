import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Diagnostician } from '../../fix-ports.js'
import { runProcess } from './agent-process.js'
import { ANSWER_TOOL, buildQuestionArguments } from './arguments.js'
import type { ClaudeAgentOptions } from './claude-agent.js'
import { Conversation } from './conversation.js'
import { buildEnvironment } from './environment.js'
import { readEvent } from './events.js'
import { makePrivateFolder } from './private-folder.js'
import { findProgram } from './program.js'
import { sumUpRun } from './sum-up-run.js'

/**
 * The same program as the fix agent's with no tool at all: it is started in an empty folder of its own and sees what the question
 * says. A run that lists any tool but the one that takes the answer is stopped before the model is asked.
 */
export function createClaudeDiagnostician(options: ClaudeAgentOptions): Diagnostician {
  const { searchPath, environment, version, model, redact } = options
  const now = (): number => (options.clock ?? Date).now()
  return {
    ask: async ({ orders, data, answerSchema, limits }) => {
      const own = await makePrivateFolder(options.temporaryFolder)
      try {
        const program = await findProgram({
          command: options.command,
          searchPath,
          version,
          environment: buildEnvironment({ searchPath, home: own.home, environment: {} }),
          folder: own.home
        })
        const folder = join(own.home, 'empty')
        await mkdir(folder)
        const conversation = new Conversation({
          expected: {
            version,
            folder,
            tools: [ANSWER_TOOL],
            servers: [],
            beside: [],
            ownKey: (environment['ANTHROPIC_API_KEY'] ?? '') !== ''
          },
          redact,
          progress: () => undefined
        })
        const began = now()
        const end = await runProcess({
          program,
          arguments: buildQuestionArguments({ model, limits, answerSchema, orders }),
          environment: buildEnvironment({ searchPath, home: own.home, environment }),
          folder,
          input: data,
          limitMs: limits.minutes * 60_000,
          onLine: (line) => conversation.take(readEvent(line)),
          abort: new AbortController().signal
        })
        return sumUpRun(conversation, end, {
          model,
          version,
          durationMs: now() - began,
          testRuns: 0,
          redact
        })
      } finally {
        await own.remove()
      }
    }
  }
}
