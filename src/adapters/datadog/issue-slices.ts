import { issueStates, type IssueState } from '../../flow/issue/issue.js'
import { excludeQuery, facetQuery } from './queries.js'

/** What the slices of a search may be told apart by, beside the state and the time. */
export const facets = ['service', '@error.type'] as const
export type Facet = (typeof facets)[number]

/** One search for issues, of the several that a sweep needs where more match than a search lists. */
export interface Slice {
  readonly query: string
  /** Milliseconds since the epoch; `from` is inside, `to` is not. */
  readonly fromMs: number
  readonly toMs: number
  readonly states: readonly IssueState[]
  readonly terms: readonly Term[]
}

interface Term {
  readonly facet: Facet
  readonly values: readonly string[]
  /** Everything but these. */
  readonly excluded: boolean
}

/** What is told of a listed issue. */
export interface Listed {
  readonly state: IssueState
  readonly service: string
  readonly errorType: string
}

/** A split that leaves more than this in one part brings little. */
const LARGEST_SHARE = 0.8
const MOST_GROUPS = 8
/** No events are told apart by less. */
const SHORTEST_MS = 60_000

export function wholeSlice(query: string, fromMs: number, toMs: number): Slice {
  return { query, fromMs, toMs, states: issueStates, terms: [] }
}

/** The query of the slice in Datadog's search syntax. */
export function queryOf({ query, terms }: Slice): string {
  if (terms.length === 0) return query
  const clauses = terms.map(({ facet, values, excluded }) =>
    excluded ? excludeQuery(facet, values) : facetQuery(facet, values)
  )
  return [...(query === '*' ? [] : [`(${query})`]), ...clauses].join(' ')
}

/**
 * Slices that have everything of this one and nothing twice, but that an issue is in each half of the time in which it had events. They
 * follow what the search has listed, and always leave a slice for what it has not: the persona is not among them, because
 * nothing says that the three personas have every platform. Empty when there is nothing left to split by.
 */
export function split(slice: Slice, listed: readonly Listed[]): readonly Slice[] {
  const ways = [
    byFacet(
      slice,
      'service',
      listed.map(({ service }) => service)
    ),
    byState(
      slice,
      listed.map(({ state }) => state)
    ),
    byFacet(
      slice,
      '@error.type',
      listed.map(({ errorType }) => errorType)
    )
  ]
  const best = ways.filter((way) => way.largest <= LARGEST_SHARE).sort((a, b) => a.largest - b.largest)[0]
  return best?.parts ?? byTime(slice)
}

interface Way {
  readonly parts: readonly Slice[]
  /** Share of what was listed that is in the largest part. */
  readonly largest: number
}

const NO_WAY: Way = { parts: [], largest: 1 }

function byState(slice: Slice, seen: readonly IssueState[]): Way {
  const counts = countsOf(seen)
  if (counts.size < 2) return NO_WAY
  const own = [...counts.keys()].map((state) => [state])
  const rest = slice.states.filter((state) => !counts.has(state))
  const parts = [...own, ...(rest.length > 0 ? [rest] : [])].map((states) => ({ ...slice, states }))
  return { parts, largest: Math.max(...counts.values()) / seen.length }
}

function byFacet(slice: Slice, facet: Facet, seen: readonly string[]): Way {
  const own = slice.terms.filter((term) => term.facet === facet)
  const only = own.find(({ excluded }) => !excluded)?.values
  const gone = new Set(own.filter(({ excluded }) => excluded).flatMap(({ values }) => values))
  const usable = seen.filter((value) => value !== '' && !gone.has(value) && (only?.includes(value) ?? true))
  const counts = countsOf(usable)
  // What the search may list of a group is known where the slice names its values itself.
  for (const value of only ?? []) if (!counts.has(value)) counts.set(value, 0)
  if (counts.size < 2) return NO_WAY
  const groups = inGroups(counts)
  const others = slice.terms.filter((term) => term !== own.find(({ excluded }) => !excluded))
  const parts = groups.map(({ values }) => ({
    ...slice,
    terms: [...others, { facet, values, excluded: false }]
  }))
  const rest = { ...slice, terms: [...slice.terms, { facet, values: [...counts.keys()], excluded: true }] }
  const largest = Math.max(...groups.map(({ count }) => count), seen.length - usable.length) / seen.length
  return { parts: only ? parts : [...parts, rest], largest }
}

function byTime(slice: Slice): readonly Slice[] {
  const { fromMs, toMs } = slice
  if (toMs - fromMs < 2 * SHORTEST_MS) return []
  const middle = Math.floor((fromMs + toMs) / 2)
  return [
    { ...slice, toMs: middle },
    { ...slice, fromMs: middle }
  ]
}

interface Group {
  readonly values: string[]
  count: number
}

/** As even as it gets: the most frequent first, each to the smallest group. */
function inGroups(counts: ReadonlyMap<string, number>): readonly Group[] {
  const groups: Group[] = Array.from({ length: Math.min(MOST_GROUPS, counts.size) }, () => ({
    values: [],
    count: 0
  }))
  for (const [value, count] of [...counts].sort((a, b) => b[1] - a[1])) {
    const smallest = groups.reduce((least, each) =>
      each.count < least.count || (each.count === least.count && each.values.length < least.values.length)
        ? each
        : least
    )
    smallest.values.push(value)
    smallest.count += count
  }
  return groups
}

function countsOf<T>(values: readonly T[]): Map<T, number> {
  const counts = new Map<T, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
