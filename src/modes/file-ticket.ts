import { isAmbiguous } from '../errors.js'
import type { TicketMatch } from '../flow/decision/dedupe.js'
import type { TicketMemory } from '../flow/decision/existing-ticket.js'
import { composeTicket } from '../flow/ticket/compose-ticket.js'
import { fingerprintLabels, issueLabel, OUR_LABEL } from '../flow/ticket/labels.js'
import type { TicketDraft } from '../flow/ticket/ticket-draft.js'
import type { Claim } from '../ports.js'
import { ticketFactsOf, type Step } from './case.js'
import { CLAIM_WAITS_MS } from './claim-waits.js'
import { bugKeys, labelsOf, matchOf } from './find-tickets.js'
import type { KeptTicket } from './keep-ticket.js'
import { rememberIssue } from './ticket-memory.js'

export type Filing =
  | { readonly kind: 'filed'; readonly ticket: KeptTicket }
  /** Another run has filed the ticket that the search did not show yet. */
  | { readonly kind: 'faster'; readonly match: TicketMatch }
  | { readonly kind: 'held' }

/** Files a new ticket, behind a claim on the issue and on the fingerprint; `understanding` goes on while the claim is obtained. */
export async function fileTicket(
  step: Step,
  understanding: Promise<void>,
  follows: { readonly key: string; readonly why: string } | undefined
): Promise<Filing> {
  const { current, writers } = step
  const [claiming] = await Promise.allSettled([obtainClaim(step, follows?.key), understanding])
  if (claiming.status === 'rejected') throw claiming.reason
  const obtained = claiming.value
  if (obtained.kind !== 'claimed') return obtained
  await understanding.catch(async (error: unknown) => {
    await obtained.claim.release()
    throw error
  })
  // Looking at the repository took so long that another run may file by now.
  if (!(await obtained.claim.hold())) return suppressed(step, 'another run')
  const draft = draftTicket(step, follows)
  const filed = await writers.board.create(draft).catch(async (error: unknown) => {
    // When the reply was lost the ticket may exist: then the claim stays until its time is over, so that nobody files a second.
    if (!isAmbiguous(error)) await obtained.claim.release()
    throw error
  })
  const { key, url, warnings } = filed
  current.ticket = key === '' ? undefined : { key, url }
  current.warnings.push(...warnings)
  return {
    kind: 'filed',
    ticket: {
      ticket: { key, url },
      memory: draft.memory,
      pending: [
        obtained.claim.settle(key),
        follows ? writers.board.link(key, follows.key) : Promise.resolve()
      ]
    }
  }
}

type Obtained = { readonly kind: 'claimed'; readonly claim: Claim } | Exclude<Filing, { kind: 'filed' }>

async function obtainClaim(step: Step, superseding: string | undefined): Promise<Obtained> {
  const { current, world, writers } = step
  const keys = bugKeys(current.issue, current.identity)
  let deleted = superseding
  let holder = ''
  for (const wait of CLAIM_WAITS_MS) {
    if (wait > 0) await world.clock.sleep(wait)
    const result = await writers.claims.claim(keys, 'file', deleted)
    if (result.kind === 'claimed') {
      const inherited = result.claim.inherited === undefined ? undefined : await findInherited(step, deleted)
      if (inherited === undefined) return result
      await result.claim.settle(inherited.ticket.key)
      return { kind: 'faster', match: inherited }
    }
    if (result.kind === 'held') {
      holder = result.by
      continue
    }
    const ticket = await writers.board.read(result.ticketKey)
    const match = matchOf(ticket, 'same-issue', current.issue, current.identity)
    if (match) return { kind: 'faster', match }
    // The ticket was deleted, or a person took our labels off it: its pointer no longer counts.
    deleted = result.ticketKey
  }
  return suppressed(step, holder)
}

function suppressed({ current }: Step, holder: string): Exclude<Filing, { kind: 'filed' }> {
  current.decision = {
    outcome: 'suppressed',
    reason: 'claimed-elsewhere',
    why: `${holder} is filing the ticket for this bug`,
    plan: undefined
  }
  return { kind: 'held' }
}

/** The ticket of the run that died while it held the claim: it may be too new for the search that this run began with. */
async function findInherited(
  { current: { issue, identity }, writers: { board } }: Step,
  superseded: string | undefined
): Promise<TicketMatch | undefined> {
  const recent = await board.findRecent(labelsOf(issue, identity))
  for (const { key } of recent.toReversed()) {
    if (key === superseded) continue
    const match = matchOf(await board.read(key), 'same-issue', issue, identity)
    if (match !== undefined) return match
  }
  return undefined
}

function draftTicket(
  { current, request, world }: Step,
  follows: { readonly key: string; readonly why: string } | undefined
): TicketDraft {
  const { score, decision, issue, identity, alert, route } = current
  if (!score || !decision) throw new Error('A ticket is drafted after the decision.')
  const now = world.clock.now()
  const facts = { ...ticketFactsOf(current, score, decision, request, now), follows }
  const memory: TicketMemory = {
    version: 1,
    issues: [rememberIssue(issue, alert)],
    fingerprint: identity.fingerprint.hash,
    fingerprintVersion: identity.fingerprint.version,
    scoreAtFiling: score.total,
    commentId: undefined,
    alerts: 1,
    notifiedAt: now,
    reopens: 0,
    handedOffAt: undefined,
    cycleKeys: alert?.cycleKey === undefined ? [] : [alert.cycleKey]
  }
  return {
    ...composeTicket(facts),
    labels: [OUR_LABEL, issueLabel(issue.id), ...fingerprintLabels(identity.fingerprint)],
    team: route?.team,
    memory
  }
}
