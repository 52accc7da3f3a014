import { isAmbiguous } from '../errors.js'
import { fillHandlerInputs } from '../flow/decision/patterns/fill-handler-inputs.js'
import { originOf } from '../flow/decision/rubric.js'
import { valueOr } from '../flow/issue/known.js'
import type { Step } from './case.js'

/** A handler mends what happens now: an error that was last seen before this needs none. */
const RECENT_MS = 2 * 3_600_000

/**
 * Starts the workflow that the issue's pattern names, whatever became of the ticket. That it could not be started is told, and is no
 * failure of triage.
 */
export async function startHandler({ current, request, world, writers }: Step): Promise<void> {
  const { pattern } = current.pattern ?? {}
  const { issue, identity, alert } = current
  if (pattern?.handler === undefined) return
  if (world.clock.now() - issue.lastSeen.at > RECENT_MS) {
    current.handled.push(
      `${pattern.handler.workflow} was not started: the last event is more than 2 hours ago`
    )
    return
  }
  const version = issue.sample.known ? issue.sample.value.version : issue.sample
  const inputs = fillHandlerInputs(pattern.handler, {
    'issue-id': issue.id,
    service: issue.service,
    environment: valueOr(originOf(issue, alert), undefined),
    version: valueOr(version, undefined),
    fingerprint: identity.fingerprint.hash,
    pattern: pattern.name,
    'error-type': issue.errorType,
    'run-url': request.runUrl
  })
  const rehearsed = current.wouldHave.length
  try {
    const result = await writers.handlers.start({
      pattern: pattern.name,
      handler: pattern.handler,
      inputs,
      issueId: issue.id
    })
    // A dry run has said what it would have done, and has started nothing.
    if (current.wouldHave.length > rehearsed) return
    current.handled.push(
      result.started
        ? `${pattern.handler.workflow} was started${result.runUrl === undefined ? '' : `: ${result.runUrl}`}`
        : `${pattern.handler.workflow} was not started: ${result.why}`
    )
    if (!result.started && result.refused) current.warnings.push(result.why)
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const what = isAmbiguous(error)
      ? 'may have been started; look at its runs before you start it by hand'
      : 'could not be started'
    current.warnings.push(
      `The handler ${pattern.handler.workflow} of the pattern ${pattern.name} ${what}: ${why}`
    )
  }
}
