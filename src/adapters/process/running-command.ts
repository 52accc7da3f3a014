import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { realpath } from 'node:fs/promises'
import { setTimeout as after } from 'node:timers/promises'
import type { CommandEnd } from '../../flow/proof/proof-run.js'
import { createKeptOutput } from './kept-output.js'
import { endProcesses, signal, type ProcessMarks } from './process-table.js'
import { startOf, type SandboxKind, type SandboxSettings } from './sandbox.js'

export interface CommandLimits {
  readonly timeMs: number
  /** Between the request to end and the end. */
  readonly graceMs: number
  readonly outputBytes: number
  readonly keptBytes: number
}

export interface CommandStart {
  readonly kind: SandboxKind | undefined
  readonly network: 'cut' | 'open'
  readonly folder: string
  readonly command: string
  readonly limits: CommandLimits
}

export interface RawRun {
  readonly end: CommandEnd
  readonly exitCode: number | undefined
  readonly durationMs: number
  readonly digest: string
  readonly text: string
  readonly outputBytes: number
  readonly leftBehind: number
}

/** Every process of a command has it; it says nothing, it is only looked for. */
const MARK = 'DATADOG_AUTOFIX_COMMAND'

/** Statuses by which a shell says that a signal ended the command: abort, bus, kill, segmentation, termination and their kin. */
const SIGNAL_STATUSES = [132, 134, 135, 136, 137, 139, 143, 159]

/** How long we wait for killed processes to be gone, and for their end of the output. */
const END_DEADLINE_MS = 10_000

/** What our own script may say; a sandbox that fails says why. */
const MAXIMUM_REPORT_CHARS = 4096

/** Runs one command to its end, and the end of all that it started. Rejects when the command could not be started at all. */
export async function runCommand(start: CommandStart, settings: SandboxSettings): Promise<RawRun> {
  const folder = await realpath(start.folder)
  const mark = randomUUID()
  const environment = { ...settings.environment, [MARK]: mark }
  const [program = 'sh', ...args] = startOf(start, { ...settings, environment })
  const began = performance.now()
  // A session of its own: its process group is what a signal reaches, and no terminal is.
  const child = spawn(program, args, {
    cwd: folder,
    env: environment,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe']
  })
  const group = await startedGroup(child, program)
  const marks: ProcessMarks = { variable: `${MARK}=${mark}`, folder, group }
  const output = createKeptOutput(start.limits.keptBytes)
  let stopped: 'time-limit' | 'output-limit' | undefined
  let report = ''

  const exited = once(child, 'exit')
  const closed = once(child, 'close')
  const over = new AbortController()
  const killed = new Promise<void>((resolve) => {
    over.signal.addEventListener('abort', () => resolve(), { once: true })
  })
  const timer = setTimeout(() => {
    stopped ??= 'time-limit'
    signal(-group, 'SIGTERM')
    grace = setTimeout(killAll, start.limits.graceMs)
  }, start.limits.timeMs)
  let grace: NodeJS.Timeout | undefined

  function killAll(): void {
    signal(-group, 'SIGKILL')
    if (start.kind === 'sudo') killAsRoot(group, environment)
    over.abort()
  }

  child.stdout.on('data', (chunk: Buffer) => {
    if (stopped === 'output-limit') return
    output.add(chunk)
    if (output.bytes <= start.limits.outputBytes) return
    stopped ??= 'output-limit'
    killAll()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    if (report.length < MAXIMUM_REPORT_CHARS) report += text
  })

  try {
    await Promise.race([exited, killed.then(() => after(END_DEADLINE_MS, undefined, { ref: false }))])
    const outside = await leftOver(start.kind, marks)
    await Promise.race([closed, after(END_DEADLINE_MS, undefined, { ref: false })])
    const words = reportOf(report)
    if (!words.began && stopped === undefined) {
      throw new Error(
        `${program} could not start a command in ${folder}: ${report.trim() || 'it ended without a word'}`
      )
    }
    const exitCode = stopped === undefined ? exitCodeOf(words.status) : undefined
    return {
      end: stopped ?? (exitCode === undefined ? 'killed' : 'exited'),
      exitCode,
      durationMs: performance.now() - began,
      outputBytes: output.bytes,
      digest: output.digest(),
      text: output.text(),
      leftBehind: words.leftBehind + outside
    }
  } finally {
    clearTimeout(timer)
    clearTimeout(grace)
    child.stdout.destroy()
    child.stderr.destroy()
    child.unref()
  }
}

async function startedGroup(child: ReturnType<typeof spawn>, program: string): Promise<number> {
  try {
    await once(child, 'spawn')
  } catch (cause) {
    throw new Error(`${program} could not be started`, { cause })
  }
  if (child.pid === undefined) throw new Error(`${program} was started without a process id`)
  return child.pid
}

/** A worker that was told to end may take a moment: only what is there after it counts as left behind. */
async function leftOver(kind: SandboxKind | undefined, marks: ProcessMarks): Promise<number> {
  // A sandbox ends with its first process, and so do all others in it; and it has counted them.
  if (kind !== undefined) {
    await endProcesses(marks, END_DEADLINE_MS)
    return 0
  }
  await after(100)
  return endProcesses(marks, END_DEADLINE_MS)
}

/** Processes of root in the group are out of our reach; the same sudo that started them ends them. */
function killAsRoot(group: number, environment: Readonly<Record<string, string>>): void {
  const child = spawn('sudo', ['-n', 'kill', '-KILL', '--', `-${group}`], {
    env: environment,
    stdio: 'ignore'
  })
  child.on('error', () => undefined)
}

interface ScriptReport {
  readonly began: boolean
  readonly status: number | undefined
  readonly leftBehind: number
}

function reportOf(report: string): ScriptReport {
  const lines = report.split('\n')
  const [, status, leftBehind] = lines.find((line) => line.startsWith('ended '))?.split(' ') ?? []
  return {
    began: lines.includes('began'),
    status: status === undefined ? undefined : Number(status),
    leftBehind: Number(leftBehind ?? 0)
  }
}

function exitCodeOf(status: number | undefined): number | undefined {
  return status === undefined || SIGNAL_STATUSES.includes(status) ? undefined : status
}
