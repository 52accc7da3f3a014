import { createHash } from 'node:crypto'
import { SavedReplies } from '../explain/saved-replies.js'
import type { SavedIssue } from '../explain/saved-issue.js'
import { savedSource, silent } from '../explain/saved-source.js'
import { policySchema } from '../src/config/policy-schema.js'
import { toPolicy } from '../src/config/policy.js'
import { patternFactsOf } from '../src/flow/decision/patterns/pattern-facts.js'
import { originOf } from '../src/flow/decision/rubric.js'
import type { Alert } from '../src/flow/event/trigger.js'
import { findCulprit } from '../src/flow/issue/culprit.js'
import { unknown } from '../src/flow/issue/known.js'
import { redactIssue } from '../src/flow/issue/redact-issue.js'
import { identify } from '../src/modes/understand.js'
import type { Clock } from '../src/ports.js'
import type { TriedIssue } from './tried-issue.js'

export interface FactsRequest {
  /** Environment that the alert would name. */
  readonly env: string | undefined
  readonly redact: (text: string) => string
}

/** A monitor reports an error moments after it happened. */
const MINUTE_MS = 60_000
const SITE = 'datadoghq.com'

/** Windows, as the policy has them by default; patterns depend on nothing else of it. */
const { datadog } = toPolicy(policySchema.parse({ jira: { project: 'PROJECT' } }))

/** What patterns see of a saved issue, read, redacted and told apart by what triage does it with, a minute after it was last seen. */
export async function factsOfSaved(saved: SavedIssue, request: FactsRequest): Promise<TriedIssue> {
  const now = saved.lastSeen + MINUTE_MS
  const clock: Clock = { now: () => now, sleep: () => Promise.resolve() }
  const client = new SavedReplies(saved, SITE, clock)
  const source = savedSource({ client, site: SITE, window: datadog, clock, log: silent })
  const details = await source.readIssue(saved.id)
  const evidence = (await source.readEvidence([details])).get(saved.id)
  const missing = unknown('the file holds nothing of its events')
  const issue = {
    ...details,
    sample: evidence?.sample ?? missing,
    trend: evidence?.trend ?? missing,
    recent: evidence?.recent ?? []
  }
  const shown = redactIssue(issue, request.redact)
  const identity = identify(issue, shown, { hash: sha256, redact: request.redact })
  const { trace } = identity
  const environment = originOf(shown, alertFrom(request.env))
  const facts = patternFactsOf({
    issue: shown,
    environment,
    culprit: trace.known ? findCulprit(trace.value, undefined) : trace,
    messageTemplate: identity.messageTemplate,
    fingerprint: identity.fingerprint
  })
  return {
    id: saved.id,
    facts,
    unknown: [
      ...(environment.known ? [] : ['environment']),
      ...(facts.files.length > 0 ? [] : ['file']),
      ...(facts.hourly === undefined ? ['events of each hour'] : [])
    ]
  }
}

function alertFrom(env: string | undefined): Alert | undefined {
  if (env === undefined) return undefined
  return { monitorId: undefined, monitorKind: undefined, service: undefined, env, cycleKey: undefined }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
