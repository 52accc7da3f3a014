import { nodeTypeError, pythonKeyError, seedError } from '../services/datadog/seeds.js'
import type { StepOptions } from '../services/runner/embedded-runner.js'
import type { Stage } from '../services/stage.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** A run whose requests are counted. */
export interface Scene {
  readonly title: string
  readonly outcome: string
  readonly reason: string
  /** Jira's search index shows a ticket only so much later. Default: at once. */
  readonly indexLagMs?: number
  /** Runs before the one that is measured. */
  readonly before: readonly Errand[]
  readonly measured: Errand
}

/** Prepares the vendors, and answers with the step to run. */
type Errand = (stage: Stage) => Partial<StepOptions>

/** A `repository_dispatch` as Datadog's webhook sends it, with the kill switch on. */
function alert(issueId: string, cycle: string, monitorKind: string): Partial<StepOptions> {
  return {
    eventName: 'repository_dispatch',
    event: {
      action: 'error-triage',
      client_payload: {
        schema: '1',
        text: `dd-issue-id=${issueId}`,
        scope: `issue.id:${issueId}`,
        monitor_id: '991204',
        monitor_kind: monitorKind,
        transition: 'Triggered',
        cycle_key: cycle
      }
    },
    inputs: { 'autofix-enabled': 'true' }
  }
}

/** Quiet for a day and a half, then loud: newest first. */
function rising(): number[] {
  const spread = (count: number, hours: number, until: number): number[] =>
    Array.from({ length: count }, (_, index) => until - Math.floor((index * hours * HOUR) / count))
  const now = Date.now() - MINUTE
  return [...spread(60, 5, now), ...spread(30, 36, now - 6 * HOUR)]
}

const ISSUE = '6c1f2a40-91d3-4e58-8b0a-3f7d52c9e614'

const newError: Errand = (stage) => {
  seedError(stage.datadog, nodeTypeError({ commit: stage.commit, issue: { id: ISSUE } }), rising())
  return alert(ISSUE, 'cycle-1', 'high_impact')
}

const sameError: Errand = () => alert(ISSUE, 'cycle-2', 'high_impact')

const sweepByKnown: Errand = () => ({ inputs: { query: '*', 'autofix-enabled': 'true' } })

const sameBugElsewhere: Errand = (stage) => {
  const other = seedError(
    stage.datadog,
    nodeTypeError({ service: 'orders-worker', commit: stage.commit }),
    rising()
  )
  return alert(other.id, 'cycle-3', 'high_impact')
}

const ignored: Errand = (stage) => {
  const issue = seedError(stage.datadog, pythonKeyError({ issue: { state: 'IGNORED' } }), rising())
  return alert(issue.id, 'cycle-4', 'high_impact')
}

const quiet: Errand = (stage) => {
  const issue = seedError(stage.datadog, pythonKeyError({ env: 'staging' }), rising().slice(-4))
  return alert(issue.id, 'cycle-5', 'new_issue')
}

export const newTicket: Scene = {
  title: 'new ticket with hand-off',
  outcome: 'ticketed',
  reason: 'new-bug',
  before: [],
  measured: newError
}

export const scenes: readonly Scene[] = [
  newTicket,
  { title: 'duplicate', outcome: 'duplicate', reason: 'same-issue', before: [newError], measured: sameError },
  {
    title: 'duplicate before the index shows it',
    outcome: 'duplicate',
    reason: 'same-issue',
    indexLagMs: HOUR,
    before: [newError],
    measured: sameError
  },
  {
    title: 'a sweep comes by: nothing new',
    outcome: 'swept',
    reason: 'nothing-new',
    before: [newError],
    measured: sweepByKnown
  },
  {
    title: 'joined: same bug, other service',
    outcome: 'duplicate',
    reason: 'same-fingerprint',
    before: [newError],
    measured: sameBugElsewhere
  },
  {
    title: 'dropped: IGNORED',
    outcome: 'disqualified',
    reason: 'state-ignored',
    before: [],
    measured: ignored
  },
  {
    title: 'below the threshold',
    outcome: 'below-threshold',
    reason: 'score-below-threshold',
    before: [],
    measured: quiet
  }
]

/** Fifty issues of a night: different bugs in different places, a few share their bug, a few are ignored, some are quiet. */
export function seedFifty(stage: Stage): Partial<StepOptions> {
  const times = rising()
  for (let number = 0; number < 50; number += 1) {
    const bug = number % 23
    const detail = {
      service: `nightly-${number % 7}`,
      env: number % 3 === 0 ? 'staging' : 'production',
      culprit: { function: `step${bug}`, line: 10 + bug },
      issue: { state: number % 10 === 9 ? 'IGNORED' : 'OPEN' } as const
    }
    const error = number % 2 === 0 ? nodeTypeError(detail) : pythonKeyError(detail)
    seedError(stage.datadog, error, times.slice(0, 2 + (number % 13) * 4))
  }
  return { inputs: { query: 'service:nightly-*', lookback: '24h', 'autofix-enabled': 'true' } }
}
