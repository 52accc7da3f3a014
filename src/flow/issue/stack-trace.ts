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

/** One error of a cause chain. */
export interface StackError {
  /** As printed: `TypeError`, `java.lang.NullPointerException`; `undefined` where the trace has no head line. */
  readonly type: string | undefined
  readonly message: string | undefined
  /** Innermost frame (where it was thrown) first, whatever order the language prints. */
  readonly frames: readonly StackFrame[]
}

export type StackLanguage = 'javascript' | 'python' | 'java' | 'dart' | 'unknown'

/** What was read of a trace. An unknown format gives no frames, never wrong ones. */
export interface StackTrace {
  readonly language: StackLanguage
  /** The error that was reported first, then what caused it, in order. Never empty. */
  readonly errors: readonly StackError[]
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
  /** What it was made of, in words, for the ticket: `["type TypeError", "message template …", "3 in-app frames"]`. */
  readonly parts: readonly string[]
}
