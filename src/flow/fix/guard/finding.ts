import { sanitiseLine } from '../../../text/sanitise.js'
import { guardRules, type GuardFinding, type GuardRule } from './guard-verdict.js'

const longestEvidence = 200

/** A finding whose evidence is one short line that is safe to show. */
export function finding(
  rule: GuardRule,
  evidence: string,
  place: { readonly path?: string; readonly line?: number | undefined } = {}
): GuardFinding {
  // Cut before and after: a path may be long, and a sanitised one may be longer.
  const shown = sanitiseLine(evidence.slice(0, 2 * longestEvidence)).slice(0, longestEvidence)
  return { rule, path: place.path, line: place.line, evidence: shown }
}

/** By path, with the change as a whole first; then by line, rule and evidence. The same finding twice is one. */
export function sortFindings(findings: readonly GuardFinding[]): readonly GuardFinding[] {
  const sorted = [...findings].sort(
    (a, b) =>
      compare(a.path ?? '', b.path ?? '') ||
      (a.line ?? 0) - (b.line ?? 0) ||
      compare(a.rule, b.rule) ||
      compare(a.evidence, b.evidence)
  )
  return sorted.filter((each, index) => {
    const last = sorted[index - 1]
    const { rule, path, line, evidence } = each
    return last?.rule !== rule || last.path !== path || last.line !== line || last.evidence !== evidence
  })
}

/** One line for people: what is wrong, where, and what was seen. */
export function sayFinding({ rule, path, line, evidence }: GuardFinding): string {
  const place = path === undefined ? '' : `${sanitiseLine(path)}${line === undefined ? '' : `:${line}`}: `
  return `${place}${guardRules[rule]}${evidence === '' ? '' : ` (${evidence})`}`
}

// By code units: the order must not depend on the machine's language.
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
