import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openStage } from '../../services/stage.js'
import { git } from '../adapters/git/checkout.js'
import { repository, scenes, type Scene } from './scenes.js'
import type { Performance } from './transcript.js'

/**
 * How long each vendor's replies are held back, in milliseconds: long enough to tell requests that went side by side from those that
 * waited for each other. The embedded GitHub runs git for each of them, which takes now more and now less time.
 */
const LATENCIES_MS: Readonly<Record<string, number>> = { datadog: 100, jira: 100, github: 250 }
/** Longer than the scenes take that come before the index has caught up. */
const INDEX_LAG_MS = 120_000

/** Plays every scene with the bundle under this Node. By name. */
export async function performScenes(node: string): Promise<ReadonlyMap<Scene['name'], Performance>> {
  const checkout = await checkOut()
  let ahead = 0
  const now = (): number => Date.now() + ahead
  const stage = await openStage({ files: repository, jiraIndexLagMs: INDEX_LAG_MS, now })
  const services = [stage.datadog.service, stage.jira.service, stage.github.service]
  for (const service of services) service.latencyMs = LATENCIES_MS[service.name] ?? 0
  try {
    const performed = new Map<Scene['name'], Performance>()
    for (const scene of scenes) {
      if (scene.later === true) ahead += INDEX_LAG_MS
      const step = scene.play(stage)
      for (const service of services) service.clearLog()
      const before = stage.github.dispatches.length
      const result = await stage.triage({
        ...step,
        node,
        ...(scene.checkedOut ? { workspace: checkout.folder } : {})
      })
      performed.set(scene.name, {
        title: scene.title,
        result,
        requests: Object.fromEntries(services.map(({ name, requests }) => [name, [...requests]])),
        dispatches: stage.github.dispatches.slice(before),
        latenciesMs: LATENCIES_MS
      })
    }
    return performed
  } finally {
    await stage.stop()
    checkout.remove()
  }
}

async function checkOut(): Promise<{ readonly folder: string; readonly remove: () => void }> {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-checkout-'))
  for (const [path, text] of Object.entries(repository)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  await git(folder, 'init', '--quiet')
  await git(folder, 'add', '--all')
  await git(folder, 'commit', '--quiet', '--message', 'Shop')
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
