import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type CollectedTest } from './runner/test-collector.js'
import { failureOf, TestSession } from './runner/test-session.js'

/** Taken again: from here on a second time may be much shorter, up to here it may be short enough. */
const WARM_MS = 10
const FAR_TOO_SLOW_MS = 500

const timesSchema = z.record(z.string(), z.object({ hash: z.string(), ms: z.array(z.number()) }))

/** Times of the tests of a file, in their order, and the hash of the text that they were taken of. */
type Times = z.infer<typeof timesSchema>

export interface RehearsedTest {
  readonly id: string
  /** Time of the processor, which a busy machine does not stretch. */
  readonly ms: number
}

/**
 * How long each test takes on the sources as they are, to know which are too slow to run thousands of times. Files of tests that
 * did not change are not run again; `memory` is the file that remembers their times. That all tests pass is seen again
 * before the first mutant is tried, but for the slow ones.
 */
export async function rehearseTests(
  root: string,
  testFolders: readonly string[],
  memory: string
): Promise<readonly RehearsedTest[]> {
  const session = new TestSession(root, testFolders)
  await session.open()
  const times: Times = existsSync(memory) ? timesSchema.parse(JSON.parse(readFileSync(memory, 'utf8'))) : {}
  const rehearsed: RehearsedTest[] = []
  for (const [file, tests] of byFile(session.tests())) {
    const hash = createHash('sha256')
      .update(readFileSync(join(root, file)))
      .digest('hex')
    const known = times[file]
    const ms = known?.hash === hash && known.ms.length === tests.length ? known.ms : await timesOf(tests)
    times[file] = { hash, ms }
    rehearsed.push(...tests.map(({ id }, index) => ({ id, ms: ms[index] ?? 0 })))
  }
  writeFileSync(memory, JSON.stringify(times))
  return rehearsed
}

function byFile(tests: readonly CollectedTest[]): ReadonlyMap<string, readonly CollectedTest[]> {
  const files = new Map<string, CollectedTest[]>()
  for (const test of tests) files.set(test.file, [...(files.get(test.file) ?? []), test])
  return files
}

async function timesOf(tests: readonly CollectedTest[]): Promise<number[]> {
  const times: number[] = []
  for (const test of tests) {
    const first = await timeOf(test)
    // The first test of a file may pay for what the others find ready.
    times.push(first > WARM_MS && first < FAR_TOO_SLOW_MS ? Math.min(first, await timeOf(test)) : first)
  }
  return times
}

async function timeOf(test: CollectedTest): Promise<number> {
  const start = process.cpuUsage()
  const failure = await failureOf(test)
  if (failure !== undefined) throw new Error(`${test.file} "${test.name}" fails without a mutant: ${failure}`)
  return process.cpuUsage(start).user / 1000
}
