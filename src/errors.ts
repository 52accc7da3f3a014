/** The user can mend it: each problem names the thing, what was seen and what to write instead. */
export class ConfigurationError extends Error {
  override readonly name = 'ConfigurationError'
  readonly problems: readonly string[]

  constructor(problems: readonly string[], options?: ErrorOptions) {
    super(problems.length === 1 ? problems[0] : problems.map((problem) => `- ${problem}`).join('\n'), options)
    this.problems = problems
  }
}

export type Vendor = 'Datadog' | 'Jira' | 'GitHub'

/** A vendor refused, failed or answered with something that we cannot read. */
export class VendorError extends Error {
  override readonly name = 'VendorError'
  readonly vendor: Vendor
  /** HTTP status; `undefined` when there was no answer (connection, time limit) or the answer made no sense. */
  readonly status: number | undefined
  /** Another attempt may succeed. */
  readonly retryable: boolean
  readonly requestId: string | undefined
  /** How long the vendor asks to wait before the next attempt. */
  readonly retryAfterMs: number | undefined

  constructor(
    message: string,
    facts: {
      readonly vendor: Vendor
      readonly status?: number | undefined
      readonly retryable: boolean
      readonly requestId?: string | undefined
      readonly retryAfterMs?: number | undefined
      readonly cause?: unknown
    }
  ) {
    super(message, { cause: facts.cause })
    this.vendor = facts.vendor
    this.status = facts.status
    this.retryable = facts.retryable
    this.requestId = facts.requestId
    this.retryAfterMs = facts.retryAfterMs
  }
}

/** Closes a switch over a union: a new member that nobody handles does not compile. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`)
}

/** Whether the vendor may have done what was asked although we have no good reply. */
export function isAmbiguous(error: unknown): boolean {
  return error instanceof VendorError && (error.status === undefined || error.status >= 500)
}
