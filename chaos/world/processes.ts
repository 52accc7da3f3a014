import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { StepOptions, StepResult } from '../../services/runner/embedded-runner.js'
import type { RunState, TextState } from '../invariants/state.js'
import { endProcessTree } from './end-process.js'

/** Real time after which a process is taken for one that never ends, whatever the load of the machine. */
const LONGEST_MS = 240_000

export interface Started {
  readonly name: string
  /** Starts the process. */
  readonly start: (step: Partial<StepOptions>) => Promise<StepResult>
  readonly step: Partial<StepOptions>
  readonly undisturbed: boolean
}

export interface Ended {
  readonly run: RunState
  readonly result: StepResult
}

/** Processes of a play: starts them, kills them, and keeps what they said. */
export class Processes {
  readonly runs: RunState[] = []
  readonly texts: TextState[] = []
  readonly #alive = new Map<number, { killed: boolean }>()

  /** Resolves when the process is gone. */
  async run({ name, start, step, undisturbed }: Started): Promise<Ended> {
    const fate = { killed: false }
    let overran = false
    let started = 0
    const limit = setTimeout(() => {
      overran = true
      if (started > 0) endProcessTree(started)
    }, LONGEST_MS)
    try {
      const result = await start({
        ...step,
        onStart: (processId) => {
          started = processId
          this.#alive.set(processId, fate)
        },
        onFiles: (folder) => this.texts.push(...filesBelow(folder, name))
      })
      const run: RunState = {
        name,
        killed: fate.killed,
        overran,
        undisturbed: undisturbed && !fate.killed,
        usd: name.startsWith('autofix ') ? Number(result.outputs['cost-usd'] ?? 0) : 0,
        ...endOf(result)
      }
      this.runs.push(run)
      this.texts.push(...wordsOf(result, name))
      return { run, result }
    } finally {
      clearTimeout(limit)
      this.#alive.delete(started)
    }
  }

  /** Ends every process that is alive, with all that it has started. */
  killAll(): void {
    for (const [processId, fate] of this.#alive) {
      fate.killed = true
      endProcessTree(processId)
    }
  }
}

function endOf({
  exitCode,
  outputs,
  report,
  annotations
}: StepResult): Pick<RunState, 'exitCode' | 'outcome' | 'reported' | 'errors'> {
  return {
    exitCode,
    outcome: outputs['outcome'] ?? '',
    reported: typeof report === 'object' && report !== null && JSON.stringify(report).includes('"outcome"'),
    errors: annotations.filter(({ kind }) => kind === 'error').map(({ message }) => message)
  }
}

/** What a runner shows and hands on. Masking a value has to name it; that line is the runner's alone. */
function wordsOf(
  { stdout, stderr, outputs, summary, report }: StepResult,
  name: string
): readonly TextState[] {
  const shown = stdout.split('\n').filter((line) => !line.startsWith('::add-mask::'))
  return [
    { where: `${name}: standard output`, text: shown.join('\n') },
    { where: `${name}: standard error`, text: stderr },
    { where: `${name}: outputs`, text: JSON.stringify(outputs) },
    { where: `${name}: summary`, text: summary },
    { where: `${name}: report`, text: JSON.stringify(report ?? null) }
  ]
}

/** Every file that a step leaves on its machine. */
function filesBelow(folder: string, name: string): readonly TextState[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => {
      const path = join(entry.parentPath, entry.name)
      return { where: `${name}: file ${path.slice(folder.length + 1)}`, text: readFileSync(path, 'utf8') }
    })
}
