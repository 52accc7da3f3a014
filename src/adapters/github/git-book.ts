import { VendorError } from '../../errors.js'
import type { Clock } from '../../ports.js'
import type { OctokitSource } from './client.js'
import { createStateRef } from './state-ref.js'

export interface BookPlace {
  readonly octokit: OctokitSource
  readonly owner: string
  readonly repo: string
  readonly clock: Clock
  /** In [0, 1): spreads the waits of runs that collided. */
  readonly random: () => number
}

export interface BookOptions<T> extends BookPlace {
  /** Without `refs/` at its start. */
  readonly ref: string
  /** The one file of each state. */
  readonly path: string
  readonly empty: T
  /** Of the file's text; `undefined` when the ref holds something else. Throws a VendorError when it cannot be read. */
  readonly parse: (text: string | undefined) => T
  readonly format: (state: T) => string
}

export interface GitBook<T> {
  read(): Promise<T>
  /** Decides on the newest state and writes what was decided, as one step. Without `next` nothing is written. */
  change<R>(
    decide: (state: T) => { readonly result: R; readonly next?: T | undefined; readonly note: string }
  ): Promise<R>
}

/** In every round one of the writers that meet gets through, so that this many runs can meet at once. */
const MAXIMUM_ROUNDS = 16
/** Grows with the round, and with it the room for chance. */
const ROUND_WAIT_MS = 250
const MAXIMUM_WAIT_MS = 3_000

/**
 * A small state as one file under a git ref, where no branch list, ruleset or workflow trigger sees it: two requests to read, three to
 * write, and its history says who changed what.
 */
export function createGitBook<T>(options: BookOptions<T>): GitBook<T> {
  const { clock, random, ref, empty, parse, format } = options
  const state = createStateRef(options)

  async function readState(): Promise<{ readonly value: T; readonly sha: string | undefined }> {
    const found = await state.read()
    return { value: found === undefined ? empty : parse(found.text), sha: found?.sha }
  }

  return {
    read: async () => (await readState()).value,
    change: async (decide) => {
      for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
        if (round > 0) await clock.sleep(waitMs(round, random()))
        const { value, sha } = await readState()
        const { result, next, note } = decide(value)
        if (next === undefined || (await state.write(format(next), note, sha))) return result
      }
      throw new VendorError(
        `The git ref refs/${ref} could not be written in ${MAXIMUM_ROUNDS} rounds: other runs were faster every time, or ` +
          'a ruleset forbids to move it. Run again; when it stays so, look for a ruleset of the repository that covers all refs.',
        { vendor: 'GitHub', retryable: true }
      )
    }
  }
}

function waitMs(round: number, chance: number): number {
  return Math.min(MAXIMUM_WAIT_MS, round * ROUND_WAIT_MS) * (0.5 + chance)
}
