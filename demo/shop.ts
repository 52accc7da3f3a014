/** The repository of the demo: a small shop with services in four languages and one policy file. */
export const shop: Readonly<Record<string, string>> = {
  'README.md': '# shop\n',
  '.github/CODEOWNERS': [
    '*                 @acme/platform',
    '/src/orders/      @acme/checkout',
    '/billing/         @acme/payments',
    '/lib/             @acme/mobile',
    ''
  ].join('\n'),
  '.github/datadog-autofix.yml': `# yaml-language-server: $schema=../schema/config.schema.json
version: 1
rubric:
  production:
    environments: [production]
  affected-users: 2
jira:
  project: PPL
  priority: High
ownership:
  services:
    shipping: platform
  teams:
    checkout: { datadog: [checkout-team], github: ['@acme/checkout'], component: checkout }
    payments: { github: ['@acme/payments'], component: payments }
    mobile: { github: ['@acme/mobile'], component: web }
    platform: { github: ['@acme/platform'], component: platform }
  default: platform
limits:
  new-tickets-per-run: 10
`,
  'src/orders/order-total.ts': `import type { Order } from './order.js'

/** Sum of the lines, in cents. */
export function orderTotal(order: Order): number {
  return order.lines.reduce((sum, line) => sum + line.price.amount * line.quantity, 0)
}
`,
  'src/orders/order-total.test.ts': `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderTotal } from './order-total.js'

test('adds the lines up', () => {
  assert.equal(orderTotal({ lines: [{ price: { amount: 250 }, quantity: 2 }] }), 500)
})
`,
  'src/orders/order.ts':
    'export interface Order {\n  lines: { price: { amount: number }; quantity: number }[]\n}\n',
  'src/orders/checkout.ts': "export { orderTotal as checkout } from './order-total.js'\n",
  'src/http/routes.ts': "export { checkout } from '../orders/checkout.js'\n",
  'billing/tasks.py': 'from billing.invoices import build_invoice\n',
  'billing/invoices.py':
    'def build_invoice(payload, customers):\n    return customers[payload["customer_id"]]\n',
  'src/main/java/com/acme/shop/ShippingService.java': 'package com.acme.shop;\n\nclass ShippingService {}\n',
  'src/main/java/com/acme/shop/QuoteController.java': 'package com.acme.shop;\n\nclass QuoteController {}\n',
  'lib/features/profile/profile_model.dart': 'class ProfileModel {}\n',
  'lib/features/profile/profile_repository.dart': 'class ProfileRepository {}\n',
  'src/cart/cart-lines.tsx': 'export function CartLines() {\n  return null\n}\n'
}
