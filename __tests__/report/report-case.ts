import { known } from '../../src/flow/issue/known.js'
import type { OutcomeRecord, Report } from '../../src/report/outcome-record.js'
import { facts, ISSUE_ID, NOW, score, trend } from '../flow/ticket/ticket-case.js'

export function record(change: Partial<OutcomeRecord> = {}): OutcomeRecord {
  const { issue, gates, classification, fingerprint, route } = facts()
  return {
    issueId: ISSUE_ID,
    issueUrl: issue.url,
    outcome: 'ticketed',
    reason: 'new-bug',
    why: '7 of 5 points',
    service: 'checkout-api',
    errorType: 'TypeError',
    title: '[checkout-api] TypeError: no price (cart.ts)',
    env: known('production'),
    score,
    classification,
    gates,
    route: { rule: route.rule, team: 'Payments', why: route.why, notes: [] },
    fingerprint,
    culprit: known({
      path: known('src/cart.ts'),
      line: 42,
      function: 'CartService.total',
      commit: known('0123456789abcdef0123456789abcdef01234567'),
      url: 'https://github.com/acme/shop/blob/0123456789abcdef/src/cart.ts#L42',
      reason: 'innermost in-app frame'
    }),
    trend: known(trend()),
    stack: known('TypeError: no price\n→ at CartService.total (/app/src/cart.ts:42:17)'),
    ticket: { key: 'PAY-7', url: 'https://acme.atlassian.net/browse/PAY-7' },
    handedOff: false,
    platform: 'BACKEND',
    escalated: false,
    handled: [],
    acknowledged: true,
    warnings: [],
    wouldHave: [],
    ...change
  }
}

export function report(change: Partial<Report> = {}): Report {
  return {
    schema: 1,
    mode: 'triage',
    dryRun: false,
    startedAt: NOW,
    runUrl: 'https://github.com/acme/shop/actions/runs/1',
    trigger: {
      kind: 'issue',
      issueId: ISSUE_ID,
      foundIn: 'client_payload.issue_id',
      alert: facts().alert,
      force: false
    },
    outcome: 'ticketed',
    records: [record()],
    failures: [],
    ...change
  }
}

export function sweep(records: readonly OutcomeRecord[], change: Partial<Report> = {}): Report {
  return report({
    trigger: { kind: 'sweep', query: 'service:checkout-*', force: false },
    outcome: 'swept',
    records,
    ...change
  })
}
