/** Something that must never be, and is. */
export interface Violation {
  readonly invariant: string
  /** What was seen, with names and numbers. */
  readonly detail: string
}
