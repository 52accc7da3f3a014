import { VendorError } from '../../errors.js'
import type { LedgerBook } from '../../fix-ports.js'
import { formatLedger, parseLedger } from '../../flow/fix/ledger-file.js'
import { emptyLedger, type Ledger } from '../../flow/fix/ledger.js'
import type { Clock } from '../../ports.js'
import type { OctokitSource } from './client.js'
import { createStateRef, type State } from './state-ref.js'

export interface GitLedgerOptions {
  readonly octokit: OctokitSource
  readonly owner: string
  readonly repo: string
  readonly clock: Clock
  /** In [0, 1): spreads the waits of runs that collided. */
  readonly random: () => number
}

const LEDGER_REF = 'datadog-autofix/ledger'
const LEDGER_FILE = 'ledger.json'
/** In every round one of the writers that meet gets through, so that this many runs can meet at once. */
const MAXIMUM_ROUNDS = 16
/** Grows with the round, and with it the room for chance. */
const ROUND_WAIT_MS = 250
const MAXIMUM_WAIT_MS = 3_000

/**
 * The ledger as `ledger.json` under `refs/datadog-autofix/ledger`, where no branch list, ruleset or workflow trigger sees it: two
 * requests to read, three to write. Its history says who changed what: `git fetch origin refs/datadog-autofix/ledger`, then
 * `git log -p FETCH_HEAD`.
 */
export function createGitLedger(options: GitLedgerOptions): LedgerBook {
  const { clock, random } = options
  const state = createStateRef({ ...options, ref: LEDGER_REF, path: LEDGER_FILE })

  async function readState(): Promise<{ readonly ledger: Ledger; readonly sha: string | undefined }> {
    const found = await state.read()
    return { ledger: found === undefined ? emptyLedger : parseState(found), sha: found?.sha }
  }

  return {
    read: async () => (await readState()).ledger,
    change: async (decide) => {
      for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
        if (round > 0) await clock.sleep(waitMs(round, random()))
        const { ledger, sha } = await readState()
        const { result, ledger: next, note = 'Change the ledger' } = decide(ledger)
        if (next === undefined || (await state.write(formatLedger(next), note, sha))) return result
      }
      throw new VendorError(
        `The git ref refs/${LEDGER_REF} could not be written in ${MAXIMUM_ROUNDS} rounds: other runs were faster every time, or ` +
          'a ruleset forbids to move it. Run again; when it stays so, look for a ruleset of the repository that covers all refs.',
        { vendor: 'GitHub', retryable: true }
      )
    }
  }
}

function waitMs(round: number, chance: number): number {
  return Math.min(MAXIMUM_WAIT_MS, round * ROUND_WAIT_MS) * (0.5 + chance)
}

/** A ledger that cannot be read is never taken for an empty one: what was spent would be forgotten. */
function parseState({ text }: State): Ledger {
  const read = text === undefined ? undefined : parseLedger(text)
  if (read?.readable) return read.ledger
  const problem = read?.problem ?? `there is no ${LEDGER_FILE} in it`
  const ref = `refs/${LEDGER_REF}`
  throw new VendorError(
    `The git ref ${ref} holds no ledger that can be read: ${problem}. Look at its history (git fetch origin ${ref} && git log -p ` +
      `FETCH_HEAD) and put the last good state back (git push --force origin <commit>:${ref}). When there is none, delete it ` +
      `(git push origin :${ref}): all attempts, cooldowns and costs are forgotten then.`,
    { vendor: 'GitHub', retryable: false }
  )
}
