import * as z from 'zod'
import { truncateWords } from '../../text/truncate.js'
import { toVendorError, type OctokitSource } from './client.js'

/** A repository that is asked, and by whom. */
export interface AskedRepository {
  readonly octokit: OctokitSource
  readonly owner: string
  readonly repo: string
}

export interface ListQuestion<T> {
  /** GraphQL with `$owner`, `$repo` and `$after`; the connection of the repository goes by the alias `list`, the newest first. */
  readonly query: string
  /** Completes "GitHub refused to …". */
  readonly doing: string
  readonly permission: string
  readonly node: z.ZodType<T>
  /** Whether what follows the last node of a page is too old to be asked for. */
  readonly isPast: (last: T) => boolean
}

export interface RepositoryList<T> {
  readonly nodes: readonly T[]
  /** Page of the repository for people; `undefined` when nothing was answered. */
  readonly url: string | undefined
  /** Why there are no more nodes, each a sentence without a full stop; empty when all were read. */
  readonly missing: readonly string[]
}

/** Pages of a hundred, which is GitHub's most. */
const MAXIMUM_PAGES = 5

const reply = z.object({
  repository: z.object({
    url: z.url(),
    list: z.object({
      nodes: z.array(z.unknown()),
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() })
    })
  })
})

/**
 * A list of the repository, a request for each page, up to five. Never rejects: what was read before a refusal is kept, and what could
 * not be read has its reason.
 */
export async function readList<T>(
  place: AskedRepository,
  question: ListQuestion<T>
): Promise<RepositoryList<T>> {
  const { octokit, owner, repo } = place
  const nodes: T[] = []
  let url: string | undefined
  let after: string | null = null
  let unread = 0
  const end = (...missing: readonly string[]): RepositoryList<T> => ({
    nodes,
    url,
    missing: unread === 0 ? missing : [...missing, `${unread} of what GitHub listed could not be understood`]
  })
  for (let page = 0; page < MAXIMUM_PAGES; page += 1) {
    let data: unknown
    try {
      data = await (await octokit()).graphql(question.query, { owner, repo, after })
    } catch (error) {
      return end(refusalOf(error, question))
    }
    const read = reply.safeParse(data)
    if (!read.success) return end(`GitHub's answer could not be understood when asked to ${question.doing}`)
    const { list, url: address } = read.data.repository
    url = address
    const understood = list.nodes.flatMap((each) => question.node.safeParse(each).data ?? [])
    unread += list.nodes.length - understood.length
    nodes.push(...understood)
    const last = understood.at(-1)
    after = list.pageInfo.endCursor
    if (!list.pageInfo.hasNextPage || after === null || (last !== undefined && question.isPast(last)))
      return end()
  }
  return end(`GitHub was asked to ${question.doing} for the newest ${MAXIMUM_PAGES * 100} alone`)
}

const errorList = z.object({
  errors: z.array(z.object({ type: z.string().optional(), message: z.string() }))
})
/** GitHub says "forbidden" of an App's token, "not found" of what it hides, and the last of a classic personal token. */
const REFUSALS = ['FORBIDDEN', 'NOT_FOUND', 'INSUFFICIENT_SCOPES']
const MAXIMUM_MESSAGE_CHARS = 500

/** GraphQL refuses with status 200 and a list of errors. */
function refusalOf(
  error: unknown,
  { doing, permission }: Pick<ListQuestion<unknown>, 'doing' | 'permission'>
): string {
  const listed = errorList.safeParse(error)
  if (!listed.success) return withoutStop(toVendorError(error, doing, permission).message)
  const { errors } = listed.data
  const said = withoutStop(
    truncateWords(errors.map(({ message }) => message).join('; '), MAXIMUM_MESSAGE_CHARS)
  )
  const types = errors.map(({ type }) => type ?? '')
  if (types.includes('RATE_LIMITED'))
    return `GitHub refused to ${doing}: the rate limit of GraphQL is used up`
  return types.some((type) => REFUSALS.includes(type))
    ? `GitHub refused to ${doing}: the input "github-token" needs the permission "${permission}" on the repository. GitHub says: ${said}`
    : `GitHub refused to ${doing}: ${said}`
}

function withoutStop(sentence: string): string {
  return sentence.replace(/\.$/, '')
}
