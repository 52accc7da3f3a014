import { frameIdentity } from './frame-identity.js'
import { causeChain, type StackFrame, type StackTrace } from './stack-trace.js'

/** One of several bugs that an issue's recent events show. */
export interface Variant {
  /** Recent events that show it. */
  readonly events: number
  /** Function, file and line of the innermost in-app frame of the newest of them: `total (/app/src/cart.ts:12)`. */
  readonly place: string
}

/** How the recent events of an issue divide. */
export interface Variants {
  /** Recent events that say where they failed. */
  readonly events: number
  /** Most frequent first; two or more, else the issue is one bug as far as its events tell. */
  readonly variants: readonly Variant[]
}

/** One event may be a stray; two of the same are a second bug. */
const leastEvents = 2

/**
 * Clusters the traces of recent events, newest first, by the function that they fail in: with other callers or another wording it
 * is still one bug. `undefined` where that leaves a single cluster, or no event says where it failed.
 */
export function findVariants(traces: readonly StackTrace[]): Variants | undefined {
  const clusters = new Map<string, { readonly place: string; events: number }>()
  let read = 0
  for (const trace of traces) {
    const frame = innermost(trace)
    const identity = frame && frameIdentity(trace.language, frame)
    if (identity === undefined || frame === undefined) continue
    read += 1
    const cluster = clusters.get(identity)
    if (cluster === undefined) clusters.set(identity, { place: placeOf(frame), events: 1 })
    else cluster.events += 1
  }
  const variants = [...clusters.values()]
    .filter((cluster) => cluster.events >= leastEvents)
    .sort((a, b) => b.events - a.events)
  return variants.length < 2 ? undefined : { events: read, variants }
}

function innermost(trace: StackTrace): StackFrame | undefined {
  const chain = [...causeChain(trace)].reverse()
  return chain.flatMap((error) => error.frames).find((frame) => frame.inApp)
}

function placeOf({ function: name, file, line }: StackFrame): string {
  const where = file === undefined ? '' : `${file}${line === undefined ? '' : `:${line}`}`
  return name === undefined ? where : `${name}${where === '' ? '' : ` (${where})`}`
}
