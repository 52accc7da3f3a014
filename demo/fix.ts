import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { claudeCli } from '../services/anthropic/claude-cli.js'
import { EmbeddedAnthropic } from '../services/anthropic/embedded-anthropic.js'
import { fixer } from '../services/anthropic/working-developers.js'
import type { StepOptions } from '../services/runner/embedded-runner.js'
import type { Stage } from '../services/stage.js'

/** Who plays the agent's model: a scripted developer on this machine, or the real one with the user's key. */
export interface Model {
  /** What the fix job gets to reach it. */
  readonly step: Partial<StepOptions>
  stop(): Promise<void>
}

const SCRIPTED_KEY = 'sk-ant-api03-demo-key-of-the-embedded-model-0123456789'

/** `key`: of the real model; without one the developer is scripted. */
export async function openModel(key: string | undefined): Promise<Model> {
  if (key !== undefined) {
    return { step: { inputs: { 'anthropic-api-key': key } }, stop: () => Promise.resolve() }
  }
  const anthropic = new EmbeddedAnthropic({ apiKey: SCRIPTED_KEY, developer })
  await anthropic.start()
  return {
    step: {
      env: { ANTHROPIC_BASE_URL: anthropic.url },
      inputs: { 'anthropic-api-key': SCRIPTED_KEY }
    },
    stop: () => anthropic.stop()
  }
}

/** What actions/checkout leaves in the workspace of the fix job: the base, without credentials. */
export function checkOut(stage: Stage, folder: string): string {
  const workspace = join(folder, 'workspace')
  execFileSync('git', ['clone', '--quiet', '--branch', 'develop', stage.github.gitDir, workspace])
  return workspace
}

/** The fix job starts as GitHub would start it: by the event that triage has sent. */
export function handedOff(stage: Stage): Partial<StepOptions> {
  const [dispatch] = stage.github.dispatches
  if (!dispatch) throw new Error('Triage has handed nothing to auto-fix')
  return {
    eventName: 'repository_dispatch',
    event: { action: dispatch.event_type, client_payload: dispatch.client_payload }
  }
}

/** The part of the demo's policy that only holds on this machine: where the program and the test runner are. */
export function fixPolicy(): string {
  const runner = `node --import ${import.meta.resolve('tsx')} --test`
  return `autofix:
  base: develop
  agent: { command: ${claudeCli()}, environment: [ANTHROPIC_BASE_URL], minutes: 10 }
  verify:
    repeats: 2
    projects:
      - paths: [src/**]
        folder: ''
        set-up: 'true'
        verify: ${runner} src/orders/*.test.ts
        test-files: ${runner} {files}
`
}

const file = 'src/orders/order-total.ts'

const developer = fixer({
  name: 'scripted developer',
  reads: [file],
  edits: [
    {
      path: file,
      find: 'line.price.amount * line.quantity',
      replace: '(line.price?.amount ?? 0) * line.quantity'
    },
    {
      path: 'src/orders/order.ts',
      find: 'price: { amount: number }',
      replace: 'price?: { amount: number }'
    }
  ],
  writes: [
    {
      path: 'src/orders/order-total-without-price.test.ts',
      content: `import assert from 'node:assert/strict'
import { test } from 'node:test'
import { orderTotal } from './order-total.js'

test('a line without a price counts as nothing', () => {
  const lines = [{ quantity: 2 }, { price: { amount: 100 }, quantity: 1 }]
  assert.equal(orderTotal({ lines }), 100)
})
`
    }
  ],
  answer: {
    decision: 'fixed',
    root_cause:
      'Orders that were imported before prices were stored have lines without a price. orderTotal reads line.price.amount of every line, and throws for these.',
    category: 'code',
    confidence: 0.92,
    summary: 'Count order lines without a price as nothing',
    changes: [
      { path: file, why: 'reads the amount only where there is a price' },
      { path: 'src/orders/order.ts', why: 'says that a line can lack its price' },
      { path: 'src/orders/order-total-without-price.test.ts', why: 'shows the error' }
    ],
    test: {
      path: 'src/orders/order-total-without-price.test.ts',
      name: 'a line without a price counts as nothing'
    },
    declined_because: '',
    residual_risk: 'A line without a price may be an error of the import; the total hides it now.'
  }
})
