import type { IssueDetails, IssueEvidence, SampleEvent, Track, Trend } from '../../flow/issue/issue.js'
import { known, unknown, type Known } from '../../flow/issue/known.js'
import type { EventPage } from './event-reader.js'
import type { Retention } from './retention.js'
import type { FoundEvent } from './sample.js'
import { tracks, tracksFor } from './tracks.js'
import { fillHours, hourOf, isEmpty, knownFrom, type TrendWindow } from './trend.js'

/** Enough to see two bugs in one issue; a batch may bring hundreds of one issue. */
const mostRecent = 10

/** Over what was counted, and how far back the products are known to keep events. */
interface Counting {
  readonly window: TrendWindow
  readonly retention: Retention
}

/** What is known so far of one issue's events, and what that comes to. */
export class Hunt {
  readonly issue: IssueDetails
  readonly tracks: readonly Track[]
  /** Newest event with a stack: the search is over. */
  #withStack: SampleEvent | undefined
  #withoutStack: SampleEvent | undefined
  #recent: readonly SampleEvent[] = []
  readonly #searched = new Set<Track>()
  readonly #unreadable = new Map<Track, string>()
  readonly #counts = new Map<Track, Known<Trend>>()

  constructor(issue: IssueDetails) {
    this.issue = issue
    this.tracks = tracksFor(issue)
  }

  get isOver(): boolean {
    return this.#withStack !== undefined
  }

  get foundNothing(): boolean {
    return this.#withStack === undefined && this.#withoutStack === undefined
  }

  /** Where the sample was found by the issue's id; `undefined` without such a sample. */
  get confirmedTrack(): Track | undefined {
    const sample = this.#withStack ?? this.#withoutStack
    return sample?.confirmed === true ? sample.track : undefined
  }

  /** Tracks that did not refuse to be searched. */
  get readableTracks(): readonly Track[] {
    return this.tracks.filter((track) => !this.#unreadable.has(track))
  }

  /** Counts that say something are there: no other track needs to be counted. */
  get hasCounts(): boolean {
    return [...this.#counts.values()].some((counts) => counts.known && !isEmpty(counts.value))
  }

  /** Counts of the track were asked for, with whatever result. */
  hasCounted(track: Track): boolean {
    return this.#counts.has(track)
  }

  notePage(track: Track, page: Known<EventPage>): void {
    if (page.known) this.noteEvents(track, page.value.events)
    else this.#unreadable.set(track, page.reason)
  }

  /** Newest first. An event without a stack is kept for the case that no track has one with a stack. */
  noteEvents(track: Track, events: readonly FoundEvent[]): void {
    this.#searched.add(track)
    const samples = events.map(({ sample }) => sample)
    const withStack = samples.filter(({ stack }) => stack.known)
    this.#withStack ??= withStack[0]
    if (this.#recent.length === 0)
      this.#recent = withStack.filter(({ confirmed }) => confirmed).slice(0, mostRecent)
    this.#withoutStack ??= samples[0]
  }

  noteCounts(track: Track, counts: Known<Trend>): void {
    this.#counts.set(track, counts)
  }

  /** Where it is not known whether hours without an event had none, or have lost them; `undefined` where that is settled. */
  trackOfDoubt({ window, retention }: Counting): Track | undefined {
    const counted = this.#counted(window)
    if (!counted.known) return undefined
    const { track } = counted.value
    const fromMs = Math.max(window.startMs, this.issue.firstSeen.at)
    const needed = { fromMs, now: window.endMs }
    return retention.isWorthSearching(track, this.issue.service, needed) ? track : undefined
  }

  conclude(counting: Counting, lookbackDays: number): IssueEvidence {
    return { sample: this.#sample(lookbackDays), trend: this.#trend(counting), recent: this.#recent }
  }

  /** The hours that are known: since the oldest event, of whatever issue, that the product is known to have kept. */
  #trend({ window, retention }: Counting): Known<Trend> {
    const counted = this.#counted(window)
    if (!counted.known) return counted
    const { track, trend } = counted.value
    const first = this.#firstKnown(track, { window, retention })
    // Before its first event an issue has none, whether they are kept or not.
    return known(first <= hourOf(this.issue.firstSeen.at) ? trend : knownFrom(trend, first))
  }

  #firstKnown(track: Track, { window, retention }: Counting): number {
    return hourOf(retention.oldest(track, this.issue.service) ?? window.endMs)
  }

  #sample(lookbackDays: number): Known<SampleEvent> {
    const sample = this.#withStack ?? this.#withoutStack
    if (sample) return known(sample)
    const searched = this.tracks.filter((track) => this.#searched.has(track) && !this.#unreadable.has(track))
    const nothing = `no event of the last ${lookbackDays} days is retained in ${namesOf(searched)}`
    const reasons = [...(searched.length > 0 ? [nothing] : []), ...this.#unreadable.values()]
    return unknown([...new Set(reasons)].join('; '))
  }

  /** Nothing counted is a zero only where the same search does find the issue, and Datadog did not see it since. */
  #counted(window: TrendWindow): Known<{ readonly track: Track; readonly trend: Trend }> {
    for (const [track, counts] of this.#counts) {
      if (counts.known && !isEmpty(counts.value)) return known({ track, trend: counts.value })
    }
    const track = this.confirmedTrack
    const own = track && this.#counts.get(track)
    const seenSince = this.issue.lastSeen.at >= window.startMs
    if (track !== undefined && own?.known === true && !seenSince) {
      return known({ track, trend: fillHours([], window) })
    }
    const failed = [...this.#counts.values()].flatMap((counts) => (counts.known ? [] : [counts.reason]))
    const empty = this.tracks.filter((each) => this.#counts.get(each)?.known === true)
    const nothing = `no event of the last ${window.hours} hours is indexed in ${namesOf(empty)}`
    return unknown([...new Set([...(empty.length > 0 ? [nothing] : []), ...failed])].join('; '))
  }
}

function namesOf(list: readonly Track[]): string {
  const names = list.map((track) => tracks[track].title)
  const last = names.pop() ?? ''
  return names.length === 0 ? last : `${names.join(', ')} or ${last}`
}
