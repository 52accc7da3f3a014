import type { FixInputs } from './config/inputs.js'
import { readFixRequest, type FixRequestResult } from './flow/fix/read-fix-request.js'
import type { RunnerContext } from './runner-context.js'

/** The hand-off that started the run; inputs that name an issue or a ticket have to agree with it. */
export function readFixEvent(
  { eventName, payload }: Pick<RunnerContext, 'eventName' | 'payload'>,
  inputs: FixInputs
): FixRequestResult {
  const event = isRecord(payload) ? payload : {}
  if (eventName !== 'repository_dispatch' || event['action'] !== 'error-autofix') {
    const seen = `${eventName}${typeof event['action'] === 'string' ? ` (${event['action']})` : ''}`
    return {
      ok: false,
      problems: [
        `Mode ${inputs.mode} runs on repository_dispatch of type error-autofix, and the event is ${seen}. ` +
          'Triage sends it when an issue is eligible; by hand, run triage with force-fix for the issue.'
      ]
    }
  }
  const read = readFixRequest(event['client_payload'])
  if (!read.ok) return read
  const problems = [
    ...disagreement('issue-id', inputs.issueId, read.request.issue_id),
    ...disagreement('ticket-key', inputs.ticketKey, read.request.ticket_key)
  ]
  return problems.length > 0 ? { ok: false, problems } : read
}

function disagreement(name: string, given: string, handed: string): string[] {
  if (given === '' || given === handed) return []
  return [
    `Input "${name}" is ${JSON.stringify(given.slice(0, 80))}, and the event was sent for ${handed}. Leave the input out.`
  ]
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
