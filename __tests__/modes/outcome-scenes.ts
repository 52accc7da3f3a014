import { nodeTypeError } from '../../services/datadog/seeds.js'
import type { TriageReason } from '../../src/flow/decision/reasons.js'
import type { EvidenceReason } from './evidence-scenes.js'
import { setIssueState } from './people.js'
import { DAY, HOUR, type EndedOne, type RigOptions, type TriageRig } from './triage-rig.js'

/** What the three vendors hold when all is done. */
export interface Held {
  /** Status of each ticket. */
  readonly tickets: Readonly<Record<string, string>>
  /** Comments on all tickets. */
  readonly comments: number
  /** What watchers were mailed, sorted: writes that do not need each other go at once. */
  readonly mails: readonly string[]
  /** State of the last issue that was triaged. */
  readonly issue: string
  readonly dispatches: number
}

export interface Scene {
  readonly title: string
  readonly rig?: RigOptions
  readonly play: (rig: TriageRig) => Promise<EndedOne>
  readonly outcome: string
  readonly holds: Held
}

export const nothing: Held = { tickets: {}, comments: 0, mails: [], issue: 'OPEN', dispatches: 0 }
export const oneNewTicket: Held = {
  tickets: { 'PPL-1': 'To Do' },
  comments: 0,
  mails: ['created PPL-1'],
  issue: 'ACKNOWLEDGED',
  dispatches: 0
}

const checkout = nodeTypeError()
const staging = nodeTypeError({ env: 'staging' })

async function filed(rig: TriageRig): Promise<string> {
  const issueId = rig.seed(checkout)
  await rig.runOne({ issueId, alert: { cycle_key: 'first' } })
  return issueId
}

async function closedFor(rig: TriageRig, resolution: string, hours: number): Promise<EndedOne> {
  const issueId = await filed(rig)
  rig.clock.pass(HOUR)
  rig.jira.transition('PPL-1', 'Done', { resolution })
  rig.clock.pass(hours * HOUR)
  rig.recur(issueId, checkout)
  return rig.runOne({ issueId })
}

/** Reasons of whole sweeps have tests of their own, and those of evidence and patterns scenes of their own. */
type ReasonOfOne = Exclude<TriageReason, 'recovery' | 'swept' | 'issue-limit' | 'rate-limit' | EvidenceReason>

export const outcomeScenes: Readonly<Record<ReasonOfOne, Scene>> = {
  'new-bug': {
    title: 'a new bug gets a ticket, and Datadog shows that it was seen',
    play: (rig) => rig.runOne({ issueId: rig.seed(checkout) }),
    outcome: 'ticketed',
    holds: oneNewTicket
  },
  forced: {
    title: 'a person who forces it gets a ticket for an issue below the threshold',
    play: (rig) => rig.runOne({ issueId: rig.seed(staging), force: true }),
    outcome: 'ticketed',
    holds: oneNewTicket
  },
  'same-issue': {
    title: 'a repeat is told in one comment of the ticket that is there',
    play: async (rig) => rig.runOne({ issueId: await filed(rig), alert: { cycle_key: 'second' } }),
    outcome: 'duplicate',
    holds: {
      tickets: { 'PPL-1': 'To Do' },
      comments: 1,
      mails: ['created PPL-1', 'commented PPL-1'],
      issue: 'ACKNOWLEDGED',
      dispatches: 0
    }
  },
  'nothing-new': {
    title: 'a sweep that comes by a known issue without a new event writes nothing',
    play: async (rig) => {
      await filed(rig)
      return rig.runOne({ query: '*' })
    },
    outcome: 'duplicate',
    holds: oneNewTicket
  },
  'same-fingerprint': {
    title: 'the same bug in another service joins the ticket',
    play: async (rig) => {
      await filed(rig)
      return rig.runOne({ issueId: rig.seed(nodeTypeError({ service: 'orders-worker' })) })
    },
    outcome: 'duplicate',
    holds: {
      tickets: { 'PPL-1': 'To Do' },
      comments: 1,
      mails: ['created PPL-1', 'updated PPL-1', 'commented PPL-1'],
      issue: 'ACKNOWLEDGED',
      dispatches: 0
    }
  },
  'native-ticket': {
    title: "a ticket of Datadog's own integration is adopted",
    play: (rig) => {
      const issueId = rig.seed(checkout)
      const { key } = rig.jira.addNativeTicket({
        projectKey: 'PPL',
        summary: 'TypeError',
        issueUrl: `https://app.datadoghq.eu/error-tracking/issue/${issueId}`
      })
      rig.datadog.linkCase(issueId, { key: 'CASE-1', jiraKey: key })
      return rig.runOne({ issueId })
    },
    outcome: 'duplicate',
    holds: {
      tickets: { 'PPL-1': 'To Do' },
      comments: 1,
      mails: ['created PPL-1', 'updated PPL-1', 'commented PPL-1'],
      issue: 'ACKNOWLEDGED',
      dispatches: 0
    }
  },
  'repeated-delivery': {
    title: 'an alert that is delivered twice is told once',
    play: async (rig) => rig.runOne({ issueId: await filed(rig), alert: { cycle_key: 'first' } }),
    outcome: 'duplicate',
    holds: oneNewTicket
  },
  reopened: {
    title: 'a bug that is back puts its ticket back to work',
    play: (rig) => closedFor(rig, 'Done', 48),
    outcome: 'regression',
    holds: {
      tickets: { 'PPL-1': 'To Do' },
      comments: 1,
      mails: ['created PPL-1', 'transitioned PPL-1', 'transitioned PPL-1', 'commented PPL-1'],
      issue: 'ACKNOWLEDGED',
      dispatches: 0
    }
  },
  'new-after-closed': {
    title: 'a bug that is back after months gets a ticket of its own',
    play: (rig) => closedFor(rig, 'Done', 31 * 24),
    outcome: 'regression',
    holds: {
      tickets: { 'PPL-1': 'Done', 'PPL-2': 'To Do' },
      comments: 0,
      mails: ['created PPL-1', 'transitioned PPL-1', 'created PPL-2'],
      issue: 'ACKNOWLEDGED',
      dispatches: 0
    }
  },
  'score-below-threshold': {
    title: 'an issue below the threshold leaves no trace',
    play: (rig) => rig.runOne({ issueId: rig.seed(staging) }),
    outcome: 'below-threshold',
    holds: nothing
  },
  'state-ignored': {
    title: 'an issue that a person ignores is left alone',
    play: async (rig) => {
      const issueId = rig.seed(checkout)
      await setIssueState(rig, issueId, 'IGNORED')
      return rig.runOne({ issueId, force: true, switchedOn: true })
    },
    outcome: 'disqualified',
    holds: { ...nothing, issue: 'IGNORED' }
  },
  'state-excluded': {
    title: 'an issue that a person excludes is left alone',
    play: async (rig) => {
      const issueId = rig.seed(checkout)
      await setIssueState(rig, issueId, 'EXCLUDED')
      return rig.runOne({ issueId })
    },
    outcome: 'disqualified',
    holds: { ...nothing, issue: 'EXCLUDED' }
  },
  'closed-deliberately': {
    title: "a ticket that was closed as Won't Do stays closed",
    play: (rig) => closedFor(rig, "Won't Do", 48),
    outcome: 'suppressed',
    holds: {
      tickets: { 'PPL-1': 'Done' },
      comments: 0,
      mails: ['created PPL-1', 'transitioned PPL-1'],
      issue: 'ACKNOWLEDGED',
      dispatches: 0
    }
  },
  'closed-recently': {
    title: 'a ticket that was closed moments ago waits for its fix to be deployed',
    play: (rig) => closedFor(rig, 'Done', 2),
    outcome: 'suppressed',
    holds: {
      tickets: { 'PPL-1': 'Done' },
      comments: 0,
      mails: ['created PPL-1', 'transitioned PPL-1'],
      issue: 'ACKNOWLEDGED',
      dispatches: 0
    }
  },
  'ticket-limit': {
    title: 'a sweep that may file no more tickets files none',
    rig: { policy: { limits: { 'new-tickets-per-run': 0 } } },
    play: (rig) => {
      rig.seed(checkout)
      return rig.runOne({ query: '*' })
    },
    outcome: 'suppressed',
    holds: nothing
  },
  'claimed-elsewhere': {
    title: 'a bug that another run is filing at this moment is left to that run',
    rig: { jira: { indexLagMs: DAY } },
    play: async (rig) => {
      const issueId = rig.seed(checkout)
      rig.jira.service.inject({ kind: 'lose-reply', method: 'POST', path: /\/issue$/ })
      rig.jira.service.inject({ kind: 'drop', path: /bulkfetch/, times: 8 })
      return rig.run({ issueId }).then(() => rig.runOne({ issueId }))
    },
    outcome: 'suppressed',
    holds: { ...oneNewTicket, issue: 'OPEN' }
  }
}
