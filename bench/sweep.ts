import { shop } from '../demo/shop.js'
import { openStage } from '../services/stage.js'
import { runStep } from './play.js'
import { chainRequests, longestChain } from './request-chain.js'
import { seedFifty } from './scenes.js'
import { inMs, renderTable } from './table.js'

const LATENCIES_MS = [0, 100] as const

/** Requests, time and parallelism of one sweep, without latency and with it. */
export async function measureSweep(checkout: string): Promise<string> {
  const rows: string[][] = []
  for (const latencyMs of LATENCIES_MS) {
    const stage = await openStage({ files: shop })
    try {
      const { requests, result, mostAtOnce } = await runStep(stage, seedFifty(stage), {
        workspace: checkout,
        latencyMs
      })
      if (result.exitCode !== 0 || result.outputs['outcome'] !== 'swept') {
        throw new Error(`The sweep did not end as swept:\n${result.stdout}`)
      }
      const of = (vendor: string): string =>
        `${requests.filter(({ service }) => service === vendor).length} (${mostAtOnce[vendor] ?? 0})`
      const path = latencyMs === 0 ? undefined : longestChain(chainRequests(requests, latencyMs)).length
      rows.push([
        inMs(latencyMs),
        of('datadog'),
        of('jira'),
        of('github'),
        String(requests.length),
        String(stage.jira.issues().length),
        path === undefined ? '' : inMs(path * latencyMs),
        inMs(result.durationMs)
      ])
    } finally {
      await stage.stop()
    }
  }
  const vendors = ['Datadog', 'Jira', 'GitHub'].map((name) => `${name} (at once)`)
  return renderTable(['latency', ...vendors, 'in all', 'tickets filed', 'critical path', 'wall time'], rows)
}
