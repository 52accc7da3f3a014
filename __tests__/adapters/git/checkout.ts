import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export const SEARCH_PATH = process.env['PATH'] ?? ''

/** Runs the installed git without anything of the user's configuration. Returns what it printed. */
export async function git(folder: string, ...args: string[]): Promise<string> {
  const identity = ['-c', 'user.name=Test', '-c', 'user.email=test@example.com']
  const { stdout } = await run('git', ['-C', folder, ...identity, ...args], {
    env: {
      PATH: SEARCH_PATH,
      HOME: folder,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0'
    }
  })
  return stdout
}

/** Temporary folders that go together. */
export class Folders {
  readonly #made: string[] = []

  async make(): Promise<string> {
    const folder = await mkdtemp(join(tmpdir(), 'autofix-test-'))
    this.#made.push(folder)
    return folder
  }

  async removeAll(): Promise<void> {
    await Promise.all(
      this.#made.splice(0).map((folder) => rm(folder, { recursive: true, force: true, maxRetries: 3 }))
    )
  }
}
