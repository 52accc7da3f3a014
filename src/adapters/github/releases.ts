import * as z from 'zod'
import type { Deploy } from '../../flow/decision/attribution/deploy.js'
import type { ReadDeploys } from './deployments.js'
import { readList, type AskedRepository } from './repository-list.js'
import { tagSeries, tagVersion } from './tag-version.js'

/** With the commit of the tag, which REST does not tell. https://docs.github.com/graphql/reference/objects#release */
const RELEASES = `query ($owner: String!, $repo: String!, $after: String) {
  repository(owner: $owner, name: $repo) {
    url
    list: releases(first: 100, after: $after, orderBy: { field: CREATED_AT, direction: DESC }) {
      pageInfo { hasNextPage endCursor }
      nodes { tagName tagCommit { oid } isDraft createdAt publishedAt url }
    }
  }
}`

const time = z.iso.datetime().transform((text) => Date.parse(text))

const release = z.object({
  tagName: z.string().min(1).max(200),
  tagCommit: z.object({ oid: z.string() }).nullable(),
  isDraft: z.boolean(),
  createdAt: time,
  publishedAt: time.nullable(),
  url: z.url()
})

/** A draft is made first and published later. */
const LONGEST_DRAFT_MS = 7 * 24 * 3_600_000

/**
 * GitHub's releases that were published since then (milliseconds since the epoch), and the release of the same series of tags that
 * each of them follows. Drafts are none. What was published before and was read on the way is among them. Never rejects.
 */
export async function readReleases(place: AskedRepository, since: number): Promise<ReadDeploys> {
  const { nodes, missing } = await readList(place, {
    query: RELEASES,
    doing: 'list the releases',
    permission: 'contents: read',
    node: release,
    isPast: ({ createdAt }) => createdAt < since - LONGEST_DRAFT_MS
  })
  const published = nodes
    .flatMap((each) => (each.isDraft || each.publishedAt === null ? [] : [{ ...each, at: each.publishedAt }]))
    .toSorted((one, other) => one.at - other.at)
  const standing = new Map<string, string>()
  const deploys = published.map((each): Deploy => {
    const version = tagVersion(each.tagName)
    const commit = each.tagCommit?.oid
    const series = tagSeries(each.tagName)
    const previous = standing.get(series)
    standing.set(series, commit ?? version)
    return {
      at: each.at,
      source: 'github-release',
      service: undefined,
      environment: undefined,
      version,
      commit,
      previous,
      url: each.url
    }
  })
  return { deploys, missing }
}
