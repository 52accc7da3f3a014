import ignore, { type Ignore } from 'ignore'
import { isRepositoryPath } from './path-spelling.js'

/** A list is easier to read, and to add to, as words in a row. */
function list(words: string): readonly string[] {
  return words.trim().split(/\s+/)
}

/**
 * Files that a test runner takes by their name. Rust's unit tests live in the source file and cannot be told by a path:
 * such a file counts as code.
 */
const moduleNames: Readonly<Record<string, readonly string[]>> = {
  'JavaScript and TypeScript': list(`
    *.test.js *.test.jsx *.test.mjs *.test.cjs *.test.ts *.test.tsx *.test.mts *.test.cts
    *.spec.js *.spec.jsx *.spec.mjs *.spec.cjs *.spec.ts *.spec.tsx *.spec.mts *.spec.cts
    *.cy.js *.cy.jsx *.cy.ts *.cy.tsx *-test.js *-test.ts *_test.js *_test.ts *_test.tsx
    **/__tests__/**/*.js **/__tests__/**/*.jsx **/__tests__/**/*.mjs **/__tests__/**/*.cjs
    **/__tests__/**/*.ts **/__tests__/**/*.tsx **/__tests__/**/*.mts **/__tests__/**/*.cts`),
  Python: list(`test_*.py *_test.py tests.py`),
  Go: list(`*_test.go`),
  Rust: list(`**/tests/*.rs **/tests/*/main.rs`),
  'Java, Kotlin, Groovy and Scala': list(`
    *Test.java *Tests.java *TestCase.java *IT.java Test[A-Z]*.java *Test.kt *Tests.kt *Spec.kt *IT.kt
    *Test.groovy *Spec.groovy *Test.scala *Tests.scala *Spec.scala *Suite.scala`),
  Ruby: list(`*_spec.rb *_test.rb test_*.rb`),
  PHP: list(`*Test.php *Cest.php *Spec.php`),
  'C#': list(`*Test.cs *Tests.cs *Test.fs *Tests.fs *Test.vb *Tests.vb`),
  Dart: list(`*_test.dart`),
  Swift: list(`*Test.swift *Tests.swift`),
  Elixir: list(`*_test.exs`)
}

/** What tests need beside themselves: data, helpers, recorded answers. */
const supportNames = list(`
  test/ tests/ Test/ Tests/ __tests__/ __mocks__/ __snapshots__/ __fixtures__/ testdata/ test_data/ test-data/
  /spec/ /*/spec/ /*/*/spec/ e2e/ cypress/ testFixtures/ androidTest/ integrationTest/ integration_test/ test_driver/
  src/*Test/ *.Test/ *.Tests/ *.UnitTests/ *.IntegrationTests/ *Tests/ conftest.py *.snap
  spec_helper.rb rails_helper.rb test_helper.rb test_helper.exs`)

// With the case as it is: `latest.java` is no test, and neither is `contest.cs`.
function compile(patterns: readonly string[]): Ignore {
  return ignore({ ignorecase: false }).add([...patterns])
}

const modules = compile(Object.values(moduleNames).flat())
const support = compile(supportNames)

/**
 * Whether the file belongs to the tests: a test, or what tests need beside themselves. `patterns` are gitignore patterns of a
 * team's own, beside the built-in ones. A path that is not one of a repository (`../x`, `/x`) is no test.
 */
export function isTestFile(path: string, patterns: readonly string[]): boolean {
  if (!isRepositoryPath(path)) return false
  return isTestModule(path, patterns) || support.ignores(path)
}

/**
 * Whether a test runner takes the file by its name, unlike fixtures, snapshots and helpers. What a team's own patterns name
 * counts as such.
 */
export function isTestModule(path: string, patterns: readonly string[]): boolean {
  if (!isRepositoryPath(path)) return false
  if (modules.ignores(path)) return !/(?:^|\/)(?:__mocks__|__snapshots__|__fixtures__)\//.test(path)
  return patterns.length > 0 && compile(patterns).ignores(path)
}
