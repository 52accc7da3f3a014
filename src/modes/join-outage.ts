import { isAmbiguous } from '../errors.js'
import { outageKey, outageOf, type Outage } from '../flow/decision/cascade/outage.js'
import type { ExistingTicket } from '../flow/decision/existing-ticket.js'
import { originOf } from '../flow/decision/rubric.js'
import { valueOr } from '../flow/issue/known.js'
import { outageLabel } from '../flow/ticket/labels.js'
import type { Step } from './case.js'
import { testedIssueOf } from './look-around.js'
import { obtainClaim, type FilingRight } from './obtain-claim.js'
import { addChild, draftParent, findParent, openParent, type ParentTicket } from './parent-ticket.js'

/** A ticket of an outage, or the reason why there is none. */
type Parent =
  | { readonly kind: 'open'; readonly ticket: ParentTicket }
  | { readonly kind: 'held'; readonly by: string }
  | { readonly kind: 'no-room' }

/** Of one run: issues of the same outage go one after another, so that the first files the parent and the others join it. */
export interface OutageState {
  /** The end of the last issue's turn, by the outage's id. */
  readonly turns: Map<string, Promise<unknown>>
  /** Parents that this run has filed or found; a dry run's have no key. */
  readonly parents: Map<string, ParentTicket>
  /** New tickets that the run may still file. */
  ticketsLeft: number
}

/**
 * An issue that would get a ticket of its own, and is part of an outage, goes to the outage's parent ticket instead, or is linked to
 * it, as `cascade.children` says. True when it needs no ticket any more.
 */
export async function joinOutage(step: Step, run: OutageState): Promise<boolean> {
  const { current, request, world } = step
  const outage = findOutage(step)
  if (outage === undefined || current.force) return false
  const id = world.hash(outageKey(outage)).slice(0, 16)
  const turn = (run.turns.get(id) ?? Promise.resolve()).then(() => join(step, run, { outage, id }))
  run.turns.set(
    id,
    turn.catch(() => undefined)
  )
  const parent = await turn
  if (parent.kind === 'no-room') return false
  if (parent.kind === 'held') {
    suppress(step, `${parent.by} is filing the parent ticket of it right now: ${outage.why}`)
    return true
  }
  const { key, url } = parent.ticket
  current.parent = { key, url }
  if (request.policy.cascade.children === 'link') return false
  current.ticket = key === '' ? undefined : { key, url }
  suppress(step, key === '' ? outage.why : `${key} tells of it: ${outage.why}`)
  return true
}

function suppress({ current }: Step, why: string): void {
  current.decision = { outcome: 'suppressed', reason: 'part-of-cascade', why, plan: undefined }
}

function findOutage({ current }: Step): Outage | undefined {
  const { assessment, evidence, issue, alert } = current
  if (assessment?.spike.known !== true) return undefined
  return outageOf({
    own: testedIssueOf(issue, assessment.spike.value),
    state: evidence?.level === undefined ? 'new' : evidence.level === 'quiet' ? 'quiet' : 'rises',
    environment: valueOr(originOf(issue, alert), 'unknown environment'),
    surroundings: assessment.surroundings,
    thirdParty: assessment.thirdParty
  })
}

interface Asked {
  readonly outage: Outage
  readonly id: string
}

async function join(step: Step, run: OutageState, asked: Asked): Promise<Parent> {
  const { board, claims } = step.writers
  const own = run.parents.get(asked.id)
  const { open, superseded } = own ? { open: own } : await findParent(step, asked.id)
  if (open !== undefined) return joinParent(step, run, { ...asked, parent: open })
  if (run.ticketsLeft <= 0) return { kind: 'no-room' }
  const right: FilingRight<ExistingTicket> = {
    keys: [{ kind: 'outage', id: asked.id }],
    superseding: superseded,
    readFiled: async (key) => openParent(await board.read(key), asked.id),
    findInherited: async (left) => {
      const recent = await board.findRecent([outageLabel(asked.id)])
      for (const { key } of recent.toReversed()) {
        const ticket = key === left ? undefined : openParent(await board.read(key), asked.id)
        if (ticket !== undefined) return ticket
      }
      return undefined
    },
    keyOf: ({ key }) => key
  }
  const obtained = await obtainClaim(right, { claims, clock: step.world.clock })
  if (obtained.kind === 'held') return obtained
  if (obtained.kind === 'faster') return joinParent(step, run, { ...asked, parent: obtained.ticket })
  run.ticketsLeft -= 1
  const draft = draftParent(step, asked.outage, asked.id)
  const filed = await board.create(draft).catch(async (error: unknown) => {
    if (!isAmbiguous(error)) await obtained.claim.release()
    throw error
  })
  await obtained.claim.settle(filed.key)
  const ticket = { key: filed.key, url: filed.url, memory: draft.memory }
  run.parents.set(asked.id, ticket)
  return { kind: 'open', ticket }
}

async function joinParent(
  step: Step,
  run: OutageState,
  { outage, id, parent }: Asked & { readonly parent: ParentTicket }
): Promise<Parent> {
  const ticket = await addChild(step, outage, parent)
  run.parents.set(id, ticket)
  return { kind: 'open', ticket }
}
