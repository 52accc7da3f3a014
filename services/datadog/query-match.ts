import type { Query, ValueTest } from './query-syntax.js'

/** Which spelling of the issue id a product understands in a query and as a facet. */
export type IssueIdField = 'issue.id' | '@issue.id' | 'both'

/** The part of an event that a search looks at. */
export interface Searchable {
  /** Empty for an event that belongs to no issue. */
  readonly issueId: string
  /** Found by a bare key: `service`, `env`, `status`. */
  readonly reserved: Readonly<Record<string, string>>
  /** Found by a bare key too: `version:1.2.3` is `version` with the value `1.2.3`. */
  readonly tags: readonly string[]
  /** Found by `@path.to.value`. */
  readonly attributes: Readonly<Record<string, unknown>>
  /** What free text looks at. */
  readonly message: string
}

/** Whether an event matches; `issueIdField` says which spelling of the issue id this product understands. */
export function matches(query: Query, event: Searchable, issueIdField: IssueIdField): boolean {
  switch (query.kind) {
    case 'all':
      return true
    case 'and':
      return query.parts.every((part) => matches(part, event, issueIdField))
    case 'or':
      return query.parts.some((part) => matches(part, event, issueIdField))
    case 'not':
      return !matches(query.part, event, issueIdField)
    case 'term':
      return query.field === undefined
        ? inText(query.test, event.message)
        : valuesOf(query.field, event, issueIdField).some((value) => passes(query, value))
  }
}

/** Every value that an event has under a key or facet; empty when it has none. */
export function valuesOf(
  field: string,
  event: Searchable,
  issueIdField: IssueIdField
): readonly (string | number)[] {
  if (field === 'issue.id' || field === '@issue.id') {
    const isUnderstood = issueIdField === 'both' || issueIdField === field
    return isUnderstood && event.issueId !== '' ? [event.issueId] : []
  }
  if (field.startsWith('@')) return flatten(lookUp(event.attributes, field.slice(1)))
  const reserved = event.reserved[field]
  const tagged = event.tags
    .filter((tag) => tag.startsWith(`${field}:`))
    .map((tag) => tag.slice(field.length + 1))
  return [...new Set(reserved === undefined ? tagged : [reserved, ...tagged])]
}

function lookUp(attributes: unknown, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, name) =>
        typeof value === 'object' && value !== null
          ? (value as Readonly<Record<string, unknown>>)[name]
          : undefined,
      attributes
    )
}

function flatten(value: unknown): readonly (string | number)[] {
  if (Array.isArray(value)) return value.flatMap(flatten)
  if (typeof value === 'boolean') return [String(value)]
  return typeof value === 'string' || typeof value === 'number' ? [value] : []
}

function passes(
  term: { readonly field: string | undefined; readonly test: ValueTest },
  value: string | number
): boolean {
  const { test } = term
  switch (test.kind) {
    case 'present':
      return true
    case 'pattern':
      // Attribute values keep their case; tags and reserved attributes are compared without it.
      return new RegExp(`^${test.source}$`, term.field?.startsWith('@') ? 's' : 'is').test(String(value))
    case 'range':
      return inRange(test, Number(value))
  }
}

function inRange(range: Extract<ValueTest, { kind: 'range' }>, value: number): boolean {
  const { above, below } = range
  if (Number.isNaN(value)) return false
  if (above && (above.inclusive ? value < above.value : value <= above.value)) return false
  return !(below && (below.inclusive ? value > below.value : value >= below.value))
}

function inText(test: ValueTest, message: string): boolean {
  return test.kind === 'pattern' && new RegExp(`(?<!\\w)${test.source}(?!\\w)`, 'is').test(message)
}
