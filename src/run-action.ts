import { setImmediate as nextTurn } from 'node:timers/promises'
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
  const told: Promise<void>[] = []
  process.onCrash((error) => void told.push(tellCrash(process, secrets, error)))
  const exitCode = await perform(process, secrets)
  // What was thrown aside while the last promise settled is heard a turn later.
  await nextTurn()
  await Promise.all(told)
  return told.length > 0 ? 1 : exitCode
}

/**
 * What nobody awaited, or caught. Node would print the error with all that hangs on it, such as the headers of a request, and end the
 * process in the middle of what it does. It is told like every other problem instead, and the run goes on to its end and is red.
 */
async function tellCrash(process: Process, secrets: readonly string[], error: unknown): Promise<void> {
  const { tellProblem } = await import('./tell-problem.js')
  await tellProblem(process, secrets, { error, outputs: {} })
}

async function perform(process: Process, secrets: readonly string[]): Promise<0 | 1> {
  const reading = readAssignment(process)
  // Whoever awaits it hears of a failure; while the rest of the program is loaded nobody does.
  reading.catch(() => undefined)
  if (isFixMode(process.read('mode'))) {
    const { performFix } = await import('./perform-fix.js')
    return performFix({ process, secrets, reading })
  }
  if (process.read('mode').trim() === 'doctor') {
    const { performDoctor } = await import('./perform-doctor.js')
    return performDoctor({ process, secrets, reading })
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
