import { existsSync, realpathSync } from 'node:fs'
import { types } from 'node:util'
import type { CommandRunner } from '../../fix-ports.js'
import { unknown, type Known } from '../../flow/issue/known.js'
import { sanitiseText } from '../../text/sanitise.js'
import { runCommand, type CommandLimits } from './running-command.js'
import {
  describeSandbox,
  judgeProbe,
  probeCommand,
  probeStatus,
  sandboxKinds,
  type SandboxKind
} from './sandbox.js'

export interface CommandRunnerOptions {
  /** All that commands get, but for one random mark: PATH, HOME and TMPDIR of their own, LANG, CI, caches. No credential. */
  readonly environment: Readonly<Record<string, string>>
  /** `off`: commands run like any other program. What `required` means for the run is for the caller to say, by `sandbox()`. */
  readonly sandbox: 'auto' | 'required' | 'off'
  readonly redact: (text: string) => string
  /** An existing folder that commands may write in: the sandbox is tried out there. */
  readonly temporaryFolder: string
  /** Folders that a command in a sandbox finds empty, e.g. the checkout of the workflow, with the token that it may hold. */
  readonly hidden?: readonly string[]
  /** Other limits than the product's; for tests. */
  readonly limits?: Partial<Omit<CommandLimits, 'timeMs'>>
}

/**
 * A suite that prints 100 MB is passed, at 200 MB it is taken for endless. The kept text is what people and the judge of the
 * proof read.
 */
const LIMITS = { graceMs: 5_000, outputBytes: 200 * 1024 * 1024, keptBytes: 64 * 1024 } as const

const PROBE_LIMIT_MS = 20_000

/** `setTimeout` takes no more. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/**
 * Sockets in the file system are no part of a network namespace, and behind those in `/run` are daemons that start processes
 * for who asks: Docker, systemd. With the network on, a set-up may need them, and the resolver's configuration lies there.
 */
const OFFLINE_HIDDEN = ['/run']

/** What the runner of the workflow hands to actions, credentials among it; nothing of it is for a command. */
const FORBIDDEN_NAME = /^(?:GITHUB_|INPUT_|ACTIONS_)/i

/**
 * Runs the repository's commands with `sh -c`.
 *
 * In a sandbox a command sees its own processes alone (so it cannot read the environment of ours), keeps the user that it
 * would have had, and everything that it started ends with it. With `network: 'cut'` it also has no network but an empty
 * loopback interface and finds `/run` and the hidden folders empty. It can still read and write whatever else the user of the
 * runner can: files in the home folder, sockets outside of `/run`, other checkouts on a runner that is not thrown away.
 *
 * Outside of a sandbox a command can do what any program of that user can: reach the network, read the environment of our process
 * through `/proc`, use sudo where it needs no password, ask a Docker daemon. We hand it no credential, bound its time and
 * output, and end what it leaves behind, except a process that emptied its environment, left its session and went to another
 * folder. A repository whose tests are not trusted that far needs `sandbox: required`.
 *
 * @throws Error when the environment holds a variable of the runner: a defect of the caller
 */
export function createCommandRunner(options: CommandRunnerOptions): CommandRunner {
  const forbidden = Object.keys(options.environment).filter((name) => FORBIDDEN_NAME.test(name))
  if (forbidden.length > 0) throw new Error(`Commands must not get ${forbidden.join(', ')}`)
  const limits = { ...LIMITS, ...options.limits }
  const settings = {
    environment: options.environment,
    user: process.getuid?.() ?? 0,
    group: process.getgid?.() ?? 0,
    hidden: outside(options.hidden ?? [], options.temporaryFolder),
    hiddenOffline: outside(OFFLINE_HIDDEN, options.temporaryFolder)
  }
  let probed: Promise<{ readonly kind: SandboxKind | undefined; readonly words: Known<string> }> | undefined

  async function attempt(kind: SandboxKind): Promise<string | undefined> {
    const start = { kind, network: 'cut', folder: options.temporaryFolder, command: probeCommand } as const
    const run = await runCommand({ ...start, limits: { ...limits, timeMs: PROBE_LIMIT_MS } }, settings)
    if (run.exitCode !== probeStatus) return `its command ended with ${run.exitCode ?? run.end}`
    return judgeProbe(run.text, settings.user)
  }

  async function probe(): Promise<{ readonly kind: SandboxKind | undefined; readonly words: Known<string> }> {
    if (options.sandbox === 'off')
      return { kind: undefined, words: unknown('the sandbox is switched off by `sandbox: off`') }
    const failures: { readonly kind: SandboxKind; readonly reason: string }[] = []
    for (const kind of sandboxKinds) {
      const reason = await attempt(kind).catch(firstLine)
      if (reason === undefined) return { kind, words: describeSandbox(kind, failures) }
      failures.push({ kind, reason })
    }
    return { kind: undefined, words: describeSandbox(undefined, failures) }
  }

  return {
    sandbox: async () => (await (probed ??= probe())).words,
    run: async ({ folder, command, minutes, network }) => {
      const { kind } = await (probed ??= probe())
      const timeMs = Math.min(minutes * 60_000, LONGEST_TIMER_MS)
      const run = await runCommand(
        { kind, network, folder, command, limits: { ...limits, timeMs } },
        settings
      )
      const { text, ...facts } = run
      return {
        ...facts,
        output: options.redact(sanitiseText(text)),
        network: kind !== undefined && network === 'cut' ? 'cut' : 'open'
      }
    }
  }
}

/** An empty folder over one that the commands work in would take their work away. */
function outside(folders: readonly string[], temporaryFolder: string): readonly string[] {
  const kept = `${realpathSync(temporaryFolder)}/`
  return folders
    .filter((folder) => existsSync(folder))
    .map((folder) => realpathSync(folder))
    .filter((folder) => !kept.startsWith(`${folder}/`))
}

function firstLine(error: unknown): string {
  if (!types.isNativeError(error)) return String(error)
  const cause = types.isNativeError(error.cause) ? `: ${error.cause.message}` : ''
  return `${error.message.split('\n', 1)[0] ?? error.message}${cause}`
}
