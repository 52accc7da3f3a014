import type { FileVersion, TreeChange } from '../../../../../src/flow/fix/change.js'
import { findCodeTroubles } from '../../../../../src/flow/fix/guard/code/find-code-troubles.js'

export function version(text: string | undefined): FileVersion {
  return { mode: '100644', oid: `oid of ${text ?? 'bytes'}`, size: text?.length ?? 1, text }
}

/** `undefined`: no such file on that side. */
export function changeOf(path: string, before: string | undefined, after: string | undefined): TreeChange {
  return {
    path,
    before: before === undefined ? undefined : version(before),
    after: after === undefined ? undefined : version(after)
  }
}

export function isTest(path: string): boolean {
  return /(?:^|[._/-])(?:tests?|spec)(?=[._/-])|Tests?\.\w+$/i.test(path)
}

export function rulesOf(
  path: string,
  before: string | undefined,
  after: string | undefined
): readonly string[] {
  return findCodeTroubles([changeOf(path, before, after)], { isTest }).map(({ rule }) => rule)
}
