import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'

/** What a run has left below a folder: trees and private folders of the agent, and processes that work in there. */
export function leftBehind(folder: string): readonly string[] {
  const names = existsSync(folder) ? readdirSync(folder) : []
  const agents = existsSync(join(folder, 'agents')) ? readdirSync(join(folder, 'agents')) : []
  const trees = existsSync(join(folder, 'trees')) ? readdirSync(join(folder, 'trees')) : []
  return [
    ...trees,
    ...agents,
    ...names.filter((name) => name.startsWith('agent-')),
    ...processesIn(folder).map((process) => `process ${process}`)
  ]
}

/** Ids of processes whose working folder is below this one, removed or not; one that is being killed does not count. */
export function processesIn(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((id) => workingFolder(id).startsWith(`${folder}/`) && !isKilled(id))
    .map(Number)
}

function workingFolder(id: string): string {
  try {
    return readlinkSync(`/proc/${id}/cwd`)
  } catch {
    // It is gone, or somebody else's.
    return ''
  }
}

/** SIGKILL, the ninth signal, waits for the kernel to get to the process. */
const KILL_BIT = 0x100n

function isKilled(id: string): boolean {
  try {
    const status = readFileSync(`/proc/${id}/status`, 'utf8')
    const pending = [...status.matchAll(/^(?:SigPnd|ShdPnd):\s+([0-9a-f]+)$/gm)]
    return pending.some(([, mask = '0']) => (BigInt(`0x${mask}`) & KILL_BIT) !== 0n)
  } catch {
    return true
  }
}
