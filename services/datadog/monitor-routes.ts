import type { ServiceReply, ServiceRequest } from '../kit/service.js'
import type { Endpoint } from './access.js'
import { monitorJson, type StoredMonitor } from './monitor.js'
import { listedErrors, plain } from './replies.js'

const DEFAULT_PAGE = 100
/** https://docs.datadoghq.com/api/latest/monitors/get-all-monitors/ */
const LARGEST_PAGE = 1000

/** The list of monitors, a bare array; without the argument `page` it has no pages. */
export function monitorEndpoint(monitors: readonly StoredMonitor[], now: () => number): Endpoint {
  return {
    name: 'monitor_list',
    method: 'GET',
    pattern: '/api/v1/monitor',
    scope: 'monitors_read',
    handler: (request) => list(monitors, request, now())
  }
}

function list(monitors: readonly StoredMonitor[], { query }: ServiceRequest, now: number): ServiceReply {
  const page = readWhole(query.get('page'))
  const size = readWhole(query.get('page_size')) ?? DEFAULT_PAGE
  if (page === 'unreadable' || size === 'unreadable' || size < 1 || size > LARGEST_PAGE) {
    return listedErrors(400, 'The value provided for parameter page or page_size is invalid')
  }
  const some = page === undefined ? monitors : monitors.slice(page * size, (page + 1) * size)
  return plain(some.map((monitor) => monitorJson(monitor, query.get('with_downtimes') === 'true', now)))
}

function readWhole(text: string | null): number | 'unreadable' | undefined {
  if (text === null) return undefined
  return /^\d{1,9}$/.test(text) ? Number(text) : 'unreadable'
}
