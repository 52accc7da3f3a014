/**
 * Error classes that a machine may try to fix. The list is closed: everything else is for people.
 */
export const fixClasses = [
  'null-safety-guard',
  'missing-field-default',
  'bounds-guard',
  'parse-guard',
  'dependency-bump'
] as const
export type FixClass = (typeof fixClasses)[number]

/** What code, not a model, says about the kind of error. */
export type Classification =
  | { readonly kind: 'class'; readonly fixClass: FixClass; readonly evidence: string }
  /** It looks like a class, and a deny rule forbids it: deny rules always win. */
  | {
      readonly kind: 'denied'
      readonly fixClass: FixClass | undefined
      readonly rule: string
      readonly evidence: string
    }
  | { readonly kind: 'none'; readonly evidence: string }
