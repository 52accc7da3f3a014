import type { LoggedRequest } from '../../../services/kit/service.js'
import { parseJql, type JqlClause } from '../../../services/jira/jql-parser.js'

const LABEL =
  /^datadog-(?:issue-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:fp|outage)-[0-9a-f]{16}|autofix)$/
/** One document each; everything that varies is in the variables. */
const GRAPHQL = /^\s*(?:query|mutation)\b/

/** What a text changed about where a request goes and what it asks: the path, JQL, GraphQL, the search of another vendor. */
export function findForeignRequests(requests: readonly LoggedRequest[]): readonly string[] {
  return requests.flatMap((request) => [
    ...pathTroubles(request),
    ...(request.path.includes('/search/jql') ? jqlTroubles(request) : []),
    ...(request.path.includes('/graphql') ? graphqlTroubles(request) : []),
    ...(request.service === 'datadog' ? queryTroubles(request) : [])
  ])
}

function pathTroubles({ service, method, path }: LoggedRequest): string[] {
  const [way = '', search = ''] = path.split('?')
  const decoded = decode(way)
  // The client writes the slashes of files and refs like this.
  const plain = way.replace(
    /(?<=^\/repos\/acme\/shop\/(?:contents|git\/(?:matching-)?refs?)\/[\w./%-]*)%2F/g,
    '/'
  )
  const strange = decoded.split('/').includes('..') || /%2f|%5c|%00/i.test(plain) || /[\s<>"\\]/.test(decoded)
  const keys = [...new URLSearchParams(search).keys()]
  const doubled = keys.some((key, index) => keys.indexOf(key) !== index)
  return strange || doubled || decoded.includes('//') ? [`${service} ${method} ${path.slice(0, 160)}`] : []
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return `${path} <not decodable>`
  }
}

function bodyOf(request: LoggedRequest): Readonly<Record<string, unknown>> {
  const body: unknown = JSON.parse(request.body)
  return typeof body === 'object' && body !== null ? { ...body } : {}
}

/** The look for the newest ticket has no text in it. */
const NEWEST = 'project = "PPL" ORDER BY key DESC'

/** `project = <ours> AND labels in (<ours>)`, and nothing else. */
export function findForeignJql(jql: string): readonly string[] {
  if (jql === NEWEST) return []
  const { where, orderBy } = parseJql(jql)
  const wrong = (part: JqlClause | undefined): string => `JQL: ${JSON.stringify(part).slice(0, 160)}`
  if (where?.kind !== 'and' || where.parts.length !== 2) return [wrong(where)]
  const order = orderBy.map(({ field }) => field).join()
  return [
    ...where.parts.flatMap((part) => {
      if (part.kind !== 'terminal') return [wrong(part)]
      const values = part.operands.map((operand) => (operand.kind === 'value' ? operand.text : undefined))
      const ours = (pattern: RegExp): boolean =>
        values.every((value) => value !== undefined && pattern.test(value))
      const fits =
        (part.field === 'project' && part.operator === '=' && ours(/^PPL$/)) ||
        (part.field === 'labels' && part.operator === 'in' && ours(LABEL))
      return fits ? [] : [wrong(part)]
    }),
    ...(order === 'created' ? [] : [`JQL ordered by ${order}`])
  ]
}

function jqlTroubles(request: LoggedRequest): readonly string[] {
  const { jql } = bodyOf(request)
  return typeof jql === 'string' ? findForeignJql(jql) : ['JQL is missing']
}

function graphqlTroubles(request: LoggedRequest): string[] {
  const { query, variables } = bodyOf(request)
  const text = typeof query === 'string' ? query : ''
  const literal = /"(?:[^"\\]|\\.)+"/.exec(text)?.[0]
  return GRAPHQL.test(text) && literal === undefined && typeof variables === 'object'
    ? []
    : [`GraphQL: ${text.slice(0, 160)}`]
}

/** `service:"…" @error.type:"…"` and searches by id: outside of quotes stands nothing of a text. */
export function findForeignQuery(query: string): readonly string[] {
  const bare = query
    .replace(/"(?:[^"\\]|\\.)*"/g, '""')
    .replace(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
  const ours = [
    /^issue\.id:(?:id|\((?:id OR )*id\)) OR @issue\.id:(?:id|\((?:id OR )*id\))$/,
    // What else fails in the environment, the requests of the service, its oldest events, and its deployments.
    /^\(issue\.id:\* OR @issue\.id:\*\) env:""$/,
    /^@type:view service:"" env:""$/,
    /^service:(?:""|\((?:"" OR )+""\))$/,
    /^service:""(?: env:"")?$/,
    /^sum:trace\.[a-z][a-z0-9_.]{0,99}\.hits\{service:[\p{L}\p{N}_\-:./]+,env:[\p{L}\p{N}_\-:./]+\}\.as_count\(\)$/u,
    // What a person gave for a sweep.
    /^service:[\w-]+\*$/,
    /^service:"" (?:@error\.type:""|\(@error\.kind:"" OR @error\.type:""\))$/
  ]
  return ours.some((pattern) => pattern.test(bare)) ? [] : [`query: ${bare.slice(0, 200)}`]
}

function queryTroubles(request: LoggedRequest): readonly string[] {
  const queries = [...request.body.matchAll(/"query":"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) =>
    String(JSON.parse(`"${text}"`))
  )
  return queries.flatMap(findForeignQuery)
}
