import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token'
import type { Access, Permissions } from '../github/credentials.js'
import { BEGINNING, resolve } from './expression.js'

/** What the workflow token can be given here. "Variables" is not among it: no workflow can ask for that. */
const NAMES = {
  contents: 'contents',
  actions: 'actions',
  checks: 'checks',
  deployments: 'deployments',
  issues: 'issues',
  'pull-requests': 'pull_requests'
}

/**
 * What the token of a job may: the job's own `permissions:`, else the workflow's. Everything that is not named is no access. Throws
 * where neither says anything, because the repository's settings would decide then.
 */
export function permissionsOf(
  job: TemplateToken | undefined,
  workflow: TemplateToken | undefined
): Permissions {
  const token = job ?? workflow
  if (token === undefined) throw new Error('Neither the job nor the workflow says its permissions')
  const told = resolve(token, { contexts: {}, status: BEGINNING })
  if (typeof told !== 'object') throw new Error('Write each permission, not read-all or write-all')
  const named = Object.entries(told as Readonly<Record<string, Access | 'none'>>)
  const granted = named.flatMap(([name, access]) => {
    if (!(name in NAMES)) throw new Error(`The embedded GitHub does not know the permission ${name}`)
    return access === 'none' ? [] : [[NAMES[name as keyof typeof NAMES], access] as const]
  })
  return { metadata: 'read', ...Object.fromEntries(granted) }
}

/** A called workflow gets no more than the job that calls it has; GitHub does not start it otherwise. */
export function refuseExcess(wanted: Permissions, allowed: Permissions, job: string): void {
  const excess = Object.entries(wanted).filter(
    ([name, access]) => access === 'write' && allowed[name as keyof Permissions] !== 'write'
  )
  const missing = Object.keys(wanted).filter((name) => allowed[name as keyof Permissions] === undefined)
  const names = new Set([...excess.map(([name]) => name), ...missing])
  if (names.size > 0)
    throw new Error(`The called job ${job} wants more than its caller may: ${[...names].join(', ')}`)
}
