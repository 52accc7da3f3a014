import { spawn } from 'node:child_process'

/** What one `git` process answered. */
export interface GitOutcome {
  readonly code: number
  readonly stdout: Buffer
  readonly stderr: string
}

export interface GitRun {
  readonly gitDir: string
  readonly args: readonly string[]
  readonly input?: string | Uint8Array
  /** Added to the allow-listed environment. */
  readonly env?: Readonly<Record<string, string>>
}

/**
 * Runs the installed `git` in a bare repository. Nothing of the user's configuration reaches it: the environment is
 * written here from scratch, and both the system and the global configuration are off.
 */
export async function runGit(run: GitRun): Promise<GitOutcome> {
  const child = spawn('git', [...run.args], {
    cwd: run.gitDir,
    env: {
      PATH: process.env['PATH'] ?? '/usr/bin:/bin',
      HOME: run.gitDir,
      LC_ALL: 'C',
      TZ: 'UTC',
      GIT_DIR: run.gitDir,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      GIT_TERMINAL_PROMPT: '0',
      ...run.env
    }
  })
  const stdout: Buffer[] = []
  const stderr: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk))
  // A git that refuses its arguments closes its input early; its exit code and message say more than EPIPE does.
  child.stdin.on('error', () => undefined)
  child.stdin.end(run.input ?? '')
  const code = await new Promise<number>((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (exit) => resolve(exit ?? -1))
  })
  return { code, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') }
}
