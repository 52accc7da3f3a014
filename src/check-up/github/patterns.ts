import { RE2JS } from 're2js'
import type { RulePattern, WorkflowEvent } from './facts.js'

/**
 * Whether a ruleset takes the text; `undefined` when its expression is none that RE2 reads, which is what GitHub reads them with.
 * https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets#metadata-restrictions
 */
export function satisfies({ operator, pattern, negate }: RulePattern, text: string): boolean | undefined {
  const matches = matchesPattern(operator, pattern, text)
  return matches === undefined ? undefined : matches !== negate
}

function matchesPattern(operator: string, pattern: string, text: string): boolean | undefined {
  switch (operator) {
    case 'starts_with':
      return text.startsWith(pattern)
    case 'ends_with':
      return text.endsWith(pattern)
    case 'contains':
      return text.includes(pattern)
    case 'regex':
      return compile(pattern)?.matcher(text).find()
    default:
      return undefined
  }
}

function compile(pattern: string): RE2JS | undefined {
  try {
    return RE2JS.compile(pattern)
  } catch {
    return undefined
  }
}

/**
 * Whether the event's filters let a branch through. Of several patterns the last one that fits decides; a list of nothing but
 * negative ones lets nothing through.
 * https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax#filter-pattern-cheat-sheet
 */
export function letsThrough({ branches, branchesIgnore }: WorkflowEvent, branch: string): boolean {
  if (branches !== undefined) {
    return branches.reduce((through, each) => {
      const isNegative = each.startsWith('!')
      return fitsFilter(isNegative ? each.slice(1) : each, branch) ? !isNegative : through
    }, false)
  }
  return !(branchesIgnore ?? []).some((each) => fitsFilter(each, branch))
}

function fitsFilter(filter: string, branch: string): boolean {
  return (
    compile(`^(?:${toExpression(filter)})$`)
      ?.matcher(branch)
      .find() ?? false
  )
}

/** `*` stops at a slash, `**` does not; `?` and `+` repeat the character before them, and `[]` is a set. */
function toExpression(filter: string): string {
  return filter.replace(/\\.|\*\*\/?|\*|[.^$(){}|\\]/g, (sign) => {
    if (sign === '**/') return '(?:.*/)?'
    if (sign === '**') return '.*'
    if (sign === '*') return '[^/]*'
    return sign.length === 2 ? sign : `\\${sign}`
  })
}
