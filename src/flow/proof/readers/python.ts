import { countAfter, countBefore, FailedNames, type OutputReader } from './test-report.js'

/** https://docs.pytest.org, with the short summary that it writes unless told not to. */
export const pytest: OutputReader = (lines) => {
  const names = new FailedNames()
  let isPytest = false
  let failed = 0
  let passed = 0
  for (const line of lines) {
    const outcome = /^(?:FAILED|ERROR) (.{1,1000})$/.exec(line)?.[1]
    if (outcome !== undefined) names.add(nodeId(outcome))
    else if (/^(?:=+ )?(?:\d|no tests).{0,200} in \d[\d.]{0,12}s\b/.test(line)) {
      isPytest = true
      failed += countBefore(` ${line}`, 'failed')
      failed += Math.max(countBefore(line, 'error'), countBefore(line, 'errors'))
      passed += countBefore(` ${line}`, 'passed')
    }
  }
  return isPytest ? names.report(failed, passed) : undefined
}

/** The message comes after a dash, which the id of a parameter may have too. */
function nodeId(outcome: string): string {
  const bracket = outcome.indexOf('[')
  const afterId = bracket < 0 ? -1 : outcome.indexOf('] - ', bracket)
  const dash = outcome.indexOf(' - ')
  const isId = bracket >= 0 && (dash < 0 || bracket < dash)
  if (isId && afterId >= 0) return outcome.slice(0, afterId + 1)
  return isId || dash < 0 ? outcome : outcome.slice(0, dash)
}

/** https://docs.python.org/3/library/unittest.html, Django's runner too. */
export const unittest: OutputReader = (lines) => {
  const names = new FailedNames()
  let ran: number | undefined
  let failed = 0
  let skipped = 0
  for (const line of lines) {
    const name = /^(?:FAIL|ERROR): (.{1,500})$/.exec(line)?.[1]
    if (name !== undefined) names.add(name)
    const count = /^Ran (\d{1,9}) tests? in /.exec(line)?.[1]
    if (count !== undefined) ran = (ran ?? 0) + Number(count)
    else if (/^(?:FAILED|OK) \(/.test(line)) {
      failed += countAfter(line, 'failures') + countAfter(line, 'errors')
      skipped += countAfter(line, 'skipped')
    }
  }
  return ran === undefined ? undefined : names.report(failed, Math.max(0, ran - failed - skipped))
}
