import type { FixRequest } from '../../../src/flow/fix/fix-request.js'

/** A small repository in plain JavaScript, whose tests need nothing but Node. */
export const orderShop: Readonly<Record<string, string>> = {
  'package.json': `${JSON.stringify({ name: 'shop', private: true, type: 'module', scripts: { test: 'node --test' } }, undefined, 2)}\n`,
  '.gitignore': 'node_modules/\n*.log\n',
  '.github/CODEOWNERS': '*  @acme/platform\n/src/orders/  @acme/checkout\n',
  '.github/workflows/ci.yml': 'on: push\njobs: {}\n',
  'README.md': '# shop\n',
  'src/orders/order-total.js': [
    '/** Sum of the lines, in cents. */',
    'export function orderTotal(order) {',
    '  return order.lines.reduce((sum, line) => sum + line.price.amount * line.quantity, 0)',
    '}',
    ''
  ].join('\n'),
  'src/orders/order-total.test.js': [
    "import assert from 'node:assert/strict'",
    "import { test } from 'node:test'",
    "import { orderTotal } from './order-total.js'",
    '',
    "test('adds the lines up', () => {",
    '  const lines = [{ price: { amount: 250 }, quantity: 2 }, { price: { amount: 100 }, quantity: 1 }]',
    '  assert.equal(orderTotal({ lines }), 600)',
    '})',
    ''
  ].join('\n'),
  'src/billing/invoice.js': "export const invoice = (order) => ({ order, state: 'open' })\n"
}

export const fixedTotal = {
  path: 'src/orders/order-total.js',
  find: 'sum + line.price.amount * line.quantity',
  replace: 'sum + (line.price?.amount ?? 0) * line.quantity'
}

/** A test that shows the defect, in a file of its own. */
export const provingTest = {
  path: 'src/orders/order-total-without-price.test.js',
  content: [
    "import assert from 'node:assert/strict'",
    "import { test } from 'node:test'",
    "import { orderTotal } from './order-total.js'",
    '',
    "test('counts a line without a price as nothing', () => {",
    '  assert.equal(orderTotal({ lines: [{ quantity: 2 }, { price: { amount: 100 }, quantity: 1 }] }), 100)',
    '})',
    ''
  ].join('\n')
}

export const goodAnswer = {
  decision: 'fixed',
  root_cause: 'A line of an order can lack its price, and orderTotal reads the amount of it all the same.',
  category: 'code',
  confidence: 0.9,
  summary: 'Count order lines without a price as nothing',
  changes: [{ path: fixedTotal.path, why: 'guards the missing price' }],
  test: { path: provingTest.path, name: 'counts a line without a price as nothing' },
  declined_because: '',
  residual_risk: ''
}

/** As triage hands it over. */
export function fixRequest(change: Partial<FixRequest> = {}): FixRequest {
  return {
    schema: '1',
    issue_id: '6c1f2a40-91d3-11f0-8b0a-da7ad0900002',
    ticket_key: 'PPL-1',
    fingerprint: 'a1b2c3d4e5f60718',
    fix_class: 'null-safety-guard',
    score: 10,
    env: 'production',
    force: false,
    triage_run: 'https://github.com/acme/shop/actions/runs/7001',
    evidence: {
      error_type: 'TypeError',
      message: "Cannot read properties of undefined (reading 'amount')",
      stack: [
        "TypeError: Cannot read properties of undefined (reading 'amount')",
        '    at orderTotal (/app/src/orders/order-total.js:3:62)'
      ].join('\n'),
      culprit: { path: 'src/orders/order-total.js', line: 3, function: 'orderTotal', commit: null },
      service: 'orders-api',
      platform: 'BACKEND',
      versions: { first_seen: '2.14.0', last_seen: '2.14.0' },
      counts: { window_hours: 24, occurrences: 91, users: null, sessions: null },
      operation: 'POST /orders/:id/checkout',
      team: 'checkout',
      bump: null,
      datadog_url: 'https://app.datadoghq.com/error-tracking/issue/6c1f2a40-91d3-11f0-8b0a-da7ad0900002',
      ticket_url: 'https://acme.atlassian.net/browse/PPL-1'
    },
    ...change
  }
}
