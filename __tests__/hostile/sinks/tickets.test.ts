import { describe, expect, it } from '@jest/globals'
import { createOutgoing } from '../../../src/adapters/jira/outgoing.js'
import { known } from '../../../src/flow/issue/known.js'
import { composeOccurrence, composeReopen } from '../../../src/flow/ticket/compose-comment.js'
import { composeTicket } from '../../../src/flow/ticket/compose-ticket.js'
import { composeFixComment } from '../../../src/flow/pull-request/compose-fix-comment.js'
import type { AdfDocument } from '../../../src/flow/ticket/adf.js'
import { everywhere } from '../../flow/pull-request/everywhere.js'
import { PUBLISH_URL } from '../../flow/pull-request/bundle-example.js'
import { everything, hostileTexts } from '../corpus/corpus.js'
import { EVIL_HOST, hostileKinds } from '../corpus/hostile-text.js'
import { findForeignNodes, findSummaryTroubles } from '../oracles/adf-oracle.js'
import { occurrenceOf, ticketFactsOf } from './full-of.js'

// The redactor has tests of its own, and most of the time.
const outgoing = createOutgoing({ redact: (text) => text, redactDeep: (value) => value })

/** Pages of the examples. */
const links =
  /^https:\/\/(?:app\.datadoghq\.(?:com|eu)\/error-tracking\/issue\/[0-9a-f-]{36}|acme\.atlassian\.net\/browse\/P(?:AY|PL)-7|github\.com\/acme\/shop\/(?:actions\/runs\/\d+|pull\/34|blob\/c{40}\/[^\s<>"\\`|]*#L1))$/

const documents: Readonly<Record<string, (text: string) => AdfDocument>> = {
  'description of a ticket': (text) => composeTicket(ticketFactsOf(text)).description,
  'description with an unread trace': (text) => composeTicket(ticketFactsOf(text, false)).description,
  'description under strict privacy': (text) =>
    composeTicket({ ...ticketFactsOf(text), privacy: 'strict' }).description,
  'description that hardly fits': (text) => composeTicket(ticketFactsOf(text), 6_000).description,
  'comment of a repeat': (text) => composeOccurrence(occurrenceOf(text)),
  'comment of a reopening': (text) => composeReopen({ ...occurrenceOf(text), why: text, reopens: 2 }),
  'comment of a fix': (text) =>
    composeFixComment({
      bundle: everywhere(text, 2),
      end: { reason: 'opened', why: text },
      pullRequest: { number: 34, url: 'https://github.com/acme/shop/pull/34', draft: true, verified: true },
      checks: known(2),
      warnings: [text],
      runUrl: PUBLISH_URL
    }),
  'comment of a diagnosis': (text) => {
    const bundle = { ...everywhere(text), certificate: null }
    const findings = [{ rule: 'canary', path: text, line: 1, evidence: text }] as const
    const end = { reason: 'guard-refused', why: text } as const
    return composeFixComment({
      ...{ bundle: { ...bundle, findings }, end, pullRequest: undefined, checks: undefined },
      ...{ warnings: [text], runUrl: PUBLISH_URL }
    })
  }
}

/** What these show, others show as well: a few texts of each kind are enough. */
const VARIANTS = /unread|strict|hardly|reopening|diagnosis/
const FEW = 3

describe.each(Object.entries(documents))('the %s', (document, compose) => {
  const judge = (text: string): readonly string[] => findForeignNodes(outgoing.document(compose(text)), links)

  it.each(hostileKinds)('says %s and does nothing', (kind) => {
    const texts = hostileTexts.filter((each) => each.kind === kind)
    for (const { text, name } of VARIANTS.test(document) ? texts.slice(0, FEW) : texts) {
      expect({ name, found: judge(text) }).toEqual({ name, found: [] })
    }
  })

  it('says everything at once', () => {
    expect(judge(everything)).toEqual([])
  })
})

describe('the line over a ticket', () => {
  it.each(hostileKinds)('says %s on one line', (kind) => {
    for (const { text, name } of hostileTexts.filter((each) => each.kind === kind)) {
      const { summary } = composeTicket(ticketFactsOf(text))
      expect({ name, found: findSummaryTroubles(outgoing.summary(summary)) }).toEqual({ name, found: [] })
      // What comes without having been composed, such as the title of a page.
      const alone = findSummaryTroubles(outgoing.summary(text)).filter((found) => found !== 'blank')
      expect({ name, alone }).toEqual({ name, alone: [] })
    }
  })
})

describe('an issue that a ticket remembers', () => {
  const linksOf = (url: string): readonly string[] => {
    const facts = occurrenceOf('x')
    const [joined] = facts.joined
    const comment = composeOccurrence({ ...facts, joined: joined ? [{ ...joined, id: 'other', url }] : [] })
    return [...JSON.stringify(comment).matchAll(/"href":"([^"]*)"/g)].map(([, href = '']) => href)
  }

  it('is linked beside the issue of the alert', () => {
    const page = 'https://app.datadoghq.com/error-tracking/issue/other'
    expect(linksOf(page)).toContain(page)
  })

  it.each([
    `https://${EVIL_HOST}/error-tracking/issue/other`,
    `https://app.datadoghq.com.${EVIL_HOST}/error-tracking/issue/other`,
    `https://app.datadoghq.com@${EVIL_HOST}/error-tracking/issue/other`,
    'https://app.datadoghq.com/account/settings'
  ])('leads nowhere else: %s', (page) => {
    expect(linksOf(page)).not.toContain(page)
  })
})
