import * as z from 'zod'
import type { Answer } from '../../check-up/answer.js'
import type { SeenMonitor, SeenMonitors } from '../../check-up/datadog/facts.js'
import type { Clock } from '../../ports.js'
import { ask } from '../ask.js'
import type { DatadogClient } from './client.js'
import { askFor, shownName } from './examine-request.js'
import { readList } from './issue-json.js'

const text = z.string().catch('')
const list = z.array(z.string().catch('')).catch([])

/** https://docs.datadoghq.com/api/latest/monitors/get-all-monitors/ */
const monitorSchema = z.object({
  id: z.int(),
  type: shownName,
  name: shownName,
  query: text,
  message: text,
  draft_status: text,
  options: z
    .object({
      silenced: z.record(z.string(), z.number().nullable().catch(null)).catch({}),
      notify_by: z.array(z.string()).nullish().catch(undefined)
    })
    .catch({ silenced: {} }),
  matching_downtimes: z.array(z.object({ scope: list })).catch([])
})
type MonitorJson = z.infer<typeof monitorSchema>

const ERROR_TRACKING = 'error-tracking alert'

/** The most that one page has. */
const PAGE_SIZE = 1000
const MOST_PAGES = 5

/** Longest message that is looked at, in characters; Datadog's own limit is far lower. */
const LONGEST_MESSAGE = 20_000
const MOST_WEBHOOKS = 10

const WEBHOOK = /@webhook-([\w-]{1,100})/g
const MARKER = /dd-issue-id=\s{0,3}\{\{\s{0,3}\[(@?issue\.id)\]\.name\s{0,3}\}\}/g

/** All monitors, of which those of Error Tracking are told in full; takes the permission monitors_read. */
export function listMonitors(client: DatadogClient, clock: Clock): Promise<Answer<SeenMonitors>> {
  return ask(async () => {
    const errorTracking: SeenMonitor[] = []
    const others = new Map<string, string>()
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const items = await readPage(client, page)
      for (const monitor of readList(items, monitorSchema).read) {
        if (monitor.type === ERROR_TRACKING) errorTracking.push(seeMonitor(monitor, clock.now()))
        else others.set(String(monitor.id), monitor.type)
      }
      if (items.length < PAGE_SIZE) return { errorTracking, others, cut: false }
    }
    return { errorTracking, others, cut: true }
  })
}

function readPage(client: DatadogClient, page: number): Promise<readonly unknown[]> {
  const question = askFor({
    purpose: 'list monitors',
    path: '/api/v1/monitor',
    query: { page: String(page), page_size: String(PAGE_SIZE), with_downtimes: 'true' }
  })
  return client.call(question, z.array(z.unknown()))
}

function seeMonitor(monitor: MonitorJson, now: number): SeenMonitor {
  const groupedBy = groupOf(monitor)
  const message = monitor.message.slice(0, LONGEST_MESSAGE)
  const named = [...message.matchAll(WEBHOOK)].map(([, name = '']) => name)
  return {
    id: String(monitor.id),
    name: monitor.name,
    kind: kindOf(monitor.query),
    groupedBy,
    webhooks: [...new Set(named)].slice(0, MOST_WEBHOOKS),
    marker: markerOf(message, groupedBy),
    silence: silenceOf(monitor, now)
  }
}

/** https://docs.datadoghq.com/monitors/types/error_tracking/ */
function kindOf(query: string): SeenMonitor['kind'] {
  if (query.includes('.new()')) return 'new_issue'
  return query.includes('.impact()') ? 'high_impact' : 'count'
}

/** Of the two spellings, the one that the query groups by; narrower notifications can undo it. */
function groupOf({ query, options }: MonitorJson): SeenMonitor['groupedBy'] {
  const start = query.lastIndexOf('.by(')
  if (start < 0) return undefined
  const end = query.indexOf(')', start)
  const facets = query
    .slice(start + '.by('.length, end < 0 ? undefined : end)
    .split(',')
    .map((facet) => facet.replace(/["'\s]/g, ''))
  const groupedBy = (['issue.id', '@issue.id'] as const).find((facet) => facets.includes(facet))
  const notifyBy = options.notify_by ?? undefined
  if (groupedBy === undefined || notifyBy === undefined || notifyBy.length === 0) return groupedBy
  return notifyBy.some((facet) => facet === 'issue.id' || facet === '@issue.id') ? groupedBy : undefined
}

/** A variable of the other spelling is left empty. Without a group, either would do once there is one. */
function markerOf(message: string, groupedBy: SeenMonitor['groupedBy']): SeenMonitor['marker'] {
  const facets = [...message.matchAll(MARKER)].map(([, facet]) => facet)
  if (facets.length > 0 && (groupedBy === undefined || facets.includes(groupedBy))) return 'there'
  return message.includes('dd-issue-id=') ? 'unfilled' : 'missing'
}

function silenceOf(monitor: MonitorJson, now: number): SeenMonitor['silence'] {
  if (monitor.draft_status === 'draft') return 'draft'
  const until = monitor.options.silenced['*']
  const isSilenced = until === null || (until !== undefined && until * 1000 > now)
  const isDown = monitor.matching_downtimes.some(({ scope }) => scope.length === 0 || scope.includes('*'))
  return isSilenced || isDown ? 'muted' : undefined
}
