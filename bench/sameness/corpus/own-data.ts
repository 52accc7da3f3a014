import type { FrameRow, SamenessData } from '../rows.js'
import { blocksOf, frameOf, isFrame, plainText, type MarkedTrace } from './marked-trace.js'
import { ownCulprits } from './own-culprits.js'
import { ownEvents } from './own-events.js'
import { ownMessages } from './own-messages.js'
import { ownTraces } from './own-traces.js'

/** The corpus in the repository. Always the same: what is generated has a seed. */
export function ownData(): SamenessData {
  const traces = ownTraces()
  return {
    messages: ownMessages(),
    events: ownEvents(traces),
    traces: traces.map(frameRowOf),
    culprits: ownCulprits(traces)
  }
}

export function frameRowOf(trace: MarkedTrace): FrameRow {
  const frames = blocksOf(trace).filter(isFrame)
  const isOptional = ({ mark }: { readonly mark: string }): boolean => mark === '?' || mark === '!'
  return {
    id: trace.id,
    language: trace.language,
    stack: plainText(trace.lines),
    frames: frames.filter((block) => !isOptional(block)).map(frameOf),
    complete: true,
    optional: frames.filter(isOptional).length
  }
}
