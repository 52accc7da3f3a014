import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { shop } from '../demo/shop.js'
import type { LoggedRequest } from '../services/kit/service.js'
import type { StepOptions, StepResult } from '../services/runner/embedded-runner.js'
import { openStage, type Stage } from '../services/stage.js'
import type { Scene } from './scenes.js'

export interface Played {
  readonly result: StepResult
  /** Of all vendors, in the order of arrival. */
  readonly requests: readonly LoggedRequest[]
  /** Milliseconds since the epoch, right before the process was started. */
  readonly startedAt: number
  /** Most requests that a vendor had under way at the same time. */
  readonly mostAtOnce: Readonly<Record<string, number>>
}

export interface PlayOptions {
  /** Folder of a checkout; without it the repository is read through the API. */
  readonly workspace?: string | undefined
  /** Added to every reply of every vendor, in milliseconds. Default 0. */
  readonly latencyMs?: number
}

/** Plays a scene on a stage of its own, and fails when it does not end as it should: other requests would be counted. */
export async function playScene(scene: Scene, options: PlayOptions): Promise<Played> {
  const stage = await openStage({ files: shop, jiraIndexLagMs: scene.indexLagMs ?? 0 })
  try {
    for (const errand of scene.before) await runStep(stage, errand(stage), {})
    const played = await runStep(stage, scene.measured(stage), options)
    const { exitCode, outputs, stdout } = played.result
    if (exitCode !== 0 || outputs['outcome'] !== scene.outcome || outputs['reason'] !== scene.reason) {
      throw new Error(`"${scene.title}" did not end as ${scene.outcome} (${scene.reason}):\n${stdout}`)
    }
    return played
  } finally {
    await stage.stop()
  }
}

export async function runStep(
  stage: Stage,
  step: Partial<StepOptions>,
  { workspace, latencyMs = 0 }: PlayOptions
): Promise<Played> {
  const services = [stage.datadog.service, stage.jira.service, stage.github.service]
  for (const service of services) {
    service.clearLog()
    service.latencyMs = latencyMs
  }
  const startedAt = Date.now()
  const result = await stage.triage({ ...step, ...(workspace === undefined ? {} : { workspace }) })
  return {
    result,
    requests: services.flatMap(({ requests }) => requests).sort((a, b) => a.at - b.at),
    startedAt,
    mostAtOnce: Object.fromEntries(services.map(({ name, mostAtOnce }) => [name, mostAtOnce]))
  }
}

/** The shop as `actions/checkout` leaves it, in a folder that lives until `remove`. */
export function checkOutShop(): { readonly folder: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'bench-checkout-'))
  for (const [path, text] of Object.entries(shop)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
  const git = (...args: string[]): void => {
    execFileSync('git', ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.com', ...args], {
      cwd: folder,
      stdio: 'ignore',
      env: { PATH: process.env['PATH'] ?? '', GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' }
    })
  }
  git('init', '--quiet')
  git('add', '--all')
  git('commit', '--quiet', '--message', 'Shop')
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
