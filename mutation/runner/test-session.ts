import { readdirSync } from 'node:fs'
import { join, relative } from 'node:path'
import fc from 'fast-check'
import { ModuleGraph, type Registry } from './module-graph.js'
import { TestCollector, type CollectedTest } from './test-collector.js'

/** What every test file gets before its first line, as in `jest.config.js`. */
const SETUP = '__tests__/fixed-seed.js'

/** The test files of a project, compiled once, loaded into modules that are as fresh as asked. */
export class TestSession {
  /** Absolute paths. */
  readonly files: readonly string[]
  private readonly collector = new TestCollector()
  private readonly graph = new ModuleGraph(new Map([['@jest/globals', this.collector.globals]]))
  private registry: Registry = new Map()
  private collected: readonly CollectedTest[] | undefined

  /** `folders` are relative to `root`. */
  constructor(
    private readonly root: string,
    folders: readonly string[]
  ) {
    this.files = folders.flatMap((folder) => testFiles(join(root, folder)))
  }

  async open(): Promise<void> {
    const setup = join(this.root, SETUP)
    await this.graph.read([setup, ...this.files])
    this.graph.load(setup, this.registry)
    // A property that fails has shown enough: the smallest example is of no use here.
    fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true })
  }

  /** All tests, over modules that stay loaded. Tests of the same modules share what these keep, as in one file of jest. */
  tests(): readonly CollectedTest[] {
    this.collected ??= this.files.flatMap((file) => this.collect(file, this.registry))
    return this.collected
  }

  /** Forgets the modules that stay loaded, when a mutant may have left something in them. */
  reset(): void {
    this.registry = new Map()
    this.collected = undefined
  }

  /** Test files that import `source`, and how to load one of them so that `source` runs from its first line again. */
  reloading(source: string): {
    files: readonly string[]
    collect: (file: string) => readonly CollectedTest[]
  } {
    const stale = this.graph.dependents(source)
    const fresh: Registry = new Map([...this.registry].filter(([file]) => !stale.has(file)))
    return {
      files: this.files.filter((file) => stale.has(file)),
      collect: (file) => this.collect(file, fresh)
    }
  }

  private collect(file: string, registry: Registry): readonly CollectedTest[] {
    return this.collector.collect(relative(this.root, file), () => {
      this.graph.load(file, registry)
    })
  }
}

function testFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .map((name) => join(folder, name))
    .sort()
}

/** What went wrong, or `undefined` when the test passed. */
export async function failureOf(test: CollectedTest): Promise<string | undefined> {
  try {
    await test.run()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
