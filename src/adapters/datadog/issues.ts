import type { IssuesSearchRequest } from '@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/models/IssuesSearchRequest.js'
import { ErrorTrackingApiRequestFactory } from '@datadog/datadog-api-client/dist/packages/datadog-api-client-v2/apis/ErrorTrackingApi.js'
import { ConfigurationError, VendorError } from '../../errors.js'
import type { IssueDetails } from '../../flow/issue/issue.js'
import { known, unknown } from '../../flow/issue/known.js'
import type { Clock, FoundIssues, IssueSource, RunLog } from '../../ports.js'
import type * as z from 'zod'
import { readReply, type Ask, type DatadogClient } from './client.js'
import { nameOfPlace, type Endpoint } from './endpoint.js'
import { issueDetails, type Counted, type ImpactWindow } from './issue-details.js'
import { issueReply, readIncluded, readResults, searchReply } from './issue-json.js'
import { askIssue, type Opening } from './issue-request.js'
import { queryOf, wholeSlice, type Slice } from './issue-slices.js'
import { listIssues, type Page } from './list-issues.js'
import { issueIdQuery } from './queries.js'
import type { DatadogSite } from './sites.js'

export interface IssueContext {
  readonly client: DatadogClient
  readonly site: DatadogSite
  readonly impactHours: number
  readonly log: RunLog
  readonly clock: Clock
  readonly opening: Opening | undefined
  /** Why the key may not acknowledge, once that is known. */
  readonly mayNot: { reason: string | undefined }
}

type Acknowledged = Awaited<ReturnType<IssueSource['acknowledge']>>

const searchIncludes = ['issue', 'issue.assignee', 'issue.case', 'issue.team_owners'] as const

const hourMs = 3_600_000
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

const countIssue = {
  purpose: "count the issue's impact",
  scope: 'error_tracking_read'
} as const satisfies Endpoint
const search = { purpose: 'search issues', scope: 'error_tracking_read' } as const satisfies Endpoint
const setState = {
  purpose: 'acknowledge the issue',
  scope: 'error_tracking_write'
} as const satisfies Endpoint

/**
 * The issue and its impact, in one round. Without the impact the issue is still worth a ticket, so that a search that fails
 * makes it unknown.
 */
export async function readIssue(context: IssueContext, issueId: string): Promise<IssueDetails> {
  const id = checkId(issueId)
  const window = impactWindow(context)
  const [issue, counts] = await Promise.allSettled([
    readIssueReply(context, id),
    findIssues(context, countIssue, wholeSlice(issueIdQuery([id]), window.fromMs, context.clock.now()), false)
  ])
  if (issue.status === 'rejected') throw asUnknownIssue(issue.reason, id, context)
  const { data, included: items } = issue.value
  if (data.id !== id) {
    throw new VendorError(`Datadog answered the request for the issue ${id} with another issue`, {
      vendor: 'Datadog',
      retryable: false
    })
  }
  return issueDetails(data, readBeside(context, items), countedOf(context, id, counts), {
    site: context.site,
    window
  })
}

async function readIssueReply(
  { client, opening }: IssueContext,
  id: string
): Promise<z.infer<typeof issueReply>> {
  const ask = askIssue(id)
  const json = opening?.issueId === id ? await opening.reply : await client.fetchJson(ask)
  return readReply(json, ask.endpoint, issueReply)
}

/** Every issue that matches, with its counts; in one request up to 99. An empty query matches all. */
export async function searchIssues(context: IssueContext, query: string): Promise<FoundIssues> {
  const window = impactWindow(context)
  const asked = { query: query.trim() || '*', fromMs: window.fromMs, toMs: context.clock.now() }
  const { issues, unseen } = await listIssues(asked, (slice) => readSlice(context, slice, window))
  return { issues, truncated: unseen !== undefined, ...(unseen === undefined ? {} : { unseen }) }
}

async function readSlice(context: IssueContext, slice: Slice, window: ImpactWindow): Promise<Page> {
  const { data, included: items } = await findIssues(context, search, slice, true)
  const included = readBeside(context, items)
  const issues = readResults(data).read.flatMap((result) => {
    const resource = included.issues.get(result.id)
    return resource ? [issueDetails(resource, included, known(result), { site: context.site, window })] : []
  })
  const dropped = data.length - issues.length
  if (dropped > 0) {
    context.log.warning('Some found issues could not be read and are left out.', { dropped, of: data.length })
  }
  return { issues, size: data.length }
}

/**
 * Moves the issue to ACKNOWLEDGED. A refused key is an answer, and so is a limit that is used up, because another run does it then;
 * anything else that goes wrong is an error. A key that was refused once is not tried again.
 */
export async function acknowledge(context: IssueContext, issueId: string): Promise<Acknowledged> {
  const id = checkId(issueId)
  if (context.mayNot.reason !== undefined) return { done: false, reason: context.mayNot.reason }
  try {
    const ask: Ask = {
      endpoint: setState,
      request: (configuration) =>
        new ErrorTrackingApiRequestFactory(configuration).updateIssueState(id, {
          data: { id, type: 'error_tracking_issue', attributes: { state: 'ACKNOWLEDGED' } }
        })
    }
    await context.client.fetchJson(ask)
    return { done: true }
  } catch (error) {
    if (!(error instanceof VendorError)) throw error
    if (error.status === 403) context.mayNot.reason = error.message
    if (error.status === 403 || error.status === 429) return { done: false, reason: error.message }
    throw asUnknownIssue(error, id, context)
  }
}

async function findIssues(
  { client }: IssueContext,
  endpoint: Endpoint,
  slice: Slice,
  withIssues: boolean
): Promise<z.infer<typeof searchReply>> {
  const body: IssuesSearchRequest = {
    data: {
      type: 'search_request',
      // Milliseconds, unlike the strings of every other search.
      attributes: {
        query: queryOf(slice),
        from: slice.fromMs,
        to: slice.toMs,
        persona: 'ALL',
        states: [...slice.states]
      }
    }
  }
  const include = withIssues ? [...searchIncludes] : undefined
  const ask: Ask = {
    endpoint,
    request: (configuration) => new ErrorTrackingApiRequestFactory(configuration).searchIssues(body, include)
  }
  return client.call(ask, searchReply)
}

function countedOf(
  { log }: IssueContext,
  id: string,
  counts: PromiseSettledResult<z.infer<typeof searchReply>>
): Counted {
  if (counts.status === 'fulfilled') {
    const { read, dropped } = readResults(counts.value.data)
    const counted = read.find((result) => result.id === id)
    if (counted || dropped === 0) return known(counted)
    log.warning('Counts of the issue search could not be read; the impact is unknown.', {
      issue: id,
      dropped
    })
    return unknown('the counts that Datadog gave could not be read')
  }
  const error: unknown = counts.reason
  if (!(error instanceof VendorError)) throw error
  log.warning('The impact of the issue could not be read; it is unknown.', {
    issue: id,
    reason: error.message
  })
  return unknown(error.message)
}

function readBeside({ log }: IssueContext, items: readonly unknown[]): ReturnType<typeof readIncluded> {
  const included = readIncluded(items)
  if (included.dropped > 0) {
    log.warning('Some owners, assignees or cases of issues could not be read and are left out.', {
      dropped: included.dropped,
      of: items.length
    })
  }
  return included
}

function impactWindow({ impactHours, clock }: IssueContext): ImpactWindow {
  return { hours: impactHours, fromMs: Math.round(clock.now() - impactHours * hourMs) }
}

function checkId(issueId: string): string {
  if (uuid.test(issueId)) return issueId.toLowerCase()
  throw new ConfigurationError([
    `issue-id: ${JSON.stringify(issueId.slice(0, 100))} is not the id of an Error Tracking issue; write the UUID at the end of the ` +
      "address of the issue's page"
  ])
}

function asUnknownIssue(error: unknown, id: string, { client }: IssueContext): unknown {
  if (!(error instanceof VendorError) || error.status !== 404) return error
  return new ConfigurationError(
    [
      `issue-id: Datadog knows no Error Tracking issue ${id} on ${nameOfPlace(client.place)}; check the id, and that datadog-site is ` +
        "the site in the address of the issue's page"
    ],
    { cause: error }
  )
}
