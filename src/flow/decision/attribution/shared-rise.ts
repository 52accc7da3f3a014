import type { Onset } from './attribution.js'
import type { Peer } from './deploy.js'
import { readCount } from './onset-bins.js'

const HOUR_MS = 3_600_000

/** Hours before the onset that a peer is compared with: near enough to be the same time of day. */
const HOURS_BEFORE = 6
/** Fewer say nothing of what is usual. */
const LEAST_HOURS_BEFORE = 2
/** A peer rose by so much, */
const LEAST_RISE = 1.5
/** with so much gain in log-likelihood (a chance of 1 % where nothing happened), as a multiple of its dispersion, */
const LEAST_GAIN = 3.3
/** and to so many events. */
const LEAST_EVENTS = 3
/** Counts of whole services are rough: variance over mean at least. */
const LEAST_DISPERSION = 2
/** From so many peers on a share means something, */
const LEAST_PEERS = 3
/** and this share makes the rise a shared one. */
const SHARED = 0.34

/** What happened elsewhere at the same time. */
export interface SharedRise {
  readonly isShared: boolean
  readonly rose: readonly string[]
  /** Peers whose counts could be compared. */
  readonly of: number
}

/** Which services rose with the onset, each compared with its own hours before. */
export function findSharedRise(peers: readonly Peer[], onset: Pick<Onset, 'from' | 'to'>): SharedRise {
  const told = peers.map((peer) => ({ peer, rose: roseAt(peer, (onset.from + onset.to) / 2) }))
  const compared = told.filter(({ rose }) => rose !== undefined)
  const rose = compared.filter((each) => each.rose === true).map(({ peer }) => peer.service)
  const of = compared.length
  return { isShared: of >= LEAST_PEERS && rose.length >= SHARED * of, rose, of }
}

/** `undefined`: its counts do not reach around the onset. */
function roseAt({ startMs, endMs, counts }: Peer, onsetMs: number): boolean | undefined {
  const hours = Math.min(counts.length, Math.ceil((endMs - startMs) / HOUR_MS))
  // Most of the hour that the onset is in belongs to one side.
  const split = Math.min(hours - 1, Math.round((onsetMs - startMs) / HOUR_MS))
  const first = Math.max(0, split - HOURS_BEFORE)
  if (!(split - first >= LEAST_HOURS_BEFORE) || onsetMs >= endMs) return undefined
  const before = counts.slice(first, split).map(readCount)
  const eventsBefore = sum(before)
  const after = sum(counts.slice(split, hours).map(readCount))
  const hoursAfter = (endMs - startMs) / HOUR_MS - split
  if (!(hoursAfter > 0)) return undefined
  // Where nothing was before, half an event is taken to have been.
  const rate = Math.max(eventsBefore, 0.5) / before.length
  const isRise = after >= LEAST_EVENTS && after / hoursAfter >= LEAST_RISE * rate
  if (!isRise) return false
  const variance = before.reduce((total, count) => total + (count - rate) ** 2, 0) / (before.length - 1)
  const gain =
    fitted(eventsBefore, before.length) +
    fitted(after, hoursAfter) -
    fitted(eventsBefore + after, before.length + hoursAfter)
  return gain / Math.max(LEAST_DISPERSION, variance / rate) >= LEAST_GAIN
}

function fitted(events: number, hours: number): number {
  return events > 0 ? events * Math.log(events / hours) : 0
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
