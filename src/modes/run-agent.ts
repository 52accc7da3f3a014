import { ConfigurationError } from '../errors.js'
import { agentAnswerSchema, judgeReply, readAgentReply } from '../flow/fix/agent-reply.js'
import type { AgentProgress, AgentRun } from '../flow/fix/agent-run.js'
import { composeBrief, composeEvidence } from '../flow/fix/compose-brief.js'
import { costOfCause } from '../flow/fix/diagnosis/cause-finding.js'
import type { FixEnd, FixReason } from '../flow/fix/fix-outcomes.js'
import { protectedPaths } from '../flow/fix/guard/protected-paths.js'
import { sayCount, sayTime } from '../flow/ticket/wording.js'
import { sanitiseLine } from '../text/sanitise.js'
import type { AgentTask, FixWorkspace } from '../fix-ports.js'
import type { RunLog } from '../ports.js'
import type { FixCase } from './fix-case.js'
import type { AutofixWorld, FixRunRequest } from './fix-world.js'
import { prepareTestTool } from './test-tool.js'

/** Has the agent work in its tree. Answers with an end when nothing may follow: then its analysis goes to the ticket. */
export async function runAgent(
  current: FixCase,
  workspace: FixWorkspace,
  run: FixRunRequest,
  world: AutofixWorld
): Promise<FixEnd | undefined> {
  const { agent, change, budget, instructions } = run.policy.autofix
  // One attempt costs what its budget says, the diagnosis before it included.
  const usd = Math.round((budget.run - costOfCause(current.cause?.run)) * 1e4) / 1e4
  if (usd <= 0) return { reason: 'money-limit', why: 'the diagnosis has spent all that the run may cost' }
  const limits = { turns: agent.turns, minutes: agent.minutes, usd }
  const rules = instructions === undefined ? undefined : await workspace.readBase(instructions)
  if (instructions !== undefined && rules === undefined) {
    world.log.warning('The instructions file is not on the base', { path: instructions, base: run.base })
  }
  const tests = await prepareTestTool(workspace, run, world)
  if ('end' in tests) return tests.end
  const brief = {
    request: run.request,
    limits,
    maximumFiles: change.files,
    maximumLines: change.lines,
    instructions: rules === undefined ? undefined : { path: instructions ?? '', text: rules },
    earlierAttempts: current.earlier.map(({ at, reason, why }) => ({
      when: sayTime(at),
      reason: reason ?? 'closed by people',
      why
    }))
  }
  const task: AgentTask = {
    folder: workspace.agentTree,
    brief: (evidencePath) => composeBrief(brief, evidencePath),
    evidence: composeEvidence(run.request, current.canary),
    answerSchema: agentAnswerSchema,
    limits,
    // A first line of defence that saves turns; the guard decides.
    denyEdits: [...protectedPaths.flatMap(({ patterns }) => patterns), ...run.policy.autofix.denyPaths],
    runTests: tests.runTests
  }
  current.agentBegan = true
  const finished = await world.agent
    .run(task, (step) => tellStep(step, world.log))
    .catch((error: unknown) => {
      // The program is missing, or of another version than configured: it was not started, and nothing was spent.
      if (error instanceof ConfigurationError) current.agentBegan = false
      throw error
    })
  current.agent = finished
  world.log.info('The agent is done', {
    end: finished.end,
    turns: finished.usage.turns,
    usd: finished.usage.usd,
    tests: finished.testRuns
  })
  current.diagnosis = finished.end === 'answered' ? readAgentReply(finished.answer) : undefined
  return judgeRun(finished, current, run)
}

/** Exit 0 proves nothing: only an answer of the asked shape goes on, and what it says of the cause. */
function judgeRun(finished: AgentRun, current: FixCase, run: FixRunRequest): FixEnd | undefined {
  if (finished.end !== 'answered') return { reason: reasonOf[finished.end], why: finished.why }
  if (current.diagnosis === undefined) {
    return { reason: 'no-answer', why: 'the answer does not have the shape that was asked for' }
  }
  return judgeReply(current.diagnosis, run.policy.autofix.confidence)
}

const reasonOf = {
  'no-answer': 'no-answer',
  'turn-limit': 'turn-limit',
  'money-limit': 'money-limit',
  'time-limit': 'time-limit',
  'output-limit': 'agent-failed',
  surprise: 'agent-surprise',
  'service-failed': 'agent-failed',
  crashed: 'agent-failed'
} as const satisfies Readonly<Record<Exclude<AgentRun['end'], 'answered'>, FixReason>>

/** Live progress: a line for each step, so that a run of twenty minutes is seen to live. */
function tellStep(step: AgentProgress, log: RunLog): void {
  switch (step.kind) {
    case 'started':
      log.info('The agent began', { model: step.model, version: step.version })
      return
    case 'tool':
      log.info(`[turn ${step.turn}] ${step.tool} ${sanitiseLine(step.target)}`)
      return
    case 'said':
      log.info(`[turn ${step.turn}] ${sanitiseLine(step.text)}`)
      return
    case 'tokens':
      log.info(`[turn ${step.turn}] ${sayCount(step.total)} tokens so far`)
      return
    case 'retry':
      log.info('The model service is asked again', { attempt: step.attempt, status: step.status ?? 'none' })
      return
    case 'tests':
      log.info(`The agent ran the tests: ${step.passed ? 'they pass' : 'they fail'}`, {
        seconds: Math.round(step.durationMs / 1000)
      })
  }
}
