import {
  createOctokitSource,
  type GitHubOptions,
  type OctokitSource
} from '../../../src/adapters/github/client.js'
import type { Clock, LogData, RunLog } from '../../../src/ports.js'
import { NOW, WORKFLOW } from '../../services/github/stage.js'

/** Attempts follow each other at once. */
export function sourceFor(apiUrl: string, options: Partial<GitHubOptions> = {}): OctokitSource {
  return createOctokitSource({ token: WORKFLOW, apiUrl, retryUnitMs: 1, ...options })
}

/** A clock that tests set, and that never waits. */
export function settableClock(): Clock & { time: number } {
  const clock = {
    time: NOW,
    now: () => clock.time,
    sleep: () => Promise.resolve()
  }
  return clock
}

interface RecordedLine {
  readonly kind: keyof RunLog
  readonly sentence: string
  readonly data: LogData | undefined
}

export function recordingLog(): RunLog & { readonly lines: readonly RecordedLine[] } {
  const lines: RecordedLine[] = []
  const record =
    (kind: keyof RunLog) =>
    (sentence: string, data?: LogData): void => {
      lines.push({ kind, sentence, data })
    }
  return {
    lines,
    info: record('info'),
    warning: record('warning'),
    notice: record('notice'),
    error: record('error')
  }
}

/** What the promise rejects with. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    (value) => {
      throw new Error(`It did not reject but gave ${JSON.stringify(value)}`)
    },
    (error: unknown) => error
  )
}
