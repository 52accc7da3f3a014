import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type MutantResult } from '@stryker-mutator/api/core'
import { Stryker } from '@stryker-mutator/core'
import { RUNNER_NAME } from './runner/plugin.js'

export interface MutationRun {
  /** The project; must be the working directory, which Stryker copies from. */
  readonly root: string
  /** Sources to mutate, relative to `root`. */
  readonly sources: readonly string[]
  readonly testFolders: readonly string[]
  /** Ids of tests that are not run. */
  readonly slowTests: readonly string[]
  /** Where Stryker's JSON report goes. */
  readonly report: string
  /** The share of mutants to try; all unless given. */
  readonly share?: number
  /** Which mutants the share is made of. */
  readonly seed?: string
  readonly quiet?: boolean
}

/** Tries every mutant of some sources with the tests of some folders, one after the other. */
export async function mutateSources(run: MutationRun): Promise<readonly MutantResult[]> {
  const temporary = mkdtempSync(join(tmpdir(), 'mutation-'))
  const slowTests = join(temporary, 'slow-tests.json')
  writeFileSync(slowTests, JSON.stringify(run.slowTests))
  mkdirSync(join(run.report, '..'), { recursive: true })
  const stryker = new Stryker({
    configFile: fileURLToPath(new URL('./stryker.json', import.meta.url)),
    plugins: [fileURLToPath(new URL('./runner/plugin.ts', import.meta.url))],
    testRunner: RUNNER_NAME,
    // The plugin is TypeScript.
    testRunnerNodeArgs: ['--import', import.meta.resolve('tsx')],
    checkerNodeArgs: ['--import', import.meta.resolve('tsx')],
    inProcess: { testFolders: run.testFolders, slowTests, share: run.share ?? 1, seed: run.seed ?? '' },
    mutate: [...run.sources],
    reporters: run.quiet === true ? ['json'] : ['progress-append-only', 'json'],
    jsonReporter: { fileName: run.report },
    tempDirName: join(temporary, 'stryker')
  })
  return stryker.runMutationTest()
}
