import * as z from 'zod'

/** The version of the Claude Code CLI that this version of the action was tested with. */
export const testedAgentVersion = '2.1.330'

/** Tokens and addresses of the run itself, and the inputs of the step. */
const OF_THE_RUNNER = /^(?:GITHUB|GH|ACTIONS|RUNNER|INPUT)_/

/** The coding agent and its limits. */
export const agentSchema = z.strictObject({
  command: z
    .string()
    .min(1)
    .default('claude')
    .describe('Program of the Claude Code CLI: a name on the PATH, or a path.'),
  version: z
    .string()
    .regex(/^\d+\.\d+\.\d+$/, { error: 'write a version such as 2.1.330' })
    .default(testedAgentVersion)
    .describe('The version that must be installed; another one ends the run before it spends anything.'),
  model: z
    .string()
    .regex(/^[\w.:/@-]{1,200}$/, { error: 'write a model such as sonnet' })
    .default('sonnet')
    .describe('Model, by alias or full id.'),
  turns: z.number().int().min(1).max(500).default(60).describe('Limit of turns of one run.'),
  minutes: z.number().min(1).max(180).default(20).describe('Limit of wall-clock minutes of one run.'),
  environment: z
    .array(
      z
        .string()
        .regex(/^[A-Z][A-Z0-9_]*$/, { error: 'write the name of an environment variable' })
        .refine((name) => !OF_THE_RUNNER.test(name), {
          error: "the agent never gets what belongs to the run: name a variable of the model's provider"
        })
    )
    .default([])
    .describe(
      'Names of environment variables that are passed to the agent, for other providers of the model.'
    ),
  telemetry: z
    .boolean()
    .default(false)
    .describe("Send the agent's own OpenTelemetry to the Datadog site; needs the input datadog-api-key.")
})
