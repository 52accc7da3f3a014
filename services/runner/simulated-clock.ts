import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const PRELOAD = fileURLToPath(new URL('./clock-preload.cjs', import.meta.url))
/** Processes that can wait at the same time, and one place for whoever moves time by hand. */
const SLOTS = 129
const BYTES = 8
const BY_HAND = 0

export interface Speed {
  /** Waits between attempts take this part of their time: 50 for the fiftieth. */
  readonly waits: number
  /** And so do time limits on requests. 1 leaves them as they are. */
  readonly limits: number
}

/** Time that services and processes share. It runs like the machine's, and jumps over what processes wait for. */
export interface SimulatedClock {
  /** Milliseconds since the epoch. */
  now(): number
  /** Moves time by hand. */
  pass(milliseconds: number): void
  /** Environment of a process that lives in this time. */
  environment(speed: Speed): Readonly<Record<string, string>>
  remove(): void
}

/**
 * The clock is a file of offsets to the machine's time, one for each process, of which the greatest holds: every process writes its
 * own alone, so that time never goes back. `start` must not be before the machine's time.
 */
export function openSimulatedClock(start: number): SimulatedClock {
  const folder = mkdtempSync(join(tmpdir(), 'clock-'))
  const file = join(folder, 'offsets')
  const handle = openSync(file, 'w+')
  const offsets = Buffer.alloc(SLOTS * BYTES)
  writeSync(handle, offsets)
  let processes = 0
  let byHand = 0

  function offset(): number {
    readSync(handle, offsets, 0, offsets.length, 0)
    const each = Array.from({ length: SLOTS }, (_, slot) => offsets.readDoubleLE(slot * BYTES))
    return Math.max(0, ...each)
  }

  function pass(milliseconds: number): void {
    byHand = offset() + milliseconds
    const own = Buffer.alloc(BYTES)
    own.writeDoubleLE(byHand)
    writeSync(handle, own, 0, BYTES, BY_HAND * BYTES)
  }

  pass(Math.max(0, start - Date.now()))
  return {
    now: () => Math.floor(Date.now() + offset()),
    pass,
    environment: ({ waits, limits }) => {
      processes += 1
      return {
        NODE_OPTIONS: `--require ${JSON.stringify(PRELOAD)}`,
        SIMULATED_CLOCK_FILE: file,
        SIMULATED_CLOCK_SLOT: String(1 + (processes % (SLOTS - 1))),
        SIMULATED_CLOCK_SLOTS: String(SLOTS),
        SIMULATED_CLOCK_FACTOR: String(waits),
        SIMULATED_CLOCK_LIMIT_FACTOR: String(limits)
      }
    },
    remove: () => {
      closeSync(handle)
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
