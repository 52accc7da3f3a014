/** A place that takes an error. All texts without comments and without what stands inside strings. */
export interface ErrorHandler {
  /** From 0, where its head stands. */
  readonly line: number
  /** What it takes: types and names. */
  readonly head: string
  readonly body: string
  /** What may fail, as far as it can be told. */
  readonly tried: string
  readonly style: 'braces' | 'python' | 'words' | 'go'
}
