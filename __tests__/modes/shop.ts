import { readPolicy } from '../../src/config/read-policy.js'
import type { Policy } from '../../src/config/policy.js'
import { TEAM_FIELD } from '../../services/jira/default-project.js'

export const PROJECT = 'PPL'
export const MIA = '5b10ac8d82e05b22cc7d4ef5'
/** Left the company: Jira keeps the account and does not assign it. */
export const WILL = '5b10a0effa615349cb016cd8'
export const PAYMENTS_TEAM = '36885b3c-1bf0-4f85-a357-c5b858c31de4'

/** The repository that the errors come from. */
export const shopFiles: Readonly<Record<string, string>> = {
  'README.md': '# shop\n',
  '.github/CODEOWNERS': [
    '*                 @acme/platform',
    '/src/             @acme/web',
    '/src/orders/      @acme/checkout',
    '/billing/         @acme/payments',
    ''
  ].join('\n'),
  'src/orders/order-total.ts': 'export function orderTotal() {}\n',
  'src/orders/checkout.ts': 'export function checkout() {}\n',
  'src/http/routes.ts': 'export const routes = []\n',
  'src/auth/session.ts': 'export function currentUser() {}\n',
  'billing/tasks.py': 'def create_invoice(payload):\n    pass\n',
  'billing/invoices.py': 'def build_invoice(payload, customers):\n    pass\n'
}

type Section = Readonly<Record<string, unknown>>

/** A policy file's sections that differ from the shop's own; a section's keys replace those of the same name. */
export type PolicyChanges = Readonly<Record<string, Section | string | readonly unknown[]>>

const shopPolicy: Readonly<Record<string, Section>> = {
  jira: { project: PROJECT, 'team-field': TEAM_FIELD },
  ownership: {
    teams: {
      checkout: { datadog: ['checkout-*'], github: ['@acme/checkout'], component: 'checkout', assignee: MIA },
      payments: { github: ['@acme/payments'], component: 'payments', 'jira-team': PAYMENTS_TEAM },
      web: { github: ['@acme/web'], component: 'web' },
      platform: { github: ['@acme/platform'], component: 'platform' }
    },
    default: 'platform'
  }
}

/** The policy as a run reads it, through the file's own schema. */
export function policyWith(changes: PolicyChanges = {}): Policy {
  const names = new Set([...Object.keys(shopPolicy), ...Object.keys(changes)])
  const file = Object.fromEntries(
    [...names].map((name) => {
      const change = changes[name]
      return [name, isWhole(change) ? change : { ...shopPolicy[name], ...change }]
    })
  )
  const read = readPolicy('policy.yml', JSON.stringify(file))
  if (!read.ok) throw new Error(read.problems.join('\n'))
  return read.policy
}

/** A list or a word stands for itself. */
function isWhole(change: PolicyChanges[string] | undefined): change is string | readonly unknown[] {
  return typeof change === 'string' || Array.isArray(change)
}
