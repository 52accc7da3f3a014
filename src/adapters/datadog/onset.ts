import type { OnsetCounts } from '../../flow/decision/attribution/deploy.js'
import type { Issue } from '../../flow/issue/issue.js'
import { known, unknown, type Known } from '../../flow/issue/known.js'
import type { Counted, EventCounts } from './event-counts.js'
import { issueIdQuery } from './queries.js'
import { fillBins } from './trend.js'

/** Five minutes tell a deploy from the next one, and twelve hours reach back to the one of the morning. */
const binMs = 300_000
const bins = 144

/** Versions that are told apart; a service seldom runs more than two at once. */
const mostVersions = 10

/** Tags have no spaces, so that no version is called so. https://docs.datadoghq.com/getting_started/tagging/#define-tags */
const withoutVersion = 'no version'

/** The issue as far as its onset hangs on it. */
export type Begun = Pick<Issue, 'id' | 'sample'>

/**
 * The issue's events of the last twelve hours in bins of five minutes, and by version. One request, in the product that its sample
 * is from; a second one where there are so many versions that the reply may not show them all.
 */
export async function readOnset(
  counts: EventCounts,
  { id, sample }: Begun,
  now: number
): Promise<Known<OnsetCounts>> {
  if (!sample.known) return sample
  const { track, confirmed } = sample.value
  if (!confirmed) return unknown('no event carries the id of the issue, so that its events cannot be counted')
  const endMs = Math.ceil(now / binMs) * binMs
  const startMs = endMs - bins * binMs
  const query = issueIdQuery([id])
  const window = { startMs, endMs: now, binMs }
  const groupBy = [{ facet: 'version', limit: mostVersions, missing: withoutVersion }]
  const byVersion = await counts.count(track, { query, window, groupBy })
  if (!byVersion.known) return byVersion
  const isCut = byVersion.value.length >= mostVersions
  const all = isCut ? await counts.count(track, { query, window }) : byVersion
  if (!all.known) return all
  const fill = (groups: readonly Counted[]): readonly number[] =>
    fillBins(
      groups.flatMap(({ points }) => points),
      { startMs, binMs, bins }
    )
  const versions = byVersion.value
    .map((group) => ({ version: group.group[0] ?? '', counts: fill([group]) }))
    .filter(({ version }) => version !== withoutVersion && version !== '')
    .sort((a, b) => sum(b.counts) - sum(a.counts))
  return known({ startMs, endMs, binMs, counts: fill(all.value), versions })
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}
