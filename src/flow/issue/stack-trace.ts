import type { Known } from './known.js'

/** One line of a stack trace. */
export interface StackFrame {
  /** Qualified as the language prints it: `CartService.total`, `app.cart.total`, `<anonymous>`. */
  readonly function: string | undefined
  /** File as printed, without line and column: `/app/src/cart.ts`, `package:shop/cart.dart`, `Cart.java`. */
  readonly file: string | undefined
  /** Java and Kotlin: the class's package, `com.acme.shop`. Python: nothing. */
  readonly module: string | undefined
  /** From 1. */
  readonly line: number | undefined
  /** From 1. */
  readonly column: number | undefined
  /** Code of the application, not of a library, the runtime or the tracer. */
  readonly inApp: boolean
  /** Why it is, or is not, in-app: `under node_modules`, `java.* package`. */
  readonly inAppReason: string
  /** The line as it stands in the trace. */
  readonly text: string
}

/**
 * How an error of a trace relates to the one that was reported: what caused it, a member of a group, one that was suppressed on
 * the way (it did not cause anything), or another thread, goroutine or isolate that only happened to be printed too.
 */
export type ErrorRelation = 'reported' | 'cause' | 'member' | 'suppressed' | 'thread'

/** One error of a trace. */
export interface StackError {
  readonly relation: ErrorRelation
  /** As printed: `TypeError`, `java.lang.NullPointerException`; `undefined` where the trace has no head line. */
  readonly type: string | undefined
  readonly message: string | undefined
  /** Innermost frame (where it was thrown) first, whatever order the language prints. */
  readonly frames: readonly StackFrame[]
  /** Where it was thrown, in a language whose frames tell only where each function was called from (PHP). */
  readonly thrownAt?: StackFrame | undefined
}

/** The places of an error, innermost first: where it was thrown, if that is not one of its frames, and the frames. */
export function placesOf({ thrownAt, frames }: StackError): readonly StackFrame[] {
  return thrownAt === undefined ? frames : [thrownAt, ...frames]
}

/** `java` is every language of the JVM, `dotnet` every language of .NET, `apple` Swift and Objective-C. */
export type StackLanguage =
  | 'javascript'
  | 'python'
  | 'java'
  | 'dart'
  | 'go'
  | 'ruby'
  | 'php'
  | 'dotnet'
  | 'rust'
  | 'elixir'
  | 'apple'
  | 'unknown'

/** What was read of a trace. An unknown format gives no frames, never wrong ones. */
export interface StackTrace {
  readonly language: StackLanguage
  /** The reported error first, then what caused it, in order, then what is neither. Never empty. */
  readonly errors: readonly StackError[]
}

/** The reported error and its causes, outermost first: what tells the bug. */
export function causeChain(trace: StackTrace): readonly StackError[] {
  return trace.errors.filter(({ relation }) => relation !== 'suppressed' && relation !== 'thread')
}

/** Where in the repository the error comes from. */
export interface Culprit {
  readonly frame: StackFrame
  /** The frame's file as a path of the repository; unknown when none matches, or several do (then they are named). */
  readonly path: Known<string>
  /** Why this frame: `innermost in-app frame`. */
  readonly reason: string
}

/** Identity of a bug across issues, services and deploys. */
export interface Fingerprint {
  /** 16 hex digits. */
  readonly hash: string
  /** Version of the algorithm. */
  readonly version: number
  /** What older versions make of the same error, newest first: tickets of their time carry these. */
  readonly former: readonly { readonly version: number; readonly hash: string }[]
  /** What it was made of, in words, for the ticket: `["type TypeError", "message template …", "3 in-app frames"]`. */
  readonly parts: readonly string[]
}
