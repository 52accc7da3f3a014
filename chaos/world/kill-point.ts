import type { Observer } from '../../services/kit/observer.js'

/** A moment in the life of a process: right before or right after a request is carried out. */
export interface KillPoint {
  readonly phase: 'arrived' | 'answered'
  /** `jira POST /rest/api/3/issue`, what changes from run to run left out. */
  readonly request: string
  /** Which of the requests that look alike, from 1. */
  readonly number: number
}

type Seen = Parameters<Observer>[1]

/** What a request is called in every run alike. */
export function nameOfRequest({ service, method, path }: Seen): string {
  const plain = decodeURIComponent(path.split('?')[0] ?? '')
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '<id>')
    .replace(/\b[0-9a-f]{40}\b/g, '<sha>')
    .replace(/\b[0-9a-f]{16}\b/g, '<hash>')
    .replace(/\/comment\/\d+/g, '/comment/<id>')
  return `${service} ${method} ${plain}`
}

export function sayPoint({ phase, request, number }: KillPoint): string {
  return `${phase === 'arrived' ? 'before' : 'after'} ${request} #${number}`
}

export function readPoint(text: string): KillPoint {
  const [, when, request, number] = /^(before|after) (.+) #(\d+)$/.exec(text) ?? []
  if (request === undefined) throw new Error(`"${text}" is no point to kill at`)
  return { phase: when === 'before' ? 'arrived' : 'answered', request, number: Number(number) }
}

/** Every point of a run, in the order in which its requests came in. */
export function pointsOf(requests: readonly Seen[]): readonly KillPoint[] {
  const counts = new Map<string, number>()
  return requests.flatMap((each) => {
    const request = nameOfRequest(each)
    const number = (counts.get(request) ?? 0) + 1
    counts.set(request, number)
    return [{ phase: 'arrived', request, number } as const, { phase: 'answered', request, number } as const]
  })
}

/** Watches for the point, and calls once when it is reached. The request that it is reached at gets no reply. */
export function watchFor(point: KillPoint, reached: () => void): Observer {
  let seen = 0
  let over = false
  return async (phase, request) => {
    if (over || phase !== point.phase || nameOfRequest(request) !== point.request) return
    seen += 1
    if (seen < point.number) return
    over = true
    reached()
    // Whoever asked is gone; what was not begun must not be done for it.
    await new Promise<never>(() => undefined)
  }
}
