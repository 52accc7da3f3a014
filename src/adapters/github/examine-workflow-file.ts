import { parse } from 'yaml'
import type {
  ActionStep,
  ConcurrencyGroup,
  WorkflowEvent,
  WorkflowFile
} from '../../check-up/github/facts.js'

/** Anchors that stand for each other grow without end; no workflow has so many. */
const MAXIMUM_ALIASES = 100

type Fields = Readonly<Record<string, unknown>>

/** What starts a workflow and what it runs of ours. A file that is no workflow says why. */
export function readWorkflow(path: string, text: string): WorkflowFile {
  const nothing = { path, events: [], concurrency: [], steps: [], calls: [] }
  let source: unknown
  try {
    // Since version 1.2 of YAML, `on` is a word like any other; GitHub reads it so.
    source = parse(text, { maxAliasCount: MAXIMUM_ALIASES, uniqueKeys: false, logLevel: 'error' })
  } catch (error) {
    return { ...nothing, problem: error instanceof Error ? error.message : String(error) }
  }
  if (!isFields(source)) return { ...nothing, problem: 'it is not a mapping' }
  const jobs = Object.values(fieldsOf(source['jobs'])).map(fieldsOf)
  return {
    path,
    problem: undefined,
    events: readEvents(source['on']),
    concurrency: [source, ...jobs].flatMap((each) => readConcurrency(each['concurrency'])),
    steps: jobs.flatMap((job) => listOf(job['steps'])).flatMap((step) => readStep(fieldsOf(step))),
    calls: jobs.flatMap((job) => textOf(job['uses']) ?? [])
  }
}

/** `on: push`, `on: [push]` and `on: { push: … }` are the same. */
function readEvents(on: unknown): readonly WorkflowEvent[] {
  if (isFields(on)) return Object.entries(on).map(([name, event]) => readEvent(name, fieldsOf(event)))
  return namesOf(on)?.map((name) => readEvent(name, {})) ?? []
}

function readEvent(name: string, event: Fields): WorkflowEvent {
  return {
    name,
    types: namesOf(event['types']),
    branches: namesOf(event['branches']),
    branchesIgnore: namesOf(event['branches-ignore']),
    hasPaths: 'paths' in event || 'paths-ignore' in event,
    inputs: Object.keys(fieldsOf(event['inputs']))
  }
}

function readConcurrency(value: unknown): readonly ConcurrencyGroup[] {
  const group = isFields(value) ? textOf(value['group']) : textOf(value)
  return group === undefined ? [] : [{ group, keepsWaiting: fieldsOf(value)['queue'] === 'max' }]
}

function readStep(step: Fields): readonly ActionStep[] {
  const uses = textOf(step['uses'])
  const inputs = fieldsOf(step['with'])
  const mode = textOf(inputs['mode'])
  if (uses === undefined || mode === undefined) return []
  return [
    {
      uses,
      mode,
      publishes: inputs['publish'] !== false && inputs['publish'] !== 'false',
      inputs: Object.keys(inputs)
    }
  ]
}

/** `undefined` when nothing is written there. */
function namesOf(value: unknown): readonly string[] | undefined {
  if (Array.isArray(value)) return listOf(value).flatMap((each) => textOf(each) ?? [])
  const name = textOf(value)
  return name === undefined ? undefined : [name]
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {}
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined
}
