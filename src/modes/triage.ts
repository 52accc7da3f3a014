import pLimit from 'p-limit'
import { disqualify } from '../flow/decision/decide.js'
import { scoreIssue } from '../flow/decision/rubric.js'
import type { IssueDetails } from '../flow/issue/issue.js'
import { known, unknown } from '../flow/issue/known.js'
import { redactIssue } from '../flow/issue/redact-issue.js'
import type { OutcomeRecord } from '../report/outcome-record.js'
import { openCase, recordDropped, recordOf, type Case } from './case.js'
import { indexTickets } from './find-tickets.js'
import { settleCase, type RunState } from './settle-case.js'
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
export async function triage(request: TriageRequest, world: TriageWorld): Promise<Triage> {
  const { trigger, policy } = request
  if (trigger.kind === 'recovery') {
    return {
      records: [],
      failures: [],
      why: `the monitor's transition is "${trigger.transition}", which is no error`
    }
  }
  const found = await findIssues(request, world)
  const ended = new Map<string, OutcomeRecord>()
  const progress = tellProgress(found.issues.length, world)
  const open = found.issues.filter((details) => {
    const decision = disqualify(details.state, policy.rubric.disqualifiedStates)
    if (!decision) return true
    const record = recordDropped(details, decision, envOf(request))
    ended.set(details.id, record)
    progress(record)
    return false
  })

  if (open.length > 0) world.getReady()
  const evidence = await world.issues.readEvidence(open)
  const cases = open.map((details) => {
    const facts = evidence.get(details.id)
    const missing = unknown('Datadog gave no answer about its events')
    const issue = {
      ...details,
      trend: facts?.trend ?? missing,
      sample: facts?.sample ?? missing,
      recent: facts?.recent ?? []
    }
    const shown = redactIssue(issue, world.redact)
    return openCase(shown, identify(issue, shown, world), request)
  })
  const index = await indexTickets(world.writersFor(() => undefined).board, cases)

  const run: RunState = { index, ticketsLeft: trigger.kind === 'sweep' ? policy.limits.newTickets : 1 }
  const failures: { issueId: string; error: Error }[] = []
  await forEachBug(byImportance(cases, request, world), policy.limits.concurrency, async (current) => {
    let failure: Error | undefined
    try {
      await settleCase(current, run, request, world)
    } catch (error) {
      failure = error instanceof Error ? error : new Error(String(error))
      failures.push({ issueId: current.issue.id, error: failure })
    }
    const record = recordOf(current, request, world.clock.now(), failure)
    ended.set(current.issue.id, record)
    progress(record)
  })
  return { records: found.issues.flatMap(({ id }) => ended.get(id) ?? []), failures, why: found.why }
}

/** The issues that the run is about, and why these are not all. */
async function findIssues(
  { trigger, policy }: TriageRequest,
  world: TriageWorld
): Promise<{ readonly issues: readonly IssueDetails[]; readonly why: string | undefined }> {
  if (trigger.kind === 'issue')
    return { issues: [await world.issues.readIssue(trigger.issueId)], why: undefined }
  if (trigger.kind === 'recovery') return { issues: [], why: undefined }
  const { issues, truncated } = await world.issues.searchIssues(trigger.query)
  const limit = policy.limits.issues
  if (issues.length <= limit && !truncated) return { issues, why: undefined }
  const why = truncated
    ? 'Datadog gives no more than 100 issues to a query; narrow the query or the lookback to see the rest'
    : `the query matches ${issues.length} issues, and limits.issues-per-run is ${limit}; the rest was left for the next run`
  world.log.warning('The sweep did not look at every issue', { why })
  return { issues: issues.slice(0, limit), why }
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

/** The highest score first: when the run's limit of new tickets is reached, what is left out matters least. */
function byImportance(cases: readonly Case[], request: TriageRequest, world: TriageWorld): readonly Case[] {
  const now = world.clock.now()
  const score = ({ issue, alert }: Case): number =>
    scoreIssue({ issue, alert, hasTicket: false, now }, request.policy.rubric).total
  return cases
    .map((current) => ({ current, points: score(current) }))
    .sort((a, b) => b.points - a.points || a.current.issue.id.localeCompare(b.current.issue.id))
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
