import { spawn } from 'node:child_process'
import type { Stop } from './judge-end.js'
import { LineReader, type LineBounds } from './line-reader.js'
import { watchGroup } from './process-group.js'

export interface ProcessOptions {
  readonly program: string
  readonly arguments: readonly string[]
  /** All of its environment. */
  readonly environment: Readonly<Record<string, string>>
  readonly folder: string
  /** Sent on standard input, which is closed behind it. */
  readonly input: string
  /** Wall-clock limit of the whole process group. */
  readonly limitMs: number
  /** Takes one line of its output. Returns why the process has to be stopped, if it has to. */
  readonly onLine: (line: string) => string | undefined
  /** Ends the run from outside; what it was ended for is the caller's to tell. */
  readonly abort: AbortSignal
}

export interface ProcessEnd {
  readonly stopped: Stop | undefined
  readonly exitCode: number | undefined
  readonly signal: string | undefined
  /** The end of its error output. */
  readonly errorOutput: string
}

/** A line carries a file that was read or written; both sums are far above what an honest run writes. */
const OUTPUT_BOUNDS: LineBounds = { line: 8 * 1024 * 1024, total: 64 * 1024 * 1024 }
const ERROR_OUTPUT_BYTES = 16 * 1024 * 1024
const ERROR_TAIL_CHARS = 8 * 1024
/** What the program gets to end by itself and to send off its last telemetry. */
const GRACE_MS = 5_000
/** A process that left the group may hold the output open; nobody waits for it. */
const DRAIN_MS = 2_000

/**
 * Runs the program in a process group of its own, follows its lines as they come, and ends the whole group when the time
 * is up, when it floods, or when a line says so. Rejects when it cannot be started, and with what `onLine` throws.
 */
export function runProcess(options: ProcessOptions): Promise<ProcessEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(options.program, [...options.arguments], {
      cwd: options.folder,
      env: { ...options.environment },
      detached: true,
      stdio: ['pipe', 'pipe', 'pipe']
    })
    if (child.pid === undefined) {
      child.once('error', reject)
      return
    }
    const group = watchGroup(child.pid, GRACE_MS)
    const reader = new LineReader(OUTPUT_BOUNDS)
    let errorTail = ''
    let errorBytes = 0
    let errorChars = 0
    let stopped: Stop | undefined
    let broken: { readonly error: unknown } | undefined

    const stop = (reason: Stop['reason'], detail: string): void => {
      stopped ??= { reason, detail }
      group.end()
    }
    const take = (line: string): void => {
      // After a flood or a surprise nothing that it says counts; after the time limit its last figures do.
      if (broken !== undefined || (stopped !== undefined && stopped.reason !== 'time-limit')) return
      try {
        const surprise = options.onLine(line)
        if (surprise !== undefined) stop('surprise', surprise)
      } catch (error) {
        broken = { error }
        group.end()
      }
    }
    const minutes = options.limitMs / 60_000
    const limit = setTimeout(
      () => stop('time-limit', `${minutes} ${minutes === 1 ? 'minute' : 'minutes'}`),
      options.limitMs
    )
    const onAbort = (): void => group.end()
    options.abort.addEventListener('abort', onAbort)
    if (options.abort.aborted) onAbort()

    child.stdout.on('data', (chunk: Buffer) => {
      if (stopped?.reason === 'output-limit') return
      const lines = reader.push(chunk)
      if (lines === 'too-much') stop('output-limit', 'its output may hold')
      else lines.forEach(take)
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      errorTail = (errorTail + text).slice(-ERROR_TAIL_CHARS)
      errorChars += text.length
      errorBytes += Buffer.byteLength(text)
      if (errorBytes > ERROR_OUTPUT_BYTES) stop('output-limit', 'its error output may hold')
    })
    // A program that dies before it has read everything closes the pipe; how it died is told by its exit.
    child.stdin.on('error', () => undefined)
    child.stdin.end(options.input)

    child.once('error', (error) => {
      broken ??= { error }
    })
    let drain: NodeJS.Timeout | undefined
    child.once('exit', () => {
      clearTimeout(limit)
      group.sweep()
      drain = setTimeout(() => {
        child.stdout.destroy()
        child.stderr.destroy()
      }, DRAIN_MS)
    })
    child.once('close', (exitCode, signal) => {
      clearTimeout(drain)
      options.abort.removeEventListener('abort', onAbort)
      const rest = reader.rest()
      if (rest !== '') take(rest)
      if (broken !== undefined) {
        reject(broken.error instanceof Error ? broken.error : new Error(String(broken.error)))
        return
      }
      resolve({
        stopped,
        exitCode: exitCode ?? undefined,
        signal: signal ?? undefined,
        errorOutput: wholeWords(errorTail, errorChars)
      })
    })
  })
}

/** Half a credential passes the redactor: the word that the cut went through is given up. */
function wholeWords(tail: string, chars: number): string {
  return chars > tail.length ? tail.replace(/^\S+/, '') : tail
}
