import { basename, dirname } from 'node:path'

/** What a test is known by: its file, relative to the project, and how long it took without a mutant. */
export interface KnownTest {
  readonly id: string
  readonly file: string
  readonly ms: number
}

/**
 * Which test to try first on a mutant: the one that caught most mutants of the same source file, then those written for
 * that file, for its folder, for its stage, and of these the quick ones. A good order saves time and changes no verdict.
 */
export class TestOrder {
  private readonly catches = new Map<string, Map<string, number>>()

  /** `source` is relative to the project. */
  caught(source: string, test: KnownTest): void {
    for (const name of [test.id, test.file]) {
      const bySource = this.catches.get(name) ?? new Map<string, number>()
      bySource.set(source, (bySource.get(source) ?? 0) + 1)
      this.catches.set(name, bySource)
    }
  }

  tests<Test extends KnownTest>(source: string, tests: readonly Test[]): readonly Test[] {
    return this.sorted(source, tests, (test) => test.id)
  }

  /** `files` with the time that all their tests take. */
  files(source: string, files: readonly { readonly file: string; readonly ms: number }[]): readonly string[] {
    const known = files.map((entry) => ({ ...entry, id: entry.file }))
    return this.sorted(source, known, (entry) => entry.file).map((entry) => entry.file)
  }

  private sorted<Test extends KnownTest>(
    source: string,
    tests: readonly Test[],
    nameOf: (test: Test) => string
  ): readonly Test[] {
    return tests
      .map((test) => ({
        test,
        catches: this.catches.get(nameOf(test))?.get(source) ?? 0,
        nearness: nearness(source, test.file)
      }))
      .sort((a, b) => b.catches - a.catches || b.nearness - a.nearness || a.test.ms - b.test.ms)
      .map((entry) => entry.test)
  }
}

/** How many folders a test shares with what it may test, and more for the same name. */
function nearness(source: string, testFile: string): number {
  const folders = dirname(source).split('/').slice(1)
  const others = dirname(testFile).split('/').slice(1)
  const shared = folders.findIndex((folder, index) => others[index] !== folder)
  const depth = shared < 0 ? folders.length : shared
  return basename(testFile, '.test.ts') === basename(source, '.ts') ? depth + 10 : depth
}
