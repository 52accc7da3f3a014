import { isAmbiguous } from '../errors.js'
import type { TicketMatch } from '../flow/decision/dedupe.js'
import type { TicketMemory } from '../flow/decision/existing-ticket.js'
import { composeTicket } from '../flow/ticket/compose-ticket.js'
import { ESCALATED_LABEL, fingerprintLabels, issueLabel, OUR_LABEL } from '../flow/ticket/labels.js'
import type { TicketDraft } from '../flow/ticket/ticket-draft.js'
import { ticketFactsOf, type Step } from './case.js'
import { bugKeys, labelsOf, matchOf } from './find-tickets.js'
import type { KeptTicket } from './keep-ticket.js'
import { obtainClaim, type FilingRight } from './obtain-claim.js'
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
  const { claims } = writers
  const [claiming] = await Promise.allSettled([
    obtainClaim(rightToFile(step, follows?.key), { claims, clock: step.world.clock }),
    understanding
  ])
  if (claiming.status === 'rejected') throw claiming.reason
  const obtained = claiming.value
  if (obtained.kind === 'held') return suppressed(step, obtained.by)
  if (obtained.kind === 'faster') return { kind: 'faster', match: obtained.ticket }
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

function rightToFile({ current, writers }: Step, superseding: string | undefined): FilingRight<TicketMatch> {
  const { issue, identity } = current
  const { board } = writers
  return {
    keys: bugKeys(issue, identity),
    superseding,
    readFiled: async (key) => matchOf(await board.read(key), 'same-issue', issue, identity),
    findInherited: async (superseded) => {
      const recent = await board.findRecent(labelsOf(issue, identity))
      for (const { key } of recent.toReversed()) {
        if (key === superseded) continue
        const match = matchOf(await board.read(key), 'same-issue', issue, identity)
        if (match !== undefined) return match
      }
      return undefined
    },
    keyOf: ({ ticket }) => ticket.key
  }
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
    labels: [
      OUR_LABEL,
      issueLabel(issue.id),
      ...fingerprintLabels(identity.fingerprint),
      ...(decision.escalated ? [ESCALATED_LABEL] : [])
    ],
    escalated: decision.escalated === true,
    team: route?.team,
    memory
  }
}
