import { expect, it } from '@jest/globals'
import { admitAttempt } from '../../../src/flow/fix/admit-attempt.js'
import type { AdmissionFacts, AdmissionPolicy } from '../../../src/flow/fix/admission.js'
import type { FixReason } from '../../../src/flow/fix/fix-outcomes.js'
import type { Attempt, Ledger } from '../../../src/flow/fix/ledger.js'
import { facts, ledgerOf, policy } from './ledger-examples.js'

export type Row = readonly [
  string,
  Partial<AdmissionFacts>,
  readonly Attempt[],
  FixReason | 'admitted',
  Partial<AdmissionPolicy>?
]

export function judge(
  change: Partial<AdmissionFacts>,
  ledger: Ledger,
  by: Partial<AdmissionPolicy> = {}
): string {
  const admission = admitAttempt({ ...facts, ...change }, ledger, { ...policy, ...by })
  return admission.admitted ? 'admitted' : admission.end.reason
}

/** A test for each row; not `it.each`, which takes a fifth argument for the callback of a test that waits. */
export function holds(rows: readonly Row[]): void {
  for (const [name, change, attempts, expected, by] of rows) {
    it(name, () => {
      expect(judge(change, ledgerOf(...attempts), by)).toBe(expected)
    })
  }
}
