export interface JsonPosition {
  /** From 1. */
  readonly line: number
  readonly column: number
  /** The text ends before the value does. */
  readonly atEnd: boolean
}

/**
 * Where a text stops being JSON. The parser of this Node tells it for some faults alone, and quotes the text for others: so the
 * longest beginning is looked for that may still become JSON. The text has to be one that does not parse.
 */
export function findJsonFault(text: string): JsonPosition {
  let good = 0
  let bad = text.length + 1
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2)
    if (mayGoOn(text.slice(0, middle))) good = middle
    else bad = middle
  }
  const lines = text.slice(0, good).split('\n')
  return {
    line: lines.length,
    column: (lines.at(-1)?.length ?? 0) + 1,
    atEnd: text.slice(good).trim() === ''
  }
}

/** Whether the beginning of a text is JSON, or ends before it could be. */
function mayGoOn(beginning: string): boolean {
  try {
    JSON.parse(beginning)
    return true
  } catch (error) {
    const said = error instanceof Error ? error.message : ''
    const position = /at position (\d+)/.exec(said)?.[1]
    // A string is told to be open at its end, and a fault of the last character stands before it.
    return /end of JSON|unterminated/i.test(said) || Number(position) >= beginning.length
  }
}
