import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, it } from '@jest/globals'
import { installedNodes } from '../../bench/installed-nodes.js'
import { readRecording, type Recording } from './recording.js'
import { readTrace } from './trace.js'

/* The recorder has to see: whichever way of Node's a program takes to write or to start something, it is in the recording. */

const folder = mkdtempSync(join(tmpdir(), 'recorder-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const WAYS = `
import { ChildProcess, exec, execFile, execFileSync, execSync, fork, spawn, spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { appendFile, copyFile, mkdir, mkdtemp, open, rename, rm, symlink, unlink, writeFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
const done = (child) => new Promise((resolve) => child.on('close', resolve))
const at = (name) => process.env.WAYS + '/' + name
await done(spawn('cat', ['way-spawn'], { env: { WAY: 'env-of-spawn' } }).on('error', () => {}))
const fed = spawn('cat', [], { env: { PATH: process.env.PATH } })
fed.stdin.write('way-stdin-write')
fed.stdin.end(Buffer.from('way-stdin-end'))
await done(fed)
await done(exec('true way-exec'))
await done(execFile('true', ['way-exec-file']))
await done(fork(at('child.mjs'), ['way-fork']))
spawnSync('true', ['way-spawn-sync'])
execFileSync('true', ['way-exec-file-sync'])
execSync('true way-exec-sync')
await writeFile(at('a'), 'way-write-file')
await appendFile(at('a'), 'way-append-file')
const handle = await open(at('b'), 'w')
await handle.write('way-handle-text')
await handle.write(Buffer.from('way-handle-bytes'))
await handle.writev([Buffer.from('way-handle-writev')])
await handle.writeFile('way-handle-write-file')
await handle.close()
fs.writeFileSync(at('c'), 'way-write-file-sync')
fs.writeFileSync(at('c'), Buffer.from('way-overwritten'))
const file = fs.openSync(at('d'), 'w')
fs.writeSync(file, 'way-write-sync')
fs.writevSync(file, [Buffer.from('way-writev-sync')])
fs.closeSync(file)
await new Promise((resolve) => fs.createWriteStream(at('e')).end('way-stream', resolve))
await new Promise((resolve) => fs.writeFile(at('f'), 'way-callback', resolve))
await mkdir(at('way-mkdir'))
await mkdtemp(at('way-mkdtemp-'))
await symlink('way-symlink-target', at('way-symlink'))
await rename(at('e'), at('way-rename'))
await copyFile(at('a'), at('way-copy'))
await writeFile(at('way-mkdir/deep'), 'x')
await rm(at('way-mkdir'), { recursive: true })
await unlink(at('a'))
fs.rmSync(at('b'))
await new Promise((resolve) => createConnection({ host: '127.0.0.1', port: 9 }).on('error', resolve))
await new Promise((resolve) => createConnection(9, 'localhost').on('error', resolve))
`

const ways = [...WAYS.matchAll(/way-[a-z-]+[a-z]/g)].map(([way]) => way)

function recordWays(node: string, version: string): Recording {
  const [place, work] = [join(folder, version), join(folder, version, 'work')]
  mkdirSync(join(place, 'kept'), { recursive: true })
  mkdirSync(work)
  writeFileSync(join(work, 'ways.mjs'), WAYS)
  writeFileSync(join(work, 'child.mjs'), '')
  const preload = fileURLToPath(new URL('preload.cjs', import.meta.url))
  const env = { PATH: process.env['PATH'] ?? '', SECRETS_RECORDING: place, WAYS: work }
  execFileSync(node, ['--require', preload, join(work, 'ways.mjs')], { env, stdio: 'pipe' })
  const result = { stdout: '', stderr: '', exitCode: 0, log: [], annotations: [], outputs: {}, summary: '' }
  return readRecording(place, { ...result, report: undefined, durationMs: 0 }, [])
}

describe.each(installedNodes())('on Node $version', ({ path, version }) => {
  const recording = recordWays(path, version)
  const written = recording.texts.map(({ where, text }) => `${where}: ${text}`).join('\n')

  it.each(ways)('%s', (way) => {
    expect(written).toContain(way)
  })

  it('knows every process with its environment, and what it was told', () => {
    const { processes } = recording
    expect(processes.map(({ argv }) => argv.join(' ')).filter((line) => line.includes('way-'))).toHaveLength(
      7
    )
    expect(processes[0]).toMatchObject({ argv: ['cat', 'way-spawn'], env: { WAY: 'env-of-spawn' } })
    expect(processes[1]?.stdin).toBe('way-stdin-writeway-stdin-end')
  })

  it('keeps what is removed, and knows where it was connected to', () => {
    const names = recording.texts.filter(({ where }) => where.startsWith('file ')).map(({ where }) => where)
    expect(names).toEqual(expect.arrayContaining(['file way-mkdir/deep', 'file a', 'file b']))
    expect(recording.connections).toEqual(['127.0.0.1:9', 'localhost:9'])
  })
})

it('reads what strace writes', () => {
  const lines = [
    '11 execve("/usr/bin/node", ["node", "dist"], ["A=1"]) = 0',
    '12 execve("/no/git", ["git"], ["A=1"]) = -1 ENOENT (No such file or directory)',
    '12 execve("/usr/bin/git", ["git", "a \\"quoted\\" one\\n\\303\\244", ", [\\\\"], ["PATH=/bin", "B=x=y", "C="]) = 0',
    '13 execveat(5, "", ["tool"], ["K=v"], AT_EMPTY_PATH) = 0',
    '12 --- SIGCHLD {si_signo=SIGCHLD} ---',
    '12 +++ exited with 0 +++'
  ]
  expect(readTrace(lines.join('\n'))).toEqual([
    {
      source: 'tree',
      file: '/usr/bin/git',
      argv: ['git', 'a "quoted" one\n\u00c3\u00a4', ', [\\'],
      env: { PATH: '/bin', B: 'x=y', C: '' }
    },
    { source: 'tree', file: '', argv: ['tool'], env: { K: 'v' } }
  ])
})
