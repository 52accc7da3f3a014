import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { sanitiseText } from '../../text/sanitise.js'

export interface GitOptions {
  /** PATH that git and its own programs are looked up in. */
  readonly searchPath: string
  /** HOME: a folder that holds no configuration. */
  readonly home: string
}

export interface GitCall {
  readonly args: readonly string[]
  readonly folder: string
  readonly input?: Uint8Array | string
  /** Beside the isolation: `GIT_DIR`, `GIT_INDEX_FILE`, a proxy, a header. Values never show up in an error. */
  readonly environment?: Readonly<Record<string, string>>
  /** Texts that git or the other side may repeat and that no error may hold. */
  readonly secrets?: readonly string[]
  readonly timeLimitMs?: number
  readonly maximumBytes?: number
}

/** Runs git and resolves with its standard output. */
export type Git = (call: GitCall) => Promise<Buffer>

/** Git said no, took too long or had too much to say. */
export class GitError extends Error {
  override readonly name = 'GitError'
}

const TIME_LIMIT_MS = 5 * 60_000
const MAXIMUM_BYTES = 512 * 1024 * 1024
const MAXIMUM_COMPLAINT_CHARS = 2000

/** Nothing outside of the call decides what git does: no configuration, no hook, no prompt, no lock in a checkout of others. */
const ISOLATION = {
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_ATTR_NOSYSTEM: '1',
  GIT_TERMINAL_PROMPT: '0',
  GIT_OPTIONAL_LOCKS: '0',
  GIT_NO_LAZY_FETCH: '1',
  GIT_NO_REPLACE_OBJECTS: '1',
  GIT_ALLOW_PROTOCOL: 'none',
  LC_ALL: 'C'
} as const

/** Byte for byte, on every machine: what the commit of the API will carry is what lies in the folder. */
const SETTINGS = [
  'core.hooksPath=/dev/null',
  'core.fsmonitor=false',
  'core.untrackedCache=false',
  'core.autocrlf=false',
  'core.precomposeUnicode=false',
  'core.ignoreCase=false',
  'core.fileMode=true',
  'core.symlinks=true',
  'core.trustctime=true',
  'core.checkStat=default',
  'core.excludesFile=/dev/null',
  'core.attributesFile=/dev/null',
  'core.protectHFS=true',
  'core.protectNTFS=true',
  'protocol.ext.allow=never',
  'credential.helper=',
  'http.followRedirects=false',
  'submodule.recurse=false',
  'gc.auto=0',
  'maintenance.auto=false',
  'checkout.workers=0',
  'safe.directory=*'
].flatMap((setting) => ['-c', setting])

export function createGit({ searchPath, home }: GitOptions): Git {
  return (call) =>
    new Promise((resolve, reject) => {
      const name = `git ${call.args[0] ?? ''}`
      const complaint = (reason: string, cause?: unknown): GitError =>
        new GitError(withoutSecrets(`${name}: ${reason}`, call.secrets ?? []), { cause })
      // A session of its own, so that the limit reaches the programs that git starts.
      const child = spawn('git', [...SETTINGS, ...call.args], {
        cwd: call.folder,
        detached: true,
        env: { PATH: searchPath, HOME: home, ...ISOLATION, ...call.environment }
      })
      const output: Buffer[] = []
      let bytes = 0
      let said = ''
      let stopped: string | undefined
      function stop(reason: string): void {
        stopped ??= reason
        if (child.pid === undefined) return
        try {
          process.kill(-child.pid, 'SIGKILL')
        } catch {
          // It ended by itself.
        }
      }
      const limit = call.timeLimitMs ?? TIME_LIMIT_MS
      const timer = setTimeout(() => stop(`not done after ${limit / 1000} seconds`), limit)
      child.stdout.on('data', (chunk: Buffer) => {
        bytes += chunk.length
        if (bytes > (call.maximumBytes ?? MAXIMUM_BYTES))
          stop(`more than ${call.maximumBytes ?? MAXIMUM_BYTES} bytes of output`)
        else output.push(chunk)
      })
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        if (said.length < MAXIMUM_COMPLAINT_CHARS) said += text
      })
      // Git may end before it has read everything; its exit status says why.
      child.stdin.on('error', () => undefined)
      child.stdin.end(call.input ?? '')
      child.on('error', (cause) => {
        clearTimeout(timer)
        reject(
          complaint(existsSync(call.folder) ? 'git could not be started' : `no folder ${call.folder}`, cause)
        )
      })
      child.on('close', (code, signalName) => {
        clearTimeout(timer)
        if (stopped === undefined && code === 0) resolve(Buffer.concat(output))
        else reject(complaint(stopped ?? (said.trim() || `ended with ${code ?? signalName ?? 'nothing'}`)))
      })
    })
}

function withoutSecrets(text: string, secrets: readonly string[]): string {
  let clean = sanitiseText(text)
  for (const secret of secrets) if (secret !== '') clean = clean.replaceAll(secret, '***')
  if (text.length <= MAXIMUM_COMPLAINT_CHARS) return clean
  // Half a secret is no secret to whoever looks for one: the word that the cut goes through is given up.
  const head = clean.slice(0, MAXIMUM_COMPLAINT_CHARS)
  return head.slice(0, Math.max(head.lastIndexOf(' '), head.lastIndexOf('\n'), 0))
}
