import { readdirSync, readFileSync } from 'node:fs'

/** Ends a process of ours and all that descend from it, at once and without a warning, as a machine that is switched off does. */
export function endProcessTree(processId: number): void {
  // Stopped first, it starts no others while we look.
  signal(processId, 'SIGSTOP')
  const tree = [processId, ...descendantsOf(processId)]
  for (const each of tree) signal(each, 'SIGKILL')
}

function descendantsOf(processId: number): readonly number[] {
  const children = new Map<number, number[]>()
  for (const pid of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry))) {
    const parent = parentOf(Number(pid))
    if (parent !== undefined) children.set(parent, [...(children.get(parent) ?? []), Number(pid)])
  }
  const found: number[] = []
  const waiting = [processId]
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const next = children.get(at) ?? []
    found.push(...next)
    waiting.push(...next)
  }
  return found
}

function parentOf(processId: number): number | undefined {
  try {
    const stat = readFileSync(`/proc/${processId}/stat`, 'latin1')
    // The name stands in parentheses and may hold any character: fields count from the last one. proc_pid_stat(5)
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    // It is gone.
    return undefined
  }
}

function signal(processId: number, name: 'SIGSTOP' | 'SIGKILL'): void {
  try {
    process.kill(processId, name)
  } catch {
    // It is gone.
  }
}
