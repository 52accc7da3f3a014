/** GitHub's closed set of kinds that this stand-in gives. */
export type RefusalType =
  | 'FORBIDDEN'
  | 'NOT_FOUND'
  | 'STALE_DATA'
  | 'UNPROCESSABLE'
  | 'BAD_USER_INPUT'
  | 'MISSING_PAGINATION_BOUNDARIES'
  | 'EXCESSIVE_PAGINATION'

/** A refusal of a field: an entry of `errors` under its own type, with status 200. */
export class GraphqlRefusal extends Error {
  constructor(
    readonly type: RefusalType,
    message: string
  ) {
    super(message)
    this.name = 'GraphqlRefusal'
  }
}

export function notAccessible(): GraphqlRefusal {
  return new GraphqlRefusal('FORBIDDEN', 'Resource not accessible by integration')
}
