import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { VERSION } from './bench.js'

/** The first event of a run that is as it should be; the evidence folder is the one on the command line. */
const PRELUDE = `#!/usr/bin/env node
const args = process.argv.slice(2)
const say = (event) => process.stdout.write(JSON.stringify(event) + '\\n')
const start = (changes) => say({
  type: 'system', subtype: 'init', cwd: process.cwd(), model: 'claude-x', permissionMode: 'dontAsk',
  tools: ['Edit', 'Glob', 'Grep', 'Read', 'StructuredOutput', 'Write', 'mcp__tests__run_tests'],
  mcp_servers: [{ name: 'tests', status: 'connected' }], apiKeySource: 'none', claude_code_version: '${VERSION}',
  additional_directories: [args[args.indexOf('--add-dir') + 1]], skills: [], slash_commands: [], plugins: [],
  ...changes
})
const result = (changes) => say({
  type: 'result', subtype: 'success', is_error: false, total_cost_usd: 0.5, num_turns: 9, permission_denials: [],
  modelUsage: { one: { inputTokens: 1, outputTokens: 2, cacheReadInputTokens: 3, cacheCreationInputTokens: 4 } },
  structured_output: { diagnosis: 'done' }, ...changes
})
const message = (id, ...content) => say({ type: 'assistant', message: { id, content } })
if (args[0] === '--version') { console.log(process.env.STAND_IN_VERSION ?? '${VERSION} (Claude Code)'); process.exit() }
`

/** Writes a program that behaves as the script says, in the place of Claude Code. Returns its path. */
export async function writeStandIn(folder: string, script: string, name = 'claude'): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, `${PRELUDE}\n${script}\n`, { mode: 0o755 })
  return path
}
