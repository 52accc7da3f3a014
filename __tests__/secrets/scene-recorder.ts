import { join } from 'node:path'
import type { EmbeddedAnthropic } from '../../services/anthropic/embedded-anthropic.js'
import type { StepOptions, StepResult } from '../../services/runner/embedded-runner.js'
import type { Stage } from '../../services/stage.js'
import type { SceneName } from './allowed.js'
import { allSecretInputs, jobEnvironment } from './credentials.js'
import { gitObjects, readRecording, recorded, type Recording, type Text } from './recording.js'

/** What several stages, played side by side, put together. */
export interface Album {
  readonly folder: string
  readonly recordings: Map<SceneName, Recording>
  /** Every object of the repositories on GitHub. */
  readonly hosted: Text[]
  /** `host:port` of every vendor. */
  readonly vendors: Set<string>
}

export interface SceneOptions {
  readonly run: (step: Partial<StepOptions>) => Promise<StepResult>
  /** What the step gets beside every secret there is. */
  readonly step: Partial<StepOptions>
  /** `strace`, to list what is executed below the step. */
  readonly tracer?: string
}

export type Record = (name: SceneName, options: SceneOptions) => Promise<void>

/** Records scenes of one stage, which have to be played one after the other: the logs of the vendors are cleared in between. */
export function sceneRecorder(album: Album, stage: Stage, anthropic?: EmbeddedAnthropic): Record {
  const vendors = [stage.datadog.service, stage.jira.service, stage.github.service]
  for (const { url } of vendors) album.vendors.add(new URL(url).host)
  const services = anthropic === undefined ? vendors : [...vendors, anthropic.service]
  return async (name, { run, step, tracer = '' }) => {
    for (const service of services) service.clearLog()
    const folder = join(album.folder, name.replaceAll(' ', '-'))
    const env = { ...jobEnvironment, ...step.env }
    const inputs = { ...allSecretInputs, ...step.inputs }
    const result = await run(recorded({ ...step, env, inputs }, { folder, tracer }))
    const requests = services.flatMap((service) => service.requests)
    album.recordings.set(name, readRecording(folder, result, requests))
  }
}

/** The stage is over: what it hosts is looked through, and it is closed. */
export async function closeStage(album: Album, stage: Stage, name: string): Promise<void> {
  album.hosted.push({ where: `git objects on GitHub of ${name}`, text: gitObjects(stage.github.gitDir) })
  await stage.stop()
}

/** As a vendor, or a proxy before it, repeats what it was sent; in the shape of any of them. */
export function repeating(...inputs: readonly string[]): {
  readonly message: string
  readonly errors: readonly string[]
  readonly errorMessages: readonly string[]
} {
  const message = `No: ${inputs.map((name) => allSecretInputs[name]).join(' ')}`
  return { message, errors: [message], errorMessages: [message] }
}
