import type { SamenessData } from './rows.js'
import { ourRedaction, redactionWays } from './scores/redaction.js'
import { messageWays } from './ways/mask-messages.js'
import { ourEvents, ourMessages, ourReader } from './ways/ours.js'
import { readerWays } from './ways/read-frames.js'
import { eventWays } from './ways/tell-bugs.js'
import type { Way } from './ways/way.js'

/** How fast we go next to a plain way in the same run. Megabytes of input a second; the ratio is the plain way's time to ours. */
export interface Speed {
  readonly what: string
  readonly ours: number
  readonly plainWay: string
  readonly plain: number
  /** Below 1: the plain way is faster. */
  readonly ratio: number
}

const rounds = 3
/** Every so many-th event: a sample is enough for a speed. */
const step = 8

export function measureThroughput(data: SamenessData): readonly Speed[] {
  const messages = data.messages.map(({ a }) => a)
  const events = data.events.filter((_, at) => at % step === 0).map(({ b }) => b)
  const stacks = events.map(({ stack }) => stack)
  const sizeOf = (texts: readonly string[]): number => texts.reduce((sum, text) => sum + text.length, 0)
  return [
    compare('read a trace', stacks, sizeOf(stacks), ourReader, readerWays[0]),
    compare('normalise a message', messages, sizeOf(messages), ourMessages, messageWays[3]),
    compare('fingerprint an event', events, sizeOf(stacks), ourEvents, eventWays.at(-1)),
    compare('redact a trace', stacks, sizeOf(stacks), ourRedaction, redactionWays[0])
  ].filter((speed) => speed !== undefined)
}

function compare<Input, Output>(
  what: string,
  inputs: readonly Input[],
  size: number,
  ours: Way<Input, Output>,
  plain: Way<Input, Output> | undefined
): Speed | undefined {
  if (plain === undefined || size === 0) return undefined
  const [ourTime, plainTime] = [fastest(inputs, ours), fastest(inputs, plain)]
  return {
    what,
    ours: size / ourTime / 1000,
    plainWay: plain.name,
    plain: size / plainTime / 1000,
    ratio: plainTime / ourTime
  }
}

/** Milliseconds of the fastest round: on a busy machine it says more than the mean. */
function fastest<Input, Output>(inputs: readonly Input[], way: Way<Input, Output>): number {
  const answer = way.learn(inputs)
  const times = Array.from({ length: rounds }, () => {
    const start = performance.now()
    for (const input of inputs) answer(input)
    return performance.now() - start
  })
  return Math.max(Math.min(...times), 0.001)
}
