import { countBefore, FailedNames, type OutputReader } from './test-report.js'

/** https://jestjs.io */
export const jest: OutputReader = (lines) => {
  const names = new FailedNames()
  let file: string | undefined
  let totals = false
  let failedTests = 0
  let passed = 0
  let suites = 0
  for (const line of lines) {
    if (line.startsWith('FAIL ')) file = withoutTime(line.slice(5))
    else if (line.startsWith('PASS ')) file = undefined
    else if (line.startsWith('  ● ') && file !== undefined) {
      const title = line.slice(4).trim()
      if (title === 'Test suite failed to run') suites += 1
      if (title !== 'Console') names.add(`${file} › ${title}`)
    } else if (/^Tests: {1,12}\d.{0,200} total$/.test(line)) {
      totals = true
      failedTests += countBefore(line, 'failed')
      passed += countBefore(line, 'passed')
    } else if (line.startsWith('No tests found, exiting with code')) totals = true
  }
  return totals ? names.report(failedTests + suites, passed) : undefined
}

function withoutTime(file: string): string {
  return file.replace(/ \(\d[\d.]{0,9} ?m?s\)$/, '').trim()
}

/** https://vitest.dev */
export const vitest: OutputReader = (lines) => {
  const names = new FailedNames()
  let isVitest = false
  let failed = 0
  let passed = 0
  for (const line of lines) {
    if (line.startsWith(' FAIL  ')) names.add(line.slice(7).trim())
    else if (/^ {1,9}Test Files {2}\d/.test(line)) isVitest = true
    else if (/^ {1,9}Tests {2}(?:\d|no tests)/.test(line)) {
      failed += countBefore(line, 'failed')
      passed += countBefore(line, 'passed')
    } else if (/^ {1,9}Errors {2}\d/.test(line)) names.add('an error outside of the tests')
    else if (line.startsWith('No test files found, exiting with code')) isVitest = true
  }
  return isVitest ? names.report(failed, passed) : undefined
}

/** https://mochajs.org, the reporter `spec`. Below the count each failure has a number and its titles, the last with a colon. */
export const mocha: OutputReader = (lines) => {
  const names = new FailedNames()
  let isMocha = false
  let failed = 0
  let passed = 0
  let inFailures = false
  let titles: string[] | undefined
  for (const line of lines) {
    const totals = /^ {2}(\d{1,9}) (passing|failing)\b/.exec(line)
    if (totals) {
      isMocha = true
      if (totals[2] === 'passing') passed += Number(totals[1])
      else failed += Number(totals[1])
      inFailures = totals[2] === 'failing'
      continue
    }
    if (!inFailures) continue
    const first = /^ {2,4}\d{1,9}\) (.{1,500})$/.exec(line)?.[1]
    if (first !== undefined) titles = [first]
    else if (titles !== undefined && line.trim() !== '') titles.push(line.trim())
    if (titles?.at(-1)?.endsWith(':')) {
      names.add(titles.join(' › ').slice(0, -1))
      titles = undefined
    } else if (titles !== undefined && titles.length > 20) titles = undefined
  }
  return isMocha ? names.report(failed, passed) : undefined
}

/** https://github.com/avajs/ava */
export const ava: OutputReader = (lines) => {
  const names = new FailedNames()
  let isAva = false
  let failed = 0
  let passed = 0
  for (const line of lines) {
    const title = /^ {2}✘ \[fail\]: (.{1,500})$/.exec(line)?.[1]
    if (title !== undefined) names.add(title.replace(/ Error thrown in test$/, ''))
    else if (line.startsWith('  ✔ ')) passed += 1
    else if (/^ {2}\d{1,9} tests? (?:failed|passed)$/.test(line)) {
      isAva = true
      failed += countBefore(line, line.includes('tests') ? 'tests failed' : 'test failed')
    }
  }
  return isAva ? names.report(failed, passed) : undefined
}
