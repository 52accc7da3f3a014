import * as z from 'zod'
import { ConfigurationError } from '../../errors.js'
import { leadingBack } from '../../flow/decision/way-back.js'
import type { BoardContext } from './board-context.js'
import { checkIssueKey } from './issue-key.js'
import { onceDespiteLoss } from './lost-reply.js'
import { readTicket } from './ticket-reading.js'
import { readTransitions, type ListedTransition } from './transitions.js'

/**
 * Moves a closed ticket to the configured status, else to the first status that is to do, else in progress. A ticket that
 * somebody has reopened meanwhile stays where it is.
 */
export async function reopenTicket(context: BoardContext, key: string): Promise<void> {
  checkIssueKey(key)
  // Transitions tell where they lead, not where they start: on an open ticket the first could put it back.
  if (await isOpen(context, key)) return
  const transitions = await readTransitions(context.connection, key)
  const { id } = chooseTransition(transitions, key, context.policy.reopenStatus)
  await onceDespiteLoss(
    {
      act: async () => {
        await context.connection.call({
          doing: `reopen ticket ${key}`,
          permission: 'Transition Issues',
          idempotent: false,
          reply: z.unknown(),
          send: (client) => client.issues.doTransition({ issueIdOrKey: key, transition: { id } })
        })
        return true
      },
      find: async () => ((await isOpen(context, key)) ? true : undefined)
    },
    context.retry
  )
}

async function isOpen(context: BoardContext, key: string): Promise<boolean> {
  const ticket = await readTicket(context, key)
  return ticket !== undefined && ticket.stage !== 'done'
}

function chooseTransition(
  transitions: readonly ListedTransition[],
  key: string,
  reopenStatus: string | undefined
): ListedTransition {
  const candidates = leadingBack(transitions, reopenStatus)
  const chosen = candidates.find((each) => each.asks.length === 0)
  if (chosen !== undefined) return chosen
  throw new ConfigurationError([problemOf(transitions, candidates, key, reopenStatus)])
}

function problemOf(
  transitions: readonly ListedTransition[],
  candidates: readonly ListedTransition[],
  key: string,
  reopenStatus: string | undefined
): string {
  const wanted =
    reopenStatus === undefined ? 'an open status' : `the status "${reopenStatus}" (jira.reopen-status)`
  const available = transitions.map(describe).join(', ') || 'none'
  const mend =
    'Set jira.reopen-status to a status that one of them leads to without asking for fields, or add such a transition to the workflow.'
  return candidates.length === 0
    ? `Ticket ${key} cannot be reopened: no transition leads to ${wanted}. Available transitions: ${available}. ${mend}`
    : `Ticket ${key} cannot be reopened: every transition to ${wanted} asks for fields. Available transitions: ${available}. ${mend}`
}

function describe({ name, to, asks }: ListedTransition): string {
  return `"${name}" (to ${to.name}${asks.length === 0 ? '' : `, asks for ${asks.join(', ')}`})`
}
