import type { Attribution } from '../../../src/flow/decision/attribution/attribution.js'
import type { Deploy } from '../../../src/flow/decision/attribution/deploy.js'
import type { TestedIssue } from '../../../src/flow/decision/cascade/cascade.js'
import type { Pattern } from '../../../src/flow/decision/patterns/pattern.js'
import type { ExpectedHour, SpikeTest } from '../../../src/flow/decision/spike/spike-test.js'
import { known } from '../../../src/flow/issue/known.js'
import type { AdfNode } from '../../../src/flow/ticket/adf.js'
import type { ShownEvidence } from '../../../src/flow/ticket/shown-evidence.js'
import type { EvidenceRow } from '../../../src/flow/ticket/evidence-row.js'
import { evidenceRows } from '../../../src/flow/ticket/evidence-rows.js'

export const ONSET = Date.UTC(2026, 2, 2, 14, 5)
const MINUTE_MS = 60_000

export function spikeTest(change: Partial<SpikeTest> = {}): SpikeTest {
  return {
    count: 74,
    hours: 1,
    expected: 11,
    low: 5,
    high: 21,
    excess: 63,
    ratio: 6.7,
    p: known(0.0002),
    reached: { hours: 0, of: 660 },
    days: 18,
    ownAlarmRate: 0.009,
    basis: 'weekly',
    dispersion: 2.1,
    widened: 1,
    requestsRatio: 1.02,
    cleanedHours: 0,
    missingHours: 0,
    doubts: [],
    ...change
  }
}

export function expectedHours(count: number): readonly ExpectedHour[] {
  return Array.from({ length: count }, () => ({ expected: 11, low: 5, high: 21 }))
}

export function deploy(change: Partial<Deploy> = {}): Deploy {
  return {
    at: ONSET + 2 * MINUTE_MS,
    source: 'github-deployment',
    service: 'checkout',
    environment: 'production',
    version: '1.8.0',
    commit: '3f2c1a0d9e8b7c6f5a4d3e2c1b0a9f8e7d6c5b4a',
    previous: '1.7.9',
    url: 'https://github.test/deploys/1',
    ...change
  }
}

export function attribution(change: Partial<Attribution> = {}): Attribution {
  return {
    verdict: 'caused',
    onset: known({ from: ONSET, to: ONSET + 10 * MINUTE_MS, step: 6.7 }),
    deploys: [deploy()],
    change: known({
      files: ['src/cart.ts'],
      commit: {
        sha: '3f2c1a0d9e8b7c6f5a4d3e2c1b0a9f8e7d6c5b4a',
        title: 'Round prices once',
        author: 'jane',
        at: ONSET,
        url: 'https://github.test/commit/3f2c1a0'
      },
      compareUrl: 'https://github.test/compare/a...b'
    }),
    versionShare: 0.97,
    luck: 0.06,
    reasons: ['97 % of the events carry the new version', 'the step is clear'],
    advice: 'Roll back: it is fresh. People decide.',
    ...change
  }
}

export function rising(title: string, change: Partial<TestedIssue> = {}): TestedIssue {
  return {
    issueId: title,
    service: 'cart',
    title,
    url: `https://dd.test/${title.length}`,
    test: spikeTest(),
    ...change
  }
}

export function pattern(change: Partial<Pattern> = {}): Pattern {
  return {
    name: 'gateway timeouts',
    match: {
      services: [],
      environments: [],
      types: [],
      message: undefined,
      files: [],
      platforms: [],
      fingerprints: []
    },
    tier: 'digest',
    autofix: 'never',
    dedupHours: undefined,
    escalateAfter: undefined,
    owner: 'platform',
    note: 'https://wiki.test/gateway',
    reason: 'the provider restarts each night',
    expires: '2026-12-31',
    handler: undefined,
    ...change
  }
}

export function evidence(change: Partial<ShownEvidence> = {}): ShownEvidence {
  return {
    spike: known(spikeTest()),
    q: 0.004,
    swept: 212,
    impact: { band: 'medium', why: '0.4 % of the requests' },
    action: 'ticket',
    why: 'a spike that matters',
    surroundings: { kind: 'none', why: '1 of 9 other services is up' },
    thirdParty: undefined,
    attribution: attribution(),
    band: expectedHours(49),
    pattern: undefined,
    parent: undefined,
    ...change
  }
}

/** A row as one text; `undefined` where there is none. */
export function rowText(facts: ShownEvidence, title: string): string | undefined {
  return textOfRow(evidenceRows(facts).find((row) => row.title === title))
}

function textOfRow(row: EvidenceRow | undefined): string | undefined {
  return row?.pieces.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('')
}

/** All text of the nodes, in order. */
export function textOf(nodes: readonly AdfNode[]): string {
  return nodes.map((node) => (node.text ?? '') + textOf(node.content ?? [])).join('')
}
