import { countBefore, FailedNames, type OutputReader } from './test-report.js'

/** `go test`, with and without `-v`. A package's line comes after those of its tests. */
export const goTest: OutputReader = (lines) => {
  const names = new FailedNames()
  let isGo = false
  let pending: string[] = []
  let passed = 0
  for (const line of lines) {
    const failed = /^ {0,80}--- FAIL: (\S{1,500})/.exec(line)?.[1]
    if (failed !== undefined) pending.push(failed)
    else if (/^ {0,80}--- PASS: /.test(line)) passed += 1
    const result = /^(ok {2}|FAIL)\t([^\s[]{1,500})(.{0,200})$/.exec(line)
    if (!result) continue
    const [, kind, name = '', rest = ''] = result
    isGo = true
    if (kind !== 'FAIL') {
      if (!rest.includes('[no tests to run]')) passed += 1
    } else if (pending.length > 0) pending.forEach((test) => names.add(`${name} ${test}`))
    else names.add(`${name} ${/\[(?:build|setup) failed\]/.exec(rest)?.[0] ?? ''}`)
    pending = []
  }
  return isGo || pending.length > 0 ? names.report(undefined, passed) : undefined
}

/** https://doc.rust-lang.org/cargo/commands/cargo-test.html */
export const cargoTest: OutputReader = (lines) => {
  const names = new FailedNames()
  let isCargo = false
  let binary = ''
  let failed = 0
  let passed = 0
  for (const line of lines) {
    const running = /^ {1,9}(?:Running|Doc-tests) (.{1,300}?)(?: \(.{0,400}\))?$/.exec(line)?.[1]
    if (running !== undefined) binary = running
    const test = /^test (.{1,400}) \.\.\. FAILED$/.exec(line)?.[1]
    if (test !== undefined) names.add(`${binary} › ${test}`)
    else if (line.startsWith('test result: ')) {
      isCargo = true
      failed += countBefore(line, 'failed;')
      passed += countBefore(line, 'passed;')
    } else if (line.startsWith('error: could not compile ')) {
      isCargo = true
      names.add(line.slice(7).replace(/ due to .*$/, ''))
    } else if (
      line.startsWith("  process didn't exit successfully: ") &&
      !line.includes('exit status: 101')
    ) {
      isCargo = true
      names.add(`${binary} › ended early`)
    }
  }
  return isCargo ? names.report(failed, passed) : undefined
}
