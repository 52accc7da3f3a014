import * as z from 'zod'
import { ConfigurationError } from '../../errors.js'
import { leadingBack } from '../../flow/decision/way-back.js'
import type { BoardContext } from './board-context.js'
import { checkIssueKey } from './issue-key.js'
import { onceDespiteLoss } from './lost-reply.js'
import { readTicket } from './ticket-reading.js'

const transitionList = z.object({
  transitions: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string(),
      to: z
        .object({ name: z.string(), statusCategory: z.object({ key: z.string() }) })
        .transform(({ name, statusCategory }) => ({ name, category: statusCategory.key })),
      fields: z
        .record(
          z.string(),
          z.object({
            required: z.boolean(),
            name: z.string().optional(),
            hasDefaultValue: z.boolean().optional()
          })
        )
        .optional()
    })
  )
})

type Transition = z.infer<typeof transitionList>['transitions'][number]

/**
 * Moves a closed ticket to the configured status, else to the first status that is to do, else in progress. A ticket that
 * somebody has reopened meanwhile stays where it is.
 */
export async function reopenTicket(context: BoardContext, key: string): Promise<void> {
  checkIssueKey(key)
  // Transitions tell where they lead, not where they start: on an open ticket the first could put it back.
  if (await isOpen(context, key)) return
  const { transitions } = await context.connection.call({
    doing: `list the transitions of ticket ${key}`,
    permission: 'Transition Issues',
    idempotent: true,
    reply: transitionList,
    send: (client) => client.issues.getTransitions({ issueIdOrKey: key, expand: 'transitions.fields' })
  })
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
  transitions: readonly Transition[],
  key: string,
  reopenStatus: string | undefined
): Transition {
  const candidates = leadingBack(transitions, reopenStatus)
  const chosen = candidates.find((each) => missingFields(each).length === 0)
  if (chosen !== undefined) return chosen
  throw new ConfigurationError([problemOf(transitions, candidates, key, reopenStatus)])
}

function missingFields({ fields }: Transition): readonly string[] {
  return Object.entries(fields ?? {})
    .filter(([, field]) => field.required && field.hasDefaultValue !== true)
    .map(([id, field]) => field.name ?? id)
}

function problemOf(
  transitions: readonly Transition[],
  candidates: readonly Transition[],
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

function describe(transition: Transition): string {
  const missing = missingFields(transition)
  const asks = missing.length === 0 ? '' : `, asks for ${missing.join(', ')}`
  return `"${transition.name}" (to ${transition.to.name}${asks})`
}
