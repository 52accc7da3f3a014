import { DatadogClient } from './adapters/datadog/client.js'
import { askIssue, type Opening } from './adapters/datadog/issue-request.js'
import { vendorRetry } from './adapters/retry.js'
import { systemClock } from './adapters/runner/clock.js'
import { isFixMode, readSecrets } from './config/inputs.js'
import { readAssignment, type Assignment, type Process } from './assignment.js'

/**
 * Runs the action and answers with the exit code; never rejects. The first request is on its way before most of the program is
 * loaded: a run's time is mostly waiting, and the waiting should begin at once.
 */
export async function runAction(process: Process): Promise<0 | 1> {
  const secrets = readSecrets(process.read)
  secrets.forEach(process.mask)
  const reading = readAssignment(process)
  if (isFixMode(process.read('mode'))) {
    const { performFix } = await import('./perform-fix.js')
    return performFix({ process, secrets, reading })
  }
  const opening = await reading.then(sendAhead, () => undefined)
  const { performRun } = await import('./perform-run.js')
  return performRun({ process, secrets, reading, opening })
}

/** Asks for the issue, when the inputs are whole and name one; a sweep needs its policy first. */
async function sendAhead({ given, trigger }: Assignment): Promise<Opening | undefined> {
  if (!given.ok || given.inputs.mode !== 'triage' || trigger.kind !== 'issue') return undefined
  const retry = vendorRetry(systemClock, Math.random)
  const client = new DatadogClient({ ...given.inputs.datadog, retry, clock: systemClock })
  return new Promise((resolve) => {
    const opening = { issueId: trigger.issueId, reply: client.fetchJson(askIssue(trigger.issueId), sent) }
    // Whoever awaits it hears of a failure; until then it must not end the process.
    opening.reply.catch(sent)
    // Loading keeps the process busy, and would keep the request from leaving.
    function sent(): void {
      resolve(opening)
    }
  })
}
