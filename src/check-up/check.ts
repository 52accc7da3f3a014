import type { Policy } from '../config/policy.js'

/** `failed`: the action cannot do its work like this. `warning`: it works, and something is lost or will surprise. */
export type CheckStatus = 'ok' | 'warning' | 'failed'

/** One line of the doctor: what was looked at, what was seen, and what to do about it. */
export interface Check<Id extends string = string> {
  /** One of the closed list of its area; stable, for machines. */
  readonly id: Id
  readonly status: CheckStatus
  /** What was seen, in one sentence. May quote a vendor. */
  readonly found: string
  /** What to do, exactly; absent only when the check is ok. */
  readonly mend?: string
}

/** Every check of an area, with the question that it answers. */
export type CheckTable = Readonly<Record<string, string>>

/** What the answers are measured against. */
export interface CheckUpRequest {
  /** `undefined` when the policy file cannot be read: what hangs on it is not checked, and says so. */
  readonly policy: Policy | undefined
  readonly owner: string
  readonly repo: string
  /** `https://github.com`, or an Enterprise Server's. */
  readonly serverUrl: string
  readonly apiUrl: string
}

export function ok<Id extends string>(id: Id, found: string): Check<Id> {
  return { id, status: 'ok', found }
}

export function warning<Id extends string>(id: Id, found: string, mend: string): Check<Id> {
  return { id, status: 'warning', found, mend }
}

export function failed<Id extends string>(id: Id, found: string, mend: string): Check<Id> {
  return { id, status: 'failed', found, mend }
}

/** The worst of the lines; `ok` when there are none. */
export function worstOf(checks: readonly Pick<Check, 'status'>[]): CheckStatus {
  if (checks.some(({ status }) => status === 'failed')) return 'failed'
  return checks.some(({ status }) => status === 'warning') ? 'warning' : 'ok'
}
