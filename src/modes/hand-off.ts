import { originOf } from '../flow/decision/rubric.js'
import { composeFixRequest } from '../flow/fix/compose-fix-request.js'
import type { FixRequest } from '../flow/fix/fix-request.js'
import { messageToShow } from '../flow/ticket/error-message.js'
import { renderStack } from '../flow/ticket/stack-text.js'
import { ticketFactsOf, type Step } from './case.js'
import type { KeptTicket } from './keep-ticket.js'

/** Hands an eligible issue to auto-fix, behind a claim on the ticket: of runs at the same time, one does. */
export async function handOff(step: Step, kept: KeptTicket): Promise<void> {
  const { current, world, writers } = step
  const request = composeRequest(step, kept)
  if (request === undefined) return
  const { key } = kept.ticket
  // A bug that is back begins anew, now or whenever its conditions are met, and so does a person who forces it.
  const { reopens } = kept.memory
  const id = reopens === 0 ? key : `${key}.reopened-${reopens}`
  const result = await writers.claims.claim(
    [{ kind: 'hand-off', id }],
    'hand-off',
    current.force ? key : undefined
  )
  // A run that died after its hand-off could not note it.
  if (result.kind === 'filed') await rememberHandOff()
  if (result.kind !== 'claimed') return
  try {
    await writers.fixes.requestFix(request)
  } catch (error) {
    await result.claim.release()
    throw error
  }
  current.handedOff = true
  // In this order: once it is noted, nobody looks at the claim again.
  await result.claim.settle(key)
  await rememberHandOff()

  /** Another run may have added to the memory since: what it noted has to stay. */
  async function rememberHandOff(): Promise<void> {
    const memory = (await writers.board.read(key))?.memory ?? kept.memory
    await writers.board.remember(key, { ...memory, handedOffAt: world.clock.now() })
  }
}

function composeRequest({ current, request, world }: Step, kept: KeptTicket): FixRequest | undefined {
  const { diagnosis, verdict, score, decision, issue, identity, alert, force, route } = current
  if (!verdict?.eligible || !score || !decision || !diagnosis?.culprit.known) return undefined
  if (diagnosis.classification.kind !== 'class') return undefined
  const facts = ticketFactsOf(current, score, decision, request, world.clock.now())
  const stack = renderStack(facts, Number.MAX_SAFE_INTEGER)
  return composeFixRequest({
    issue,
    ticket: kept.ticket,
    fingerprint: identity.fingerprint.hash,
    fixClass: diagnosis.classification.fixClass,
    bump: diagnosis.classification.bump,
    team: route?.team?.name,
    score: Math.max(score.total, kept.memory.scoreAtFiling),
    env: originOf(issue, alert),
    force,
    runUrl: request.runUrl,
    culprit: diagnosis.culprit.value,
    culpritCommit: diagnosis.culpritCommit,
    message: messageToShow(facts),
    stack: stack.known ? stack.value : ''
  })
}
