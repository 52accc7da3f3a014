import { VendorError } from '../../errors.js'
import type { LedgerBook } from '../../fix-ports.js'
import { formatLedger, parseLedger } from '../../flow/fix/ledger-file.js'
import { emptyLedger, type Ledger } from '../../flow/fix/ledger.js'
import { createGitBook, type BookPlace } from './git-book.js'

const LEDGER_REF = 'datadog-autofix/ledger'
const LEDGER_FILE = 'ledger.json'
/**
 * The ledger as `ledger.json` under `refs/datadog-autofix/ledger`, where no branch list, ruleset or workflow trigger sees it: two
 * requests to read, three to write. Its history says who changed what: `git fetch origin refs/datadog-autofix/ledger`, then
 * `git log -p FETCH_HEAD`.
 */
export function createGitLedger(options: BookPlace): LedgerBook {
  const book = createGitBook<Ledger>({
    ...options,
    ref: LEDGER_REF,
    path: LEDGER_FILE,
    empty: emptyLedger,
    parse: parseState,
    format: formatLedger
  })
  return {
    read: () => book.read(),
    change: (decide) =>
      book.change((before) => {
        const { result, ledger, note = 'Change the ledger' } = decide(before)
        return { result, next: ledger, note }
      })
  }
}

/** A ledger that cannot be read is never taken for an empty one: what was spent would be forgotten. */
function parseState(text: string | undefined): Ledger {
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
