import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import type { Outage } from '../../../src/flow/decision/cascade/outage.js'
import { known, unknown } from '../../../src/flow/issue/known.js'
import { MAX_ADF_CHARS, sizeOfAdf } from '../../../src/flow/ticket/adf-size.js'
import {
  composeCascade,
  composeCascadeUpdate,
  type CascadeTicketFacts,
  type CascadeUpdateFacts
} from '../../../src/flow/ticket/compose-cascade.js'
import { issueOf } from '../decision/cascade/simulated-environment.js'
import { findAdfFaults, readAdf, readAll, readLinks } from './adf-rules.js'

const NOW = Date.UTC(2026, 2, 2, 12, 30)
const PAGES = 'https://app.datadoghq.eu/error-tracking/issue/'

const outage: Outage = {
  kind: 'cascade',
  subject: 'production',
  environment: 'production',
  rising: [issueOf('cart', 'c1'), issueOf('pay', 'p1', { count: 30, p: unknown('too young') })],
  services: ['cart', 'pay', 'stock'],
  tested: 212,
  p: 1e-9,
  why: '31 of 212 issues rise at once'
}

function ticket(change: Partial<Outage> = {}, facts: Partial<CascadeTicketFacts> = {}): CascadeTicketFacts {
  return {
    outage: { ...outage, ...change },
    children: 'suppress',
    runUrl: 'https://github.com/acme/shop/actions/runs/1',
    now: NOW,
    ...facts
  }
}

function describeTicket(change: Partial<Outage> = {}, facts: Partial<CascadeTicketFacts> = {}): string {
  const { description } = composeCascade(ticket(change, facts))
  expect(findAdfFaults(description)).toEqual([])
  return readAdf(description)
}

function update(change: Partial<CascadeUpdateFacts> = {}): CascadeUpdateFacts {
  const remembered = {
    url: `${PAGES}c1`,
    service: 'cart',
    env: 'production',
    lastSeenAt: NOW,
    version: undefined
  }
  const { runUrl } = ticket()
  return { outage, joined: [{ id: 'c1', ...remembered }], runUrl, now: NOW, ...change }
}

describe('the summary of a parent ticket', () => {
  it.each<[Partial<Outage>, string]>([
    [{}, '[production] Cascade: 2 errors in 3 services rise at once (cart, pay, stock)'],
    [
      { kind: 'upstream', subject: 'rates' },
      '[production] rates fails, and what depends on it: 2 errors in 3 services rise'
    ],
    [
      { kind: 'third-party', subject: 'api.vendor.com', services: ['cart'] },
      '[production] api.vendor.com fails, which is not ours: 2 errors in 1 service rise'
    ]
  ])('%# says what fails', (change, summary) => {
    expect(composeCascade(ticket(change)).summary).toBe(summary)
  })
})

describe('the description of a parent ticket', () => {
  it('says first what is the matter, where, and since when', () => {
    const lines = describeTicket().split('\n').slice(0, 3)
    expect(lines).toEqual([
      'Many errors of several services rise together: 31 of 212 issues rise at once.',
      'Environment production, 3 services: cart, pay, stock.',
      'Counted in the 1 hour before 2026-03-02 12:30 UTC; it may have begun earlier.'
    ])
  })

  it('lists what rises where, with what is usual', () => {
    expect(describeTicket()).toContain(
      'Datadog issue | Service | Errors | Usual (low to high) | Times as many\n' +
        '[cart] Error | cart | 74 | 11 (5 to 21) | 6.7\n' +
        '[pay] Error | pay | 30 | new: no usual rate | \n'
    )
    expect(readLinks(composeCascade(ticket()).description)).toEqual([
      `${PAGES}c1`,
      `${PAGES}p1`,
      `${PAGES}c1`,
      'https://github.com/acme/shop/actions/runs/1'
    ])
  })

  it.each<[Outage['kind'], string, string]>([
    ['cascade', 'What the 3 services share: a database', 'Many errors of several services'],
    [
      'upstream',
      'The service that the others depend on: rates',
      'A service that others depend on fails, rates: '
    ],
    ['third-party', 'The status page of rates', 'Somebody else fails, rates: ']
  ])('says where to look first in a %s', (kind, look, head) => {
    const text = describeTicket({ kind, subject: 'rates' })
    expect(text).toContain(head)
    expect(text).toContain(`Where to look first\n${look}`)
    expect(text).toContain('The error with the most excess: [cart] Error')
  })

  it('says what was done with the issues', () => {
    expect(describeTicket()).toContain('these issues get no tickets of their own')
    expect(describeTicket({}, { children: 'link' })).toContain('get their own, linked to this one')
  })

  it('names no more services than a line holds', () => {
    const services = Array.from({ length: 20 }, (_, index) => `s${index}`)
    expect(describeTicket({ services })).toContain('s10, s11 and 8 more.')
  })
})

describe('the comment of a parent ticket', () => {
  it('says what joined, the latest first, and what rises now', () => {
    const [first] = update().joined
    if (first === undefined) throw new Error('no issue')
    const joined = [first, { ...first, id: 'p1', url: `${PAGES}p1`, service: 'pay' }]
    const document = composeCascadeUpdate(update({ joined }))
    expect(findAdfFaults(document)).toEqual([])
    const text = readAdf(document)
    expect(text).toMatch(
      /^2 issues joined so far; now 2 issues seen to rise: 31 of 212 issues rise at once\.\n/
    )
    expect(text).toContain(
      'Datadog issue | Service | Last seen\np1 | pay | 2026-03-02 12:30 UTC\nc1 | cart | 2026-03-02 12:30 UTC'
    )
    expect(text).toContain('This comment is updated in place.')
  })

  it('links no page but those beside the issues at hand', () => {
    const [first] = update().joined
    if (first === undefined) throw new Error('no issue')
    const joined = [
      { ...first, id: 'x9', url: `${PAGES}x9` },
      { ...first, id: 'x8', url: 'https://evil.test/x8' }
    ]
    const links = readLinks(composeCascadeUpdate(update({ joined })))
    expect(links).toContain(`${PAGES}x9`)
    expect(links).not.toContain('https://evil.test/x8')
  })

  it('is valid with nothing joined and nothing rising', () => {
    const document = composeCascadeUpdate(update({ joined: [], outage: { ...outage, rising: [] } }))
    expect(findAdfFaults(document)).toEqual([])
    expect(readAdf(document)).toContain('Nothing that could be listed.')
  })
})

describe('the limit of Jira', () => {
  const many = Array.from({ length: 300 }, (_, index) => issueOf('cart', `issue-${index}`))

  it('is kept by a shorter table, then by none', () => {
    const full = composeCascade(ticket({ rising: many }), 1_000_000).description
    const short = composeCascade(ticket({ rising: many }), sizeOfAdf(full) - 1).description
    const brief = composeCascade(ticket({ rising: many }), sizeOfAdf(short) - 1).description
    expect(readAdf(full)).toContain('and 275 more issues')
    expect(readAdf(short)).toContain('and 292 more issues')
    expect(readAll(brief, 'heading')).toEqual(['Where to look first'])
    expect(composeCascade(ticket({ rising: many }), sizeOfAdf(full)).description).toEqual(full)
    expect(sizeOfAdf(composeCascade(ticket({ rising: many })).description)).toBeLessThanOrEqual(MAX_ADF_CHARS)
    for (const document of [full, short, brief]) expect(findAdfFaults(document)).toEqual([])
  })

  it('is kept whatever the texts are', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.constant('"\\'.repeat(20_000)))
    const url = `https://x.test/${'a'.repeat(980)}`
    fc.assert(
      fc.property(text, text, fc.constantFrom('cascade', 'upstream', 'third-party'), (a, b, kind) => {
        const rising = many.slice(0, 40).map((issue) => ({ ...issue, title: a, service: b, url }))
        const odd = {
          kind,
          subject: a,
          environment: b,
          why: a,
          rising,
          services: [a, b],
          p: Number.NaN
        } as const
        const { summary, description } = composeCascade(ticket(odd, { runUrl: url }))
        const comment = composeCascadeUpdate(
          update({
            outage: { ...outage, ...odd },
            joined: rising.map(() => ({ id: a, url, service: b, env: a, lastSeenAt: Number.NaN, version: b }))
          })
        )
        for (const document of [description, comment]) {
          expect(findAdfFaults(document)).toEqual([])
          expect(sizeOfAdf(document)).toBeLessThanOrEqual(MAX_ADF_CHARS)
        }
        expect(summary).toMatch(/^[^\n\r]{1,254}$/)
      }),
      { numRuns: 40 }
    )
  })

  it('takes numbers that are none', () => {
    const test = { count: Number.NaN, expected: 0, low: Number.NaN, ratio: Infinity, p: known(Number.NaN) }
    expect(describeTicket({ rising: [issueOf('cart', 'c1', test)] })).toContain('many')
  })
})
