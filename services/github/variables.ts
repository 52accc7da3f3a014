import type { ServiceReply } from '../kit/service.js'
import { REPOSITORY, type Call, type Operation } from './operation.js'
import { conflict, created, NO_CONTENT, notFound, ok, unprocessable } from './replies.js'

/** See https://docs.github.com/en/actions/reference/workflows-and-actions/variables */
const MAX_VALUE_BYTES = 48 * 1024
const MAX_VARIABLES = 500
const MAX_PAGE = 30

const READ = { name: 'variables', access: 'read' } as const
const WRITE = { name: 'variables', access: 'write' } as const

interface VariableBody {
  readonly name?: string
  readonly value?: string
}

function refuseName(name: string): ServiceReply | undefined {
  if (/^[a-z_][a-z0-9_]*$/i.test(name) && !/^github_/i.test(name)) return undefined
  return unprocessable(
    'Variable names can only contain alphanumeric characters ([a-z], [A-Z], [0-9]) or underscores (_). ' +
      'Spaces are not allowed. Must start with a letter ([a-z], [A-Z]) or underscores (_), and must not start with GITHUB_.'
  )
}

function refuseValue(value: string): ServiceReply | undefined {
  return Buffer.byteLength(value) > MAX_VALUE_BYTES
    ? unprocessable('Variable value is too large.')
    : undefined
}

async function list(call: Call): Promise<ServiceReply> {
  const all = call.repository.variables.list()
  const { query } = call.request
  const size = Math.min(MAX_PAGE, Math.max(1, Number(query.get('per_page') ?? 10)))
  const page = Math.max(1, Number(query.get('page') ?? 1))
  const last = Math.max(1, Math.ceil(all.length / size))
  const link = (to: number, rel: string): string =>
    `<${call.api('actions/variables')}?per_page=${size}&page=${to}>; rel="${rel}"`
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : [])
  ]
  return ok(
    { total_count: all.length, variables: all.slice((page - 1) * size, page * size) },
    links.length > 0 ? { link: links.join(', ') } : {}
  )
}

async function get(call: Call): Promise<ServiceReply> {
  const variable = call.repository.variables.get(call.request.params['name'] ?? '')
  return variable ? ok(variable) : notFound()
}

async function create(call: Call): Promise<ServiceReply> {
  const { name = '', value = '' } = call.body as VariableBody
  const { variables } = call.repository
  const refused = refuseName(name) ?? refuseValue(value)
  if (refused) return refused
  if (variables.get(name)) return conflict('Already exists - Variable already exists')
  if (variables.list().length >= MAX_VARIABLES) return unprocessable('Variable limit exceeded.')
  variables.set(name, value)
  return created({})
}

async function update(call: Call): Promise<ServiceReply> {
  const { variables } = call.repository
  const current = variables.get(call.request.params['name'] ?? '')
  if (!current) return notFound()
  const { name = current.name, value = current.value } = call.body as VariableBody
  const refused = refuseName(name) ?? refuseValue(value)
  if (refused) return refused
  if (name.toUpperCase() !== current.name) {
    if (variables.get(name)) return conflict('Already exists - Variable already exists')
    variables.remove(current.name)
  }
  variables.set(name, value)
  return NO_CONTENT
}

async function remove(call: Call): Promise<ServiceReply> {
  return call.repository.variables.remove(call.request.params['name'] ?? '') ? NO_CONTENT : notFound()
}

/** Repository variables, the switch of the product among them. */
export const variableOperations: readonly Operation[] = [
  { method: 'GET', path: `${REPOSITORY}/actions/variables`, need: READ, answer: list },
  { method: 'POST', path: `${REPOSITORY}/actions/variables`, need: WRITE, answer: create },
  { method: 'GET', path: `${REPOSITORY}/actions/variables/{name}`, need: READ, answer: get },
  { method: 'PATCH', path: `${REPOSITORY}/actions/variables/{name}`, need: WRITE, answer: update },
  { method: 'DELETE', path: `${REPOSITORY}/actions/variables/{name}`, need: WRITE, answer: remove }
]
