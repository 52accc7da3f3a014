import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { concurrencyOf, type Concurrency } from './concurrency.js'
import { listensTo, triggersOf, type WorkflowEvent } from './events.js'
import { BEGINNING, holds, literal, resolve, resolveTexts, type Scope, type Status } from './expression.js'
import type { Hosting } from './hosting.js'
import { fillInputs, passedSecrets, typedInputs } from './inputs.js'
import type { RunFacts } from './machine.js'
import { permissionsOf, refuseExcess } from './permissions.js'
import { playMatrix, type JobRecord, type JobResult } from './play-job.js'
import { readWorkflow, type Job, type Workflow } from './read-workflow.js'

export interface WorkflowRun {
  readonly file: string
  readonly concurrency: Concurrency | undefined
  /** In the order in which they ran; those that were skipped are among them. */
  readonly jobs: readonly JobRecord[]
}

/** A run before it has started. */
export interface PlannedRun {
  readonly workflow: Workflow
  readonly event: WorkflowEvent
  readonly contexts: Readonly<Record<string, unknown>>
  readonly concurrency: Concurrency | undefined
  readonly runId: string
}

let runs = 0

/** The runs that GitHub starts for an event: one of each workflow of the default branch that listens. */
export function planRuns(hosting: Hosting, event: WorkflowEvent): readonly PlannedRun[] {
  return Object.entries(hosting.workflows)
    .map(([file, text]) => readWorkflow(file, text))
    .filter((workflow) => listensTo(workflow, event))
    .map((workflow) => plan(hosting, workflow, event))
}

function plan(hosting: Hosting, workflow: Workflow, started: WorkflowEvent): PlannedRun {
  const trigger = triggersOf(workflow)[started.name]
  const event = fillInputs(started, trigger)
  const given = event.name === 'workflow_dispatch' ? (event.payload['inputs'] as Record<string, unknown>) : {}
  const [owner] = hosting.repository.split('/')
  runs += 1
  const runId = String(8000 + runs)
  const contexts = {
    github: {
      event: event.payload,
      event_name: event.name,
      repository: hosting.repository,
      repository_owner: owner,
      ref: 'refs/heads/main',
      ref_name: 'main',
      run_id: runId,
      run_attempt: '1',
      workflow: literal(workflow.keys['name']),
      api_url: hosting.github.url,
      server_url: hosting.github.serverUrl
    },
    inputs: event.name === 'workflow_dispatch' ? typedInputs(trigger, given) : {},
    vars: hosting.vars
  }
  return {
    workflow,
    event,
    contexts,
    runId,
    concurrency: concurrencyOf(workflow, scopeOf(contexts, BEGINNING))
  }
}

/** Plays the jobs as their `needs:` order them. */
export async function playRun(hosting: Hosting, planned: PlannedRun): Promise<WorkflowRun> {
  const { workflow, event, runId, contexts, concurrency } = planned
  const artifacts = mkdtempSync(join(tmpdir(), 'artifacts-'))
  const commit = (await hosting.github.head()) ?? ''
  try {
    const run: RunFacts = { hosting, runId, event, commit, artifacts }
    const github = { ...(contexts['github'] as object), sha: commit }
    const known = { ...contexts, github, secrets: hosting.secrets }
    return {
      file: workflow.file,
      concurrency,
      jobs: await playJobs({ workflow, run, contexts: known, prefix: '' })
    }
  } finally {
    rmSync(artifacts, { recursive: true, force: true })
  }
}

/** Plays everything that the event starts. */
export async function playEvent(hosting: Hosting, event: WorkflowEvent): Promise<readonly WorkflowRun[]> {
  const played: WorkflowRun[] = []
  for (const planned of planRuns(hosting, event)) played.push(await playRun(hosting, planned))
  return played
}

interface Stage {
  readonly workflow: Workflow
  readonly run: RunFacts
  readonly contexts: Readonly<Record<string, unknown>>
  readonly prefix: string
}

interface Need {
  readonly result: JobResult
  readonly outputs: Readonly<Record<string, string>>
}

/** Jobs that need nothing more start at once: what one of them leaves is not there yet for the other. */
async function playJobs(stage: Stage): Promise<readonly JobRecord[]> {
  const done = new Map<string, Need>()
  const records: JobRecord[] = []
  let waiting = stage.workflow.jobs
  while (waiting.length > 0) {
    const ready = waiting.filter(({ needs }) => needs.every((each) => done.has(each)))
    if (ready.length === 0) {
      throw new Error(`${stage.workflow.file}: jobs wait for each other, or for a job that is not there`)
    }
    waiting = waiting.filter((job) => !ready.includes(job))
    const played = await Promise.all(
      ready.map(async (job) => await playOne(job, withNeeds(stage, job, done)))
    )
    for (const [index, { id }] of ready.entries()) {
      const own = played[index] ?? []
      records.push(...own)
      done.set(id, { result: overall(own), outputs: outputsOf(own) })
    }
  }
  return records
}

function withNeeds(stage: Stage, job: Job, done: ReadonlyMap<string, Need>): Stage {
  const needs = Object.fromEntries(job.needs.map((each) => [each, done.get(each)]))
  return { ...stage, contexts: { ...stage.contexts, needs } }
}

function outputsOf(played: readonly JobRecord[]): Need['outputs'] {
  return Object.fromEntries(played.flatMap(({ outputs }) => Object.entries(outputs)))
}

function overall(played: readonly JobRecord[]): JobResult {
  if (played.some(({ result }) => result === 'failure')) return 'failure'
  return played.every(({ result }) => result === 'skipped') ? 'skipped' : 'success'
}

async function playOne(job: Job, stage: Stage): Promise<readonly JobRecord[]> {
  const { contexts } = stage
  const scope = scopeOf(contexts, statusOf(Object.values(contexts['needs'] as Record<string, Need>)))
  if (!holds(job.keys['if'], scope, stage.workflow.context)) {
    return [
      {
        id: stage.prefix + job.id,
        result: 'skipped',
        outputs: {},
        steps: [],
        runsOn: undefined,
        permissions: undefined
      }
    ]
  }
  return job.keys['uses'] === undefined ? await playMatrix(job, stage) : await callWorkflow(job, stage)
}

/** https://docs.github.com/actions/how-tos/reuse-automations/reuse-workflows */
async function callWorkflow(job: Job, stage: Stage): Promise<readonly JobRecord[]> {
  const name = literal(job.keys['uses'])
  const { hosting } = stage.run
  const text = hosting.shared[name]
  if (text === undefined) throw new Error(`${name} was not found`)
  const workflow = readWorkflow(name, text)
  const trigger = triggersOf(workflow)['workflow_call']
  if (trigger === undefined) throw new Error(`${name} cannot be called`)
  const allowed = permissionsOf(job.keys['permissions'], stage.workflow.keys['permissions'])
  for (const { id, keys } of workflow.jobs) {
    refuseExcess(permissionsOf(keys['permissions'], workflow.keys['permissions']), allowed, id)
  }
  const scope = scopeOf(stage.contexts, BEGINNING)
  const given = job.keys['with'] && (resolve(job.keys['with'], scope) as Record<string, unknown>)
  const contexts = {
    ...stage.contexts,
    inputs: typedInputs(trigger, given ?? {}),
    secrets: passedSecrets(trigger, resolveTexts(job.keys['secrets'], scope))
  }
  return await playJobs({ workflow, run: stage.run, contexts, prefix: `${stage.prefix}${job.id} / ` })
}

function scopeOf(contexts: Readonly<Record<string, unknown>>, status: Status): Scope {
  return { contexts, status }
}

function statusOf(needs: readonly Need[]): Status {
  return {
    succeeded: needs.every(({ result }) => result === 'success'),
    failed: needs.some(({ result }) => result === 'failure'),
    cancelled: false
  }
}
