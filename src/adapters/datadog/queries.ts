import type { Track } from '../../flow/issue/issue.js'

/*
 * Search syntax: https://docs.datadoghq.com/logs/explorer/search_syntax/
 */

/**
 * The events of these issues. Products disagree on whether the id is a reserved field or an attribute, so that both
 * spellings are asked for.
 */
export function issueIdQuery(ids: readonly string[]): string {
  const values = ids.length === 1 ? (ids[0] ?? '') : `(${ids.join(' OR ')})`
  return `issue.id:${values} OR @issue.id:${values}`
}

/** Every event that belongs to an issue. */
export const anyIssueQuery = '(issue.id:* OR @issue.id:*)'

/** The other spelling of the issue id as a facet. */
export function otherSpelling(facet: IssueIdFacet): IssueIdFacet {
  return facet === 'issue.id' ? '@issue.id' : 'issue.id'
}

export type IssueIdFacet = 'issue.id' | '@issue.id'

/** Events that look like those of the issue, by service and error type; logs may call the type the error's kind. */
export function lookalikeQuery(track: Track, service: string, errorType: string): string {
  const type = quote(errorType)
  const types = track === 'logs' ? `(@error.kind:${type} OR @error.type:${type})` : `@error.type:${type}`
  return `service:${quote(service)} ${types}`
}

/** What has one of these values. */
export function facetQuery(facet: string, values: readonly string[]): string {
  const quoted = values.map(quote)
  return `${facet}:${quoted.length === 1 ? quoted.join('') : `(${quoted.join(' OR ')})`}`
}

/** What has none of these values, that which has no value at all included. */
export function excludeQuery(facet: string, values: readonly string[]): string {
  return `-${facetQuery(facet, values)}`
}

/** Inside quotes only the quote and the backslash have a meaning. */
function quote(text: string): string {
  return `"${text.replace(/\s+/g, ' ').replace(/["\\]/g, '\\$&')}"`
}
