import pLimit from 'p-limit'
import type { IssueDetails, IssueEvidence, Track } from '../../flow/issue/issue.js'
import type { EventReader } from './event-reader.js'
import { Hunt } from './hunt.js'
import { issueIdQuery, lookalikeQuery } from './queries.js'
import { inBatches, searchInBatches } from './sweep.js'

/** Newest events that are looked at: for one that has a stack, and for whether they all show the same bug. */
const eventsPerIssue = 10

/** Searches at once; spans allow 300 requests in an hour. https://docs.datadoghq.com/api/latest/spans/ */
const atOnce = 4

/** Sample and trend of every issue: one by one they are asked for singly, many at once in batches first. */
export async function readEvidence(
  reader: EventReader,
  issues: readonly IssueDetails[],
  lookbackDays: number
): Promise<ReadonlyMap<string, IssueEvidence>> {
  const hunts = issues.map((issue) => new Hunt(issue))
  const [only] = hunts
  if (only && hunts.length === 1) {
    await searchSingly(reader, only, only.tracks)
  } else {
    const doubts = await searchInBatches(reader, hunts)
    const limit = pLimit(atOnce)
    await Promise.all(hunts.map((hunt) => limit(() => searchSingly(reader, hunt, doubts.get(hunt) ?? []))))
  }
  await searchRetention(reader, hunts)
  return new Map(hunts.map((hunt) => [hunt.issue.id, hunt.conclude(reader, lookbackDays)]))
}

/**
 * Hours without an event are zero only as far back as the products keep events. Most trends show that themselves; for the others, one
 * more request per product looks at everything that their services sent.
 */
async function searchRetention(reader: EventReader, hunts: readonly Hunt[]): Promise<void> {
  const open = new Map<Track, Set<string>>()
  for (const hunt of hunts) {
    const track = hunt.trackOfDoubt(reader)
    if (track !== undefined) open.set(track, (open.get(track) ?? new Set()).add(hunt.issue.service))
  }
  const searches = [...open].flatMap(([track, services]) => {
    const batches = inBatches([...services], reader.issuesPerCount)
    // The other products keep all services' events alike.
    return (track === 'logs' ? batches : batches.slice(0, 1)).map((batch) => ({ track, batch }))
  })
  await Promise.all(searches.map(({ track, batch }) => reader.searchRetention(track, batch)))
}

/** Looks for a sample on these tracks in turn, and counts where that was not done yet. */
async function searchSingly(reader: EventReader, hunt: Hunt, trackList: readonly Track[]): Promise<void> {
  for (const track of trackList) {
    if (hunt.isOver) break
    // The first product usually has both, so that they are asked for in the same round.
    const counting = track === hunt.tracks[0] ? count(reader, hunt, track) : undefined
    const page = await reader.search(track, issueIdQuery([hunt.issue.id]), eventsPerIssue, true)
    hunt.notePage(track, page)
    await counting
  }
  // An event that is only like it must not stand in for one that could not be asked for.
  if (hunt.foundNothing && !reader.metLimit) await searchLookalikes(reader, hunt)
  const track = hunt.confirmedTrack
  if (track !== undefined && !hunt.hasCounts) await count(reader, hunt, track)
}

async function count(reader: EventReader, hunt: Hunt, track: Track): Promise<void> {
  if (hunt.hasCounted(track)) return
  hunt.noteCounts(track, await reader.countHours(track, hunt.issue))
}

/** The last resort: no product knows the issue's id, so that an event like it has to do. */
async function searchLookalikes(reader: EventReader, hunt: Hunt): Promise<void> {
  const { service, errorType } = hunt.issue
  if (service === '' || errorType === '') return
  for (const track of hunt.readableTracks) {
    if (hunt.isOver) return
    const page = await reader.search(track, lookalikeQuery(track, service, errorType), eventsPerIssue, false)
    if (!page.known) continue
    const alike = page.value.events.filter(({ sample }) => {
      const sameService = sample.service.known && sample.service.value.toLowerCase() === service.toLowerCase()
      return sameService && sample.errorType.known && sample.errorType.value === errorType
    })
    hunt.noteEvents(track, alike)
  }
}
