import type { ErrorEvent } from '../rows.js'
import { messageWays } from './mask-messages.js'
import { readByPatterns } from './read-frames.js'
import { plainWay, type CulpritWay, type EventWay, type FoundFrame } from './way.js'

const libraryFile =
  /node_modules|^node:|site-packages|dist-packages|\/lib\/python3|\/gems\/|\/vendor\/|^dart:|^package:flutter|\/rustc\/|\.cargo|\/cargo\/registry|\/usr\/local\/go\/|\/pkg\/mod\/|\[native code\]|self-hosted|\.erl$/
const libraryName =
  /^(?:java|javax|jdk|sun|kotlin|kotlinx|scala|android|androidx|com\.android|org\.apache|org\.springframework|akka|okhttp3|System|Microsoft|std|core|alloc|runtime|net\/http)[./:]|^java\.base\//

/** Folders that libraries are in, and packages that are known for libraries: the list that every team starts with. */
export function looksInApp(frame: FoundFrame): boolean {
  return !libraryFile.test(frame.file ?? '') && !libraryName.test(frame.function ?? '')
}

/** Python prints the innermost frame last. */
function innermostFirst(stack: string): readonly FoundFrame[] {
  const frames = readByPatterns(stack)
  return stack.includes('Traceback (most recent call last)') ? [...frames].reverse() : frames
}

function lastOf(path: string | undefined): string {
  const plain = (path ?? '').split('?')[0] ?? ''
  return plain.slice(Math.max(plain.lastIndexOf('/'), plain.lastIndexOf('\\')) + 1)
}

function ownNames({ stack }: ErrorEvent): string {
  const frames = innermostFirst(stack)
  const own = frames.filter(looksInApp)
  return (own.length > 0 ? own : frames)
    .map((frame) => `${lastOf(frame.file)} ${frame.function ?? ''}`)
    .join('\n')
}

function placeOf(frame: FoundFrame): string {
  return `${lastOf(frame.file)}:${frame.line ?? ''} ${frame.function ?? ''}`
}

const masked = messageWays[2]?.learn([]) ?? ((message: string) => message)

/** Well-known ways to tell whether two events are one bug. */
export const eventWays: readonly EventWay[] = [
  plainWay('type', ({ type }: ErrorEvent) => type),
  plainWay('type and message', ({ type, message }: ErrorEvent) => `${type}\n${message}`),
  plainWay('type and masked message', ({ type, message }: ErrorEvent) => `${type}\n${masked(message)}`),
  plainWay('text of the trace', ({ type, stack }: ErrorEvent) => `${type}\n${stack}`),
  plainWay('type and all frames with lines', ({ type, stack }: ErrorEvent) =>
    [type, ...innermostFirst(stack).map((frame) => `${frame.file ?? ''}:${frame.line ?? ''}`)].join('\n')
  ),
  plainWay('type and top 3 frames with lines', ({ type, stack }: ErrorEvent) =>
    [type, ...innermostFirst(stack).slice(0, 3).map(placeOf)].join('\n')
  ),
  plainWay('type and in-app functions', (event: ErrorEvent) => `${event.type}\n${ownNames(event)}`)
]

/** Well-known ways to name the frame to look at first. */
export const culpritWays: readonly CulpritWay[] = [
  plainWay('first frame of the text', ({ stack }: ErrorEvent) => readByPatterns(stack)[0]),
  plainWay('innermost frame', ({ stack }: ErrorEvent) => innermostFirst(stack)[0]),
  plainWay('innermost frame outside of library folders', ({ stack }: ErrorEvent) =>
    innermostFirst(stack).find(looksInApp)
  )
]
