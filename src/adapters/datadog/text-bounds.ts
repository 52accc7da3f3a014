/** Longest stack trace that is kept, in characters. */
export const longestStack = 256 * 1024
/** Longest error message that is kept, in characters. */
export const longestMessage = 20_000
/** Longest name, version, tag or operation that is kept, in characters. */
export const longestName = 1_000

/** How much of a stack that is too long comes from its start: most languages put the culprit first, Python last. */
const headShare = 0.75

/** Replaces halves of surrogate pairs, which are not text and which other systems refuse. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD')
}

export function boundText(text: string, limit: number): string {
  return wellFormed(text.length > limit ? text.slice(0, limit) : text)
}

/** Keeps the start and the end of a stack that is too long, in whole lines where it has lines. */
export function boundStack(text: string): { readonly stack: string; readonly cut: boolean } {
  if (text.length <= longestStack) return { stack: wellFormed(text), cut: false }
  const marker = '\n... cut here: the stack trace is too long ...\n'
  const headLimit = Math.floor(longestStack * headShare)
  const tailLimit = longestStack - headLimit - marker.length
  const head = text.slice(0, headLimit)
  const tail = text.slice(-tailLimit)
  const headEnd = head.lastIndexOf('\n')
  const tailStart = tail.indexOf('\n')
  const stack = (headEnd > 0 ? head.slice(0, headEnd) : head) + marker + tail.slice(tailStart + 1)
  return { stack: wellFormed(stack), cut: true }
}
