import { setTimeout } from 'node:timers/promises'
import type { Clock } from '../../src/ports.js'

/** Real time without a request after which a run that waits is the only one that is left to do something. */
const QUIET_MS = 80

export interface RunClock extends Clock {
  /** Moves time by hand. */
  pass(milliseconds: number): void
}

/**
 * Time that passes only when a run waits. With several runs at once it passes when all of them wait, as far as their requests
 * tell, because on a machine that is busy a request may take longer than the wait would.
 */
export function createRunClock(
  start: number,
  options: { readonly running: () => number; readonly requestsSoFar: () => number }
): RunClock {
  let at = start
  return {
    now: () => at,
    pass: (milliseconds) => {
      at += milliseconds
    },
    sleep: async (milliseconds) => {
      const until = at + milliseconds
      if (options.running() > 1) await quiet(options.requestsSoFar)
      at = Math.max(at, until)
    }
  }
}

async function quiet(requestsSoFar: () => number): Promise<void> {
  let before: number
  do {
    before = requestsSoFar()
    await setTimeout(QUIET_MS)
  } while (requestsSoFar() !== before)
}
