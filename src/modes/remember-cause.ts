import type { CauseDiagnosis } from '../flow/decision/diagnosis.js'
import type { PublishWorld } from './fix-world.js'
import type { PublishCase, PublishRequest } from './publish-run.js'

/**
 * Holds the diagnosis of the bundle against the repository, and notes it for the next time that the bug is seen, until a person says
 * what it is worth. Nothing depends on it: what goes wrong is a warning.
 */
export async function rememberCause(
  current: PublishCase,
  request: PublishRequest,
  world: PublishWorld
): Promise<void> {
  const { bundle } = request
  const found = bundle.cause?.found
  if (!found || !request.policy.diagnosis.enabled) return
  current.causeFiles = await filesThatExist(found, current, request, world)
  if (bundle.cause?.confirmed === true) return
  const { fingerprint, ticket_key: ticketKey } = bundle.request
  if (request.dryRun) {
    current.wouldHave.push(`remembered the diagnosis of ${ticketKey}`)
    return
  }
  try {
    await world.knowledge.note({
      fingerprint,
      ticketKey,
      category: found.category,
      confidence: found.confidence,
      rootCause: world.redact(found.rootCause),
      files: current.causeFiles,
      at: world.clock.now(),
      confirmed: false
    })
  } catch (error) {
    current.warnings.push(`The diagnosis is not remembered: ${sayError(error)}`)
  }
}

/** The fix job's word is not enough: what it names is looked up. */
async function filesThatExist(
  { files }: CauseDiagnosis,
  current: PublishCase,
  { bundle }: PublishRequest,
  world: PublishWorld
): Promise<readonly string[]> {
  if (bundle.base === null || files.length === 0) return []
  try {
    const blobs = await world.pullRequests.blobs(bundle.base.commit, files)
    return files.filter((path) => blobs.has(path))
  } catch (error) {
    current.warnings.push(`The files that the diagnosis names were not looked up: ${sayError(error)}`)
    return []
  }
}

function sayError(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
