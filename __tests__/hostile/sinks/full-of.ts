import { permalink } from '../../../src/adapters/github/permalink.js'
import { wellFormed } from '../../../src/adapters/datadog/text-bounds.js'
import type { SampleEvent } from '../../../src/flow/issue/issue.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import type { OccurrenceFacts } from '../../../src/flow/ticket/compose-comment.js'
import type { TicketFacts } from '../../../src/flow/ticket/ticket-facts.js'
import type { OutcomeRecord, Report } from '../../../src/report/outcome-record.js'
import {
  frame,
  ISSUE_ID,
  issue,
  NOW,
  sample,
  score,
  team,
  facts,
  trace
} from '../../flow/ticket/ticket-case.js'
import { record, report } from '../../report/report-case.js'

/*
 * One text in every place of what is rendered that takes a text from outside. Ids, keys, enumerated words and addresses of ours
 * stay: they are checked where they come in.
 */

export function sampleOf(text: string): SampleEvent {
  return sample({
    eventId: text,
    service: known(text),
    env: known(text),
    version: known(text),
    errorType: known(text),
    errorMessage: known(text),
    stack: known(text),
    repository: known(text),
    vendorFingerprint: known(text),
    operation: known(text)
  })
}

/** As the page of a culprit's line is made of its path. */
function pageOf(path: string): string {
  return permalink('https://github.com/acme/shop', 'c'.repeat(40), wellFormed(path), 1)
}

const scoreOf = (text: string): typeof score => ({
  ...score,
  signals: score.signals.map((signal) => ({ ...signal, evidence: text }))
})

function issueOf(text: string): TicketFacts['issue'] {
  return issue({
    service: text,
    languages: [text],
    errorType: text,
    errorMessage: text,
    filePath: known(text),
    functionName: known(text),
    firstSeen: { at: NOW, version: known(text) },
    lastSeen: { at: NOW, version: known(text) },
    regression: { regressedAt: NOW, resolvedAt: NOW, version: known(text) },
    assignee: text,
    teamOwners: [{ handle: text, name: text }],
    linkedCase: { key: text, jiraKey: undefined },
    impact: { windowHours: 24, occurrences: unknown(text), users: unknown(text), sessions: unknown(text) },
    sample: known(sampleOf(text)),
    recent: [sampleOf(text)]
  })
}

const alertOf = (text: string): NonNullable<TicketFacts['alert']> => ({
  monitorId: text,
  monitorKind: 'new_issue',
  service: text,
  env: text,
  cycleKey: text
})

/** A ticket about an error that says the text wherever it can; `read` with a trace of frames that say it. */
export function ticketFactsOf(text: string, read = true): TicketFacts {
  const hostile = frame({ function: text, file: text, module: text, text: `at ${text} (${text}:1:2)` })
  const errors = [
    {
      relation: 'reported',
      type: text,
      message: text,
      frames: [hostile, frame({ ...hostile, inApp: false })]
    },
    { relation: 'cause', type: text, message: text, frames: [hostile] }
  ] as const
  return facts({
    issue: issueOf(text),
    alert: alertOf(text),
    trace: read ? known(trace({ errors })) : unknown(text),
    culprit: read ? known({ frame: hostile, path: known(text), reason: text }) : unknown(text),
    culpritUrl: pageOf(text),
    culpritCommit: known(text),
    fingerprint: known({ hash: '0011223344556677', version: 2, former: [], parts: [text, text] }),
    variants: {
      events: 4,
      variants: [
        { events: 3, place: text },
        { events: 1, place: text }
      ]
    },
    messageTemplate: text,
    score: scoreOf(text),
    classification: { kind: 'class', fixClass: 'null-safety-guard', evidence: text },
    gates: [{ name: 'class', passed: false, forced: false, why: text }],
    route: { rule: 'default', team: { ...team, name: text }, why: text, notes: [text] },
    decision: { why: text, reason: 'new-bug' },
    follows: { key: 'PAY-7', why: text }
  })
}

/** The comment on a ticket that remembers the text wherever it remembers one. */
export function occurrenceOf(text: string): OccurrenceFacts {
  const { runUrl } = facts()
  return {
    issue: issueOf(text),
    alert: alertOf(text),
    score: scoreOf(text),
    runUrl,
    now: NOW,
    alerts: 3,
    matchedBy: 'same-fingerprint',
    joined: [
      {
        id: text,
        url: text,
        service: known(text),
        env: known(text),
        lastSeen: known({ at: NOW, version: known(text) })
      }
    ],
    notifyEveryHours: 24
  }
}

export function recordOf(text: string): OutcomeRecord {
  return record({
    service: text,
    errorType: text,
    title: text,
    why: text,
    env: known(text),
    score: scoreOf(text),
    classification: { kind: 'denied', fixClass: undefined, rule: 'several-causes', evidence: text },
    gates: [{ name: 'class', passed: false, forced: false, why: text }],
    route: { rule: 'default', team: text, why: text, notes: [text] },
    fingerprint: known({ hash: '0011223344556677', version: 2, former: [], parts: [text] }),
    variants: { events: 2, variants: [{ events: 1, place: text }] },
    culprit: known({
      path: known(text),
      line: 1,
      function: text,
      commit: known(text),
      url: pageOf(text),
      reason: text
    }),
    trend: unknown(text),
    stack: known(text),
    warnings: [text],
    wouldHave: [text]
  })
}

/** Of one issue, with the text in what failed as well. */
export function reportOf(text: string): Report {
  return report({
    dryRun: true,
    records: [recordOf(text)],
    failures: [{ issueId: text, message: text }],
    why: text,
    trigger: { kind: 'issue', issueId: ISSUE_ID, foundIn: text, alert: alertOf(text), force: false }
  })
}

export function sweepOf(text: string): Report {
  const failed = record({ outcome: 'failed', reason: undefined, title: text, error: { message: text } })
  return report({
    ...reportOf(text),
    outcome: 'swept',
    trigger: { kind: 'sweep', query: text, force: false },
    records: [recordOf(text), failed],
    requests: { [text]: 1 }
  })
}
