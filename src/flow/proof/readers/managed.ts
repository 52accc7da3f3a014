import { countAfter, FailedNames, type OutputReader } from './test-report.js'

/** https://maven.apache.org/surefire: a line for each failure, and totals without a time for each module. */
export const surefire: OutputReader = (lines) => {
  const names = new FailedNames()
  let isMaven = false
  let failed = 0
  let passed = 0
  for (const line of lines) {
    const text = line.replace(/^\[(?:ERROR|WARNING|INFO)\] {0,2}/, '')
    const failure =
      /^(?!Tests run:)(.{1,400}?) {1,2}(?:-- )?Time elapsed: .{1,60}<<< (?:ERROR|FAILURE)!/.exec(text)
    if (failure?.[1] !== undefined) names.add(failure[1])
    else if (text.startsWith('COMPILATION ERROR')) {
      isMaven = true
      names.add('compilation')
    } else if (text.startsWith('Tests run: ') && !text.includes('Time elapsed')) {
      isMaven = true
      const failures = countAfter(text, 'Failures') + countAfter(text, 'Errors')
      failed += failures
      passed += Math.max(0, countAfter(text, 'Tests run') - failures - countAfter(text, 'Skipped'))
    }
  }
  return isMaven ? names.report(failed, passed) : undefined
}

/** https://docs.gradle.org: names of failures and, when there are some, a count; of a good run it says nothing. */
export const gradle: OutputReader = (lines) => {
  const names = new FailedNames()
  let isGradle = false
  let failed = 0
  let passed: number | undefined
  for (const line of lines) {
    const name = /^(\S.{0,400} > .{1,400}) FAILED$/.exec(line)?.[1]
    if (name !== undefined) names.add(name)
    const totals = /^(\d{1,9}) tests? completed, (\d{1,9}) failed/.exec(line)
    if (totals) {
      failed += Number(totals[2])
      passed = (passed ?? 0) + Number(totals[1]) - Number(totals[2])
    } else if (/^BUILD (?:FAILED|SUCCESSFUL) in /.test(line)) isGradle = true
    else if (/^Execution failed for task '.{0,200}:compile/.test(line)) names.add('compilation')
  }
  return isGradle ? names.report(failed, passed) : undefined
}

/** https://learn.microsoft.com/dotnet/core/tools/dotnet-test */
export const dotnetTest: OutputReader = (lines) => {
  const names = new FailedNames()
  let isDotnet = false
  let failed = 0
  let passed = 0
  for (const line of lines) {
    const name = /^ {1,4}Failed (.{1,500}) \[(?:< )?\d.{0,20}\]$/.exec(line)?.[1]
    if (name !== undefined) names.add(name)
    else if (/^(?:Failed|Passed|Skipped)! {1,3}- Failed: /.test(line)) {
      isDotnet = true
      failed += countAfter(line, '- Failed')
      passed += countAfter(line, 'Passed')
    } else if (line.startsWith('No test matches the given testcase filter')) isDotnet = true
  }
  return isDotnet ? names.report(failed, passed) : undefined
}
