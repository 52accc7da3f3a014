import { readInputs, type InputsResult } from './config/inputs.js'
import { readTrigger, type Trigger } from './flow/event/trigger.js'
import { readRunnerContext, type Environment, type RunnerContext } from './runner-context.js'

/** The process as `main.ts` hands it over. */
export interface Process {
  readonly env: Environment
  /** Value of an input; an empty string when it is not set. */
  readonly read: (input: string) => string
  /** Has the runner mask a value in everything that is logged from here on. */
  readonly mask: (secret: string) => void
  /** Writes one line to standard output, where the runner reads its commands. */
  readonly write: (line: string) => void
  /** Hears of what was thrown and never caught. From then on Node neither prints it nor ends the process. */
  readonly onCrash: (tell: (error: unknown) => void) => void
}

/** What the workflow asks for, before the policy is read. Problems are in it, to be told together with the policy's. */
export interface Assignment {
  readonly context: RunnerContext
  readonly given: InputsResult
  readonly trigger: Trigger
}

/** Rejects with a ConfigurationError when the process was not started by a runner. */
export async function readAssignment({ env, read }: Process): Promise<Assignment> {
  const context = await readRunnerContext(env)
  const inputs = {
    issueId: read('issue-id').trim(),
    query: read('query').trim(),
    shard: read('shard').trim(),
    forceFix: read('force-fix').trim().toLowerCase() === 'true'
  }
  return {
    context,
    given: readInputs(read),
    trigger: readTrigger({ eventName: context.eventName, payload: context.payload, inputs })
  }
}
