import { format } from 'node:util'
import { expect } from 'expect'

export interface CollectedTest {
  /** File and place in the file: the same in every run, whatever a mutant does to the title. */
  readonly id: string
  readonly file: string
  readonly name: string
  readonly run: () => unknown
}

type Body = (...args: readonly unknown[]) => unknown
type Declare = (title: string, body: Body) => void
type Each = (table: readonly unknown[]) => Declare

/**
 * The part of `@jest/globals` that pure tests use: `describe`, `it`, their tables and jest's own `expect`. Whatever else a test
 * asks for is undefined and fails loudly, so that no test passes because its setup did not run.
 */
export class TestCollector {
  private readonly titles: string[] = []
  private tests: CollectedTest[] = []
  private file = ''

  readonly globals: Readonly<Record<string, unknown>> = {
    __esModule: true,
    expect,
    describe: withEach((title, body) => this.describe(title, body)),
    it: withEach((title, body) => this.add(title, body)),
    test: withEach((title, body) => this.add(title, body))
  }

  /** The tests that `load` declares, in order. `file` names them. */
  collect(file: string, load: () => void): readonly CollectedTest[] {
    this.file = file
    this.tests = []
    this.titles.length = 0
    load()
    if (this.tests.length === 0) throw new Error(`${file} declares no test.`)
    return this.tests
  }

  private describe(title: string, body: Body): void {
    this.titles.push(title)
    try {
      body()
    } finally {
      this.titles.pop()
    }
  }

  private add(title: string, run: Body): void {
    const name = [...this.titles, title].join(' ')
    this.tests.push({ id: `${this.file}#${this.tests.length}`, file: this.file, name, run })
  }
}

/** Tables as in jest: a row of an array becomes the arguments, any other row is the one argument. */
function withEach(declare: Declare): Declare & { readonly each: Each } {
  const each: Each = (table) => {
    if (table.length === 0) throw new Error('A table of tests has no row.')
    return (title, body) => {
      for (const row of table) {
        const cells: readonly unknown[] = Array.isArray(row) ? row : [row]
        declare(titleOf(title, cells), () => body(...cells))
      }
    }
  }
  return Object.assign((title: string, body: Body) => declare(title, body), { each })
}

function titleOf(title: string, cells: readonly unknown[]): string {
  const places = title.match(/%[sdifjop]/g)?.length ?? 0
  return format(title.replaceAll('%p', '%j'), ...cells.slice(0, places))
}
