import { execFileSync } from 'node:child_process'
import { chmodSync, mkdirSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { CommandStage, SEARCH_PATH } from './command-runner.js'

const stage = new CommandStage()
afterAll(() => stage.remove())

const connect = (port: number): string =>
  `node -e 'require("net").connect(${port}, "127.0.0.1").on("connect", () => process.exit(0)).on("error", (e) => { console.log(e.code); process.exit(9) })'`

/** A search path with the programs that are named, and stubs. */
function toolFolder(
  name: string,
  programs: readonly string[],
  stubs: Readonly<Record<string, string>> = {}
): string {
  const folder = join(stage.folder, name)
  mkdirSync(folder)
  for (const program of programs) {
    const path = execFileSync('sh', ['-c', `command -v ${program} || true`], { encoding: 'utf8' }).trim()
    if (path !== '') writeFileSync(join(folder, program), `#!/bin/sh\nexec ${path} "$@"\n`)
  }
  for (const [program, script] of Object.entries(stubs)) writeFileSync(join(folder, program), script)
  for (const program of [...programs, ...Object.keys(stubs)]) {
    try {
      chmodSync(join(folder, program), 0o755)
    } catch (cause) {
      if (!programs.includes(program)) throw cause
    }
  }
  return folder
}

const BASIC = [
  'sh',
  'id',
  'sleep',
  'env',
  'node',
  'cat',
  'setsid',
  'true',
  'readlink',
  'ls',
  'wc',
  'grep',
  'kill',
  'mount',
  'sudo'
]

/** As sudo does: the environment of the caller is gone. */
const SUDO_STUB = '#!/bin/sh\n[ "$1" = -n ] || exit 1\nshift\nexec env -i PATH="$PATH" "$@"\n'

const kinds: readonly (readonly [string, () => string])[] = [
  ['user namespaces', () => SEARCH_PATH],
  [
    'namespaces by sudo',
    () =>
      toolFolder('sudo', [...BASIC.filter((name) => name !== 'sudo'), 'setpriv', 'ip'], {
        sudo: SUDO_STUB,
        unshare: NO_USER_NAMESPACES
      })
  ]
]

/** An `unshare` on a machine that lets root alone make namespaces. */
const NO_USER_NAMESPACES = `#!/bin/sh
if [ "$1" = --user ]; then echo 'unshare: unshare failed: Operation not permitted' >&2; exit 1; fi
exec ${execFileSync('sh', ['-c', 'command -v unshare || echo /usr/bin/unshare'], { encoding: 'utf8' }).trim()} "$@"
`

describe.each(kinds)('a sandbox of %s', (name, searchPath) => {
  const environment: Record<string, string> = { LANG: 'C.UTF-8' }
  let runner = stage.runner()
  beforeAll(async () => {
    environment['PATH'] = searchPath()
    environment['HOME'] = stage.folder
    mkdirSync(join(stage.folder, `secret ${name}`))
    writeFileSync(join(stage.folder, `secret ${name}`, 'token'), 'token-in-a-file')
    runner = stage.runner({
      sandbox: 'auto',
      environment,
      hidden: [join(stage.folder, `secret ${name}`), '/no/such/folder']
    })
  })

  it('is named', async () => {
    expect(await runner.sandbox()).toEqual({
      known: true,
      value: `${name}: no network but loopback, own process table`
    })
  })

  it('has no network but a loopback interface of its own that works', async () => {
    const server = createServer((socket) => socket.end()).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const cut = await stage.run(runner, connect(port))
    const open = await stage.run(runner, connect(port), { network: 'open' })
    server.close()
    expect(cut).toMatchObject({ exitCode: 9, output: 'ECONNREFUSED\n', network: 'cut' })
    expect(open).toMatchObject({ exitCode: 0, network: 'open' })
    const script = `const s = require("net").createServer((c) => c.end("hello")).listen(0, "127.0.0.1", () =>
      require("net").connect(s.address().port, "127.0.0.1").on("data", (d) => console.log(String(d))).on("close", () => s.close()))`
    expect((await stage.run(runner, `node -e '${script}'`)).output).toBe('hello\n')
  })

  it('tells a command that needs the network what any machine without it tells', async () => {
    const script =
      'require("dns").lookup("example.com", (e) => { console.log(e.code); process.exit(e ? 4 : 0) })'
    expect(await stage.run(runner, `node -e '${script}'`)).toMatchObject({ exitCode: 4 })
  })

  it('keeps the user and the environment, and shows no other process, so no environment of ours', async () => {
    const run = await stage.run(
      runner,
      `id -u; echo "$HOME $LANG"; ls -d /proc/[0-9]* | wc -l; readlink /proc/self/ns/pid; cat /proc/*/environ`
    )
    const [user, home, count, table] = run.output.split('\n')
    expect(user).toBe(String(process.getuid?.()))
    expect(home).toBe(`${stage.folder} C.UTF-8`)
    expect(Number(count)).toBeLessThan(12)
    expect(table).not.toBe(readlinkSync('/proc/self/ns/pid'))
    expect(run.output).not.toContain('JEST_WORKER_ID')
  })

  it('does not give the rights over the namespace to the command', async () => {
    const run = await stage.run(
      runner,
      'mount -t proc proc /proc 2>/dev/null || umount /proc 2>/dev/null || ip link set lo down 2>/dev/null || echo denied'
    )
    // Where the tests run as root, the root that sudo gives back is real.
    expect(run.output).toBe(name === 'namespaces by sudo' && process.getuid?.() === 0 ? '' : 'denied\n')
  })

  it('hides folders with credentials, and the sockets of daemons', async () => {
    const run = await stage.run(
      runner,
      `ls "${join(stage.folder, `secret ${name}`)}" /run | grep -c -v ':$'; ls -A /run`
    )
    // The empty line between the two listings.
    expect(run.output).toBe('1\n')
    const open = await stage.run(runner, 'ls -A /run', { network: 'open' })
    expect(open.output).toBe(
      readdirSync('/run')
        .sort()
        .map((entry) => `${entry}\n`)
        .join('')
    )
  })

  it.each([
    ['exit 0', 'exited', 0],
    ['exit 42', 'exited', 42],
    ['kill -9 $$', 'killed', undefined]
  ])('passes on that `%s` is %s with %s', async (command, end, exitCode) => {
    expect(await stage.run(runner, command)).toMatchObject({ end, exitCode, network: 'cut' })
  })

  it('counts what is left behind and ends it, wherever it went', async () => {
    const run = await stage.run(runner, 'cd /; env -i setsid sleep 297 & sleep 298 & echo done')
    expect(run).toMatchObject({ end: 'exited', exitCode: 0, output: 'done\n', leftBehind: 2 })
    expect(await sleepers(['297', '298'])).toEqual([])
  })

  it('ends a command that hangs with all that it forked', async () => {
    const short = stage.runner({ sandbox: 'auto', environment, limits: { graceMs: 200 } })
    await short.sandbox()
    const run = await stage.run(short, `trap '' TERM; setsid sleep 296 & echo begun; sleep 299; sleep 295`, {
      minutes: 1 / 60
    })
    expect(run).toMatchObject({ end: 'time-limit', exitCode: undefined, output: 'begun\n' })
    expect(await sleepers(['295', '296', '299'])).toEqual([])
  })

  it('passes large output on and ends what has no end', async () => {
    const small = stage.runner({ sandbox: 'auto', environment, limits: { outputBytes: 1_000_000 } })
    const command = `node -e 'setInterval(() => process.stdout.write("x".repeat(10000)), 0)'`
    expect(await stage.run(small, command)).toMatchObject({ end: 'output-limit', exitCode: undefined })
  })
})

/** Waits until none of the durations is slept any more, for two seconds at most. */
async function sleepers(durations: readonly string[]): Promise<readonly string[]> {
  const deadline = performance.now() + 2000
  for (;;) {
    const lines = readdirSync('/proc')
      .filter((entry) => /^\d+$/.test(entry))
      .map(commandLine)
    const seen = durations.filter((duration) => lines.includes(`sleep\0${duration}\0`))
    if (seen.length === 0 || performance.now() > deadline) return seen
    await new Promise((resolve) => setImmediate(resolve))
  }
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1')
  } catch {
    return ''
  }
}

describe('a machine without a sandbox', () => {
  it('says what was tried and how to mend it, and runs commands with the network they have', async () => {
    const tools = toolFolder(
      'none',
      BASIC.filter((program) => program !== 'sudo'),
      { unshare: NO_USER_NAMESPACES }
    )
    const runner = stage.runner({ sandbox: 'required', environment: { PATH: tools } })
    const sandbox = await runner.sandbox()
    expect(sandbox).toMatchObject({ known: false })
    const reason = sandbox.known ? '' : sandbox.reason
    expect(reason).toContain('user namespaces (')
    expect(reason).toContain('Operation not permitted')
    expect(reason).toContain('bubblewrap (bwrap could not be started')
    expect(reason).toContain('namespaces by sudo (sudo could not be started')
    expect(reason).toContain('To mend it,')
    expect(await stage.run(runner, 'echo run')).toMatchObject({
      output: 'run\n',
      network: 'open',
      exitCode: 0
    })
  })

  it('is also one where the sandbox is switched off', async () => {
    const runner = stage.runner({ sandbox: 'off' })
    expect(await runner.sandbox()).toMatchObject({
      known: false,
      reason: expect.stringContaining('sandbox: off')
    })
    expect(await stage.run(runner, 'readlink /proc/self/ns/net')).toMatchObject({
      output: `${readlinkSync('/proc/self/ns/net')}\n`,
      network: 'open'
    })
  })
})
