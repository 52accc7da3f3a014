import type { Track, Trend } from '../../flow/issue/issue.js'
import { known, type Known } from '../../flow/issue/known.js'
import type { EventReader } from './event-reader.js'
import type { Hunt } from './hunt.js'
import { issueIdQuery, otherSpelling } from './queries.js'
import type { FoundEvent } from './sample.js'
import { tracks } from './tracks.js'
import { fillHours } from './trend.js'

/** Keeps the query well under the length that event search takes. */
const issuesPerBatch = 50
/** Largest page of event search. https://docs.datadoghq.com/logs/guide/collect-multiple-logs-with-pagination/ */
const eventsPerBatch = 1000

/** Characters of a message that are compared. */
const comparedLength = 500

/** On which tracks an issue may have events that its batch could not show. */
export type Doubts = ReadonlyMap<Hunt, readonly Track[]>

/**
 * Looks for the samples and counts of many issues with one search and one aggregation per product and batch. Each round goes to
 * the next product with the issues that have no stack yet.
 */
export async function searchInBatches(reader: EventReader, hunts: readonly Hunt[]): Promise<Doubts> {
  const doubts = new Map<Hunt, Track[]>(hunts.map((hunt) => [hunt, []]))
  const rounds = Math.max(0, ...hunts.map((hunt) => hunt.tracks.length))
  for (let round = 0; round < rounds; round += 1) {
    const byTrack = new Map<Track, Hunt[]>()
    for (const hunt of hunts) {
      const track = hunt.tracks[round]
      if (track !== undefined && !hunt.isOver) byTrack.set(track, [...(byTrack.get(track) ?? []), hunt])
    }
    const batches = [...byTrack].flatMap(([track, members]) =>
      inBatches(members, issuesPerBatch).map((batch) => ({ track, batch }))
    )
    await Promise.all(
      batches.map(async ({ track, batch }) => {
        for (const hunt of await searchBatch(reader, track, batch)) doubts.get(hunt)?.push(track)
      })
    )
  }
  return doubts
}

/** Answers with the issues whose events may be missing from the batch. */
async function searchBatch(
  reader: EventReader,
  track: Track,
  batch: readonly Hunt[]
): Promise<readonly Hunt[]> {
  const ids = batch.map(({ issue }) => issue.id)
  const uncounted = batch.filter((hunt) => !hunt.hasCounts)
  const parts = inBatches(uncounted, reader.issuesPerCount)
  const [page, counted] = await Promise.all([
    reader.search(track, issueIdQuery(ids), eventsPerBatch, true),
    Promise.all(parts.map((part) => countPart(reader, track, part)))
  ])
  const noteAll = (own: ReadonlyMap<Hunt, readonly FoundEvent[]>): void => {
    parts.forEach((part, at) => noteCounts(track, part, counted[at] ?? known(new Map()), { reader, own }))
  }
  if (!page.known) {
    for (const hunt of batch) hunt.notePage(track, page)
    noteAll(new Map())
    return []
  }
  const { events, full } = page.value
  const own = new Map<Hunt, FoundEvent[]>(batch.map((hunt) => [hunt, []]))
  const orphans: FoundEvent[] = []
  for (const event of events) {
    const owner = ownerOf(event, batch)
    if (owner) own.get(owner)?.push(event)
    else orphans.push(event)
  }
  for (const [hunt, found] of own) hunt.noteEvents(track, found)
  noteAll(own)
  const lost = orphans.map((event) => {
    const candidates = batch.filter((hunt) => mayOwn(event, hunt))
    return candidates.length > 0 ? candidates : batch
  })
  return batch.filter(
    (hunt) => !hunt.isOver && (full || lost.some((candidates) => candidates.includes(hunt)))
  )
}

type Groups = Known<ReadonlyMap<string, Trend>>

/** The other spelling of the facet is tried where one gives no group at all. */
async function countPart(reader: EventReader, track: Track, part: readonly Hunt[]): Promise<Groups> {
  const issues = part.map(({ issue }) => issue)
  const facet = tracks[track].issueIdFacet
  const groups = await reader.countHoursByIssue(track, issues, facet)
  if (!groups.known || groups.value.size > 0) return groups
  return reader.countHoursByIssue(track, issues, otherSpelling(facet))
}

/** No group is no event, unless the search found one in the window: then grouping failed, and the issue is left to be counted singly. */
function noteCounts(
  track: Track,
  batch: readonly Hunt[],
  groups: Groups,
  { reader, own }: { readonly reader: EventReader; readonly own: ReadonlyMap<Hunt, readonly FoundEvent[]> }
): void {
  for (const hunt of batch) {
    const found = groups.known ? groups.value.get(hunt.issue.id) : undefined
    const contradicted = own.get(hunt)?.some(({ sample }) => sample.at >= reader.window.startMs) === true
    if (!groups.known) hunt.noteCounts(track, groups)
    else if (found) hunt.noteCounts(track, known(found))
    else if (!contradicted) hunt.noteCounts(track, known(fillHours([], reader.window)))
  }
}

/**
 * Whose event it is: the issue that it names, else the only issue of the batch that it can belong to. Every event of a batch
 * belongs to one of its issues, because the search asked for their ids.
 */
function ownerOf(event: FoundEvent, batch: readonly Hunt[]): Hunt | undefined {
  if (event.issueId !== undefined) return batch.find(({ issue }) => issue.id === event.issueId)
  const candidates = batch.filter((hunt) => mayOwn(event, hunt))
  return candidates.length === 1 ? candidates[0] : undefined
}

function mayOwn({ issueId, sample }: FoundEvent, { issue }: Hunt): boolean {
  if (issueId !== undefined) return issueId === issue.id
  const { service, errorType, errorMessage } = sample
  if (!service.known || !errorType.known) return true
  return (
    service.value.toLowerCase() === issue.service.toLowerCase() &&
    errorType.value === issue.errorType &&
    (!errorMessage.known || gist(errorMessage.value) === gist(issue.errorMessage))
  )
}

/**
 * Datadog ignores numbers, punctuation and what stands in quotes or parentheses when it compares messages.
 * https://docs.datadoghq.com/error_tracking/error_grouping/
 */
function gist(message: string): string {
  return message
    .slice(0, comparedLength)
    .replace(/"[^"]*"|'[^']*'|\([^()]*\)/g, '')
    .replace(/[^\p{L}]+/gu, ' ')
    .trim()
}

export function inBatches<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  const batches: T[][] = []
  for (let at = 0; at < items.length; at += size) batches.push(items.slice(at, at + size))
  return batches
}
