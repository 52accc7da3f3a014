import type { AdmissionFacts, AdmissionPolicy } from '../../../src/flow/fix/admission.js'
import type { ProposedFix } from '../../../src/flow/fix/ledger-attempts.js'
import { emptyLedger, type Attempt, type Ledger } from '../../../src/flow/fix/ledger.js'

export const NOW = Date.parse('2026-03-02T10:00:00Z')
export const MINUTE = 60_000
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR

export const policy: AdmissionPolicy = {
  classes: ['null-safety-guard', 'parse-guard'],
  autofixAt: 8,
  attemptsPerDay: 3,
  openPullRequests: 2,
  cooldownHours: 24,
  runUsd: 2,
  dayUsd: 10,
  monthUsd: 100,
  leaseMinutes: 60,
  diagnosis: { enabled: true, runUsd: 0.05, dayUsd: 0.2, leaseMinutes: 13 }
}

export const bug = { issueId: '5f1b7a52-7a6e-11ef-9a0b-da7ad0900002', fingerprint: '1f2e3d4c5b6a7988' }
export const BRANCH = 'PPL-7/datadog-autofix-1f2e3d4c'

export const facts: AdmissionFacts = {
  request: {
    issue_id: bug.issueId,
    ticket_key: 'PPL-7',
    fingerprint: bug.fingerprint,
    fix_class: 'null-safety-guard',
    score: 9,
    env: 'prod',
    force: false
  },
  wanted: 'fix',
  team: 'checkout',
  switchedOn: true,
  nonProductionAllowed: false,
  productionOrigin: true,
  pullRequests: [],
  branch: BRANCH,
  attemptId: 'run-9',
  runUrl: 'https://github.com/acme/shop/actions/runs/9',
  now: NOW
}

export function forced(change: Partial<AdmissionFacts['request']> = {}): AdmissionFacts['request'] {
  return { ...facts.request, force: true, ...change }
}

/** An attempt of another run at the same bug, an hour ago, that spent a dollar and was closed as declined. */
export function attempt(change: Partial<Attempt> = {}): Attempt {
  return {
    id: 'run-1',
    ...bug,
    ticketKey: 'PPL-7',
    team: 'checkout',
    fixClass: 'null-safety-guard',
    state: 'closed',
    reservedAt: NOW - HOUR,
    leaseUntil: NOW - HOUR / 2,
    reservedUsd: 2,
    spentUsd: 1,
    outcome: 'no-fix',
    reason: 'declined',
    branch: '',
    pullRequest: undefined,
    runUrl: 'https://github.com/acme/shop/actions/runs/1',
    ...change
  }
}

/** The same, at another bug. */
export function elsewhere(change: Partial<Attempt> = {}): Attempt {
  return attempt({ issueId: 'another issue', fingerprint: 'another fingerprint', ...change })
}

export const running: Partial<Attempt> = {
  state: 'reserved',
  reservedAt: NOW - 10 * MINUTE,
  leaseUntil: NOW + 50 * MINUTE,
  spentUsd: undefined,
  outcome: undefined,
  reason: undefined
}

export const dead: Partial<Attempt> = { ...running, leaseUntil: NOW - MINUTE }

export const published: Partial<Attempt> = {
  state: 'published',
  outcome: 'pull-request',
  reason: 'opened',
  branch: BRANCH,
  pullRequest: 12
}

export const given: Partial<Attempt> = { spentUsd: 0, outcome: undefined, reason: undefined }

export function ledgerOf(...attempts: readonly Attempt[]): Ledger {
  return { ...emptyLedger, attempts }
}

export function proposed(state: ProposedFix['state'], change: Partial<ProposedFix> = {}): ProposedFix {
  return {
    number: 12,
    branch: BRANCH,
    state,
    closedAt: state === 'open' ? undefined : NOW - 2 * HOUR,
    ...change
  }
}
