const closers: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' }
const openers: Readonly<Record<string, string>> = { '}': '{', ')': '(', ']': '[' }

/** Where each bracket's partner stands. One without a partner is left out: nothing is thrown on odd code. */
export function matchBrackets(code: string): ReadonlyMap<number, number> {
  const open: Record<string, number[]> = { '{': [], '(': [], '[': [] }
  const partners = new Map<number, number>()
  for (let at = 0; at < code.length; at++) {
    const character = code.charAt(at)
    if (Object.hasOwn(closers, character)) open[character]?.push(at)
    else if (Object.hasOwn(openers, character)) {
      const partner = open[openers[character] ?? '']?.pop()
      if (partner !== undefined) partners.set(at, partner).set(partner, at)
    }
  }
  return partners
}

/** More open than close on the line; negative: the other way round. */
export function balanceOf(line: string): number {
  let balance = 0
  for (const character of line) {
    if (Object.hasOwn(closers, character)) balance++
    else if (Object.hasOwn(openers, character)) balance--
  }
  return balance
}

/** Columns of white space before the first character; `undefined` for a blank line. */
export function indentOf(line: string): number | undefined {
  const at = line.search(/\S/)
  return at === -1 ? undefined : at
}
