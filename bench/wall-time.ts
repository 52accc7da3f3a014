import { median } from './cold-start.js'
import { playScene, type Played } from './play.js'
import { chainRequests, longestChain } from './request-chain.js'
import { newTicket } from './scenes.js'
import { inMs, renderTable } from './table.js'

const LATENCY_MS = 100
const ROUNDS = 3
const MAXIMUM_PATH_CHARS = 72

/** Wall time beside its critical path, with every request of the median run. */
export async function measureWallTime(name: string, workspace: string | undefined): Promise<string> {
  const rounds: Played[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    rounds.push(await playScene(newTicket, { workspace, latencyMs: LATENCY_MS }))
  }
  const wall = median(rounds.map(({ result }) => result.durationMs))
  const played = rounds.find(({ result }) => result.durationMs === wall)
  return played ? describe(name, played) : ''
}

function describe(name: string, { requests, result, startedAt }: Played): string {
  const links = chainRequests(requests, LATENCY_MS)
  const chain = longestChain(links)
  const critical = chain.length * LATENCY_MS
  const wall = result.durationMs
  const first = (chain[0]?.request.at ?? startedAt) - startedAt
  const last = Math.max(...requests.map(({ at }) => at)) + LATENCY_MS - startedAt
  const summary = renderTable(
    [name, 'time'],
    [
      ['wall time', inMs(wall)],
      [`critical path: ${chain.length} of ${requests.length} requests, one after another`, inMs(critical)],
      ['wall time / critical path', (wall / critical).toFixed(2)],
      ['above the critical path', inMs(wall - critical)],
      ['  before the first request', inMs(first)],
      ['  between the requests of the path, the embedded services included', inMs(last - first - critical)],
      ['  after the last reply', inMs(wall - last)]
    ]
  )
  const rows = links.map((link) => [
    chain.includes(link) ? '*' : '',
    String(link.step),
    inMs(link.request.at - startedAt),
    link.after ? inMs(link.request.at - link.after.request.at - LATENCY_MS) : '',
    `${link.request.service} ${link.request.method} ${shorten(link.request.path)} ${link.request.status}`
  ])
  const waterfall = renderTable(
    ['', 'step', 'sent at', 'since the last reply', 'request (* critical path)'],
    rows
  )
  return `${summary}\n\n${waterfall}`
}

function shorten(path: string): string {
  return path.length <= MAXIMUM_PATH_CHARS ? path : `${path.slice(0, MAXIMUM_PATH_CHARS - 1)}…`
}
