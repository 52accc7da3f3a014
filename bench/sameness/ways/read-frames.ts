import { createRequire } from 'node:module'
import { plainWay, type FoundFrame, type ReaderWay } from './way.js'

interface FramePattern {
  readonly pattern: RegExp
  /** The function stands in the line above. */
  readonly functionAbove?: RegExp
}

/** One regular expression for each way to print a frame, as most parsers of many languages have them. */
const framePatterns: readonly FramePattern[] = [
  {
    pattern: /^\t(?<file>\S+\.go):(?<line>\d+)/,
    functionAbove: /^(?:created by )?(?<function>.+?)(?:\([^()]*\)| in goroutine \d+)?$/
  },
  {
    pattern: /^\s+at (?<file>\S+\.rs):(?<line>\d+):\d+$/,
    functionAbove: /^\s*\d+:\s+(?:0x[0-9a-f]+ - )?(?<function>.+)$/
  },
  { pattern: /^\s*File "(?<file>[^"]+)", line (?<line>\d+)(?:, in (?<function>.+))?$/ },
  {
    pattern:
      /^\s*at (?<function>[\w.$/<>-]+)\((?<file>[\w$]+\.(?:java|kt|scala|groovy)|Native Method|Unknown Source)(?::(?<line>\d+))?\)$/
  },
  { pattern: /^\s*at (?<function>.+?) ?\(.*\) (?:\[0x\w+\] )?in (?<file>.+):(?:line )?(?<line>\d+)\s*$/ },
  { pattern: /^\s*at (?:async )?(?<function>[^()]+?) \((?<file>[^()]+?):(?<line>\d+):\d+\)$/ },
  { pattern: /^\s*at (?:async )?(?<file>[^\s()]+):(?<line>\d+):\d+$/ },
  { pattern: /^\s*at (?<function>[\w.`<>[\], ]+)\(.*\)$/ },
  { pattern: /^\s*#\d+ (?<file>[^\s(]+)\((?<line>\d+)\): (?<function>[^(]+)\(/ },
  { pattern: /^#\d+\s+(?<function>.+?) \((?<file>\S+?):(?<line>\d+)(?::\d+)?\)$/ },
  { pattern: /^\s*(?:from )?(?<file>\S+\.(?:rb|erb|rake)):(?<line>\d+):in [`'](?<function>.+?)'/ },
  { pattern: /^\s*(?:\(\S+ [\d.]+\) )?(?<file>\S+\.(?:exs?|erl)):(?<line>\d+): (?<function>.+)$/ },
  { pattern: /^(?<function>[^@]*)@(?<file>.+?):(?<line>\d+):\d+$/ },
  { pattern: /^\d+\s+\S+\s+0x[0-9a-f]+ (?<function>.+?) \+ \d+(?: \((?<file>\S+):(?<line>\d+)\))?$/ }
]

/** A list of patterns, tried line by line, whatever the language. */
export function readByPatterns(stack: string): readonly FoundFrame[] {
  const lines = stack.split(/[^\S\n]*\n/)
  return lines.flatMap((line, at): readonly FoundFrame[] => {
    for (const { pattern, functionAbove } of framePatterns) {
      const found = pattern.exec(line)?.groups
      if (found === undefined) continue
      const above = functionAbove?.exec(lines[at - 1] ?? '')?.groups?.['function']
      if (functionAbove !== undefined && above === undefined) continue
      return [toFrame(above ?? found['function'], found['file'], found['line'])]
    }
    return []
  })
}

function toFrame(name: string | undefined, file: string | undefined, line: string | undefined): FoundFrame {
  return { function: name, file, line: line === undefined ? undefined : Number(line) }
}

/** What a parser written for Node.js reads. */
function readByV8Pattern(stack: string): readonly FoundFrame[] {
  return [...stack.matchAll(/^\s*at (?:(?:async )?(.+?) \()?(.*?):(\d+):\d+\)?$/gm)].map((match) =>
    toFrame(match[1], match[2], match[3])
  )
}

interface ParsedLine {
  readonly function?: string
  readonly file?: string
  readonly line?: number
}

/** https://www.npmjs.com/package/stack-utils, which comes with the test runner; `undefined` where it is not installed. */
function stackUtils(): ReaderWay | undefined {
  try {
    const StackUtils = createRequire(import.meta.url)('stack-utils') as new (options: object) => {
      parseLine: (line: string) => ParsedLine | null
    }
    const utils = new StackUtils({ cwd: '/nowhere' })
    return plainWay('npm stack-utils (V8)', (stack: string) => [
      stack.split('\n').flatMap((line) => {
        const parsed = utils.parseLine(line)
        return parsed === null ? [] : [{ function: parsed.function, file: parsed.file, line: parsed.line }]
      })
    ])
  } catch {
    return undefined
  }
}

/** Well-known ways to read a stack trace. */
export const readerWays: readonly ReaderWay[] = [
  plainWay('a regular expression for each language', (stack: string) => [readByPatterns(stack)]),
  plainWay('a regular expression for V8', (stack: string) => [readByV8Pattern(stack)]),
  ...[stackUtils()].filter((way) => way !== undefined)
]
