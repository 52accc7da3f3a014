import { randomBytes } from 'node:crypto'
import type { Permissions } from '../github/credentials.js'
import { WORKFLOW_LOGIN } from '../github/credentials.js'
import { BEGINNING, resolve, resolveTexts, type Scope, type Status } from './expression.js'
import { openMachine, type RunFacts } from './machine.js'
import { permissionsOf } from './permissions.js'
import { playStep, type StepRecord } from './play-step.js'
import type { Job, Workflow } from './read-workflow.js'

export type JobResult = 'success' | 'failure' | 'skipped'

/** How a job went; of a matrix, one of its jobs. */
export interface JobRecord {
  /** A called workflow's jobs have the calling job's id before their own: `triage / triage`. */
  readonly id: string
  readonly result: JobResult
  readonly outputs: Readonly<Record<string, string>>
  readonly steps: readonly StepRecord[]
  readonly runsOn: unknown
  readonly permissions: Permissions | undefined
}

export interface JobStage {
  readonly workflow: Workflow
  readonly run: RunFacts
  /** Contexts that are the same for the whole job: `github`, `vars`, `secrets`, `inputs`, `needs`. */
  readonly contexts: Readonly<Record<string, unknown>>
  /** Prefix of the ids of jobs of a called workflow. */
  readonly prefix: string
}

/** One record for each combination of the matrix, which all start at once; one without a matrix. */
export async function playMatrix(job: Job, stage: JobStage): Promise<readonly JobRecord[]> {
  const combinations = combinationsOf(job, stage)
  return await Promise.all(combinations.map(async (matrix) => await playJob(job, matrix, stage)))
}

function combinationsOf(
  { id, keys }: Job,
  { contexts }: JobStage
): readonly Readonly<Record<string, unknown>>[] {
  if (keys['strategy'] === undefined) return [{}]
  const { matrix } = resolve(keys['strategy'], { contexts, status: BEGINNING }) as {
    readonly matrix: Readonly<Record<string, unknown>>
  }
  return Object.entries(matrix).reduce<readonly Readonly<Record<string, unknown>>[]>(
    (combinations, [name, values]) => {
      if (!Array.isArray(values) || name === 'include' || name === 'exclude')
        throw new Error(`The player plays lists of a matrix, and job ${id} has ${name}`)
      return combinations.flatMap((each) =>
        (values as unknown[]).map((value) => ({ ...each, [name]: value }))
      )
    },
    [{}]
  )
}

async function playJob(
  job: Job,
  matrix: Readonly<Record<string, unknown>>,
  { workflow, run, contexts, prefix }: JobStage
): Promise<JobRecord> {
  const permissions = permissionsOf(job.keys['permissions'], workflow.keys['permissions'])
  const { tokens } = run.hosting
  const token = `ghs_${randomBytes(18).toString('hex')}`
  const grant = { token, login: WORKFLOW_LOGIN, permissions }
  tokens.push(grant)
  const machine = openMachine(run, job.id, token)
  const runner = { os: 'Linux', arch: 'X64', temp: machine.temp }
  const github = { ...(contexts['github'] as object), token, workspace: machine.workspace, job: job.id }
  const steps: StepRecord[] = []
  const scope = (): Scope => ({
    contexts: { ...contexts, github, runner, matrix, steps: stepsContext(steps) },
    status: statusOf(steps)
  })
  try {
    for (const step of job.steps) steps.push(await playStep(step, { workflow, machine, scope: scope() }))
    return {
      id: prefix + job.id,
      result: steps.some(({ conclusion }) => conclusion === 'failure') ? 'failure' : 'success',
      outputs: resolveTexts(job.keys['outputs'], scope()),
      steps,
      runsOn: job.keys['runs-on'] && resolve(job.keys['runs-on'], scope()),
      permissions
    }
  } finally {
    for (const tidy of machine.after) tidy()
    tokens.splice(tokens.indexOf(grant), 1)
    machine.remove()
  }
}

function statusOf(steps: readonly StepRecord[]): Status {
  const didFail = steps.some(({ conclusion }) => conclusion === 'failure')
  return { succeeded: !didFail, failed: didFail, cancelled: false }
}

function stepsContext(steps: readonly StepRecord[]): object {
  return Object.fromEntries(
    steps.map(({ name, conclusion, outputs }) => [name, { outputs, conclusion, outcome: conclusion }])
  )
}
