/** A commit from an event is text of strangers: only a whole hash is one, and never an option, a branch or another revision. */
export function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text)
}

/** Why a file is not known. Completes "unknown: …". */
export function tooLong(path: string, bytes: number): string {
  return `${path} has ${bytes} bytes, which is more than is read`
}

/** Why a version's commit is not known. Completes "unknown: …". */
export function noRevision(revisions: readonly string[]): string {
  return `the repository has none of ${revisions.join(', ')}`
}
