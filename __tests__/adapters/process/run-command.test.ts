import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from '@jest/globals'
import { CommandStage, SEARCH_PATH } from './command-runner.js'

const stage = new CommandStage()
afterAll(() => stage.remove())
const SECONDS = 1 / 60

function lives(pid: number): boolean {
  const path = `/proc/${pid}/stat`
  return existsSync(path) && !/\) [ZX] /.test(readFileSync(path, 'latin1'))
}

/** Polls until the file holds a process id. */
function pidIn(name: string): number {
  return Number(readFileSync(join(stage.folder, name), 'utf8').trim())
}

describe('a command', () => {
  it('says how it ended, and what both of its streams had in the order in which it wrote', async () => {
    const run = await stage.run(stage.runner(), 'echo one; echo two >&2; echo three; exit 3')
    expect(run).toEqual({
      end: 'exited',
      exitCode: 3,
      durationMs: expect.any(Number),
      digest: createHash('sha256').update('one\ntwo\nthree\n').digest('hex'),
      output: 'one\ntwo\nthree\n',
      outputBytes: 14,
      network: 'open',
      leftBehind: 0
    })
  })

  it('runs in the folder, with its quotes and line ends as they were written', async () => {
    const run = await stage.run(stage.runner(), `pwd; printf '%s\\n' "a 'b' \\"c\\"" \\\n  'd;e'`)
    expect(run.output).toBe(`${stage.folder}\na 'b' "c"\nd;e\n`)
  })

  it('gets the environment that it was given, one mark, and nothing of ours', async () => {
    process.env['CANARY_TOKEN'] = 'canary-of-the-parent'
    const run = await stage.run(stage.runner(), 'env')
    delete process.env['CANARY_TOKEN']
    const names = run.output
      .split('\n')
      .flatMap((line) => (line.includes('=') ? [line.split('=', 1)[0]] : []))
    // The last three are the shell's own.
    expect(new Set(names)).toEqual(
      new Set([
        'PATH',
        'HOME',
        'LANG',
        'DATADOG_AUTOFIX_COMMAND',
        'PWD',
        ...names.filter((name) => name === 'OLDPWD' || name === '_' || name === 'SHLVL')
      ])
    )
    expect(run.output).not.toContain('canary-of-the-parent')
  })

  it.each(['GITHUB_TOKEN', 'INPUT_APP-TOKEN', 'ACTIONS_RUNTIME_TOKEN'])('never gets %s', (name) => {
    expect(() => stage.runner({ environment: { PATH: SEARCH_PATH, [name]: 'x' } })).toThrow(name)
  })

  it('finds its standard input at its end', async () => {
    const run = await stage.run(stage.runner(), 'cat; echo done')
    expect(run.output).toBe('done\n')
  })

  it('has its output sanitised and then redacted', async () => {
    const runner = stage.runner({ redact: (text) => text.replaceAll('secret-value', '[redacted]') })
    const run = await stage.run(runner, `printf '\\033[31msecret\\342\\200\\213-value\\033[0m\\r\\n\\000'`)
    expect(run.output).toBe('[redacted]\n␀')
  })

  it.each([
    ['kill -9 $$', 'killed', undefined],
    ['kill -SEGV $$', 'killed', undefined],
    ['exit 130', 'exited', 130],
    ['no-such-program-here', 'exited', 127]
  ])('that is `%s` has %s with %s', async (command, end, exitCode) => {
    expect(await stage.run(stage.runner(), command)).toMatchObject({ end, exitCode })
  })

  it('in a folder that is not there is an error, not a failed command', async () => {
    await expect(stage.run(stage.runner(), 'true', { folder: join(stage.folder, 'none') })).rejects.toThrow(
      'ENOENT'
    )
  })
})

describe('the limits', () => {
  it('ends a command that hangs and all of its group', async () => {
    const runner = stage.runner({ limits: { graceMs: 60_000 } })
    const run = await stage.run(runner, 'echo begun; sleep 30 & echo $! >hangs.pid; wait', {
      minutes: SECONDS
    })
    expect(run).toMatchObject({ end: 'time-limit', exitCode: undefined, output: 'begun\n' })
    expect(lives(pidIn('hangs.pid'))).toBe(false)
  })

  it('ends one that does not listen to the request to end', async () => {
    const runner = stage.runner({ limits: { graceMs: 50 } })
    const command = `trap '' TERM; echo $$ >deaf.pid; while :; do sleep 0.1; done`
    expect(await stage.run(runner, command, { minutes: SECONDS })).toMatchObject({ end: 'time-limit' })
    expect(lives(pidIn('deaf.pid'))).toBe(false)
  })

  it('passes 100 MB in bounded memory: beginning, end and the digest of all', async () => {
    const before = process.memoryUsage().rss
    const command = `echo first; head -c 104857600 /dev/zero | tr '\\0' 'x' | fold -w 100; echo; echo last`
    const run = await stage.run(stage.runner(), command)
    expect(run).toMatchObject({ end: 'exited', exitCode: 0, outputBytes: 104857600 + 1048576 + 11 })
    expect(run.output.startsWith('first\nxxx')).toBe(true)
    expect(run.output.endsWith('xxx\nlast\n')).toBe(true)
    expect(run.output).toMatch(/\n\[\d+ bytes left out\]\n/)
    expect(run.output.length).toBeLessThan(66_000)
    expect(process.memoryUsage().rss - before).toBeLessThan(60 * 1024 * 1024)
  }, 60_000)

  it('ends a command without end to its output', async () => {
    const runner = stage.runner({ limits: { outputBytes: 1_000_000 } })
    const run = await stage.run(runner, 'yes; echo not reached')
    expect(run).toMatchObject({ end: 'output-limit', exitCode: undefined })
    expect(run.outputBytes).toBeGreaterThan(1_000_000)
    expect(run.outputBytes).toBeLessThan(3_000_000)
  })
})

describe('what a command leaves behind', () => {
  it.each([
    ['in its group', 'sleep 30 &'],
    ['in a session of its own', 'setsid sleep 30 &'],
    ['after forking twice', '(setsid sh -c "cd /; sleep 30 & echo >/dev/null" >/dev/null 2>&1 &)'],
    ['with an empty environment', 'env -i setsid $(command -v sleep) 300 &']
  ])('%s is found, counted and ended', async (_, command) => {
    const run = await stage.run(stage.runner(), `${command}\necho done`)
    expect(run).toMatchObject({ end: 'exited', exitCode: 0, output: 'done\n', leftBehind: 1 })
  })

  it('is ended although it holds the output open and starts more of itself', async () => {
    const script = 'i=0; while [ $i -lt 100 ]; do i=$((i + 1)); setsid sleep 20 & sleep 0.02; done'
    const run = await stage.run(stage.runner(), `setsid sh -c '${script}' & sleep 0.3`)
    expect(run.end).toBe('exited')
    expect(run.leftBehind).toBeGreaterThan(2)
  })

  it('does not take a program of ours in the same folder with it', async () => {
    const runner = stage.runner()
    const other = stage.run(runner, 'echo ours; until [ -e go ]; do sleep 0.05; done; echo over', {
      folder: stage.folder
    })
    await stage.run(runner, 'echo done')
    await stage.run(runner, 'touch go')
    expect(await other).toMatchObject({ end: 'exited', exitCode: 0, output: 'ours\nover\n' })
  })
})
