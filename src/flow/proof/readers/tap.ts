import { FailedNames, type OutputReader } from './test-report.js'

/**
 * TAP of Node's own runner (with subtests, indented by four) and of Mocha.
 * https://testanything.org/tap-version-14-specification.html
 */
export const tap: OutputReader = (lines) => {
  const names = new FailedNames()
  const subtests: string[] = []
  let isTap = false
  let count: number | undefined
  let passed = 0
  for (const line of lines) {
    if (/^(?:TAP version \d{1,3}|1\.\.\d{1,9})$/.test(line)) isTap = true
    const total = /^# fail {1,4}(\d{1,9})$/.exec(line)?.[1]
    if (total !== undefined) count = (count ?? 0) + Number(total)
    const point = /^((?: {4}){0,40})(?:(not )?ok \d{1,9}(?: -)? |# Subtest: )(.{0,500})$/.exec(line)
    if (!point) continue
    const [, indent = '', isNot, title = ''] = point
    const depth = indent.length / 4
    if (line.startsWith('# Subtest: ', indent.length)) {
      subtests.length = Math.min(subtests.length, depth)
      subtests[depth] = title
    } else if (!/ # (?:TODO|SKIP)\b/i.test(line)) {
      if (isNot === undefined) passed += 1
      else names.add([...subtests.slice(0, depth), title].join(' › '))
    }
  }
  return isTap ? names.report(count, passed) : undefined
}

/** Node's own runner with the reporter `spec`: the failures are told again at the end, with their files. */
export const nodeSpec: OutputReader = (lines) => {
  const names = new FailedNames()
  let failed: number | undefined
  let passed = 0
  let inFailures = false
  let file = ''
  for (const line of lines) {
    const total = /^ℹ (pass|fail) (\d{1,9})$/.exec(line)
    if (total?.[1] === 'pass') passed += Number(total[2])
    else if (total) failed = (failed ?? 0) + Number(total[2])
    else if (line === '✖ failing tests:') inFailures = true
    else if (line.startsWith('▶ ')) inFailures = false
    else if (inFailures && line.startsWith('test at ')) file = line.slice(8).replace(/(?::\d{1,9}){1,2}$/, '')
    else if (inFailures && line.startsWith('✖ ')) {
      names.add(`${file} › ${line.slice(2).replace(/ \([\d.]{1,20}ms\)$/, '')}`)
    }
  }
  return failed === undefined ? undefined : names.report(failed, passed)
}
