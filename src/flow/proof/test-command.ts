import type { ProofProject } from './proof-run.js'
import { folderOf, nameOf, pathFrom, quotePath, quoteWord } from './quote-path.js'

/** A test file of the change. */
export interface TestSource {
  /** Relative to the repository. */
  readonly path: string
  /** As it is with the change. */
  readonly text: string
}

/** A test file as the command's folder sees it. */
interface PlacedTest {
  readonly path: string
  readonly text: string
}

const MAXIMUM_NAMES = 400

/** What may stand in a command for the test files that it runs, and what each is replaced by. Every value is quoted. */
export const testPlaceholders = {
  /** Paths, relative to the command's folder. */
  files: (tests) =>
    unique(tests.map(({ path }) => path))
      .map(quotePath)
      .join(' '),
  /** Folders of the files as Go writes packages: `./pkg/shop`. */
  folders: (tests) =>
    unique(tests.map(({ path }) => packageOf(path)))
      .map(quoteWord)
      .join(' '),
  /** A pattern of Go's test functions: `^(TestA|TestB)$`. */
  names: (tests) => quoteWord(`^(${goTests(tests).join('|')})$`),
  /** Class names with commas between, as Maven's `-Dtest` takes them. */
  classes: (tests) => quoteWord(classNames(tests).join(',')),
  /** Tasks and filters of Gradle: `':api:test' --tests 'CartTest'`. */
  'gradle-tests': gradleTests,
  /** Integration tests of Cargo: `--test 'cart'`; nothing when one of the files is none, so that every test runs. */
  'cargo-tests': cargoTests,
  /** A filter of `dotnet test` by class names. */
  'dotnet-filter': (tests) =>
    quoteWord(
      classNames(tests)
        .map((name) => `FullyQualifiedName~.${name}`)
        .join('|')
    )
} as const satisfies Readonly<Record<string, (tests: readonly PlacedTest[]) => string>>

export type TestPlaceholder = keyof typeof testPlaceholders

/** The command that runs these test files alone. A template without a placeholder is run as it stands. */
export function testCommand(
  project: Pick<ProofProject, 'folder' | 'testFiles'>,
  tests: readonly TestSource[]
): string {
  const placed = tests.map(({ path, text }) => ({ path: pathFrom(project.folder, path), text }))
  // One pass: what a file's name looks like is never taken for a placeholder.
  return project.testFiles
    .split(/(\{[a-z-]{1,20}\})/)
    .map((part) => {
      const name = part.slice(1, -1)
      return part.startsWith('{') && isPlaceholder(name) ? testPlaceholders[name](placed) : part
    })
    .join('')
    .trimEnd()
}

function isPlaceholder(name: string): name is TestPlaceholder {
  return Object.hasOwn(testPlaceholders, name)
}

function packageOf(path: string): string {
  const folder = folderOf(path)
  return folder === '' ? '.' : folder.startsWith('..') ? folder : `./${folder}`
}

function goTests(tests: readonly PlacedTest[]): readonly string[] {
  const found = tests.flatMap(({ text }) =>
    text.split('\n').flatMap((line) => /^func ((?:Test|Fuzz|Example)\w{0,200})\(/.exec(line)?.[1] ?? [])
  )
  return unique(found).slice(0, MAXIMUM_NAMES)
}

/** By convention (and for Java by rule) a class has the name of its file. */
function classNames(tests: readonly PlacedTest[]): readonly string[] {
  return unique(tests.map(({ path }) => nameOf(path).replace(/\.\w{1,10}$/, '')))
}

function gradleTests(tests: readonly PlacedTest[]): string {
  const byModule = new Map<string, PlacedTest[]>()
  for (const test of tests) {
    const source = test.path.startsWith('src/') ? 0 : test.path.indexOf('/src/')
    const module = source <= 0 ? '' : `:${test.path.slice(0, source).replaceAll('/', ':')}`
    byModule.set(module, [...(byModule.get(module) ?? []), test])
  }
  return [...byModule]
    .map(([module, files]) => {
      const filters = classNames(files).map((name) => `--tests ${quoteWord(name)}`)
      // Without cleaning, a task that has passed once is not run again.
      return `${quoteWord(`${module}:cleanTest`)} ${quoteWord(`${module}:test`)} ${filters.join(' ')}`
    })
    .join(' ')
}

function cargoTests(tests: readonly PlacedTest[]): string {
  const names = tests.map(({ path }) => /^tests\/([^/]{1,200}?)(?:\/main)?\.rs$/.exec(path)?.[1])
  if (names.some((name) => name === undefined)) return ''
  return unique(names.flatMap((name) => name ?? []))
    .map((name) => `--test ${quoteWord(name)}`)
    .join(' ')
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}
