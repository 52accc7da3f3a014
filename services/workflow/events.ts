import type { RepositoryDispatch, WorkflowDispatch } from '../github/dispatches.js'
import { BEGINNING, resolve } from './expression.js'
import type { Workflow } from './read-workflow.js'

/** What starts workflows, with the payload as GitHub writes it into the event file. */
export interface WorkflowEvent {
  readonly name: 'repository_dispatch' | 'workflow_dispatch' | 'schedule'
  readonly payload: Readonly<Record<string, unknown>>
  /** File of the one workflow that is meant; else every workflow that listens. */
  readonly workflow?: string
}

/** https://docs.github.com/webhooks/webhook-events-and-payloads#repository_dispatch */
export function repositoryDispatch(
  { event_type, client_payload, login }: RepositoryDispatch,
  repository: string
): WorkflowEvent {
  const payload = { action: event_type, branch: 'main', client_payload, ...about(repository, login) }
  return { name: 'repository_dispatch', payload }
}

/** https://docs.github.com/webhooks/webhook-events-and-payloads#workflow_dispatch */
export function workflowDispatch(
  { workflow, ref, inputs, login }: WorkflowDispatch,
  repository: string
): WorkflowEvent {
  const payload = { inputs, ref: `refs/heads/${ref}`, workflow, ...about(repository, login) }
  return { name: 'workflow_dispatch', payload, workflow }
}

/** https://docs.github.com/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule */
export function schedule(cron: string, repository: string): WorkflowEvent {
  return { name: 'schedule', payload: { schedule: cron, ...about(repository, 'github-actions[bot]') } }
}

function about(repository: string, login: string): object {
  const [owner, name] = repository.split('/')
  return { repository: { name, full_name: repository, owner: { login: owner } }, sender: { login } }
}

type Triggers = Readonly<Record<string, unknown>>

export function triggersOf({ keys }: Workflow): Triggers {
  const on = keys['on'] === undefined ? {} : resolve(keys['on'], { contexts: {}, status: BEGINNING })
  if (typeof on === 'string') return { [on]: null }
  return Array.isArray(on) ? Object.fromEntries(on.map((name: string) => [name, null])) : (on as Triggers)
}

/** Whether the workflow runs for the event. */
export function listensTo(workflow: Workflow, { name, payload, workflow: meant }: WorkflowEvent): boolean {
  const triggers = triggersOf(workflow)
  if (!(name in triggers)) return false
  const trigger = triggers[name]
  switch (name) {
    case 'workflow_dispatch':
      return workflow.file.endsWith(`/${meant ?? ''}`)
    case 'schedule':
      return (trigger as readonly { cron: string }[]).some(({ cron }) => cron === payload['schedule'])
    case 'repository_dispatch': {
      const types = (trigger as { readonly types?: readonly string[] } | null)?.types
      return types === undefined || types.includes(String(payload['action']))
    }
  }
}
