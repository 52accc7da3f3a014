import { known, unknown, type Known } from '../../flow/issue/known.js'
import { assertNever } from '../../errors.js'
import { bubbleScript, plainScript, rootScript, userNamespaceScript } from './sandbox-script.js'

/** Ways to a process table of one's own without network, in the order in which they are tried. */
export const sandboxKinds = ['user-namespaces', 'bubblewrap', 'sudo'] as const

export type SandboxKind = (typeof sandboxKinds)[number]

/** What every start of a command has in common. */
export interface SandboxSettings {
  readonly environment: Readonly<Record<string, string>>
  readonly user: number
  readonly group: number
  /** Existing folders that commands shall find empty. */
  readonly hidden: readonly string[]
  /** The same, only while the network is cut. */
  readonly hiddenOffline: readonly string[]
}

export interface Start {
  readonly kind: SandboxKind | undefined
  readonly network: 'cut' | 'open'
  readonly command: string
}

/** Program and arguments that run a command; `kind` undefined: as any other child process. */
export function startOf({ kind, network, command }: Start, settings: SandboxSettings): readonly string[] {
  const namespaces = [
    '--pid',
    '--fork',
    '--kill-child',
    '--mount-proc',
    ...(network === 'cut' ? ['--net'] : [])
  ]
  const hidden = network === 'cut' ? [...settings.hidden, ...settings.hiddenOffline] : settings.hidden
  const who = [String(settings.user), String(settings.group)]
  switch (kind) {
    case undefined:
      return ['sh', '-c', plainScript, 'sh', command]
    case 'user-namespaces':
      return [
        ...['unshare', '--user', '--map-root-user', ...namespaces, '--'],
        ...['sh', '-c', userNamespaceScript(network), 'sh', ...hidden, '--', ...who, command]
      ]
    case 'bubblewrap':
      return [
        ...['bwrap', '--unshare-pid', ...(network === 'cut' ? ['--unshare-net'] : []), '--die-with-parent'],
        ...['--dev-bind', '/', '/', '--proc', '/proc', ...hidden.flatMap((folder) => ['--tmpfs', folder])],
        ...['--', 'sh', '-c', bubbleScript, 'sh', command]
      ]
    case 'sudo':
      return [
        ...['sudo', '-n', 'unshare', ...namespaces, '--'],
        ...['sh', '-c', rootScript(network), 'sh', ...hidden, '--', ...who, command],
        ...Object.entries(settings.environment).map(([name, value]) => `${name}=${value}`)
      ]
    default:
      return assertNever(kind)
  }
}

/**
 * Prints `<user> <own process table> <interfaces> <loopback up>`, with the shell's built-in commands as far as they go. In a
 * process table that is not its own, `/proc/self` has another number than the shell has.
 */
export const probeCommand = `
read -r pid rest </proc/self/stat
if [ "$pid" = $$ ]; then table=own; else table=shared; fi
interfaces=
while IFS=: read -r name rest; do
  case $rest in *'|'* | '') ;; *) set -- $name; interfaces=$interfaces$1, ;; esac
done </proc/net/dev
loopback=down
while read -r line; do
  case $line in *'127.0.0.1'*) loopback=up ;; esac
done </proc/net/fib_trie
echo "$(id -u) $table $interfaces $loopback"
exit 3`

export const probeStatus = 3

/** `undefined` when the probe shows what a sandbox has to be; otherwise what is wrong with it. */
export function judgeProbe(output: string, user: number): string | undefined {
  const [seenUser, table, interfaces, loopback] = output.trim().split(' ')
  if (seenUser !== String(user)) return `the command would run as user ${seenUser || 'unknown'}`
  if (table !== 'own') return 'the process table of the machine stays visible'
  if (interfaces !== 'lo,') return `the command would see the network interfaces ${interfaces ?? ''}`
  if (loopback !== 'up') return 'the loopback interface stays down'
  return undefined
}

/** The words of the report. */
export function describeSandbox(
  kind: SandboxKind | undefined,
  failures: readonly { readonly kind: SandboxKind; readonly reason: string }[]
): Known<string> {
  if (kind !== undefined) return known(`${names[kind]}: no network but loopback, own process table`)
  const tried = failures.map((failure) => `${names[failure.kind]} (${failure.reason})`).join('; ')
  return unknown(
    `this machine cannot cut commands off from the network: ${tried}. To mend it, allow unprivileged user namespaces ` +
      '(sysctl kernel.apparmor_restrict_unprivileged_userns=0, in a container a seccomp profile that allows unshare), install ' +
      'bubblewrap, or let the user of the runner use sudo without a password'
  )
}

const names = {
  'user-namespaces': 'user namespaces',
  bubblewrap: 'bubblewrap',
  sudo: 'namespaces by sudo'
} as const satisfies Record<SandboxKind, string>
