import type { GraphqlNode } from './graphql-nodes.js'
import { GraphqlRefusal } from './graphql-refusal.js'

export interface ConnectionArguments {
  readonly first?: number | null
  readonly after?: string | null
}

const MOST = 100
const CURSOR = /^cursor:(\d{1,9})$/

/**
 * A page of a list, from its start, as GitHub gives it: never without `first`, and a hundred nodes at most.
 * https://docs.github.com/graphql/guides/using-pagination-in-the-graphql-api
 */
export function connection(
  name: string,
  all: readonly GraphqlNode[],
  { first, after }: ConnectionArguments
): GraphqlNode {
  if (first === undefined || first === null) {
    throw new GraphqlRefusal(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`
    )
  }
  if (first > MOST) {
    throw new GraphqlRefusal(
      'EXCESSIVE_PAGINATION',
      `Requesting ${first} records on the \`${name}\` connection exceeds the \`first\` limit of ${MOST} records.`
    )
  }
  const start = after === undefined || after === null ? 0 : startAfter(after)
  const nodes = all.slice(start, start + first)
  const end = start + nodes.length
  return {
    totalCount: all.length,
    nodes,
    pageInfo: {
      hasNextPage: end < all.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length === 0 ? null : cursor(start + 1),
      endCursor: nodes.length === 0 ? null : cursor(end)
    }
  }
}

function cursor(place: number): string {
  return Buffer.from(`cursor:${place}`).toString('base64')
}

function startAfter(given: string): number {
  const place = CURSOR.exec(Buffer.from(given, 'base64').toString('utf8'))?.[1]
  if (place === undefined) {
    throw new GraphqlRefusal('BAD_USER_INPUT', `\`${given}\` does not appear to be a valid cursor.`)
  }
  return Number(place)
}
