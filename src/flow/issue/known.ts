/**
 * A fact, or the reason why we do not have it. "Unknown" is never zero, empty or false: it travels with its reason
 * all the way to the ticket.
 */
export type Known<T> =
  { readonly known: true; readonly value: T } | { readonly known: false; readonly reason: string }

export function known<T>(value: T): Known<T> {
  return { known: true, value }
}

/** The reason completes the sentence "unknown: …", e.g. `no event of the last 30 days is retained`. */
export function unknown<T = never>(reason: string): Known<T> {
  return { known: false, reason }
}

/** Vendors write "not set" as an empty string. */
export function knownText(text: string | undefined, reason: string): Known<string> {
  return text === undefined || text.trim() === '' ? unknown(reason) : known(text)
}

export function valueOr<T, D>(fact: Known<T>, fallback: D): T | D {
  return fact.known ? fact.value : fallback
}

export function mapKnown<T, U>(fact: Known<T>, change: (value: T) => U): Known<U> {
  return fact.known ? known(change(fact.value)) : fact
}
