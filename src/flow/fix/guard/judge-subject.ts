import { denyByCode } from '../../decision/deny.js'
import { finding } from './finding.js'
import type { GuardFinding, GuardPolicy } from './guard-verdict.js'
import type { ReadChange } from './read-change.js'

/**
 * Changed lines, on either side, of code about what a machine never touches: triage asks this of the code around the culprit
 * alone, and the fix may lie elsewhere. Not asked of tests, and not of package files, which name many things.
 *
 * Lines past the limit of the policy are not looked at: a change of that size is refused for it.
 */
export function judgeSubject(
  { change, path, kind, added, removed }: ReadChange,
  policy: GuardPolicy
): readonly GuardFinding[] {
  const isLink = [change.before, change.after].some((side) => side?.mode === '120000')
  if (isLink || (kind !== 'code' && kind !== 'other')) return []
  const sides = [
    ['', added],
    ['removed: ', removed]
  ] as const
  return sides.flatMap(([side, lines]) => {
    const read = lines.slice(0, policy.maximumLines + 1)
    const denial = denyByCode(read.map(({ text }) => text).join('\n'), policy)
    return denial === undefined ? [] : [finding('denied-code', `${side}${denial.rule}`, { path })]
  })
}
