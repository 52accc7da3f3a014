import { existsSync, readFileSync } from 'node:fs'
import { performance } from 'node:perf_hooks'
import { relative } from 'node:path'
import { createHash } from 'node:crypto'
import {
  INSTRUMENTER_CONSTANTS,
  type InstrumenterContext,
  type Mutant,
  type MutantCoverage
} from '@stryker-mutator/api/core'
import {
  determineHitLimitReached,
  DryRunStatus,
  MutantRunStatus,
  TestStatus,
  type DryRunResult,
  type MutantRunOptions,
  type MutantRunResult,
  type TestResult,
  type TestRunner,
  type TestRunnerCapabilities
} from '@stryker-mutator/api/test-runner'
import { z } from 'zod'
import { type CollectedTest } from './test-collector.js'
import { TestOrder } from './test-order.js'
import { failureOf, TestSession } from './test-session.js'

export interface InProcessOptions {
  /** Folders of test files, relative to the project. */
  readonly testFolders: readonly string[]
  /** A JSON file of ids of tests that take too long to run for each mutant; they are reported as skipped. */
  readonly slowTests: string
  /** The share of mutants to try, up to 1. The same ones each time, and those of a smaller share are among those of a larger. */
  readonly share: number
  /** Another seed makes another sample: one that nobody has written tests by. */
  readonly seed: string
}

/** How a mutant ends that the sample does not hold: an error to Stryker, and so in no score of its. */
export const NOT_IN_SAMPLE = 'not in the sample'

/** As `InstrumenterContext` of Stryker, whose fields may also be set to `undefined`. */
type Context = { -readonly [Field in keyof InstrumenterContext]?: InstrumenterContext[Field] | undefined }

declare global {
  // The namespace that instrumented sources read: `INSTRUMENTER_CONSTANTS.NAMESPACE`.
  var __stryker__: Context | undefined
}

const slowTestsSchema = z.array(z.string())

/**
 * Runs pure tests in one process, without jest: a run of some tests takes milliseconds, so that thousands of mutants can be tried.
 * https://stryker-mutator.io/docs/stryker-js/guides/create-a-plugin/
 */
export class InProcessRunner implements TestRunner {
  private readonly session: TestSession
  private readonly slow: ReadonlySet<string>
  private readonly sample: Pick<InProcessOptions, 'share' | 'seed'>
  private readonly order = new TestOrder()
  private readonly times = new Map<string, number>()
  private readonly context: Context

  constructor(
    private readonly root: string,
    options: InProcessOptions
  ) {
    this.session = new TestSession(root, options.testFolders)
    this.sample = options
    this.slow = new Set(
      existsSync(options.slowTests)
        ? slowTestsSchema.parse(JSON.parse(readFileSync(options.slowTests, 'utf8')))
        : []
    )
    this.context = globalThis[INSTRUMENTER_CONSTANTS.NAMESPACE] ??= {}
  }

  capabilities(): TestRunnerCapabilities {
    return { reloadEnvironment: true }
  }

  async init(): Promise<void> {
    await this.session.open()
  }

  /** Without a mutant: how long each test takes, and what it covers. */
  async dryRun(): Promise<DryRunResult> {
    const tests: TestResult[] = []
    for (const test of this.session.tests()) {
      const told = { id: test.id, name: `${test.file} ${test.name}`, fileName: test.file }
      if (this.slow.has(test.id)) {
        tests.push({ ...told, timeSpentMs: 0, status: TestStatus.Skipped })
        continue
      }
      this.context.currentTestId = test.id
      const start = performance.now()
      const failureMessage = await failureOf(test)
      const timeSpentMs = performance.now() - start
      this.times.set(test.id, timeSpentMs)
      tests.push(
        failureMessage === undefined
          ? { ...told, timeSpentMs, status: TestStatus.Success }
          : { ...told, timeSpentMs, status: TestStatus.Failed, failureMessage }
      )
    }
    delete this.context.currentTestId
    const mutantCoverage: MutantCoverage = this.context.mutantCoverage ?? { static: {}, perTest: {} }
    return { status: DryRunStatus.Complete, tests, mutantCoverage }
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const source = relative(this.root, options.sandboxFileName)
    const { hitLimit, activeMutant, testFilter } = options
    if (placeInSample(this.sample.seed, source, activeMutant) >= this.sample.share) {
      return { status: MutantRunStatus.Error, errorMessage: NOT_IN_SAMPLE }
    }
    // Loaded and checked before the mutant is active.
    const ready = testFilter === undefined ? [] : this.chosen(testFilter)
    this.context.hitCount = hitLimit === undefined ? undefined : 0
    this.context.hitLimit = hitLimit
    try {
      return testFilter === undefined
        ? await this.runReloaded(options.sandboxFileName, source, activeMutant.id)
        : await this.runLoaded(ready, source, activeMutant.id)
    } finally {
      this.context.activeMutant = undefined
      this.context.hitCount = undefined
      this.context.hitLimit = undefined
    }
  }

  private chosen(ids: readonly string[]): readonly CollectedTest[] {
    const wanted = new Set(ids)
    return this.session.tests().filter((test) => wanted.has(test.id))
  }

  /** For a mutant in a function: the modules stay as they are. */
  private async runLoaded(
    tests: readonly CollectedTest[],
    source: string,
    mutant: string
  ): Promise<MutantRunResult> {
    const result = await this.firstFailure(this.sorted(source, tests), source, mutant)
    if (result === undefined) return { status: MutantRunStatus.Survived, nrOfTests: tests.length }
    // What a mutant leaves in a module must not count against the next one.
    const { hitCount, hitLimit } = this.context
    this.context.activeMutant = undefined
    this.context.hitCount = undefined
    const stillFails = result.test !== undefined && (await failureOf(result.test)) !== undefined
    this.context.hitCount = hitCount
    this.context.hitLimit = hitLimit
    if (stillFails || result.verdict.status === MutantRunStatus.Timeout) this.session.reset()
    return result.verdict
  }

  /** For a mutant in what a module does when it is loaded: it, and all that import it, are loaded with the mutant active. */
  private async runReloaded(file: string, source: string, mutant: string): Promise<MutantRunResult> {
    const { files, collect } = this.session.reloading(file)
    const known = files.map((path) => relative(this.root, path))
    const timed = known.map((name) => ({ file: name, ms: this.timeOf(name) }))
    const byName = new Map(known.map((name, index) => [name, files[index] ?? name]))
    let count = 0
    let broken: string | undefined
    for (const name of this.order.files(source, timed)) {
      this.context.activeMutant = mutant
      let tests: readonly CollectedTest[]
      try {
        tests = collect(byName.get(name) ?? name)
      } catch (error) {
        broken ??= String(error)
        continue
      }
      const result = await this.firstFailure(this.sorted(source, tests), source, mutant)
      if (result !== undefined) return result.verdict
      count += tests.length
    }
    // A file of tests that cannot be loaded is no test that failed: Stryker's own runners say the same.
    if (broken !== undefined) return { status: MutantRunStatus.Error, errorMessage: broken }
    return { status: MutantRunStatus.Survived, nrOfTests: count }
  }

  private timeOf(file: string): number {
    let sum = 0
    for (const [id, ms] of this.times) if (id.startsWith(`${file}#`)) sum += ms
    return sum
  }

  private sorted(source: string, tests: readonly CollectedTest[]): readonly CollectedTest[] {
    const known = tests
      .filter((test) => !this.slow.has(test.id))
      .map((test) => ({ id: test.id, file: test.file, ms: this.times.get(test.id) ?? 0, test }))
    return this.order.tests(source, known).map((entry) => entry.test)
  }

  private async firstFailure(
    tests: readonly CollectedTest[],
    source: string,
    mutant: string
  ): Promise<{ verdict: MutantRunResult; test: CollectedTest | undefined } | undefined> {
    this.context.activeMutant = mutant
    for (const [index, test] of tests.entries()) {
      const failureMessage = await failureOf(test)
      const endless = determineHitLimitReached(this.context.hitCount, this.context.hitLimit)
      if (endless !== undefined) {
        return { verdict: { status: MutantRunStatus.Timeout, ...reason(endless.reason) }, test: undefined }
      }
      if (failureMessage === undefined) continue
      this.order.caught(source, { id: test.id, file: test.file, ms: 0 })
      return {
        verdict: {
          status: MutantRunStatus.Killed,
          killedBy: [test.id],
          failureMessage,
          nrOfTests: index + 1
        },
        test
      }
    }
    return undefined
  }
}

/** From 0 up to 1, by what the mutant is and nothing else. */
function placeInSample(seed: string, source: string, { location, mutatorName, replacement }: Mutant): number {
  const { start, end } = location
  const name = [seed, source, start.line, start.column, end.line, end.column, mutatorName, replacement].join(
    '\n'
  )
  return createHash('sha256').update(name).digest().readUInt32BE() / 2 ** 32
}

function reason(text: string | undefined): { readonly reason?: string } {
  return text === undefined ? {} : { reason: text }
}
