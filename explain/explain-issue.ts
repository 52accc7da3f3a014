import { createHash } from 'node:crypto'
import type { DatadogSite } from '../src/adapters/datadog/sites.js'
import { VendorLimits } from '../src/adapters/vendor-limits.js'
import type { Policy } from '../src/config/policy.js'
import { unknown } from '../src/flow/issue/known.js'
import type { TicketDraft } from '../src/flow/ticket/ticket-draft.js'
import { triage } from '../src/modes/triage.js'
import type { ChangeHistory, Clock, IssueSource, LogData, RunLog, SourceRepository } from '../src/ports.js'
import type { OutcomeRecord } from '../src/report/outcome-record.js'
import type { Redactor } from '../src/text/redact.js'
import { asRepository, type Checkout } from './checkout.js'
import { rehearseFiling } from './no-tickets.js'
import type { SavedIssue } from './saved-issue.js'
import { SavedReplies, type MissingReply } from './saved-replies.js'
import { savedSource, silent } from './saved-source.js'
import { ticketOf, type Ticket } from './ticket.js'

export interface Explanation {
  readonly record: OutcomeRecord
  /** The ticket, and the decision that it is made of; `undefined` when not even `force-fix` would file one. */
  readonly filing:
    { readonly ticket: Ticket; readonly record: OutcomeRecord; readonly forced: boolean } | undefined
  readonly missing: readonly MissingReply[]
  /** What could not be read in the file. */
  readonly notes: readonly string[]
}

export interface ExplainRequest {
  readonly saved: SavedIssue
  readonly policy: Policy
  readonly checkout: Checkout
  readonly site: DatadogSite
  readonly env: string | undefined
  readonly redactor: Redactor
  /** As of when it is decided; milliseconds since the epoch. */
  readonly now: number
}

/**
 * What triage would make of the saved issue, by triage itself: a dry run between a Datadog that answers from the file and a Jira
 * that is empty. Where the score makes no ticket, the one is added that `force-fix` would file.
 */
export async function explainIssue(request: ExplainRequest): Promise<Explanation> {
  const { saved, policy, redactor } = request
  const clock: Clock = { now: () => request.now, sleep: () => Promise.resolve() }
  const notes: string[] = saved.lacksIncluded
    ? [
        'The reply of the issue does not hold its owners, assignee and case; save it with ?include=assignee,case,team_owners.'
      ]
    : []
  const client = new SavedReplies(saved, request.site, clock)
  const issues = savedSource({
    client,
    site: request.site,
    window: policy.datadog,
    clock,
    log: noteWarnings(notes)
  })
  const details = await issues.readIssue(saved.id)
  const sample = (await issues.readEvidence([details])).get(saved.id)?.sample
  const home = sample?.known === true ? sample.value.repository : unknown('no event was read')
  const setting = { issues, repository: asRepository(request.checkout, home), clock, redactor }

  const asked = await decideOnce(request, setting, false)
  const isBelow = asked.record.outcome === 'below-threshold'
  const filed = isBelow ? await decideOnce(request, setting, true) : asked
  const ticket = filed.draft && ticketOf(filed.draft, { policy: policy.jira, redactor, clock, log: silent })
  return {
    record: redactor.redactDeep(asked.record),
    filing: ticket && {
      ticket,
      record: redactor.redactDeep(filed.record),
      forced: isBelow
    },
    missing: client.missing,
    notes: [...new Set(notes)].map((note) => redactor.redact(note))
  }
}

interface Setting {
  readonly issues: IssueSource
  readonly repository: SourceRepository
  readonly clock: Clock
  readonly redactor: Redactor
}

async function decideOnce(
  { saved, policy, checkout, env }: ExplainRequest,
  { issues, repository, clock, redactor }: Setting,
  force: boolean
): Promise<{ readonly record: OutcomeRecord; readonly draft: TicketDraft | undefined }> {
  let draft: TicketDraft | undefined
  const { records, failures } = await triage(
    {
      trigger: {
        kind: 'issue',
        issueId: saved.id,
        foundIn: 'the file',
        alert: env === undefined ? undefined : alertFrom(env),
        force
      },
      policy,
      // What auto-fix would make of it is only seen where it is on.
      switchedOn: true,
      nonProductionAllowed: false,
      runUrl: '',
      runCommit: checkout.commit.known ? checkout.commit.value : 'HEAD'
    },
    {
      issues,
      repository,
      changes: nothingAsked,
      getReady: () => undefined,
      writersFor: (wouldHave) => rehearseFiling(wouldHave, (filed) => (draft = filed)),
      limits: new VendorLimits(clock),
      log: silent,
      clock,
      redact: (text) => redactor.redact(text),
      hash: (text) => createHash('sha256').update(text).digest('hex')
    }
  )
  const [failure] = failures
  if (failure !== undefined) throw failure.error
  const [record] = records
  if (record === undefined) throw new Error('Triage gave no record of the issue.')
  return { record, draft }
}

function alertFrom(env: string) {
  return { monitorId: undefined, monitorKind: undefined, service: undefined, env, cycleKey: undefined }
}

/** Deploys are the host's to tell. */
const nothingAsked: ChangeHistory = {
  deploys: () => Promise.resolve({ deploys: [], missing: ['no service is asked'] }),
  compare: () => Promise.resolve(unknown('no service is asked')),
  commitsTouching: () => Promise.resolve(unknown('no service is asked'))
}

/** Warnings without a reason of their own: one that a reply is missing is told with the command that gets it. */
function noteWarnings(notes: string[]): RunLog {
  return {
    ...silent,
    warning: (sentence: string, data: LogData = {}) => {
      const { reason, ...counts } = data
      if (reason === undefined) notes.push(`${sentence} ${JSON.stringify(counts)}`)
    }
  }
}
