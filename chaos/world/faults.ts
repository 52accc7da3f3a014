import type { Fault } from '../../services/kit/faults.js'
import type { EmbeddedService } from '../../services/kit/service.js'
import { credentials } from '../../services/stage.js'
import type { Random } from '../random.js'

export interface FaultOptions {
  readonly service: EmbeddedService
  readonly random: Random
  /** Milliseconds since the epoch. */
  readonly now: () => number
}

const kinds = [
  'rate-limit',
  'error',
  'web-page',
  'unavailable',
  'reset',
  'lost-reply',
  'broken-reply',
  'slow',
  'silence'
] as const

/** One fault that the vendor may really have, on requests chosen by chance. Says what it is. */
export function strike({ service, random, now }: FaultOptions): string {
  const kind = random.pick(kinds)
  const method = random.pick(['GET', 'POST', 'PUT', 'PATCH', undefined, undefined])
  const target = {
    ...(method === undefined ? {} : { method }),
    after: random.between(0, 6),
    // Some pass, some outlast every retry.
    times: random.pick([1, 1, 2, 3, 8])
  }
  service.inject({ ...target, ...faultOf(kind, service.name, { random, now }) })
  return `${service.name}: ${kind} on ${target.times} requests (${method ?? 'any'}) after ${target.after}`
}

function faultOf(
  kind: (typeof kinds)[number],
  vendor: string,
  { random, now }: Pick<FaultOptions, 'random' | 'now'>
): Fault {
  const reply = (status: number, body: unknown, headers: Record<string, string> = {}): Fault => ({
    kind: 'reply',
    reply: { status, body, headers: { date: new Date(now()).toUTCString(), ...headers } }
  })
  switch (kind) {
    case 'rate-limit':
      return rateLimit(vendor, random.pick([1, 5, 30, 600]), now(), reply)
    case 'error':
      // A vendor's error page may show the request that it failed on.
      return reply(500, { message: `Internal error for ${JSON.stringify(Object.values(credentials))}` })
    case 'web-page':
      return reply(
        502,
        `<html><title>502 Bad Gateway</title><pre>Authorization: Bearer ${credentials.githubToken}\n${credentials.jiraToken}</pre></html>`
      )
    case 'unavailable':
      return reply(503, '', { 'retry-after': String(random.pick([1, 10, 120])) })
    case 'reset':
      return { kind: 'drop' }
    case 'lost-reply':
      return { kind: 'lose-reply' }
    case 'broken-reply':
      return { kind: 'partial' }
    case 'slow':
      return { kind: 'slow', delayMs: random.between(50, 600) }
    case 'silence':
      return { kind: 'hang' }
  }
}

/** In the headers of each vendor. */
function rateLimit(
  vendor: string,
  seconds: number,
  now: number,
  reply: (status: number, body: unknown, headers: Record<string, string>) => Fault
): Fault {
  switch (vendor) {
    case 'datadog':
      return reply(
        429,
        { errors: ['Too many requests'] },
        { 'x-ratelimit-limit': '100', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(seconds) }
      )
    case 'jira':
      return reply(
        429,
        { message: 'Rate limit exceeded.' },
        {
          'retry-after': String(seconds),
          'x-ratelimit-reset': new Date(now + seconds * 1_000).toISOString(),
          'ratelimit-reason': 'jira-burst-based'
        }
      )
    case 'github':
      return reply(
        403,
        { message: 'API rate limit exceeded for installation.' },
        {
          'x-ratelimit-limit': '5000',
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.ceil(now / 1_000) + seconds)
        }
      )
    default:
      return reply(
        429,
        { type: 'error', error: { type: 'rate_limit_error', message: 'Rate limited' } },
        { 'retry-after': String(seconds) }
      )
  }
}
