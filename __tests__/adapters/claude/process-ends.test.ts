import { afterAll, describe, expect, it } from '@jest/globals'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { AgentEnd } from '../../../src/flow/fix/agent-run.js'
import { Bench, type Trial, type TrialOptions } from './bench.js'
import { writeStandIn } from './stand-in.js'

const bench = new Bench()
afterAll(() => bench.folders.removeAll())

async function play(script: string, options: TrialOptions = {}): Promise<Trial> {
  const command = await writeStandIn(await bench.folders.make(), script)
  return bench.tryAgent({ ...options, agent: { command, ...options.agent } })
}

const cases: readonly (readonly [name: string, script: string, end: AgentEnd, why: RegExp])[] = [
  ['an honest one', 'start(); result()', 'answered', /answered/],
  ['exit 0 without a word', '', 'crashed', /exited with code 0 without telling a result/],
  ['a start and exit 0', 'start()', 'crashed', /without telling a result/],
  [
    'a death with last words',
    "start(); console.error('out of memory'); process.exit(7)",
    'crashed',
    /code 7.*out of memory/
  ],
  ['a death by a signal', "start(); process.kill(process.pid, 'SIGSEGV')", 'crashed', /ended by SIGSEGV/],
  [
    'success and another exit',
    'start(); result(); process.exitCode = 3',
    'crashed',
    /told a result, and then exited with code 3/
  ],
  ['a result without a start', 'result()', 'surprise', /without telling which tools/],
  ['no answer', 'start(); result({ structured_output: undefined })', 'no-answer', /without the answer/],
  [
    'success that is an error',
    "start(); result({ is_error: true, api_error_status: 529, result: 'Overloaded' }); process.exitCode = 1",
    'service-failed',
    /status 529: Overloaded/
  ],
  [
    'an error of another kind',
    "start(); result({ subtype: 'error_during_execution', is_error: true })",
    'crashed',
    /error_during_execution/
  ],
  [
    'turns',
    "start(); result({ subtype: 'error_max_turns', is_error: true, errors: ['Reached 2'] })",
    'turn-limit',
    /Reached 2/
  ],
  [
    'money',
    "start(); result({ subtype: 'error_max_budget_usd', is_error: true })",
    'money-limit',
    /limit of money/
  ],
  [
    'a flood of lines',
    "start(); const l = 'x'.repeat(1e6) + '\\n'; const go = () => process.stdout.write(l, go); go()",
    'output-limit',
    /its output/
  ],
  [
    'one endless line',
    "start(); const go = () => process.stdout.write('x'.repeat(1e6), go); go()",
    'output-limit',
    /its output/
  ],
  [
    'a flood of errors',
    "start(); const go = () => process.stderr.write('x'.repeat(1e6), go); go()",
    'output-limit',
    /error output/
  ],
  [
    'another tool',
    "start({ tools: ['Bash', 'Edit', 'Glob', 'Grep', 'Read', 'StructuredOutput', 'Write', 'mcp__tests__run_tests'] }); setInterval(() => {}, 1e6)",
    'surprise',
    /tools \(not expected: Bash\)/
  ],
  [
    'a missing tool',
    "start({ tools: ['Edit', 'Glob', 'Grep', 'Read', 'StructuredOutput', 'Write'] }); result()",
    'surprise',
    /missing: mcp__tests__run_tests/
  ],
  [
    'another server',
    "start({ mcp_servers: [{ name: 'tests', status: 'connected' }, { name: 'evil', status: 'connected' }] }); result()",
    'surprise',
    /evil connected/
  ],
  [
    'a server that is not connected',
    "start({ mcp_servers: [{ name: 'tests', status: 'failed' }] }); result()",
    'surprise',
    /tests failed/
  ],
  [
    'another permission mode',
    "start({ permissionMode: 'bypassPermissions' }); result()",
    'surprise',
    /bypassPermissions/
  ],
  ['another version', "start({ claude_code_version: '9.9.9' }); result()", 'surprise', /9\.9\.9/],
  ['another folder', "start({ cwd: '/' }); result()", 'surprise', /folder/],
  ['one more folder', "start({ additional_directories: ['/etc'] }); result()", 'surprise', /\/etc/],
  ['another key', "start({ apiKeySource: 'apiKeyHelper' }); result()", 'surprise', /apiKeyHelper/],
  ['a skill', "start({ skills: ['evil'] }); result()", 'surprise', /skills/],
  ['a command', "start({ slash_commands: ['evil'] }); result()", 'surprise', /commands/],
  [
    'a plugin',
    "start({ plugins: [{ name: 'evil', source: 'evil@market' }] }); result()",
    'surprise',
    /plugins/
  ],
  [
    'an unreadable start',
    "say({ type: 'system', subtype: 'init', tools: 'all' }); result()",
    'surprise',
    /system\/init/
  ],
  ['an unreadable result', "start(); say({ type: 'result', subtype: 4 })", 'surprise', /type result/],
  [
    'work before the start',
    "message('m', { type: 'text', text: 'hi' }); start(); result()",
    'surprise',
    /before it told its tools/
  ],
  ['a later start with more tools', "start(); start({ tools: ['Bash'] }); result()", 'surprise', /Bash/]
]

describe('how a process ends', () => {
  it.each(cases)('is judged: %s', async (_, script, end, why) => {
    const { run } = await play(script)
    expect(run).toMatchObject({ end, why: expect.stringMatching(why) })
    expect(run.answer).toEqual(end === 'answered' ? { diagnosis: 'done' } : undefined)
    expect(await bench.leftOver()).toEqual([])
  })

  it('is judged by what it knows of: other events and other text are passed over', async () => {
    const script =
      "console.log('Warning: x'); console.log('{not json'); say({ type: 'new-in-2027' }); start(); say({ type: 'system', subtype: 'status' }); result()"
    expect((await play(script)).run.end).toBe('answered')
  })
})

/** A killed process stays as a zombie until somebody asks for its exit code. */
const GONE = /^gone$|\) Z /

/** A killed process lives on until the kernel gets to it; on a busy machine that is a moment. */
const KILLED_MS = 10_000

/** State of the process that the stand-in started, once it is gone; the last one seen when it does not go. */
async function childOf(tree: string): Promise<string> {
  const file = `/proc/${await readFile(join(tree, 'child.pid'), 'utf8')}/stat`
  const state = (): Promise<string> => readFile(file, 'utf8').catch(() => 'gone')
  const until = Date.now() + KILLED_MS
  let seen = await state()
  while (!GONE.test(seen) && Date.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 20))
    seen = await state()
  }
  return seen
}

describe('a process that does not end', () => {
  const limits = { turns: 2, usd: 1, minutes: 0.02 }

  it('is ended with all of its group, though it does not listen', async () => {
    const script = `
      process.on('SIGTERM', () => {})
      require('node:child_process').spawn(process.execPath, ['-e', 'process.on("SIGTERM", () => {}); setInterval(() => {}, 1e6)'], { stdio: 'ignore' })
        .on('spawn', function () { require('node:fs').writeFileSync('child.pid', String(this.pid)) })
      start(); setInterval(() => {}, 1e6)`
    const { run, tree } = await play(script, { task: { limits } })
    expect(run).toMatchObject({ end: 'time-limit', usage: { told: false, usd: 0 } })
    expect(await childOf(tree)).toMatch(GONE)
  })

  it('takes with it what it started and left running', async () => {
    const script = `
      const child = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1e6)'], { stdio: 'ignore' })
      require('node:fs').writeFileSync('child.pid', String(child.pid))
      start(); result(); child.unref()`
    const { run, tree } = await play(script)
    expect(run.end).toBe('answered')
    expect(await childOf(tree)).toMatch(GONE)
  })

  it('counts as out of time even when it tells a result late', async () => {
    const script =
      "start(); process.on('SIGTERM', () => { result(); process.exit(0) }); setInterval(() => {}, 1e6)"
    const { run } = await play(script, { task: { limits } })
    expect(run).toMatchObject({
      end: 'time-limit',
      answer: undefined,
      usage: { told: true, usd: 0.5, cacheWriteTokens: 4 }
    })
  })
})

describe('what the process is given', () => {
  it('is an environment of exactly what it needs, and a prompt that no command line shows', async () => {
    const script = `
      let input = ''
      process.stdin.on('data', (chunk) => { input += chunk }).on('end', () => {
        require('node:fs').writeFileSync('given.json', JSON.stringify({ env: process.env, args, input }))
        start(); result()
      })`
    process.env['SECRET_OF_THE_RUNNER'] = 'x'
    const { tree } = await play(script, {
      task: { brief: (path) => `THE-PROMPT ${path}` },
      agent: { environment: { ANTHROPIC_AUTH_TOKEN: 'the-token' } }
    })
    delete process.env['SECRET_OF_THE_RUNNER']
    const given: { env: object; args: string[]; input: string } = JSON.parse(
      await readFile(join(tree, 'given.json'), 'utf8')
    )
    expect(Object.keys(given.env).sort()).toEqual([
      'ANTHROPIC_AUTH_TOKEN',
      'CLAUDE_CODE_DISABLE_AUTO_MEMORY',
      'CLAUDE_CODE_DISABLE_BACKGROUND_TASKS',
      'CLAUDE_CODE_DISABLE_CLAUDE_MDS',
      'CLAUDE_CODE_DISABLE_FILE_CHECKPOINTING',
      'CLAUDE_CODE_DISABLE_FILE_MENTIONS',
      'CLAUDE_CODE_DISABLE_GIT_INSTRUCTIONS',
      'CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC',
      'CLAUDE_CODE_MAX_RETRIES',
      'CLAUDE_CONFIG_DIR',
      'DISABLE_AUTOUPDATER',
      'ENABLE_TOOL_SEARCH',
      'HOME',
      'LANG',
      'MCP_TIMEOUT',
      'PATH',
      'TMPDIR'
    ])
    expect(given.input).toMatch(/^THE-PROMPT .*production-error\.json$/)
    expect(given.args.join(' ')).not.toMatch(/THE-PROMPT|the-token|Bearer/)
  })
})
