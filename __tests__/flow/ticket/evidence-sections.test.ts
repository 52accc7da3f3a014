import { describe, expect, it } from '@jest/globals'
import { unknown, known } from '../../../src/flow/issue/known.js'
import { document } from '../../../src/flow/ticket/adf-builders.js'
import { sizeOfAdf } from '../../../src/flow/ticket/adf-size.js'
import type { ShownEvidence } from '../../../src/flow/ticket/shown-evidence.js'
import { evidenceRows } from '../../../src/flow/ticket/evidence-rows.js'
import {
  briefEvidenceSection,
  evidenceLine,
  evidenceSection,
  MAX_EVIDENCE_LINE_CHARS
} from '../../../src/flow/ticket/evidence-sections.js'
import { findAdfFaults } from './adf-rules.js'
import {
  attribution,
  deploy,
  evidence,
  expectedHours,
  pattern,
  rising,
  spikeTest,
  textOf
} from './evidence-case.js'
import { trend } from './ticket-case.js'

const hours = known(trend(Array.from({ length: 60 }, () => 11)))
const nothing: ShownEvidence = {
  spike: unknown('the hourly counts could not be read'),
  q: undefined,
  swept: undefined,
  impact: undefined,
  action: undefined,
  why: '',
  surroundings: undefined,
  thirdParty: undefined,
  attribution: undefined,
  band: [],
  pattern: undefined,
  parent: undefined
}

describe('the evidence of a ticket', () => {
  it('is a document that Jira takes, with everything and with nothing', () => {
    const everything = evidence({
      surroundings: {
        kind: 'cascade',
        rising: [rising('[cart] TimeoutError')],
        tested: 40,
        services: ['cart', 'pay', 'mail'],
        p: 1e-9,
        why: 'many rise'
      },
      thirdParty: { host: 'api.stripe.test', failure: 'timeout' },
      pattern: { pattern: pattern(), tier: 'digest', why: 'its type', expired: ['one'] },
      parent: { key: 'OPS-1', url: 'https://jira.test/OPS-1' },
      action: 'unconfirmed'
    })
    for (const facts of [everything, nothing, evidence({ band: [] })]) {
      expect(findAdfFaults(document(evidenceSection(facts, hours)))).toEqual([])
      expect(findAdfFaults(document(briefEvidenceSection(facts)))).toEqual([])
    }
  })

  it('says the expected range first and what the test rests on last', () => {
    const rows = evidenceRows(evidence()).map(({ title }) => title)
    const text = textOf(evidenceSection(evidence(), hours))
    expect(text.indexOf('74')).toBeLessThan(text.indexOf('Impact'))
    expect(rows).toEqual([
      'Impact',
      'Traffic',
      'Around it',
      'Began',
      'Cause',
      'Deploy',
      'Suspect change',
      'Way out',
      'Decision',
      'The test'
    ])
  })

  it('says why it knows nothing', () => {
    expect(textOf(evidenceSection(nothing, hours))).toBe(
      'EvidenceWhether this is more than usual is unknown: the hourly counts could not be read.'
    )
  })

  it('draws the band where counts and expectations are known, and nowhere else', () => {
    const drawn = (facts: ShownEvidence, counted = hours): boolean =>
      evidenceSection(facts, counted).some(({ type }) => type === 'codeBlock')
    expect(drawn(evidence())).toBe(true)
    expect(drawn(evidence(), unknown('not asked'))).toBe(false)
    expect(drawn(evidence({ band: [] }))).toBe(false)
    expect(drawn(evidence({ spike: unknown('too new') }))).toBe(false)
  })

  it('warns of a ticket that is not confirmed, in the short form as well', () => {
    const facts = evidence({ action: 'unconfirmed' })
    for (const nodes of [evidenceSection(facts, hours), briefEvidenceSection(facts)]) {
      expect(nodes.find(({ type }) => type === 'panel')?.attrs).toEqual({ panelType: 'warning' })
      expect(textOf(nodes)).toContain('Unconfirmed.')
    }
    expect(textOf(evidenceSection(evidence(), hours))).not.toContain('Unconfirmed')
  })

  it('links what has a page, and only pages', () => {
    const links = JSON.stringify(evidenceSection(evidence(), hours)).match(/"href":"[^"]*"/g)
    expect(links).toEqual([
      '"href":"https://github.test/deploys/1"',
      '"href":"https://github.test/commit/3f2c1a0"',
      '"href":"https://github.test/compare/a...b"'
    ])
    const hostile = evidence({
      attribution: attribution({ deploys: [deploy({ url: 'javascript:alert(1)' })] })
    })
    expect(JSON.stringify(evidenceSection(hostile, hours))).not.toContain('javascript:')
  })

  it('stays small whatever others wrote', () => {
    const long = 'x'.repeat(50_000)
    const url = `https://x.test/${'y'.repeat(900)}`
    const facts = evidence({
      why: long,
      impact: { band: 'high', why: long },
      surroundings: {
        kind: 'upstream',
        upstream: long,
        rising: Array.from({ length: 500 }, () => rising(long, { url })),
        why: long
      },
      thirdParty: { host: long, failure: long },
      attribution: attribution({
        deploys: [deploy({ version: long, service: long }), deploy({ environment: long })],
        reasons: Array.from({ length: 500 }, () => long),
        change: known({ files: Array.from({ length: 500 }, () => long), commit: undefined, compareUrl: url }),
        advice: long
      }),
      pattern: {
        pattern: pattern({ name: long, note: long, owner: long, reason: long }),
        tier: 'ticket',
        why: long,
        expired: Array.from({ length: 500 }, () => long)
      },
      band: expectedHours(10_000)
    })
    expect(sizeOfAdf(document(evidenceSection(facts, hours)))).toBeLessThan(26_000)
    expect(evidenceLine(facts).length).toBeLessThanOrEqual(MAX_EVIDENCE_LINE_CHARS)
  })

  it('shows characters that do something as what they are', () => {
    const facts = evidence({ thirdParty: { host: 'evil\u202e.test\nnext', failure: '\u001b[31mtimeout' } })
    const text = textOf(evidenceSection(facts, hours))
    expect(text).toContain('evil.test next')
    expect(text).toContain('not ours: timeout.')
  })
})

describe('the evidence in a comment', () => {
  it('is one paragraph with rise, impact and cause', () => {
    const line = evidenceLine(evidence())
    expect(line).toContain('74')
    expect(line).toContain(' Impact medium. ')
    expect(line).toMatch(
      /Cause: caused by a change of ours \(1\.8\.0\); 97 % of the events carry the new version\.$/
    )
    expect(line).not.toContain('Around it')
  })

  it('names an outage, its ticket and a known pattern', () => {
    const line = evidenceLine(
      evidence({
        attribution: undefined,
        surroundings: { kind: 'upstream', upstream: 'pay', rising: [], why: 'pay fails' },
        parent: { key: 'OPS-1', url: 'https://jira.test/OPS-1' },
        pattern: { pattern: pattern(), tier: 'digest', why: 'its type', expired: [] }
      })
    )
    expect(line).toContain(
      'Around it: a service that it depends on (pay fails). Part of the outage in OPS-1. Known pattern: gateway timeouts.'
    )
  })

  it('says what is unknown', () => {
    expect(evidenceLine(nothing)).toBe(
      'Whether this is more than usual is unknown: the hourly counts could not be read.'
    )
    expect(
      evidenceLine(
        evidence({
          spike: known(spikeTest()),
          impact: undefined,
          attribution: attribution({ verdict: 'unknown', deploys: [], reasons: [] })
        })
      )
    ).toContain('Cause: unknown; no reason is told.')
  })
})
