import type { Writers } from '../ports.js'
import type { Case, Step } from './case.js'
import { handOff } from './hand-off.js'
import type { KeptTicket } from './keep-ticket.js'

/** What follows once the ticket is right: the hand-off, and Datadog keeps step. One that fails does not stop the other. */
export async function finishCase(step: Step, kept: KeptTicket): Promise<void> {
  const { current, request, writers } = step
  const done = await Promise.allSettled([
    ...kept.pending,
    handOff(step, kept),
    linkParent(step, kept),
    request.policy.datadog.acknowledge && current.issue.state === 'OPEN'
      ? acknowledge(current, writers)
      : undefined
  ])
  const failures = done.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []))
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1) {
    const messages = failures.map((failure) => (failure instanceof Error ? failure.message : String(failure)))
    throw new AggregateError(failures, messages.join(' Also: '))
  }
}

async function acknowledge(current: Case, writers: Writers): Promise<void> {
  const result = await writers.acknowledge(current.issue.id)
  current.acknowledged = result.done
  if (!result.done) current.warnings.push(`The issue stays FOR REVIEW in Datadog: ${result.reason}`)
}

/** A ticket that was filed although its issue is part of an outage. */
async function linkParent({ current, writers }: Step, { ticket }: KeptTicket): Promise<void> {
  const parent = current.parent?.key ?? ''
  if (parent !== '' && ticket.key !== '') await writers.board.link(ticket.key, parent)
}
