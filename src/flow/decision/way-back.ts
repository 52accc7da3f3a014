/** A step of a ticket's workflow. */
export interface Transition {
  /** Status that it leads to; the category is Jira's: `new`, `indeterminate` or `done`. */
  readonly to: { readonly name: string; readonly category: string }
}

/**
 * Transitions that reopen a closed ticket, the best first: those to the configured status, else those to a status that is to do, then
 * those to one in progress.
 */
export function leadingBack<T extends Transition>(
  transitions: readonly T[],
  reopenStatus: string | undefined
): readonly T[] {
  if (reopenStatus !== undefined) {
    return transitions.filter(({ to }) => to.name.toLowerCase() === reopenStatus.toLowerCase())
  }
  return ['new', 'indeterminate'].flatMap((category) =>
    transitions.filter(({ to }) => to.category === category)
  )
}
