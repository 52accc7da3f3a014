import { shop } from '../../demo/shop.js'
import { nodeTypeError, seedError } from '../../services/datadog/seeds.js'
import type { StepOptions } from '../../services/runner/embedded-runner.js'
import { openStage } from '../../services/stage.js'
import { closeStage, repeating, sceneRecorder, type Album } from './scene-recorder.js'

const MINUTE = 60_000

/** A new ticket that is handed to auto-fix, a duplicate, wrong inputs, and a vendor that repeats what it was sent. */
export async function playTriage(album: Album): Promise<void> {
  const stage = await openStage({ files: shop, appPermissions: { members: 'read' } })
  const id = seedError(stage.datadog, nodeTypeError({ commit: stage.commit }), recently()).id
  const record = sceneRecorder(album, stage)
  const run = (step: Partial<StepOptions>) => stage.triage(step)
  const inputs = { 'autofix-enabled': 'true' }
  await record('ticket', { run, step: { ...alert(id, 'c-1'), inputs } })
  await record('duplicate', { run, step: { ...alert(id, 'c-2'), inputs } })
  const wrong = { 'dry-run': 'perhaps', lookback: 'for ever', 'datadog-site': 'datadog.example' }
  await record('misconfigured', { run, step: { ...alert(id, 'c-3'), inputs: wrong } })
  const body = repeating('datadog-api-key', 'datadog-app-key', 'jira-api-token', 'github-token')
  stage.datadog.service.inject({ kind: 'reply', path: /\/issues\//, reply: { status: 400, body } })
  await record('refused by Datadog', { run, step: { ...alert(id, 'c-4'), inputs } })
  await closeStage(album, stage, 'triage')
}

/** Often enough, and lately. */
function recently(): readonly number[] {
  return Array.from({ length: 20 }, (_, index) => Date.now() - MINUTE - index * 10_000)
}

/** A `repository_dispatch` as Datadog's webhook sends it. */
function alert(issueId: string, cycle: string): Partial<StepOptions> {
  const payload = {
    schema: '1',
    issue_id: issueId,
    monitor_id: '991204',
    monitor_kind: 'high_impact',
    transition: 'Triggered',
    cycle_key: cycle
  }
  return {
    eventName: 'repository_dispatch',
    event: { action: 'error-triage', client_payload: payload }
  }
}
