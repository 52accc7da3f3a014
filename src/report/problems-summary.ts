import { fencedCode } from '../text/sanitise.js'

/** Summary of a run that did not start, because of what somebody has to mend first. */
export function renderProblems(message: string): string {
  return ['## ❌ Nothing was done', '', 'Mend this, then run again:', '', fencedCode(message), ''].join('\n')
}
