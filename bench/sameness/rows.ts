/** An error as a tracker stores it. */
export interface ErrorEvent {
  readonly type: string
  readonly message: string
  readonly stack: string
}

/**
 * How sure a row is. `core` and `natural` count; `policy` is a matter of taste and is listed apart. Absent: `core`.
 */
export type Tier = 'core' | 'natural' | 'hard' | 'policy'

/** Two messages, and whether they are one template filled twice. A line of `normalise.jsonl`. */
export interface MessageRow {
  readonly id: string
  /** What wrote the message: `database`, `queue`. */
  readonly source: string
  /** Kind of the variable that differs, or of the difference: `uuid`, `one word`. */
  readonly kind: string
  readonly tier?: Tier
  readonly a: string
  readonly b: string
  readonly same: boolean
}

/** Two events, and whether they are one bug. A line of `stacks.jsonl`. */
export interface EventRow {
  readonly id: string
  readonly language: string
  /** The one change that makes `b` of `a`: `lines moved`, `other error type`. */
  readonly perturbation: string
  readonly tier?: Tier
  readonly a: ErrorEvent
  readonly b: ErrorEvent
  readonly same: boolean
}

/** A frame as a reader should find it. A missing key is not compared; `null` says that the trace does not tell. */
export interface ExpectedFrame {
  readonly function?: string | null
  readonly file?: string | null
  readonly line?: number | null
  readonly column?: number | null
  readonly in_app?: boolean | null
}

/** A trace with its frames, in the order of the text. A line of `frames.jsonl`. */
export interface FrameRow {
  readonly id: string
  readonly language: string
  readonly stack: string
  readonly frames: readonly ExpectedFrame[]
  /** Whether `frames` are all there are; more would be wrong then. */
  readonly complete: boolean
  /** Frames that some readers count and others do not (`created by`, `{main}`): so many more are not wrong. Absent: 0. */
  readonly optional?: number
}

/** A trace with the frame to look at first. */
export interface CulpritRow {
  readonly id: string
  readonly language: string
  readonly event: ErrorEvent
  readonly culprit: ExpectedFrame
  /** Its file in the repository; absent where nothing tells it. */
  readonly path?: string
  /** Files of the repository, decoys among them. */
  readonly files: readonly string[]
}

/** What the questions about sameness are asked on. */
export interface SamenessData {
  readonly messages: readonly MessageRow[]
  readonly events: readonly EventRow[]
  readonly traces: readonly FrameRow[]
  /** Empty for a team's own folder: its rows do not tell the culprit. */
  readonly culprits: readonly CulpritRow[]
}
