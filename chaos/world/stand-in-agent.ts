import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { testedAgentVersion } from '../../src/config/agent-schema.js'
import { culprit } from '../shop.js'

/** What an attempt of the stand-in costs, in US dollars. */
export const AGENT_USD = 0.4

export const fix = {
  path: culprit.file,
  find: 'line.price.amount * line.quantity',
  replace: '(line.price?.amount ?? 0) * line.quantity'
} as const

export const test = {
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
} as const

export const answer = {
  decision: 'fixed',
  root_cause: 'A line of an order can lack its price, and orderTotal reads the amount of it all the same.',
  category: 'code',
  confidence: 0.9,
  summary: 'Count order lines without a price as nothing',
  changes: [{ path: fix.path, why: 'guards the missing price' }],
  test: { path: test.path, name: 'counts a line without a price as nothing' },
  declined_because: '',
  residual_risk: ''
} as const

/**
 * A program in the place of Claude Code: asks the model's service three times, mends the bug of the shop, and says what the real one
 * says of such a run. The real one takes many times as long, which is too long to kill it at every request.
 */
export function writeStandIn(): { readonly path: string; readonly remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'stand-in-'))
  const path = join(folder, 'claude')
  writeFileSync(path, `#!${process.execPath}\n${program}`)
  chmodSync(path, 0o755)
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

const program = `
const { readFileSync, writeFileSync } = require('node:fs')
const args = process.argv.slice(2)
if (args[0] === '--version') {
  console.log('${testedAgentVersion} (Claude Code)')
  process.exit()
}
const option = (name) => args[args.indexOf(name) + 1]
const say = (event) => process.stdout.write(JSON.stringify(event) + '\\n')
const fix = ${JSON.stringify(fix)}
const test = ${JSON.stringify(test)}

async function ask(turn) {
  for (let attempt = 1; ; attempt += 1) {
    const status = await send(turn)
    if (status === 200) return
    if (attempt === 3) {
      end({ is_error: true, api_error_status: status })
      process.exit(1)
    }
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function send(turn) {
  try {
    const reply = await fetch(process.env.ANTHROPIC_BASE_URL + '/v1/messages', {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-api-key': process.env.ANTHROPIC_API_KEY,
        'anthropic-version': '2023-06-01'
      },
      body: JSON.stringify({
        // The real one knows the full name of every alias.
        model: 'claude-sonnet-4-5',
        max_tokens: 100,
        messages: [{ role: 'user', content: 'Turn ' + turn }]
      }),
      signal: AbortSignal.timeout(3000)
    })
    await reply.text()
    return reply.status
  } catch {
    return 0
  }
}

function end(changes) {
  const usage = { inputTokens: 1, outputTokens: 2, cacheReadInputTokens: 3, cacheCreationInputTokens: 4 }
  say({
    type: 'result', subtype: 'success', is_error: false, total_cost_usd: ${AGENT_USD}, num_turns: 3,
    permission_denials: [], modelUsage: { one: usage }, ...changes
  })
}

async function main() {
  readFileSync(0)
  say({
    type: 'system', subtype: 'init', cwd: process.cwd(), model: option('--model'), permissionMode: 'dontAsk',
    tools: ['Edit', 'Glob', 'Grep', 'Read', 'StructuredOutput', 'Write', 'mcp__tests__run_tests'],
    mcp_servers: [{ name: 'tests', status: 'connected' }], apiKeySource: 'ANTHROPIC_API_KEY',
    claude_code_version: '${testedAgentVersion}', additional_directories: [option('--add-dir')], skills: [],
    slash_commands: [], plugins: []
  })
  for (const turn of [1, 2, 3]) {
    await ask(turn)
    say({ type: 'assistant', message: { id: 'msg_' + turn, content: [{ type: 'text', text: 'Turn ' + turn }] } })
    if (turn === 1) writeFileSync(fix.path, readFileSync(fix.path, 'utf8').replace(fix.find, fix.replace))
    if (turn === 2) writeFileSync(test.path, test.content)
  }
  end({ structured_output: ${JSON.stringify(answer)} })
}
main()
`
