/** What is needed of a service's log. */
export interface Arrival {
  readonly service: string
  readonly method: string
  readonly path: string
  readonly status: number
  /** Milliseconds since the epoch, when the request arrived. */
  readonly at: number
}

export interface Link<T extends Arrival> {
  readonly request: T
  /** Length of the longest chain of requests that ends with this one; from 1. */
  readonly step: number
  /** The request before it in that chain. */
  readonly after: Link<T> | undefined
}

/** A timer may fire a little early, and arrivals are whole milliseconds. */
const TOLERANCE_MS = 2

/**
 * Finds out which requests waited for which, from the times alone: a request can only have waited for those that were answered
 * before it came. Requests that overlapped are of the same step, or of steps that went side by side. `latencyMs` is how long every
 * reply was held back; it has to be much longer than the work between two requests. In the order of arrival.
 */
export function chainRequests<T extends Arrival>(
  requests: readonly T[],
  latencyMs: number
): readonly Link<T>[] {
  const links: Link<T>[] = []
  for (const request of [...requests].sort((a, b) => a.at - b.at)) {
    const after = links
      .filter((each) => each.request.at + latencyMs - TOLERANCE_MS <= request.at)
      .reduce<Link<T> | undefined>((best, each) => (best && best.step > each.step ? best : each), undefined)
    links.push({ request, step: (after?.step ?? 0) + 1, after })
  }
  return links
}

/** The longest chain, first request first. */
export function longestChain<T extends Arrival>(links: readonly Link<T>[]): readonly Link<T>[] {
  const last = links.reduce<Link<T> | undefined>(
    (best, each) => (best && best.step >= each.step ? best : each),
    undefined
  )
  const chain: Link<T>[] = []
  for (let link = last; link !== undefined; link = link.after) chain.unshift(link)
  return chain
}
