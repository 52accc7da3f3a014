/*
 * Shell texts that start a command. Each speaks to us on its standard error: `began` once everything is in place, and
 * `ended <status> <processes left behind>` when the command is over; the command itself has standard output for both of its
 * streams, in the order in which it writes. They use the shell alone where they can: it is there wherever a command is.
 */

const BEGAN = 'echo began >&2'

/** Counts what still lives beside the shell itself and the first process; asks twice, since a worker may be on its way out. */
const ENDED = `
status=$?
count() {
  left=0
  for entry in /proc/[0-9]*; do
    pid=\${entry#/proc/}
    if [ "$pid" = 1 ] || [ "$pid" = $$ ]; then continue; fi
    while read -r key value rest; do
      if [ "$key" = State: ]; then
        case $value in Z | X) ;; *) left=$((left + 1)) ;; esac
        break
      fi
    done 2>/dev/null <"$entry/status"
  done
}
count
if [ $left -gt 0 ]; then sleep 0.2 2>/dev/null || sleep 1; count; fi
echo "ended $status $left" >&2
`

/** A new network namespace has its loopback interface down. What does it: iproute2, net-tools, busybox, python, perl. */
const LOOPBACK = `
(
  PATH="$PATH:/usr/sbin:/sbin"
  ip link set lo up || ifconfig lo up || busybox ip link set lo up || busybox ifconfig lo up ||
    python3 -c 'import fcntl,socket,struct
fcntl.ioctl(socket.socket(socket.AF_INET,socket.SOCK_DGRAM),0x8914,struct.pack("16sH14x",b"lo",0x41))' ||
    perl -e 'socket(S,2,2,0); ioctl(S,0x8914,pack("a16sx22","lo",0x41)) or exit 1'
) >/dev/null 2>&1 || { echo 'no program could bring the loopback interface up' >&2; exit 125; }
`

/** Puts an empty folder over each folder named before `--`. */
const HIDE = `
while [ "$1" != -- ]; do
  if [ -d "$1" ]; then mount -t tmpfs -o mode=755 tmpfs "$1" || exit 125; fi
  shift
done
shift
`

/** Arguments: the command. */
export const plainScript = `${BEGAN}\nsh -c "$1" 2>&1\necho "ended $? 0" >&2\n`

/** The same where the process table is its own. */
export const bubbleScript = `${BEGAN}\nsh -c "$1" 2>&1\n${ENDED}`

/**
 * As root of a user namespace. Arguments: folders to hide, `--`, user, group, the command. The second namespace maps root back to
 * who we are: test suites behave differently as root, and with the name go the rights over the first namespace.
 */
export function userNamespaceScript(network: 'cut' | 'open'): string {
  return `${HIDE}${network === 'cut' ? LOOPBACK : ''}${BEGAN}
unshare --user --map-user="$1" --map-group="$2" -- sh -c "$3" 2>&1
${ENDED}`
}

/**
 * As root. Arguments: folders to hide, `--`, user, group, the command, its whole environment as `NAME=value`: sudo does not
 * pass one on. Without network no program gives the command other rights again (sudo); a set-up may need it.
 */
export function rootScript(network: 'cut' | 'open'): string {
  const privileges = network === 'cut' ? '--no-new-privs ' : ''
  return `${HIDE}${network === 'cut' ? LOOPBACK : ''}
user=$1 group=$2 command=$3
shift 3
${BEGAN}
setpriv --reuid="$user" --regid="$group" --init-groups ${privileges}-- env -i "$@" sh -c "$command" 2>&1
${ENDED}`
}
