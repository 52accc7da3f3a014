import pLimit from 'p-limit'
import { disqualify, type Decision } from '../flow/decision/decide.js'
import { shareOf } from '../flow/event/shard.js'
import type { IssueDetails, IssueEvidence } from '../flow/issue/issue.js'
import { known, unknown } from '../flow/issue/known.js'
import { redactIssue } from '../flow/issue/redact-issue.js'
import { issueLabel } from '../flow/ticket/labels.js'
import type { OutcomeRecord } from '../report/outcome-record.js'
import { assessCases } from './assess.js'
import { openCase, type Case } from './case.js'
import { decideCase } from './decide-case.js'
import { findIssues, shardOf } from './find-issues.js'
import { indexTickets } from './find-tickets.js'
import { beyondLimit, sayShort, shortageIn, untilThen, withoutEvents } from './left-out.js'
import { recordDropped, recordOf } from './record-case.js'
import { settleCase, type RunState } from './settle-case.js'
import { KNOWN_TICKET, NEW_TICKET, SweepRoom, type Shortage } from './sweep-room.js'
import { TicketOrder } from './ticket-order.js'
import { identify } from './understand.js'
import type { TriageRequest, TriageWorld } from './world.js'

export interface Triage {
  /** One for each issue, in the order in which they were found. */
  readonly records: readonly OutcomeRecord[]
  /** What ended the run for some issues, with the error itself. */
  readonly failures: readonly { readonly issueId: string | undefined; readonly error: Error }[]
  /** Why there are no records, or not all of them. */
  readonly why: string | undefined
}

/**
 * event -> issue -> decision -> ticket, for one issue or for every issue of a sweep. What many issues share is asked once; then
 * each goes its own way, and one that fails does not stop the others.
 */
export async function triage(asked: TriageRequest, world: TriageWorld): Promise<Triage> {
  const { trigger } = asked
  if (trigger.kind === 'recovery') {
    return {
      records: [],
      failures: [],
      why: `the monitor's transition is "${trigger.transition}", which is no error`
    }
  }
  const isSweep = trigger.kind === 'sweep'
  const request = isSweep ? forSweep(asked) : asked
  const { policy } = request
  const found = await findIssues(asked, world)
  const ended = new Map<string, OutcomeRecord>()
  const progress = tellProgress(found.all.length, world)
  const end = (record: OutcomeRecord): void => {
    ended.set(record.issueId, record)
    progress(record)
  }
  const drop = (details: IssueDetails, decision: Decision): void =>
    end(recordDropped(details, decision, envOf(request)))
  const shortages: Shortage[] = []

  for (const details of found.left) drop(details, beyondLimit(asked.policy.limits.issues))
  for (const details of found.all) {
    const decision = disqualify(details.state, policy.rubric.disqualifiedStates)
    if (decision) drop(details, decision)
  }
  const open = found.all.filter(({ id }) => !ended.has(id))
  if (open.length > 0) world.getReady()
  const evidence = await world.issues.readEvidence(open)
  const blind = isSweep ? withoutEvents(open, evidence, world) : undefined
  if (blind) {
    for (const details of blind.issues) drop(details, untilThen(blind.shortage))
    shortages.push(...blind.issues.map(() => blind.shortage))
  }
  const cases = open
    .filter(({ id }) => !ended.has(id))
    .map((details) => openWith(details, evidence.get(details.id), request, world))
  const [index] = await Promise.all([
    indexTickets(world.writersFor(() => undefined).board, cases),
    assessCases(cases, request, world)
  ])

  const ordered = byImportance(cases, request, world)
  const order = new TicketOrder(ordered.map(({ identity }) => identity.fingerprint.hash))
  const run: RunState = {
    index,
    order,
    turns: new Map(),
    parents: new Map(),
    // The issue's own, and that of the outage that it is a part of.
    ticketsLeft: isSweep ? policy.limits.newTickets : 2
  }
  const failures: { issueId: string; error: Error }[] = []
  const { concurrency } = policy.limits
  const room = new SweepRoom(world.limits, { concurrency, shards: shardOf(request).count })
  await forEachBug(ordered, concurrency, async (current) => {
    const cost = index.has(issueLabel(current.issue.id)) ? KNOWN_TICKET : NEW_TICKET
    let shortage = isSweep ? room.begin(cost) : undefined
    let failure: Error | undefined
    if (!shortage) {
      try {
        await settleCase(current, run, request, world)
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error))
        shortage = isSweep ? shortageIn(failure, current.ticket !== undefined, world.clock.now()) : undefined
      }
      room.end(cost)
    }
    if (shortage) {
      shortages.push(shortage)
      current.decision = untilThen(shortage)
      failure = undefined
    } else if (failure) failures.push({ issueId: current.issue.id, error: failure })
    order.pass(current.identity.fingerprint.hash)
    end(recordOf(current, request, world.clock.now(), failure))
  })
  // Once a sweep is often enough, and one shard does it for all.
  if (isSweep && cases.length > 0 && shardOf(request).index === 1 && shortages.length === 0)
    await tidyUp(world)
  const short = sayShort(shortages)
  if (short.length > 0) world.log.warning('The sweep met the limits of a vendor', { why: short.join('; ') })
  const why = [...found.why, ...short].join('; ')
  return {
    records: found.all.flatMap(({ id }) => ended.get(id) ?? []),
    failures,
    why: why === '' ? undefined : why
  }
}

/** Removes what runs that were killed have left. The next sweep does it where this one could not: no record depends on it. */
async function tidyUp(world: TriageWorld): Promise<void> {
  try {
    await world.writersFor(() => undefined).claims.tidy()
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    world.log.warning('Locks of runs that were killed could not be removed; the next sweep tries again', {
      why
    })
  }
}

/** A sweep counts no repeat where nothing has happened, and its shards together file as many tickets as it may. */
function forSweep(request: TriageRequest): TriageRequest {
  const { policy } = request
  return {
    ...request,
    policy: {
      ...policy,
      dedupe: { ...policy.dedupe, withoutNews: 'nothing' },
      limits: { ...policy.limits, newTickets: shareOf(policy.limits.newTickets, shardOf(request)) }
    }
  }
}

function openWith(
  details: IssueDetails,
  facts: IssueEvidence | undefined,
  request: TriageRequest,
  world: TriageWorld
): Case {
  const missing = unknown('Datadog gave no answer about its events')
  const issue = {
    ...details,
    trend: facts?.trend ?? missing,
    sample: facts?.sample ?? missing,
    recent: facts?.recent ?? []
  }
  const shown = redactIssue(issue, world.redact)
  return openCase(shown, identify(issue, shown, world), request)
}

/** One line for each issue of a sweep, as it ends; a single issue is told of at length at the end. */
function tellProgress(total: number, { log }: TriageWorld): (record: OutcomeRecord) => void {
  let ended = 0
  return (record) => {
    ended += 1
    if (total === 1) return
    log.info(`[${ended}/${total}] ${record.outcome}: ${record.title}`, {
      reason: record.error?.message ?? record.reason ?? '',
      ...(record.ticket ? { ticket: record.ticket.key } : {})
    })
  }
}

function envOf({ trigger }: TriageRequest): OutcomeRecord['env'] {
  const env = trigger.kind === 'issue' ? trigger.alert?.env : undefined
  return env === undefined ? unknown('no event was read') : known(env)
}

/**
 * What somebody should look at now, then the highest score: when the run's limit of new tickets is reached, what is left out matters
 * least. Decided as if there were no tickets, and on a copy: what a case is worth is said once it is settled.
 */
function byImportance(cases: readonly Case[], request: TriageRequest, world: TriageWorld): readonly Case[] {
  const now = world.clock.now()
  const weigh = (current: Case): { urgent: number; points: number } => {
    const draft = { ...current }
    decideCase(draft, [], request, now)
    return { urgent: draft.decision?.escalated === true ? 1 : 0, points: draft.score?.total ?? 0 }
  }
  return cases
    .map((current) => ({ current, ...weigh(current) }))
    .sort(
      (a, b) =>
        b.urgent - a.urgent || b.points - a.points || a.current.issue.id.localeCompare(b.current.issue.id)
    )
    .map(({ current }) => current)
}

/** Issues of one fingerprint go one after another, because the first decides for the others; bugs go side by side. */
async function forEachBug(
  cases: readonly Case[],
  concurrency: number,
  work: (current: Case) => Promise<void>
): Promise<void> {
  const bugs = new Map<string, Case[]>()
  for (const current of cases) {
    const { hash } = current.identity.fingerprint
    bugs.set(hash, [...(bugs.get(hash) ?? []), current])
  }
  const limit = pLimit(concurrency)
  await Promise.all(
    [...bugs.values()].map((group) =>
      limit(async () => {
        for (const current of group) await work(current)
      })
    )
  )
}
