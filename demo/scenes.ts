import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  flutterError,
  nodeTypeError,
  pythonKeyError,
  seedError,
  type ErrorSeed
} from '../services/datadog/seeds.js'
import { credentials, type Stage } from '../services/stage.js'
import { checkOut, handedOff, type Model } from './fix.js'
import type { StepOptions } from '../services/runner/embedded-runner.js'

const MINUTE = 60_000
const HOUR = 60 * MINUTE

/** One thing that the demo shows. */
export interface Scene {
  readonly title: string
  /** What a person should see. */
  readonly expect: string
  /** What the step is run in; triage when absent. */
  readonly mode?: 'autofix' | 'publish'
  /** Prepares the vendors, and answers with the step to run. */
  readonly play: (stage: Stage, model: Model) => Partial<StepOptions> | Promise<Partial<StepOptions>>
  /** The outcome that makes the scene a success. */
  readonly outcome: string
}

/** A `repository_dispatch` as Datadog's webhook sends it. */
function alert(
  issueId: string,
  details: { monitorKind: string; cycleKey: string; env?: string }
): Partial<StepOptions> {
  return {
    eventName: 'repository_dispatch',
    event: {
      action: 'error-triage',
      client_payload: {
        schema: '1',
        // Error Tracking monitors do not fill this field: the marker in the text does.
        issue_id: '$TAGS[issue.id]',
        text: `A production error needs attention.\ndd-issue-id=${issueId}`,
        scope: `issue.id:${issueId}`,
        monitor_id: '991204',
        monitor_kind: details.monitorKind,
        transition: 'Triggered',
        cycle_key: details.cycleKey,
        ...(details.env === undefined ? {} : { env: details.env })
      }
    }
  }
}

/** Times of `count` events, spread evenly over the hours before now. */
function times(count: number, hours: number, untilMs = Date.now() - MINUTE): number[] {
  return Array.from({ length: count }, (_, index) => untilMs - Math.floor((index * hours * HOUR) / count))
}

/** Quiet for a day and a half, then loud. */
function rising(): number[] {
  return [...times(30, 36, Date.now() - 6 * HOUR), ...times(60, 5)]
}

function seed(stage: Stage, error: ErrorSeed, at: readonly number[]): string {
  return seedError(stage.datadog, error, at).id
}

const CHECKOUT_TEAM = {
  id: '5d0e6f2c-0f1b-4c57-9d0e-7a3e1f2b4c6d',
  handle: 'checkout-team',
  name: 'Checkout',
  summary: ''
}

/** What a person does in Datadog's pages. */
async function setState(stage: Stage, issueId: string, state: string): Promise<void> {
  const reply = await fetch(`${stage.datadog.url}/api/v2/error-tracking/issues/${issueId}/state`, {
    method: 'PUT',
    headers: {
      'content-type': 'application/json',
      'dd-api-key': credentials.datadogApiKey,
      'dd-application-key': credentials.datadogAppKey
    },
    body: JSON.stringify({ data: { id: issueId, type: 'error_tracking_issue', attributes: { state } } })
  })
  if (!reply.ok) throw new Error(`Datadog answered ${reply.status}: ${await reply.text()}`)
}

/** Files of the fix job. */
export const folder = mkdtempSync(join(tmpdir(), 'demo-'))
/** Where it leaves its bundle for the publish job; an artifact of the workflow in real life. */
export const bundleFolder = join(folder, 'datadog-autofix')

/** Ids of issues that later scenes come back to. */
const issues = { checkout: '', worker: '' }

export const scenes: readonly Scene[] = [
  {
    title: 'A new high-impact error',
    expect: 'a ticket, routed to the team that Datadog names, and handed to auto-fix',
    outcome: 'ticketed',
    play: (stage) => {
      issues.checkout = seed(
        stage,
        nodeTypeError({ commit: stage.commit, issue: { teams: [CHECKOUT_TEAM] } }),
        rising()
      )
      return { ...alert(issues.checkout, { monitorKind: 'high_impact', cycleKey: 'c-1' }), ...switchedOn }
    }
  },
  {
    title: 'The fix job',
    expect:
      'the agent works on a throw-away copy; its change is guarded, and proven red, green and red again without network',
    mode: 'autofix',
    outcome: 'fix-ready',
    play: (stage, model) => {
      const event = handedOff(stage)
      const inputs = { 'autofix-enabled': 'true', 'fix-bundle': bundleFolder, ...model.step.inputs }
      return { ...model.step, ...event, inputs, workspace: checkOut(stage, folder) }
    }
  },
  {
    title: 'The publish job',
    expect: 'a signed commit and a draft pull request with its evidence; the ticket is told',
    mode: 'publish',
    outcome: 'pull-request',
    play: (stage) => ({
      ...handedOff(stage),
      inputs: { 'autofix-enabled': 'true', 'fix-bundle': bundleFolder }
    })
  },
  {
    title: 'The same error again',
    expect: 'one comment on the same ticket, no second ticket, although the search index has not caught up',
    outcome: 'duplicate',
    play: () => ({
      ...alert(issues.checkout, { monitorKind: 'high_impact', cycleKey: 'c-2' }),
      ...switchedOn
    })
  },
  {
    title: 'The same bug in a second service',
    expect: 'another Datadog issue with the same fingerprint joins the first ticket',
    outcome: 'duplicate',
    play: (stage) => {
      issues.worker = seed(
        stage,
        nodeTypeError({ service: 'orders-worker', commit: stage.commit }),
        times(25, 12)
      )
      return { ...alert(issues.worker, { monitorKind: 'new_issue', cycleKey: 'c-3' }), ...switchedOn }
    }
  },
  {
    title: 'A regression of a closed ticket',
    expect: 'the ticket was closed as done, the error is back in a newer version: the ticket is reopened',
    outcome: 'regression',
    play: async (stage) => {
      const ticket = stage.jira.issues()[0]
      if (!ticket) throw new Error('The first scene filed no ticket')
      stage.jira.transition(ticket.key, 'Done', { resolution: 'Done', at: Date.now() - 30_000 })
      await setState(stage, issues.checkout, 'RESOLVED')
      const again = nodeTypeError({ version: '2.15.0', commit: stage.commit })
      stage.datadog.seedEvents(issues.checkout, 'spans', [again.event(Date.now() + 10, 1)])
      return { ...alert(issues.checkout, { monitorKind: 'high_impact', cycleKey: 'c-4' }), ...switchedOn }
    }
  },
  {
    title: 'An issue below the threshold',
    expect: 'staging, few events, no High Impact monitor: the score is told, nothing is filed',
    outcome: 'below-threshold',
    play: (stage) => {
      const id = seed(stage, pythonKeyError({ env: 'staging' }), times(4, 20))
      return alert(id, { monitorKind: 'new_issue', cycleKey: 'c-5' })
    }
  },
  {
    title: 'An issue that a person set to IGNORED',
    expect: 'dropped before anything else is asked',
    outcome: 'disqualified',
    play: (stage) => {
      const id = seed(
        stage,
        pythonKeyError({ service: 'legacy-import', issue: { state: 'IGNORED' } }),
        times(50, 20)
      )
      return alert(id, { monitorKind: 'high_impact', cycleKey: 'c-6' })
    }
  },
  {
    title: 'A Flutter error from RUM',
    expect: 'affected users and sessions count; the culprit is a Dart file, its owner comes from CODEOWNERS',
    outcome: 'ticketed',
    play: (stage) => {
      const id = seed(stage, flutterError(), times(40, 10))
      return alert(id, { monitorKind: 'new_issue', cycleKey: 'c-7', env: 'production' })
    }
  },
  {
    title: 'A sweep of fifty issues by query',
    expect:
      'one search for all; the most important are filed up to the limit of ten new tickets, the rest is told',
    outcome: 'swept',
    play: (stage) => {
      for (let number = 0; number < 50; number += 1) seedOneOfFifty(stage, number)
      return { inputs: { query: 'service:nightly-*', lookback: '24h' } }
    }
  }
]

const switchedOn = { inputs: { 'autofix-enabled': 'true' } }

/** Different bugs in different places; a few share their bug, a few are ignored, some are quiet. */
function seedOneOfFifty(stage: Stage, number: number): void {
  const service = `nightly-${number % 7}`
  const bug = number % 23
  const state = number % 10 === 9 ? 'IGNORED' : 'OPEN'
  const detail = {
    service,
    env: number % 3 === 0 ? 'staging' : 'production',
    culprit: { function: `step${bug}`, line: 10 + bug },
    issue: { state } as const
  }
  const error = number % 2 === 0 ? nodeTypeError(detail) : pythonKeyError(detail)
  seed(stage, error, times(2 + (number % 13) * 4, 20))
}
