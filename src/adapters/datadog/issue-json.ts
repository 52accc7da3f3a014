import * as z from 'zod'
import { issueStates, platforms, type LinkedCase, type TeamOwner } from '../../flow/issue/issue.js'
import { boundText, longestMessage, longestName } from './text-bounds.js'

/*
 * The fields that we use of the Error Tracking answers, as Datadog spells them. Identity, state and times have to be
 * there; every other field may be missing or empty.
 * https://docs.datadoghq.com/api/latest/error-tracking/
 */

/** Datadog writes "not set" as an empty string. */
const name = z
  .string()
  .catch('')
  .transform((text) => boundText(text, longestName))
const service = z.string().transform((text) => boundText(text, longestName))
const message = z
  .string()
  .catch('')
  .transform((text) => boundText(text, longestMessage))
const dateTime = z.string().transform((text, context) => {
  const at = Date.parse(text)
  if (!Number.isNaN(at)) return at
  context.addIssue('not a date')
  return z.NEVER
})
const reference = z
  .object({ data: z.object({ id: z.string() }) })
  .optional()
  .catch(undefined)

const issueAttributes = z.object({
  error_type: name,
  error_message: message,
  file_path: name,
  function_name: name,
  is_crash: z.boolean().catch(false),
  languages: z.array(z.string().catch('')).catch([]),
  platform: z.enum(platforms).catch('UNKNOWN'),
  service,
  state: z.enum(issueStates),
  first_seen: z.number(),
  first_seen_version: name,
  last_seen: z.number(),
  last_seen_version: name,
  regression: z
    .object({ regressed_at: dateTime, regressed_at_version: name, resolved_at: dateTime })
    .optional()
    .catch(undefined)
})

export const issueResource = z.object({
  id: z.string().transform((id) => id.toLowerCase()),
  attributes: issueAttributes,
  relationships: z
    .object({
      assignee: reference,
      case: reference,
      team_owners: z
        .object({ data: z.array(z.object({ id: z.string() })) })
        .optional()
        .catch(undefined)
    })
    .catch({ assignee: undefined, case: undefined, team_owners: undefined })
})
export type IssueResource = z.infer<typeof issueResource>

const list = z
  .array(z.unknown())
  .nullish()
  .transform((items) => items ?? [])

export const issueReply = z.object({ data: issueResource, included: list })

/** A list that has to be there, though an empty one may be written as null. */
export const requiredList = z
  .array(z.unknown())
  .nullable()
  .transform((items) => items ?? [])

export const searchReply = z.object({ data: requiredList, included: list })

const count = z.number().nonnegative().optional().catch(undefined)

/** Every count may be missing: users and sessions are those of RUM. */
const searchResult = z.object({
  id: z.string().transform((id) => id.toLowerCase()),
  attributes: z.object({ total_count: count, impacted_users: count, impacted_sessions: count })
})
export type SearchResult = z.infer<typeof searchResult>

export function readResults(items: readonly unknown[]): Readable<SearchResult> {
  return readList(items, searchResult)
}

const user = z.object({ id: z.string(), attributes: z.object({ name }) })
const team = z.object({ id: z.string(), attributes: z.object({ handle: z.string().min(1), name }) })
const linkedCase = z.object({
  id: z.string(),
  attributes: z.object({
    key: z.string().min(1),
    jira_issue: z
      .object({ result: z.object({ issue_key: z.string().regex(/^[A-Z][A-Z0-9_]*-\d+$/) }) })
      .optional()
      .catch(undefined)
  })
})

/** The resources beside the issues of an answer, by their ids. */
export interface Included {
  /** Name of the person, or their id when the name is not given. */
  readonly users: ReadonlyMap<string, string>
  readonly teams: ReadonlyMap<string, TeamOwner>
  readonly cases: ReadonlyMap<string, LinkedCase>
  readonly issues: ReadonlyMap<string, IssueResource>
  /** Elements of these four kinds that could not be read. */
  readonly dropped: number
}

/** Elements of other kinds are none of our business, and are not counted as dropped. */
export function readIncluded(items: readonly unknown[]): Included {
  const ofType = (type: string): unknown[] => items.filter((item) => typeOf(item) === type)
  const users = readList(ofType('user'), user)
  const teams = readList(ofType('team'), team)
  const cases = readList(ofType('case'), linkedCase)
  const issues = readList(ofType('issue'), issueResource)
  return {
    users: new Map(users.read.map(({ id, attributes }) => [id, attributes.name || id])),
    teams: new Map(
      teams.read.map(({ id, attributes: { handle, name } }) => [id, { handle, name: name || handle }])
    ),
    cases: new Map(
      cases.read.map(({ id, attributes: { key, jira_issue } }) => [
        id,
        { key, jiraKey: jira_issue?.result.issue_key }
      ])
    ),
    issues: new Map(issues.read.map((issue) => [issue.id, issue])),
    dropped: users.dropped + teams.dropped + cases.dropped + issues.dropped
  }
}

export interface Readable<T> {
  readonly read: readonly T[]
  /** Elements that could not be read. */
  readonly dropped: number
}

/** One bad element does not spoil the list. */
export function readList<T>(items: readonly unknown[], schema: z.ZodType<T>): Readable<T> {
  const read = items.flatMap((item) => {
    const result = schema.safeParse(item)
    return result.success ? [result.data] : []
  })
  return { read, dropped: items.length - read.length }
}

function typeOf(item: unknown): unknown {
  return typeof item === 'object' && item !== null ? (item as { readonly type?: unknown }).type : undefined
}
