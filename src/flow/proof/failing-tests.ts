import { sanitiseText } from '../../text/sanitise.js'
import type { CommandRun } from './proof-run.js'
import { cargoTest, goTest } from './readers/compiled.js'
import { ava, jest, mocha, vitest } from './readers/javascript.js'
import { dotnetTest, gradle, surefire } from './readers/managed.js'
import { pytest, unittest } from './readers/python.js'
import { dartTest, minitest, phpunit, rspec } from './readers/scripted.js'
import { nodeSpec, tap } from './readers/tap.js'
import type { OutputReader, TestReport } from './readers/test-report.js'

const readers: readonly OutputReader[] = [
  jest,
  vitest,
  mocha,
  ava,
  tap,
  nodeSpec,
  pytest,
  unittest,
  goTest,
  cargoTest,
  surefire,
  gradle,
  rspec,
  minitest,
  phpunit,
  dotnetTest,
  dartTest
]

/** No name or total that matters is longer. */
const MAXIMUM_LINE_CHARS = 2_000

/** The lines of an output without colours, each bounded. */
export function outputLines(output: string): readonly string[] {
  return sanitiseText(output)
    .split('\n')
    .map((line) => line.slice(0, MAXIMUM_LINE_CHARS).trimEnd())
}

/** What each test tool that wrote into the output says; a command may run several. */
export function readTestReports(output: string): readonly TestReport[] {
  const lines = outputLines(output)
  return readers.flatMap((read) => read(lines) ?? [])
}

/**
 * Names of the tests that failed in a run that did not end well. `undefined` when the output does not tell: no known tool
 * wrote it, or it names fewer than the tool counted (the output was cut), or what failed was no test.
 */
export function failingTests(
  run: Pick<CommandRun, 'output' | 'outputBytes'>
): ReadonlySet<string> | undefined {
  const reports = readTestReports(run.output)
  const isWhole =
    !/^\[\d{1,12} bytes left out\]$/m.test(run.output) && run.outputBytes <= 2 * bytesOf(run.output) + 1_000
  const isTold = reports.every(({ failedCount, namesRead }) =>
    failedCount === undefined ? isWhole : namesRead >= failedCount
  )
  const names = new Set(reports.flatMap(({ failed }) => [...failed]))
  return isTold && names.size > 0 ? names : undefined
}

/** Whether the output says that no test passed: an exit code of 0 is then no sign of anything. */
export function saysNothingPassed(output: string): boolean {
  const counts = readTestReports(output).map(({ passedCount }) => passedCount)
  return counts.length > 0 && counts.every((count) => count === 0)
}

/** Length in UTF-8; colours and redacted parts are why a whole output may be shorter than what was written. */
function bytesOf(text: string): number {
  let bytes = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4
  }
  return bytes
}
