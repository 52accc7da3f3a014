import { originOf } from '../flow/decision/rubric.js'
import { composeFixRequest } from '../flow/fix/compose-fix-request.js'
import { wantedOf, type FixRequest } from '../flow/fix/fix-request.js'
import { valueOr } from '../flow/issue/known.js'
import { messageToShow } from '../flow/ticket/error-message.js'
import { renderStack } from '../flow/ticket/stack-text.js'
import { ticketFactsOf, type Step } from './case.js'
import type { KeptTicket } from './keep-ticket.js'

/** Hands an eligible issue to auto-fix, or one that nobody knows to a diagnosis, behind a claim on the ticket: of runs at the same time, one does. */
export async function handOff(step: Step, kept: KeptTicket): Promise<void> {
  const { current, world, writers } = step
  const request = composeRequest(step, kept)
  if (request === undefined) return
  const { key } = kept.ticket
  // A bug that is back begins anew, now or whenever its conditions are met, and so does a person who forces it.
  const { reopens } = kept.memory
  const wanted = wantedOf(request)
  // A diagnosis takes nothing from the fix that may follow it.
  const id = `${reopens === 0 ? key : `${key}.reopened-${reopens}`}${wanted === 'fix' ? '' : '.diagnosis'}`
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
  if (wanted === 'fix') current.handedOff = true
  else world.log.info('Handed to a diagnosis', { issue: current.issue.id })
  // In this order: once it is noted, nobody looks at the claim again.
  await result.claim.settle(key)
  await rememberHandOff()

  /** Another run may have added to the memory since: what it noted has to stay. */
  async function rememberHandOff(): Promise<void> {
    if (wanted !== 'fix') return
    const memory = (await writers.board.read(key))?.memory ?? kept.memory
    await writers.board.remember(key, { ...memory, handedOffAt: world.clock.now() })
  }
}

function composeRequest(step: Step, kept: KeptTicket): FixRequest | undefined {
  const { current, request, world } = step
  const { diagnosis, verdict, score, decision, issue, identity, alert, force, route, diagnosed } = current
  if (!verdict || !score || !decision || !diagnosis) return undefined
  const { classification, culprit, culpritCommit } = diagnosis
  const fix =
    verdict.eligible && classification.kind === 'class' && culprit.known ? classification : undefined
  if (fix === undefined && !wantsDiagnosis(step)) return undefined
  const facts = ticketFactsOf(current, score, decision, request, world.clock.now())
  const stack = renderStack(facts, Number.MAX_SAFE_INTEGER)
  return composeFixRequest({
    issue,
    ticket: kept.ticket,
    fingerprint: identity.fingerprint.hash,
    wanted: fix === undefined ? 'diagnosis' : 'fix',
    fixClass: fix?.fixClass ?? '',
    knownPattern: current.pattern?.pattern?.name,
    knownDiagnosis: diagnosed?.confirmed === true ? diagnosed : undefined,
    bump: fix?.bump,
    team: route?.team?.name,
    score: Math.max(score.total, kept.memory.scoreAtFiling),
    env: originOf(issue, alert),
    force,
    runUrl: request.runUrl,
    culprit: valueOr(culprit, undefined),
    culpritCommit,
    message: messageToShow(facts),
    messageTemplate: identity.messageTemplate,
    stack: stack.known ? stack.value : ''
  })
}

/** News that no pattern and no person knows the cause of: a model is asked in the fix job, where no credentials are. */
function wantsDiagnosis({ current, request }: Step): boolean {
  const { decision, pattern, diagnosed } = current
  const isNews = decision?.outcome === 'ticketed' || decision?.outcome === 'regression'
  // Where the cause is known to lie elsewhere, an opinion changes nothing.
  const mayBeCode = current.evidence?.autofix.allowed !== false
  const isKnown = pattern?.pattern !== undefined || diagnosed?.confirmed === true
  const { policy, switchedOn } = request
  return (
    policy.diagnosis.enabled &&
    switchedOn &&
    policy.autofix.base !== undefined &&
    isNews &&
    mayBeCode &&
    !isKnown
  )
}
