import { describe, expect, it } from '@jest/globals'
import { createOutgoing } from '../../../src/adapters/jira/outgoing.js'
import { composeOccurrence } from '../../../src/flow/ticket/compose-comment.js'
import { composeCascade, composeCascadeUpdate } from '../../../src/flow/ticket/compose-cascade.js'
import { composeTicket } from '../../../src/flow/ticket/compose-ticket.js'
import { renderJobSummary } from '../../../src/report/job-summary.js'
import { facts, NOW } from '../../flow/ticket/ticket-case.js'
import { record, report } from '../../report/report-case.js'
import { everything, hostileTexts } from '../corpus/corpus.js'
import { hostileKinds } from '../corpus/hostile-text.js'
import { findForeignNodes, findSummaryTroubles } from '../oracles/adf-oracle.js'
import { findForeignMarkup } from '../oracles/markdown-oracle.js'
import { occurrenceOf } from '../sinks/full-of.js'
import { evidenceOf, outageOf } from './full-of-evidence.js'

const outgoing = createOutgoing({ redact: (text) => text, redactDeep: (value) => value })
const links =
  /^https:\/\/(?:github\.test\/(?:page|deploys\/1|compare\/a\.\.\.b|commit\/3f2c1a0)|app\.datadoghq\.(?:com|eu)\/error-tracking\/issue\/[0-9a-f-]{36}|acme\.atlassian\.net\/browse\/P(?:AY|PL)-7|github\.com\/acme\/shop\/(?:actions\/runs\/\d+|blob\/[0-9a-f]+\/[^\s<>"\\`|]*#L\d+))$/
const headings =
  /^#{2,3} (?:\p{Extended_Pictographic}.*|Score|Auto-fix|Trend|Owner|Warnings|Failures|Budget|Evidence|Digest|Expired patterns)$/u

/** What of a kind does its harm in one place does it in all: the first few of each. */
const FEW = 1
const textsOf = (kind: string) => hostileTexts.filter((each) => each.kind === kind).slice(0, FEW)
const kinds = ['cascade', 'upstream', 'third-party'] as const
const runUrl = 'https://github.com/acme/shop/actions/runs/1'

function ticketTroubles(text: string): readonly string[] {
  return [
    ...evidenceOf(text).flatMap((evidence) => [
      composeTicket(facts({ evidence })).description,
      composeTicket(facts({ evidence }), 6_000).description,
      composeOccurrence({ ...occurrenceOf('x'), joined: [], evidence })
    ]),
    ...kinds.flatMap((kind) => {
      const outage = outageOf(kind, text)
      const joined = [{ id: text, url: text, service: text, env: text, lastSeenAt: NOW, version: text }]
      return [
        composeCascade({ outage, children: 'link', runUrl, now: NOW }).description,
        composeCascadeUpdate({ outage, joined, runUrl, now: NOW })
      ]
    })
  ].flatMap((document) => findForeignNodes(outgoing.document(document), links))
}

function summaryTroubles(text: string): readonly string[] {
  return evidenceOf(text).flatMap((evidence) => {
    const one = record({ evidence })
    const digest = record({ evidence, reason: 'pattern-digest', title: text, why: text })
    const pages = [
      renderJobSummary(report({ records: [one] })),
      renderJobSummary(report({ records: [digest, one], outcome: 'swept' }))
    ]
    return pages.flatMap((page) => findForeignMarkup(page, { headings, links }))
  })
}

describe.each([...hostileKinds])('evidence that says %s', (kind) => {
  it('does nothing in a ticket, its comment and the ticket of an outage', () => {
    for (const { text, name } of textsOf(kind)) {
      expect({ name, found: ticketTroubles(text) }).toEqual({ name, found: [] })
    }
  })

  it('does nothing in the summary', () => {
    for (const { text, name } of textsOf(kind)) {
      expect({ name, found: summaryTroubles(text) }).toEqual({ name, found: [] })
    }
  })

  it('stays on the one line over the ticket of an outage', () => {
    for (const { text, name } of textsOf(kind)) {
      for (const each of kinds) {
        const { summary } = composeCascade({
          ...{ outage: outageOf(each, text), children: 'suppress', runUrl, now: NOW }
        } as const)
        expect({ name, found: findSummaryTroubles(outgoing.summary(summary)) }).toEqual({ name, found: [] })
      }
    }
  })
})

it('everything at once does nothing either', () => {
  expect([...ticketTroubles(everything), ...summaryTroubles(everything)]).toEqual([])
})
