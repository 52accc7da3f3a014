/** Why tests are red without having run, or without having got to the bug. A closed set. */
export const loadFailures = {
  'not-found': 'no test was found',
  compile: 'the code did not compile',
  load: 'the test file could not be loaded',
  fixture: 'a fixture of the test is missing',
  tool: 'the test tool could not be started',
  timeout: 'the test ran into its time limit'
} as const
export type LoadFailure = keyof typeof loadFailures

interface LoadRule {
  readonly failure: LoadFailure
  readonly pattern: RegExp
}

/** As the tools write them. What compiles nothing runs nothing; the others may stand beside a test that did fail. */
const rules: readonly LoadRule[] = [
  { failure: 'compile', pattern: /^FAIL\t\S{1,400} \[(?:build|setup) failed\]/ },
  { failure: 'compile', pattern: /^error: could not compile `/ },
  { failure: 'compile', pattern: /COMPILATION ERROR|^Execution failed for task '.{0,200}:compile/ },
  { failure: 'compile', pattern: /\berror (?:TS|CS|FS|BC)\d{4,5}\b/ },
  {
    failure: 'compile',
    pattern: /Failed to load ".{1,400}": Compilation failed|^.{1,400}\.dart:\d{1,9}:\d{1,9}: Error: /
  },
  {
    failure: 'not-found',
    pattern: /^No tests? (?:files? )?found|^Error: No test files found|^No tests executed!/
  },
  {
    failure: 'not-found',
    pattern: /^Your test suite must contain at least one test|^No test suite found in file/
  },
  { failure: 'not-found', pattern: /^=+ (?:no tests ran|\d{1,9} deselected) |\[no tests to run\]$/ },
  {
    failure: 'not-found',
    pattern: /^No tests (?:ran|were found|match)|No tests were executed!|No test matches the given/
  },
  { failure: 'not-found', pattern: /^ERROR: (?:file or directory )?not found: / },
  { failure: 'not-found', pattern: /^> No tests found for given includes/ },
  { failure: 'load', pattern: /^ {2,4}● Test suite failed to run/ },
  { failure: 'load', pattern: /^_+ ERROR collecting |unittest\.loader\._FailedTest/ },
  { failure: 'load', pattern: /^An error occurred while loading / },
  { failure: 'load', pattern: /^⎯{1,40} Failed Suites / },
  {
    failure: 'load',
    pattern:
      /^(?:# |E {1,9}|\s{0,9})?(?:Error: Cannot find (?:module|package) ['"]|Error \[ERR_MODULE_NOT_FOUND\])/
  },
  {
    failure: 'load',
    pattern: /^(?:E {1,9})?(?:ModuleNotFoundError|ImportError|LoadError): |cannot load such file -- /
  },
  { failure: 'load', pattern: /^(?:E {1,9})?(?:IndentationError|TabError): |^PHP Parse error: / },
  { failure: 'fixture', pattern: /^E {1,9}fixture '.{1,200}' not found/ },
  { failure: 'tool', pattern: /^(?:\/bin\/)?(?:ba|da)?sh: .{0,400}(?:not found|No such file or directory)/ },
  {
    failure: 'tool',
    pattern: /^npm error (?:could not determine executable|npx canceled)|No module named pytest$/
  },
  { failure: 'tool', pattern: /^bundler: command not found|^Could not open input file: / },
  { failure: 'timeout', pattern: /Exceeded timeout of \d{1,9} ?ms|Error: Timeout of \d{1,9}ms exceeded/ },
  {
    failure: 'timeout',
    pattern: /Error: Test timed out in \d{1,9}ms|^panic: test timed out after |\+?- ?Timeout >[\d.]{1,9}s/
  },
  { failure: 'timeout', pattern: /TimeoutException: Test timed out after |test timed out after \d/ }
]

/** What kept the tests from running, with the line that says so; the most telling first. */
export function findLoadFailure(
  lines: readonly string[]
): { readonly failure: LoadFailure; readonly line: string } | undefined {
  for (const { failure, pattern } of rules) {
    const line = lines.find((each) => pattern.test(each))
    if (line !== undefined) return { failure, line: line.trim().slice(0, 200) }
  }
  return undefined
}
