import { parse } from 'yaml'
import type { ServiceReply } from '../kit/service.js'
import { accountId } from './identity.js'
import { isObject, type JsonObject } from './openapi.js'
import { REPOSITORY, speaks2026, type Call, type Operation } from './operation.js'
import { NO_CONTENT, notFound, ok, unprocessable } from './replies.js'

/** Characters of a payload, counted on its JSON. https://docs.github.com/en/rest/repos/repos#create-a-repository-dispatch-event */
const MAX_PAYLOAD = 65_535

/** A `repository_dispatch` that GitHub took. */
export interface RepositoryDispatch {
  readonly event_type: string
  readonly client_payload: Readonly<Record<string, unknown>>
  readonly login: string
  /** Milliseconds since the epoch. */
  readonly at: number
}

/** A `workflow_dispatch` that GitHub took. */
export interface WorkflowDispatch {
  /** File name below `.github/workflows`. */
  readonly workflow: string
  readonly ref: string
  readonly inputs: Readonly<Record<string, unknown>>
  readonly login: string
  readonly at: number
}

/** What was dispatched in one repository, in order. */
export interface DispatchLog {
  readonly repository: RepositoryDispatch[]
  readonly workflow: WorkflowDispatch[]
}

async function dispatchRepository(call: Call): Promise<ServiceReply> {
  const body = call.body as { event_type: string; client_payload?: Readonly<Record<string, unknown>> }
  const client_payload = body.client_payload ?? {}
  if (JSON.stringify(client_payload).length >= MAX_PAYLOAD)
    return unprocessable('client_payload is too large.')
  call.repository.dispatches.repository.push({
    event_type: body.event_type,
    client_payload,
    login: call.grant?.login ?? '',
    at: call.now()
  })
  return NO_CONTENT
}

interface DispatchTrigger {
  readonly inputs: Readonly<Record<string, unknown>>
}

/** The `workflow_dispatch` trigger of a workflow's source; `undefined` where it has none. */
function findTrigger(source: string): DispatchTrigger | undefined {
  const workflow: unknown = parse(source)
  const on = isObject(workflow) ? workflow['on'] : undefined
  if (on === 'workflow_dispatch') return { inputs: {} }
  if (Array.isArray(on)) return on.includes('workflow_dispatch') ? { inputs: {} } : undefined
  if (!isObject(on) || !('workflow_dispatch' in on)) return undefined
  const trigger = on['workflow_dispatch']
  const inputs = isObject(trigger) ? trigger['inputs'] : undefined
  return { inputs: isObject(inputs) ? inputs : {} }
}

function inputProblem(
  trigger: DispatchTrigger,
  given: Readonly<Record<string, unknown>>
): string | undefined {
  const unexpected = Object.keys(given).filter((name) => !(name in trigger.inputs))
  if (unexpected.length > 0) return `Unexpected inputs provided: ${JSON.stringify(unexpected)}`
  for (const [name, input] of Object.entries(trigger.inputs)) {
    if (!isObject(input) || input['required'] !== true || input['default'] !== undefined) continue
    if (given[name] === undefined || given[name] === '') return `Required input '${name}' not provided`
  }
  for (const [name, input] of Object.entries(trigger.inputs)) {
    const allowed = isObject(input) ? allowedValues(input) : undefined
    if (name in given && allowed !== undefined && !allowed.includes(String(given[name]))) {
      return `Provided value '${String(given[name])}' for input '${name}' not in the list of allowed values`
    }
  }
  return undefined
}

/** Of a choice and of a boolean; `undefined` where any text will do. */
function allowedValues({ type, options }: JsonObject): readonly string[] | undefined {
  if (type === 'boolean') return ['true', 'false']
  return type === 'choice' && Array.isArray(options) ? options.map(String) : undefined
}

async function readWorkflow(
  call: Call,
  commit: string | undefined,
  file: string
): Promise<string | undefined> {
  const { git } = call.repository
  const entry = commit === undefined ? undefined : await git.entryAt(commit, `.github/workflows/${file}`)
  return entry && (await git.readObject(entry.sha))?.content.toString('utf8')
}

/** Workflows are known by the files of the default branch, by name or by the number that GitHub gives them. */
async function findWorkflow(call: Call, id: string): Promise<string | undefined> {
  const { git } = call.repository
  const head = await git.head()
  const folder = head === undefined ? undefined : await git.entryAt(head, '.github/workflows')
  const files = folder ? await git.listTree(folder.sha, { recursive: false }) : []
  return files.map((each) => each.path).find((path) => path === id || String(workflowId(path)) === id)
}

/** Number of the workflow in a file of that name. */
export function workflowId(file: string): number {
  return accountId(`workflow ${file}`)
}

async function dispatchWorkflow(call: Call): Promise<ServiceReply> {
  const {
    ref,
    inputs = {},
    return_run_details
  } = call.body as {
    ref: string
    inputs?: Readonly<Record<string, unknown>>
    return_run_details?: boolean
  }
  const file = await findWorkflow(call, call.request.params['workflow_id'] ?? '')
  if (file === undefined) return notFound()
  if (call.repository.disabledWorkflows.has(`.github/workflows/${file}`)) {
    return unprocessable("Cannot trigger a 'workflow_dispatch' on a disabled workflow")
  }
  const commit = await call.repository.git.resolveCommit(ref)
  if (commit === undefined) return unprocessable(`No ref found for: ${ref}`)
  const source = await readWorkflow(call, commit, file)
  const trigger = source === undefined ? undefined : findTrigger(source)
  if (!trigger) return unprocessable("Workflow does not have 'workflow_dispatch' trigger")
  const problem = inputProblem(trigger, inputs)
  if (problem !== undefined) return unprocessable(problem)
  if (JSON.stringify(inputs).length >= MAX_PAYLOAD) return unprocessable('inputs are too large.')
  const log = call.repository.dispatches.workflow
  log.push({ workflow: file, ref, inputs, login: call.grant?.login ?? '', at: call.now() })
  if (return_run_details !== true && !speaks2026(call.request)) return NO_CONTENT
  const run = 9_000_000_000 + log.length
  return ok({
    workflow_run_id: run,
    run_url: call.api(`actions/runs/${run}`),
    html_url: call.html(`actions/runs/${run}`)
  })
}

/** Both ways to start a workflow from outside. */
export const dispatchOperations: readonly Operation[] = [
  {
    method: 'POST',
    path: `${REPOSITORY}/dispatches`,
    need: { name: 'contents', access: 'write' },
    answer: dispatchRepository
  },
  {
    method: 'POST',
    path: `${REPOSITORY}/actions/workflows/{workflow_id}/dispatches`,
    need: { name: 'actions', access: 'write' },
    answer: dispatchWorkflow
  }
]
