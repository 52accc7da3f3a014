import { parseCodeOwners } from '../../../../src/flow/decision/codeowners.js'
import { known } from '../../../../src/flow/issue/known.js'
import type { FileVersion, TreeChange } from '../../../../src/flow/fix/change.js'
import { judgeChange } from '../../../../src/flow/fix/guard/judge-change.js'
import type {
  GuardFacts,
  GuardPolicy,
  GuardRule,
  GuardVerdict
} from '../../../../src/flow/fix/guard/guard-verdict.js'
import { createRedactor } from '../../../../src/text/redact.js'

/** Git's name of a content, as far as a test needs one. */
function oidOf(text: string): string {
  let hash = 7
  for (const sign of text) hash = (hash * 31 + (sign.codePointAt(0) ?? 0)) >>> 0
  return hash.toString(16).padStart(40, '0')
}

export function file(text: string | undefined, mode = '100644'): FileVersion {
  return { mode, oid: oidOf(text ?? 'binary'), size: text?.length ?? 9, text }
}

export function edited(path: string, before: string, after: string): TreeChange {
  return { path, before: file(before), after: file(after) }
}

export function added(path: string, text = 'export const one = 1\n', mode = '100644'): TreeChange {
  return { path, before: undefined, after: file(text, mode) }
}

export function removed(path: string, text = 'export const one = 1\n'): TreeChange {
  return { path, before: file(text), after: undefined }
}

/** The fix that every test starts from: it passes. */
export const fix = edited(
  'src/cart.ts',
  'export function total(cart) {\n  return cart.items.length\n}\n',
  'export function total(cart) {\n  return cart?.items?.length ?? 0\n}\n'
)
export const test = added(
  '__tests__/cart.test.ts',
  "it('counts nothing without a cart', () => {\n  expect(total(undefined)).toBe(0)\n})\n"
)

const redactor = createRedactor({ mode: 'standard', patterns: [], secrets: ['my-own-run-secret-1234'] })
const nobody = known(parseCodeOwners('CODEOWNERS', ''))

export const facts: GuardFacts = {
  changes: [fix, test],
  strays: [],
  fixClass: 'null-safety-guard',
  bump: undefined,
  canary: 'canary-5f0d7e52-91ab',
  codeOwners: { base: nobody, head: nobody },
  findPrivate: (text) => redactor.redactWithReport(text).found
}

export const policy: GuardPolicy = {
  allowPaths: [],
  denyPaths: [],
  denyWords: [],
  denyOwners: [],
  testFiles: [],
  maximumFiles: 20,
  maximumLines: 400
}

export function judge(more: Partial<GuardFacts>, limits: Partial<GuardPolicy> = {}): GuardVerdict {
  return judgeChange({ ...facts, ...more }, { ...policy, ...limits })
}

export function rulesOf({ findings }: GuardVerdict): readonly GuardRule[] {
  return [...new Set(findings.map(({ rule }) => rule))].sort()
}

/** What the guard says of the fix with one more change. */
export function rulesWith(change: TreeChange, limits: Partial<GuardPolicy> = {}): readonly GuardRule[] {
  return rulesOf(judge({ changes: [fix, test, change] }, limits))
}
