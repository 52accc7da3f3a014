import { countAfter, countBefore, FailedNames, type OutputReader } from './test-report.js'

/** https://rspec.info: at the end a command for each failure, with its description. */
export const rspec: OutputReader = (lines) => {
  const names = new FailedNames()
  let isRspec = false
  let failed = 0
  let passed = 0
  for (const line of lines) {
    const [, file, title] = /^rspec '?\.?\/?([^\s:['#]{1,300})\S{0,40} # (.{1,500})$/.exec(line) ?? []
    if (file !== undefined && title !== undefined) names.add(`${file} › ${title}`)
    const totals = /^(\d{1,9}) examples?, (\d{1,9}) failures?/.exec(line)
    if (!totals) continue
    isRspec = true
    const outside = Math.max(countBefore(line, 'error occurred'), countBefore(line, 'errors occurred'))
    if (outside > 0) names.add('an error outside of the examples')
    failed += Number(totals[2])
    passed += Math.max(0, Number(totals[1]) - Number(totals[2]) - countBefore(line, 'pending'))
  }
  return isRspec ? names.report(failed, passed) : undefined
}

/** https://github.com/minitest/minitest, that of Rails too: the name comes on the line after the kind. */
export const minitest: OutputReader = (lines) => {
  const names = new FailedNames()
  let isMinitest = false
  let failed = 0
  let passed = 0
  let isNext = false
  for (const line of lines) {
    const totals = /^(\d{1,9}) (?:runs|tests), \d{1,9} assertions, (\d{1,9}) failures, (\d{1,9}) errors/.exec(
      line
    )
    if (totals) {
      isMinitest = true
      const failures = Number(totals[2]) + Number(totals[3])
      failed += failures
      passed += Math.max(0, Number(totals[1]) - failures - countBefore(line, 'skips'))
    }
    if (isNext) names.add(line.replace(/(?: \[[^\]]{0,400}\])?:$/, ''))
    isNext = /^ {0,4}(?:\d{1,9}\) )?(?:Failure|Error):$/.test(line)
  }
  return isMinitest ? names.report(failed, passed) : undefined
}

/** https://phpunit.de: numbered lists, of which only failures and errors count. */
export const phpunit: OutputReader = (lines) => {
  const names = new FailedNames()
  let isPhpunit = false
  let section = ''
  let failed = 0
  let passed = 0
  for (const line of lines) {
    section = /^There (?:was|were) \d{1,9} (?:\w{1,20} )?(\w{1,20}):?$/.exec(line)?.[1] ?? section
    const name = /^\d{1,9}\) (\S.{0,400})$/.exec(line)?.[1]
    if (name !== undefined && /^(?:failure|error)s?$/.test(section)) names.add(name)
    const good = /^OK \((\d{1,9}) tests?/.exec(line)?.[1]
    if (good !== undefined) {
      isPhpunit = true
      passed += Number(good)
    } else if (/^Tests: \d{1,9}, Assertions: /.test(line)) {
      isPhpunit = true
      const failures = countAfter(line, 'Failures') + countAfter(line, 'Errors')
      failed += failures
      const aside = countAfter(line, 'Skipped') + countAfter(line, 'Incomplete')
      passed += Math.max(0, countAfter(line, 'Tests') - failures - aside)
    } else if (line === 'No tests executed!') isPhpunit = true
  }
  return isPhpunit ? names.report(failed, passed) : undefined
}

/** https://pub.dev/packages/test and Flutter's, with the plain reporter and with that for GitHub. */
export const dartTest: OutputReader = (lines) => {
  const names = new FailedNames()
  let isDart = false
  let failed = 0
  let passed = 0
  for (const line of lines) {
    const step = /^\d{1,4}:\d\d \+(\d{1,9})(?: ~\d{1,9})?(?: -(\d{1,9}))?: (.{0,500})$/.exec(line)
    if (step) {
      isDart = true
      passed = Math.max(passed, Number(step[1]))
      failed = Math.max(failed, Number(step[2] ?? 0))
      if (step[3]?.endsWith(' [E]')) names.add(step[3].slice(0, -4))
    } else if (/^❌ .{1,500} \(failed\)/.test(line)) {
      isDart = true
      failed += 1
      names.add(line.slice(2).replace(/ \(failed\).*$/, ''))
    } else if (line.startsWith('✅ ')) {
      isDart = true
      passed += 1
    }
  }
  return isDart ? names.report(failed, passed) : undefined
}
