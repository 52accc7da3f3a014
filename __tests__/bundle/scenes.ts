import { nodeTypeError, pythonKeyError, seedError } from '../../services/datadog/seeds.js'
import type { StepOptions } from '../../services/runner/embedded-runner.js'
import type { Stage } from '../../services/stage.js'

const MINUTE = 60_000

const POLICY = `jira:
  project: PPL
ownership:
  teams:
    checkout: { github: ['@acme/checkout'], component: checkout }
  default: checkout
`

const BROKEN_POLICY = `jira:
  project: ppl
rubrik:
  ticket-at: 4
limits:
  concurrency: many
`

/** The repository of the scenes. */
export const repository: Readonly<Record<string, string>> = {
  '.github/datadog-autofix.yml': POLICY,
  '.github/broken.yml': BROKEN_POLICY,
  '.github/CODEOWNERS': '/src/orders/ @acme/checkout\n',
  'src/orders/order-total.ts': 'export function orderTotal() {}\n'
}

const ISSUE = '6c1f2a40-91d3-4e58-8b0a-3f7d52c9e614'
const IGNORED_ISSUE = 'b3a9d7c2-04e6-4f1b-9c58-7d21e6f0a835'

/** Ids that transcripts may show, because they are the same in every run. */
export const issueIds: readonly string[] = [ISSUE, IGNORED_ISSUE]

export interface Scene {
  /** Name of its transcript. */
  readonly name: string
  readonly title: string
  readonly checkedOut: boolean
  /** Jira's search index has caught up with what was written before. */
  readonly later?: boolean
  /** Prepares the vendors, and answers with the step to run. */
  readonly play: (stage: Stage) => Partial<StepOptions>
}

/** In the order in which they are played, one after the other on one stage. */
export const scenes: readonly Scene[] = [
  {
    name: 'new-ticket',
    title: 'A new error of production becomes a ticket, and is handed to auto-fix.',
    checkedOut: true,
    play: (stage) => {
      seedError(stage.datadog, nodeTypeError({ commit: stage.commit, issue: { id: ISSUE } }), lastMinutes(20))
      return alert(ISSUE, 'cycle-1')
    }
  },
  {
    name: 'early-duplicate',
    title:
      "The same error before Jira's search shows the ticket: the claim leads to it, nothing is filed or handed off twice.",
    checkedOut: true,
    play: () => alert(ISSUE, 'cycle-2')
  },
  {
    name: 'duplicate',
    title: 'The same error again: one comment, no second ticket, no second hand-off.',
    checkedOut: true,
    later: true,
    play: () => alert(ISSUE, 'cycle-3')
  },
  {
    name: 'dropped',
    title: 'A person has set the issue to IGNORED: nothing else is asked, nothing is written.',
    checkedOut: false,
    play: (stage) => {
      const error = pythonKeyError({ issue: { id: IGNORED_ISSUE, state: 'IGNORED' } })
      seedError(stage.datadog, error, lastMinutes(3))
      return alert(IGNORED_ISSUE, 'cycle-4')
    }
  },
  {
    name: 'configuration-failure',
    title: 'Inputs and policy are wrong: every problem is told at once, and no secret with them.',
    checkedOut: false,
    play: () => ({
      ...alert(ISSUE, 'cycle-5'),
      inputs: {
        config: '.github/broken.yml',
        'dry-run': 'perhaps',
        'datadog-site': 'datadog.example',
        'jira-api-token': ''
      }
    })
  }
]

/** Seen for less than the shortest time that a rate can be compared over, so that no sentence depends on the time of day. */
function lastMinutes(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => Date.now() - MINUTE - index * 10_000)
}

/** A `repository_dispatch` as Datadog's webhook sends it, to a workflow with the kill switch on. */
function alert(issueId: string, cycle: string): Partial<StepOptions> {
  return {
    eventName: 'repository_dispatch',
    event: {
      action: 'error-triage',
      client_payload: {
        schema: '1',
        issue_id: '$TAGS[issue.id]',
        text: `An error needs attention.\ndd-issue-id=${issueId}`,
        scope: `issue.id:${issueId}`,
        monitor_id: '991204',
        monitor_kind: 'high_impact',
        transition: 'Triggered',
        cycle_key: cycle
      }
    },
    inputs: { 'autofix-enabled': 'true' }
  }
}
