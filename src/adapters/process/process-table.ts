import { readdir, readFile, readlink } from 'node:fs/promises'
import { types } from 'node:util'

/** By what a process of a command is known, whoever its parent is by now. */
export interface ProcessMarks {
  /** `NAME=value` of the environment that the command was started with. */
  readonly variable: string
  /** Folder that the command was started in. */
  readonly folder: string
  /** Process group that it was started in. */
  readonly group: number
}

/**
 * Processes that carry a mark, zombies left out. None where the machine has no `/proc`. A process that has given up all
 * three marks is not found: one that emptied its environment, left its group and went to another folder.
 */
async function* findProcesses(marks: ProcessMarks): AsyncGenerator<number> {
  const entries = await readdir('/proc').catch(() => [])
  const pids = entries.filter((entry) => /^\d{1,10}$/.test(entry)).map(Number)
  for (const pid of pids) {
    if (pid !== process.pid && (await carriesMark(pid, marks))) yield pid
  }
}

async function carriesMark(pid: number, marks: ProcessMarks): Promise<boolean> {
  const { state, group } = await readStat(pid)
  if (state === 'Z' || state === 'X') return false
  if (group === marks.group) return true
  const environment = await readFile(`/proc/${pid}/environ`, 'latin1').catch(() => '')
  if (environment.split('\0').includes(marks.variable)) return true
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '')
  if (folder !== marks.folder && !folder.startsWith(`${marks.folder}/`)) return false
  // The agent may work in the same folder: it descends from us, and what a command left behind does not any more.
  return !(await descendsFromUs(pid))
}

async function descendsFromUs(pid: number): Promise<boolean> {
  for (let at = pid; at > 1; at = (await readStat(at)).parent) {
    if (at === process.pid) return true
  }
  return false
}

async function readStat(pid: number): Promise<{ state: string; parent: number; group: number }> {
  const stat = await readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')
  // The name stands in parentheses and may hold any character: fields count from the last one. proc_pid_stat(5)
  const [state = 'X', parent = 0, group = 0] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return { state: stat === '' ? 'X' : state, parent: Number(parent), group: Number(group) }
}

/** Sends a signal to a process, or with a negative number to its group. One that is gone, or not ours, is passed over. */
export function signal(pid: number, name: 'SIGTERM' | 'SIGKILL'): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if (!isErrno(error, 'ESRCH') && !isErrno(error, 'EPERM')) throw error
  }
}

function isErrno(error: unknown, code: string): boolean {
  return types.isNativeError(error) && 'code' in error && error.code === code
}

/**
 * Ends all processes that carry a mark, also those that they start meanwhile. Returns how many were there.
 * Gives up after `deadlineMs`: a program that forks faster than one can kill outlives it.
 */
export async function endProcesses(marks: ProcessMarks, deadlineMs: number): Promise<number> {
  const ended = new Set<number>()
  const deadline = performance.now() + deadlineMs
  let found: boolean
  do {
    found = false
    for await (const pid of findProcesses(marks)) {
      found = true
      ended.add(pid)
      signal(pid, 'SIGKILL')
    }
    if (found) signal(-marks.group, 'SIGKILL')
  } while (found && performance.now() < deadline)
  return ended.size
}
