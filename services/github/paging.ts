import type { Call } from './operation.js'

export interface Page<T> {
  readonly items: readonly T[]
  /** Empty where everything is on one page. */
  readonly headers: Readonly<Record<string, string>>
}

/**
 * The page that was asked for, with the addresses of the others. `path` is below the repository's address; every other
 * parameter of the query stays. https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api
 */
export function pageOf<T>(call: Call, path: string, all: readonly T[]): Page<T> {
  const { query } = call.request
  const size = Math.min(100, Math.max(1, Number(query.get('per_page') ?? 30)))
  const page = Math.max(1, Number(query.get('page') ?? 1))
  const last = Math.max(1, Math.ceil(all.length / size))
  const link = (to: number, rel: string): string => {
    const address = new URL(call.api(path))
    for (const [name, value] of query) address.searchParams.set(name, value)
    address.searchParams.set('page', String(to))
    return `<${address.href}>; rel="${rel}"`
  }
  const links = [
    ...(page > 1 ? [link(page - 1, 'prev')] : []),
    ...(page < last ? [link(page + 1, 'next'), link(last, 'last')] : []),
    ...(page > 1 ? [link(1, 'first')] : [])
  ]
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {}
  }
}
