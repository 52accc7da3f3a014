/** A file with more changed lines than this is a generated one; the rest of them is not looked at. */
const MAXIMUM_LINES = 5_000

/**
 * The lines of the new file that a patch added or changed, ascending; none where the patch is `undefined`, as GitHub leaves it out of
 * binary and of large files. A line that was only removed has no number.
 */
export function changedLines(patch: string | undefined): readonly number[] {
  const lines: number[] = []
  let at = 0
  for (const text of (patch ?? '').split('\n')) {
    const hunk = /^@@ -\d{1,9}(?:,\d{1,9})? \+(\d{1,9})(?:,\d{1,9})? @@/.exec(text)
    if (hunk) {
      at = Number(hunk[1])
      continue
    }
    if (text.startsWith('+')) lines.push(at)
    if (text.startsWith('+') || text.startsWith(' ')) at += 1
    if (lines.length >= MAXIMUM_LINES) break
  }
  return lines
}
