/** What a test tool's output says of one run of it. */
export interface TestReport {
  /** Names that stay the same from run to run: no line numbers, no times. */
  readonly failed: ReadonlySet<string>
  /** How many tests failed by the tool's own count; `undefined` when it does not count. */
  readonly failedCount: number | undefined
  /** How many names were read, repeated ones included; fewer than the tool's count means that some were lost. */
  readonly namesRead: number
  /** How many tests passed; `undefined` when the output does not tell. */
  readonly passedCount: number | undefined
}

/** Reads the lines of an output; `undefined` when the tool did not write them. Every reader looks at each line once. */
export type OutputReader = (lines: readonly string[]) => TestReport | undefined

/** Names as they are found. */
export class FailedNames {
  private readonly names = new Set<string>()
  private read = 0

  add(name: string): void {
    this.names.add(name.trim().slice(0, 300))
    this.read += 1
  }

  report(failedCount: number | undefined, passedCount: number | undefined): TestReport {
    return { failed: this.names, failedCount, namesRead: this.read, passedCount }
  }
}

/** The number before a word, as in `2 failed`; 0 when the word is not there. Lines are long before they are bounded. */
export function countBefore(line: string, word: string): number {
  const at = line.indexOf(` ${word}`)
  if (at < 0) return 0
  return Number(/(\d{1,9})$/.exec(line.slice(Math.max(0, at - 9), at))?.[1] ?? 0)
}

/** The number after a word and a colon or an equals sign, as in `Failures: 1` or `errors=1`; 0 when it is not there. */
export function countAfter(line: string, word: string): number {
  const at = line.indexOf(word)
  if (at < 0) return 0
  const after = line.slice(at + word.length, at + word.length + 20)
  return Number(/^[:=] {0,9}(\d{1,9})/.exec(after)?.[1] ?? 0)
}
