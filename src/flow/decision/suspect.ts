import type { Platform } from '../issue/issue.js'
import { judgeFrame } from '../issue/judge-frame.js'
import type { FrameOrigin } from '../issue/library-rule.js'
import type { ReadLanguage } from '../issue/library-rules.js'
import {
  causeChain,
  placesOf,
  type Culprit,
  type StackError,
  type StackFrame,
  type StackTrace
} from '../issue/stack-trace.js'

/** What is classified. Type and message are the reported error's; those of a cause are read from the trace. */
export interface ReportedError {
  readonly trace: StackTrace
  readonly errorType: string
  readonly errorMessage: string
  readonly platform: Platform
}

/** A frame with whose code it is. */
export interface JudgedFrame {
  readonly frame: StackFrame
  readonly origin: FrameOrigin
}

/** The error whose frame is the culprit, and all that speaks for or against a class. */
export interface Suspect {
  readonly language: ReadLanguage
  readonly platform: Platform
  readonly error: StackError
  /** As printed, without what trackers and Node.js add to it; empty where there is none. */
  readonly type: string
  /** First line. */
  readonly message: string
  readonly culprit: StackFrame
  /** From where it was thrown to the culprit, which is left out; the innermost first. Empty when the culprit threw it. */
  readonly between: readonly JudgedFrame[]
  /** What wraps the error, the nearest first. */
  readonly outer: readonly JudgedError[]
  readonly hasCause: boolean
}

export interface JudgedError {
  readonly type: string
  /** Whose code threw it; `undefined` where it has no frames. */
  readonly thrownBy: FrameOrigin | undefined
}

/** `undefined` where the trace has no language or the culprit's frame is not one of its own. */
export function suspectOf(input: ReportedError, culprit: Culprit): Suspect | undefined {
  const { trace } = input
  const { language } = trace
  const error = trace.errors.find((candidate) => placesOf(candidate).includes(culprit.frame))
  if (error === undefined || language === 'unknown') return undefined
  const chain = causeChain(trace)
  const position = chain.indexOf(error)
  const places = placesOf(error)
  const judge = (frame: StackFrame): JudgedFrame => ({ frame, origin: judgeFrame(language, frame).origin })
  return {
    language,
    platform: input.platform,
    error,
    ...headOf(input, error, language),
    culprit: culprit.frame,
    between: framesToThrow(language, places.slice(0, places.indexOf(culprit.frame)).map(judge)),
    outer: chain
      .slice(0, Math.max(position, 0))
      .reverse()
      .map((wrapper) => {
        const [thrown] = placesOf(wrapper)
        return { type: wrapper.type ?? '', thrownBy: thrown && judge(thrown).origin }
      }),
    hasCause: chain.slice(position + 1).some(({ relation }) => relation === 'cause')
  }
}

const panics = /^(?:panic|runtime\.(?:gopanic|sigpanic|panicmem|goPanic\w{1,40}))$/

/** A recovering function of Go stands above the panic that it caught, and has not thrown it. */
function framesToThrow(language: ReadLanguage, frames: readonly JudgedFrame[]): readonly JudgedFrame[] {
  if (language !== 'go') return frames
  return frames.slice(frames.findLastIndex(({ frame }) => panics.test(frame.function ?? '')) + 1)
}

/** Messages may be as long as a response body. */
export const longestText = 2_000

interface Head {
  readonly type: string
  readonly message: string
}

function headOf(input: ReportedError, error: StackError, language: ReadLanguage): Head {
  const isReported = error === input.trace.errors[0]
  const type = isReported && input.errorType !== '' ? input.errorType : (error.type ?? '')
  const message = isReported && input.errorMessage !== '' ? input.errorMessage : (error.message ?? '')
  // Node.js appends its own code: `TypeError [ERR_INVALID_URL]`. Python's tracer names the module of built-in types.
  const plain = type
    .trim()
    .replace(/^Uncaught /, '')
    .replace(/ \[[A-Z_]{1,80}\]$/, '')
    .replace(language === 'python' ? /^(?:builtins|exceptions)\./ : /^\\/, '')
  const text = withoutType(message.slice(0, longestText), [type.trim(), plain])
  return { type: plain, message: language === 'elixir' ? text.replace(/\s{1,200}/g, ' ') : firstLine(text) }
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0]?.trim() ?? ''
}

/** Some trackers repeat the type in front of the message. */
function withoutType(message: string, types: readonly string[]): string {
  const trimmed = message.trim().replace(/^Uncaught /, '')
  const type = types.find((candidate) => candidate !== '' && trimmed.startsWith(`${candidate}: `))
  return type === undefined ? trimmed : trimmed.slice(type.length + 2).trim()
}
