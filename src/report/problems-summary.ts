import { fencedCode, sanitiseText } from '../text/sanitise.js'
import { truncateText } from '../text/truncate.js'

/** Far more than the problems of any configuration, far less than what a summary may have. */
const MAX_MESSAGE_CHARS = 100_000

/** Summary of a run that did not start, because of what somebody has to mend first. */
export function renderProblems(message: string): string {
  const shown = fencedCode(truncateText(sanitiseText(message), MAX_MESSAGE_CHARS))
  return ['## ❌ Nothing was done', '', 'Mend this, then run again:', '', shown, ''].join('\n')
}
