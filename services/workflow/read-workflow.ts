import { isMapping, isSequence, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser'
import type { TemplateContext } from '@actions/workflow-parser/templates/template-context'
import type { MappingToken } from '@actions/workflow-parser/templates/tokens/mapping-token'
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token'
import { literal } from './expression.js'

export type Keys = Readonly<Record<string, TemplateToken>>

export interface Job {
  readonly id: string
  readonly keys: Keys
  readonly needs: readonly string[]
  readonly steps: readonly Keys[]
}

/** A workflow as GitHub's own parser reads it: checked against its schema, expressions not yet evaluated. */
export interface Workflow {
  readonly file: string
  readonly keys: Keys
  readonly jobs: readonly Job[]
  readonly context: TemplateContext
}

/** What the player plays; anything else is refused, because it would be passed over in silence. */
const WORKFLOW_KEYS = ['name', 'on', 'permissions', 'concurrency', 'jobs']
const JOB_KEYS = [
  ...['runs-on', 'needs', 'if', 'permissions', 'outputs', 'steps', 'strategy', 'timeout-minutes'],
  ...['uses', 'with', 'secrets']
]
const STEP_KEYS = ['id', 'name', 'if', 'uses', 'with', 'run', 'env']

/** Throws with everything that GitHub's schema finds wrong, and for keys that are not played. */
export function readWorkflow(file: string, text: string): Workflow {
  const { context, value } = parseWorkflow({ name: file, content: text }, new NoOperationTraceWriter())
  const problems = context.errors.getErrors().map(({ message }) => message)
  if (value === undefined || problems.length > 0) throw new Error(`${file}: ${problems.join('; ')}`)
  const keys = keysOf(value, file, WORKFLOW_KEYS)
  const jobs = mappingOf(keys['jobs'], file)
  return { file, keys, context, jobs: [...jobs].map(({ key, value: job }) => readJob(key.toString(), job)) }
}

function readJob(id: string, token: TemplateToken): Job {
  const keys = keysOf(token, `job ${id}`, JOB_KEYS)
  const { needs, steps } = keys
  return {
    id,
    keys,
    needs: needs === undefined ? [] : (isSequence(needs) ? listOf(needs) : [needs]).map(literal),
    steps: listOf(steps).map((step, index) => keysOf(step, `step ${index + 1} of job ${id}`, STEP_KEYS))
  }
}

function listOf(token: TemplateToken | undefined): readonly TemplateToken[] {
  if (token === undefined) return []
  if (!isSequence(token)) throw new Error('A list was expected')
  return Array.from({ length: token.count }, (_, index) => token.get(index))
}

function mappingOf(token: TemplateToken | undefined, where: string): MappingToken {
  if (token === undefined || !isMapping(token)) throw new Error(`${where}: a mapping was expected`)
  return token
}

function keysOf(token: TemplateToken, where: string, known: readonly string[]): Keys {
  const pairs = [...mappingOf(token, where)].map(({ key, value }) => [key.toString(), value] as const)
  const unknown = pairs.map(([key]) => key).filter((key) => !known.includes(key))
  if (unknown.length > 0) throw new Error(`${where}: the player does not play ${unknown.join(', ')}`)
  return Object.fromEntries(pairs)
}
