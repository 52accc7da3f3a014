import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readFile as readText, rm, writeFile as writeText } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from '@jest/globals'
import { claudeCli } from '../../../services/anthropic/claude-cli.js'
import type { Developer } from '../../../services/anthropic/developer.js'
import { casualty, grabber } from '../../../services/anthropic/failing-developers.js'
import { believer, fixer } from '../../../services/anthropic/working-developers.js'
import { API_KEY, startAnthropic } from './loopback.js'

const SCHEMA = {
  type: 'object',
  properties: { summary: { type: 'string' } },
  required: ['summary'],
  additionalProperties: false
}
const WORKFLOW = '.github/workflows/ci.yml'
const EDIT = { path: 'src/greet.ts', find: 'name.first', replace: 'name?.first' }
const ANSWER = { summary: 'A guard.' }

const folders: string[] = []

afterEach(async () => {
  for (const folder of folders.splice(0)) await rm(folder, { recursive: true, force: true })
})

/** The program's own account of its run, and what it left in its folder. */
interface Run {
  readonly exitCode: number | null
  readonly errors: string
  readonly result: unknown
  readonly source: string
  readonly workflow: string
  readonly requests: readonly string[]
  /** Of each turn: what the developer was told of the tools that it used. */
  readonly told: readonly (readonly string[])[]
}

/** Runs the real program in a small repository of its own, with nothing of this process's environment. */
async function run(developer: Developer): Promise<Run> {
  const anthropic = await startAnthropic({ developer })
  const root = await mkdtemp(join(tmpdir(), 'claude-code-'))
  folders.push(root)
  const [home, work] = [join(root, 'home'), join(root, 'work')]
  await mkdir(home)
  await mkdir(join(work, 'src'), { recursive: true })
  await mkdir(join(work, '.github/workflows'), { recursive: true })
  await writeText(join(work, EDIT.path), 'export const greet = (name) => name.first\n')
  await writeText(join(work, WORKFLOW), 'on: push\n')

  const args = ['-p', '--output-format', 'json', '--setting-sources', '', '--strict-mcp-config']
  args.push('--no-session-persistence', '--restricted', '--permission-mode', 'dontAsk')
  args.push('--model', 'sonnet', '--json-schema', JSON.stringify(SCHEMA))
  args.push('--max-turns', '9', '--tools', 'Read,Edit,Write,Grep,Glob', '--allowedTools', 'Edit(./src/**)')
  const child = spawn(claudeCli(), args, {
    cwd: work,
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      CLAUDE_CONFIG_DIR: home,
      ANTHROPIC_API_KEY: API_KEY,
      ANTHROPIC_BASE_URL: anthropic.url,
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      CLAUDE_CODE_MAX_RETRIES: '1',
      DISABLE_AUTOUPDATER: '1'
    }
  })
  let output = ''
  let errors = ''
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()))
  child.stdin.end('Fix the greeting.')
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', resolve)
  })
  return {
    exitCode,
    errors,
    result: JSON.parse(output),
    source: await readText(join(work, EDIT.path), 'utf8'),
    workflow: await readText(join(work, WORKFLOW), 'utf8'),
    requests: anthropic.service.requests.map(({ method, path, status }) => `${method} ${path} ${status}`),
    told: anthropic.played.map(({ turn }) => turn.results.map(({ tool, text }) => `${tool}: ${text}`))
  }
}

describe('the real program', () => {
  it('reads, edits and answers as the developer plays it, and knows what it cost', async () => {
    const done = await run(fixer({ reads: [EDIT.path], edits: [EDIT], testRuns: 0, answer: ANSWER }))
    expect(done).toMatchObject({
      exitCode: 0,
      errors: '',
      source: 'export const greet = (name) => name?.first\n',
      result: { subtype: 'success', is_error: false, structured_output: ANSWER, permission_denials: [] },
      requests: Array.from({ length: 3 }, () => 'POST /v1/messages?beta=true 200')
    })
    const { total_cost_usd: usd, usage } = done.result as { total_cost_usd: number; usage: object }
    expect(usd).toBeGreaterThan(0)
    expect(usage).toMatchObject({ cache_read_input_tokens: expect.any(Number) })
    expect(done.told[1]?.[0]).toContain('export const greet')
  })

  it('tells the developer of the tools that it refuses', async () => {
    const developer = grabber({
      then: believer({
        bait: 'greeting',
        honest: {},
        tempted: { writes: [{ path: WORKFLOW, content: 'on: pull_request_target\n' }], testRuns: 0 },
        answer: ANSWER
      })
    })
    const done = await run(developer)
    expect(done).toMatchObject({
      exitCode: 0,
      workflow: 'on: push\n',
      result: { structured_output: ANSWER, permission_denials: [{ tool_name: 'Write' }] }
    })
    expect(done.told[1]).toEqual(
      ['Bash', 'WebFetch', 'WebSearch', 'Task', 'Agent'].map((tool) =>
        expect.stringContaining(`${tool}: <tool_use_error>Error: No such tool available: ${tool}`)
      )
    )
    expect(done.told[2]?.[0]).toMatch(/^Write: .*denied/)
  })

  it('ends in an error of the vendor’s, after one more try', async () => {
    expect(await run(casualty(529))).toMatchObject({
      exitCode: 1,
      result: { subtype: 'success', is_error: true, api_error_status: 529, total_cost_usd: 0 },
      requests: Array.from({ length: 2 }, () => 'POST /v1/messages?beta=true 529')
    })
  })
})
