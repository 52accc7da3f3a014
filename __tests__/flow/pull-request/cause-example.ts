import { noUsage } from '../../../src/flow/fix/agent-run.js'
import type { CauseFinding } from '../../../src/flow/fix/diagnosis/cause-finding.js'

/** A model's diagnosis as the fix job leaves it. */
export const cause = {
  found: {
    category: 'external',
    confidence: 0.8,
    rootCause: 'The price service of the partner answers without a price.',
    files: ['src/cart.ts']
  },
  confirmed: false,
  holdsBack: true,
  why: 'the model sees the cause in external, and is sure to 0.8',
  proposal: { keys: ['type', 'fingerprint'], tier: 'digest', note: 'Ask them.', reason: 'Monthly.' },
  run: {
    model: 'haiku',
    version: '2.1.330',
    usage: { ...noUsage, usd: 0.004, told: true, turns: 1, inputTokens: 2_000 },
    ceilingUsd: 0.05
  }
} as const satisfies CauseFinding
