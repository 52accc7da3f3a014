/** Names that a sentence holds. */
const MAX_NAMED = 5

/** The first of a list, and how many there are besides: `a, b and 4 more`. */
export function sayNames(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMED).join(', ')
  return names.length > MAX_NAMED ? `${shown} and ${names.length - MAX_NAMED} more` : shown
}
