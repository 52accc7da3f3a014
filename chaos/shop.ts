import { stringify } from 'yaml'
import type { Culprit } from '../services/datadog/stacks.js'

export const PROJECT = 'PPL'

/** Money of the policy below, in US dollars. */
export const budget = { run: 2, day: 5, month: 20 } as const

export const culprit: Culprit = {
  file: 'src/orders/order-total.js',
  function: 'orderTotal',
  line: 3,
  column: 62
}

/** A small repository in plain JavaScript, whose tests need nothing but Node. */
const sources: Readonly<Record<string, string>> = {
  'package.json': `${JSON.stringify({ name: 'shop', private: true, type: 'module', scripts: { test: 'node --test' } })}\n`,
  '.github/CODEOWNERS': '*  @acme/platform\n/src/orders/  @acme/checkout\n',
  'README.md': '# shop\n',
  [culprit.file]: [
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
    '  assert.equal(orderTotal({ lines: [{ price: { amount: 250 }, quantity: 2 }] }), 500)',
    '})',
    ''
  ].join('\n')
}

export interface ShopOptions {
  /** Path of the agent's program. Absent: triage alone. */
  readonly agent?: string
}

export function shopFiles({ agent }: ShopOptions): Readonly<Record<string, string>> {
  const policy = {
    jira: { project: PROJECT },
    ownership: {
      teams: { checkout: { github: ['@acme/checkout'], component: 'checkout' } },
      default: 'checkout'
    },
    ...(agent === undefined
      ? {}
      : {
          autofix: {
            base: 'develop',
            budget,
            agent: { command: agent, environment: ['ANTHROPIC_BASE_URL'], minutes: 2 },
            verify: { repeats: 1, minutes: 1 }
          }
        })
  }
  return { ...sources, '.github/datadog-autofix.yml': stringify(policy) }
}
