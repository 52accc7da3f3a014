/**
 * Lines of a test tool's output that tell of an error, without those that repeat what somebody wrote: source code around
 * the failure, titles of tests, stack frames. The author of a test chooses its title, so that a title proves nothing.
 */
export function failureLines(lines: readonly string[]): readonly string[] {
  const isPytest = lines.some((line) => /^(?:E {3,9}\S|=+ (?:FAILURES|ERRORS) =+$)/.test(line))
  return lines.filter((line) => line.trim() !== '' && (isPytest ? isPytestError(line) : !isQuoted(line)))
}

/** pytest prints whole functions; what failed is marked. Its captured output may be anything. */
function isPytestError(line: string): boolean {
  return /^E {1,9}\S/.test(line) || /^[^\s:]{1,400}:\d{1,9}: \w/.test(line)
}

const quoted: readonly RegExp[] = [
  // Code frames: `> 12 | code`, `  12| code`, `  |   ^`.
  /^\s{0,40}>?\s{0,9}\d{0,9}\s{0,4}\|/,
  // Titles: marks of Jest, Vitest, Node, AVA, Mocha, and those of TAP.
  /^\s{0,80}(?:[●✕✓✔✖×✗✘▶↓○❯✅❌]|(?:not )?ok \d|# Subtest: |\d{1,9}\) |- )/,
  /^ ?(?:FAIL|PASS|FAILED|ERROR:|rspec|test|Running|RUN)\b(?! at )/,
  // Mocha's nested titles, Minitest's names.
  /^\s{5,80}\S.{0,500}:$/,
  /^[\w:]{1,200}#\S.{0,300}:$/,
  // Go, Cargo, pytest's short summary, unittest, Surefire, Gradle, .NET, Dart.
  /^\s{0,80}(?:---|===) (?:FAIL|PASS|RUN|SKIP|CONT|PAUSE|NAME)/,
  /^---- .{0,400} ----$/,
  /<<< (?:ERROR|FAILURE)!/,
  / (?:FAILED|\[E\])$/,
  /^ {1,4}(?:Failed|Passed|Skipped) .{0,500} \[(?:< )?\d/,
  // Stack frames.
  /^\s{1,200}at \S/,
  /^\s{0,9}File "/,
  // Source code: assertions and functions as Python, Ruby and PHP show them.
  /^\s{0,80}(?:assert|self\.assert|expect\(|def |it\(|test\(|raise |throw )/
]

function isQuoted(line: string): boolean {
  return quoted.some((pattern) => pattern.test(line))
}
