import pLimit from 'p-limit'
import { VendorError } from '../../errors.js'
import type { IssueDetails } from '../../flow/issue/issue.js'
import { split, wholeSlice, type Slice } from './issue-slices.js'
import { issueIdQuery } from './queries.js'

/** The search lists no more, and has no second page. https://docs.datadoghq.com/api/latest/error-tracking/search-error-tracking-issues/ */
export const SEARCH_CAP = 100

/** Searches that list the issues of one sweep: a limit of this endpoint is not published, so that they are kept few. */
const MOST_SEARCHES = 64
const AT_ONCE = 4
/** Keeps the query well under the length that a search takes. */
const IDS_PER_SEARCH = 50

/** What one search listed. */
export interface Page {
  readonly issues: readonly IssueDetails[]
  /** Elements of the answer, those that cannot be read included. */
  readonly size: number
}

export type ReadSlice = (slice: Slice) => Promise<Page>

export interface Listing {
  readonly issues: readonly IssueDetails[]
  /** What was not listed, in words; `undefined` when everything was. */
  readonly unseen: string | undefined
}

/**
 * Every issue that matches, each once, with its counts over the whole window. Up to 99 take one search; where a search is full, slices
 * of it are searched for, side by side, until each of them is whole or the searches are used up.
 */
export async function listIssues(
  asked: { readonly query: string; readonly fromMs: number; readonly toMs: number },
  read: ReadSlice
): Promise<Listing> {
  const { query, fromMs, toMs } = asked
  const whole = new Map<string, IssueDetails>()
  const partly = new Map<string, IssueDetails>()
  const unseen: { readonly slice: Slice; readonly why: string }[] = []
  const limit = pLimit(AT_ONCE)
  let searches = 0

  async function explore(slice: Slice, isFirst: boolean): Promise<void> {
    if (searches >= MOST_SEARCHES) {
      unseen.push({ slice, why: `${MOST_SEARCHES} searches were not enough to list them all` })
      return
    }
    searches += 1
    const page = await limit(() => read(slice)).catch((error: unknown) => {
      // Without the whole nothing is known; without a part of it the rest is worth while.
      if (isFirst || !(error instanceof VendorError) || !isRefusal(error)) throw error
      unseen.push({ slice, why: error.message })
      return undefined
    })
    if (page === undefined) return
    const isWhole = slice.fromMs === fromMs && slice.toMs === toMs
    for (const issue of page.issues) (isWhole ? whole : partly).set(issue.id, issue)
    if (page.size < SEARCH_CAP) return
    const parts = split(slice, page.issues)
    if (parts.length === 0) {
      unseen.push({
        slice,
        why: `more than ${SEARCH_CAP} issues had events within ${slice.toMs - slice.fromMs} ms`
      })
    }
    await Promise.all(parts.map((part) => explore(part, false)))
  }

  /** A part of the window has a part of the counts. */
  async function countAnew(): Promise<void> {
    const ids = [...partly.keys()].filter((id) => !whole.has(id))
    const batches = Array.from({ length: Math.ceil(ids.length / IDS_PER_SEARCH) }, (_, index) =>
      ids.slice(index * IDS_PER_SEARCH, (index + 1) * IDS_PER_SEARCH)
    )
    const pages = await Promise.all(
      batches.map((batch) => limit(() => read(wholeSlice(issueIdQuery(batch), fromMs, toMs))))
    )
    const wanted = new Set(ids)
    for (const issue of pages.flatMap(({ issues }) => issues))
      if (wanted.has(issue.id)) whole.set(issue.id, issue)
    for (const id of ids) {
      const found = partly.get(id)
      // Gone in the meantime, or never found by its id: then the part is what there is.
      if (found && !whole.has(id)) whole.set(id, found)
    }
  }

  await explore(wholeSlice(query, fromMs, toMs), true)
  await countAnew()
  return { issues: [...whole.values()], unseen: unseen.length === 0 ? undefined : say(unseen) }
}

/** The slice as such is refused: its syntax, its size, or one search too many. */
function isRefusal({ status }: VendorError): boolean {
  return status === 400 || status === 413 || status === 414 || status === 422 || status === 429
}

function say(unseen: readonly { readonly slice: Slice; readonly why: string }[]): string {
  const [first] = unseen
  if (!first) return ''
  const places = [...new Set(unseen.map(({ slice }) => describe(slice)))]
  const more = places.length > 3 ? ` and ${places.length - 3} more` : ''
  return (
    `Datadog lists no more than ${SEARCH_CAP} issues to a search, and not every issue was seen, because ${first.why}: beside those with the ` +
    `most events, ${places.slice(0, 3).join('; ')}${more}. Narrow the query, sweep service by service, or shorten the lookback`
  )
}

function describe({ terms, states, fromMs, toMs }: Slice): string {
  const values = terms
    .filter(({ excluded }) => !excluded)
    .map(
      ({ facet, values: named }) => `${facet} ${named.slice(0, 5).join(', ')}${named.length > 5 ? ', …' : ''}`
    )
  const state = states.length === 1 ? [`state ${states.join()}`] : []
  const time = `${new Date(fromMs).toISOString()} to ${new Date(toMs).toISOString()}`
  return [...values, ...state, time].join(', ')
}
