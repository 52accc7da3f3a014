/** How a process group is ended that may not listen. */
export interface GroupEnding {
  /** Asks all processes of the group to end, and makes them a while later. */
  end(): void
  /** Makes all processes end that are left; to be called when the first one is gone. */
  sweep(): void
}

/** Signals that end us; the group would not get them, since it is detached from us. */
const OUR_ENDS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/**
 * The group of a process that was started detached, so that its number is the group's. While it runs, whatever ends us
 * ends the group first: a runner looks for left-over processes by a variable that this group is not given.
 */
export function watchGroup(groupId: number, graceMs: number): GroupEnding {
  let force: NodeJS.Timeout | undefined
  const onExit = (): void => signalGroup(groupId, 'SIGKILL')
  const onSignal = (signal: NodeJS.Signals): void => {
    sweep()
    // Nobody else waits for the signal: then it does what it does to a process that never looked.
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal)
  }
  process.once('exit', onExit)
  OUR_ENDS.forEach((signal) => process.once(signal, onSignal))

  function sweep(): void {
    clearTimeout(force)
    process.removeListener('exit', onExit)
    OUR_ENDS.forEach((signal) => process.removeListener(signal, onSignal))
    signalGroup(groupId, 'SIGKILL')
  }

  return {
    end: () => {
      signalGroup(groupId, 'SIGTERM')
      force ??= setTimeout(() => signalGroup(groupId, 'SIGKILL'), graceMs)
    },
    sweep
  }
}

function signalGroup(groupId: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-groupId, signal)
  } catch (error) {
    // No such process: all of the group are gone.
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ESRCH') return
    throw error
  }
}
