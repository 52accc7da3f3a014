import { VendorError } from '../../errors.js'
import {
  bookStart,
  cancelStart,
  noStarts,
  type HandlerBooking,
  type HandlerDocument
} from '../../flow/decision/patterns/handler-limits.js'
import { createGitBook, type BookPlace } from './git-book.js'
import { formatHandlers, parseHandlers } from './handler-document.js'

export type Booked =
  | { readonly booked: true }
  /** `why` is a sentence without a full stop. */
  | { readonly booked: false; readonly why: string }

/** Which handlers were started and when, shared by parallel runs. Rejects with a VendorError when it cannot be read or written. */
export interface HandlerLog {
  /** Books a start, when neither the cooldown nor the limit of the day forbids it: of runs that ask at once, one after the other. */
  book(booking: HandlerBooking): Promise<Booked>
  /** Takes a start back that certainly did not happen. */
  cancel(booking: HandlerBooking): Promise<void>
}

const REF = 'datadog-autofix/handlers'
const FILE = 'handlers.json'

/** The log as `handlers.json` under `refs/datadog-autofix/handlers`, beside the ledger and like it. */
export function createHandlerLog(place: BookPlace): HandlerLog {
  const book = createGitBook<HandlerDocument>({
    ...place,
    ref: REF,
    path: FILE,
    empty: noStarts,
    parse: parseState,
    format: formatHandlers
  })

  return {
    book: (booking) =>
      book.change<Booked>((document) => {
        const verdict = bookStart(document, booking)
        const note = `Start ${booking.workflow} for ${booking.issueId}`
        return verdict.booked
          ? { result: { booked: true }, next: verdict.document, note }
          : { result: verdict, note }
      }),
    cancel: (booking) =>
      book.change<void>((document) => {
        const next = cancelStart(document, booking)
        const note = `${booking.workflow} was not started for ${booking.issueId}`
        return { result: undefined, next: next === document ? undefined : next, note }
      })
  }
}

/** It is never taken for an empty one: a handler that restarts something would start with every alert. */
function parseState(text: string | undefined): HandlerDocument {
  const read = text === undefined ? undefined : parseHandlers(text)
  if (read?.readable) return read.document
  const problem = read?.problem ?? `there is no ${FILE} in it`
  const ref = `refs/${REF}`
  throw new VendorError(
    `No handler is started while the git ref ${ref} cannot be read: ${problem}. Look at its history (git fetch origin ${ref} && git ` +
      `log -p FETCH_HEAD) and put the last good state back (git push --force origin <commit>:${ref}). When there is none, delete it ` +
      `(git push origin :${ref}): all cooldowns of handlers are forgotten then.`,
    { vendor: 'GitHub', retryable: false }
  )
}
