import { isAmbiguous, VendorError } from '../../errors.js'
import type { Clock, Handlers } from '../../ports.js'
import type { HandlerLog } from './handler-log.js'
import type { WorkflowDispatcher } from './workflow-dispatcher.js'

export interface HandlersOptions {
  readonly log: HandlerLog
  readonly dispatcher: WorkflowDispatcher
  readonly clock: Clock
}

/**
 * Books before it starts, so that of two runs one starts the handler. The booking is taken back when GitHub certainly did not start
 * it, and stands when nobody knows: a start too few is told, a start too many is done.
 */
export function createHandlers({ log, dispatcher, clock }: HandlersOptions): Handlers {
  return {
    start: async ({ pattern, handler, inputs, issueId }) => {
      const { workflow, ref, cooldownHours, perDay } = handler
      const booking = { pattern, workflow, issueId, now: clock.now(), cooldownHours, perDay }
      // Nothing is started that was not booked.
      const booked = await log
        .book(booking)
        .catch((error: unknown) => ({ booked: false as const, why: sayError(error), refused: true }))
      if (!booked.booked) return { started: false, refused: 'refused' in booked, why: booked.why }
      try {
        const result = await dispatcher.dispatch({ workflow, ref, inputs })
        if (result.started) return { started: true, runUrl: result.runUrl }
        const why = await cancel(log, booking)
        return { started: false, refused: true, why: result.why + why }
      } catch (error) {
        if (error instanceof VendorError && !isAmbiguous(error)) await cancel(log, booking)
        throw error
      }
    }
  }
}

/** Never rejects: what is said is why the handler was not started. */
async function cancel(log: HandlerLog, booking: Parameters<HandlerLog['cancel']>[0]): Promise<string> {
  try {
    await log.cancel(booking)
    return ''
  } catch (error) {
    return `. Its cooldown has begun all the same: ${sayError(error)}`
  }
}

function sayError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
